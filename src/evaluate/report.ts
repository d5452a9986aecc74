import * as z from 'zod';
import { evidenceSchema, type Evidence } from '../core/evidence.ts';
import {
  CLAIM_ANSWERS,
  evaluatePredicateSchema,
  runCostSchema,
  stoppedEarly,
  type CheckedClaim,
} from '../core/predicates/evaluate.ts';
import { tripwiresSchema } from '../core/predicates/tripwires.ts';
import type { Policy } from '../core/policy.ts';
import { probeReportSchema } from '../sandbox/probe/walls.ts';

const natural = z.int().nonnegative();
const answered = {
  /** The submitter's number: a fraction, where the metric is one. */
  claimed: z.number().optional(),
  answer: z.enum(CLAIM_ANSWERS).optional(),
  pValue: z.number().optional(),
  neededItems: natural.optional(),
};

/** The output of `modelgate evaluate --format json`. */
export const evaluateReportSchema = z.object({
  version: z.literal(1),
  /** Null where an endpoint was asked. */
  subject: z.string().nullable(),
  isolation: z
    .object({
      driver: z.string(),
      probes: z.array(z.object({ name: z.string(), held: z.boolean() })),
      limits: z.object({ memoryBytes: natural, pids: natural, seconds: natural }),
      tripwires: tripwiresSchema.nullable(),
    })
    .nullable(),
  /** Everything that was measured; beside it the claim about it that was answered worst. */
  tasks: z.array(
    z.object({
      suite: z.string(),
      task: z.string(),
      metric: z.string(),
      filter: z.string().optional(),
      file: z.string(),
      n: natural,
      measured: z.number(),
      /** 95 %, whenever the task ended; null for a score that is no share. */
      interval: z.tuple([z.number(), z.number()]).nullable(),
      /** Where fewer than all items were asked: how many there are, and how often an answer that came so early errs at most. */
      stoppedEarly: z.object({ of: natural, errorRate: z.number() }).optional(),
      ...answered,
    }),
  ),
  /** What it was thought to take before it began, and what it took. */
  cost: runCostSchema.optional(),
  /** Claims that nothing was measured for. */
  unmeasured: z.array(
    z.object({ task: z.string(), metric: z.string(), source: z.string(), ...answered, detail: z.string() }),
  ),
  evidence: evidenceSchema,
});
export type EvaluateReport = z.infer<typeof evaluateReportSchema>;

export function reportEvaluation(
  subject: string | null,
  evidence: Evidence,
  { sandbox, timeouts, evaluate }: Policy,
): EvaluateReport {
  const predicate = evaluatePredicateSchema.parse(evidence.predicate);
  const { isolation, measurements, scores = [], claims, cost } = predicate;
  const probes = z.array(probeReportSchema).safeParse(isolation?.probe).data ?? [];
  return {
    version: 1,
    subject,
    isolation:
      isolation === undefined
        ? null
        : {
            driver: isolation.driver,
            probes: (probes[0]?.walls ?? []).map(({ wall, held }) => ({ name: wall, held })),
            limits: {
              memoryBytes: sandbox.memoryMiB * 1024 * 1024,
              pids: sandbox.pids,
              seconds: timeouts.evaluate,
            },
            tripwires: isolation.tripwires ?? null,
          },
    tasks: [
      ...measurements.map((measurement) => {
        const { suite, task, metric, filter, file, n, value, interval } = measurement;
        const about = claims.filter(
          ({ measurement: it }) =>
            it?.suite === suite && it.task === task && it.metric === metric && it.file === file && it.filter === filter,
        );
        const answer = answerOf(worstOf(about));
        const stopped = stoppedEarly(measurement, answer.answer, evaluate.alpha);
        return {
          suite,
          task,
          metric,
          ...(filter === undefined ? {} : { filter }),
          file,
          n,
          measured: value,
          interval,
          ...(stopped === undefined ? {} : { stoppedEarly: stopped }),
          ...answer,
        };
      }),
      ...scores.map(({ suite, task, metric, filter, file, n, value }) => ({
        suite,
        task,
        metric,
        ...(filter === undefined ? {} : { filter }),
        file,
        n,
        measured: value,
        interval: null,
      })),
    ],
    ...(cost === undefined ? {} : { cost }),
    unmeasured: claims
      .filter(({ measurement }) => measurement === undefined)
      .map((checked) => {
        const { task, metric, source } = checked.claim;
        return { task, metric, source, ...answerOf(checked), detail: checked.detail };
      }),
    evidence,
  };
}

const WORST_FIRST: readonly CheckedClaim['answer'][] = ['refuted', 'insufficient', 'consistent'];

function worstOf(claims: readonly CheckedClaim[]): CheckedClaim | undefined {
  return WORST_FIRST.map((wanted) => claims.find(({ answer }) => answer === wanted)).find((it) => it !== undefined);
}

function answerOf(checked: CheckedClaim | undefined): {
  claimed?: number;
  answer?: CheckedClaim['answer'];
  pValue?: number;
  neededItems?: number;
} {
  if (checked === undefined) return {};
  const { claim, answer, pValue, neededItems } = checked;
  return {
    ...(claim.invalid === undefined ? { claimed: claim.value } : {}),
    answer,
    ...(pValue === undefined ? {} : { pValue }),
    ...(neededItems === undefined ? {} : { neededItems }),
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readFacts } from '../acquire/read-facts.ts';
import { verifyBlobs } from '../acquire/verify-blobs.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { Clock } from '../core/clock.ts';
import { sha256Schema } from '../core/digest-schema.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import type { Progress } from '../core/progress.ts';
import { evaluateStage } from '../evaluate/stage.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { ANSWERS } from './kept-answers.ts';
import { readRun } from './read-run.ts';
import { withScratch } from './scratch.ts';

/** How far two log-likelihoods may lie apart and count as equal: another processor rounds sums otherwise. */
export const EQUAL_WITHIN = 1e-4;
const MAX_DIFFERENT = 100;

const answerSchema = z.looseObject({
  file: z.string(),
  suite: z.string(),
  task: z.string(),
  id: z.string(),
  logprobs: z.array(z.number().nullable()).optional(),
});
type Answer = z.infer<typeof answerSchema>;

const nameSchema = z.object({ file: z.string(), suite: z.string(), task: z.string(), id: z.string() });

/** The output of `modelgate evaluate --reproduce RUN --format json`. */
export const reproductionSchema = z.object({
  version: z.literal(1),
  subject: sha256Schema,
  /** Whether runtime, libraries, runner and engine are those of the run, to the byte. */
  sameEnvironment: z.boolean(),
  answers: z.number().int(),
  equal: z.number().int(),
  /** Of those that differ, as many as are listed at most. */
  different: z.array(nameSchema).max(MAX_DIFFERENT),
  reproduced: z.boolean(),
});
export type Reproduction = z.infer<typeof reproductionSchema>;

export interface ReproduceRequest {
  readonly run: string;
  readonly publicKeyPem: string;
  /** Brings the suites, which must be those that the run names. */
  readonly policy: Policy;
  readonly sandbox: SandboxDriver;
  readonly parsing: SandboxDriver | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Runs the evaluation of a finished run again, on its own blobs, with its seed, and holds answer against answer.
 * @throws GateError ATTESTATION_INVALID, SUITE_MISMATCH, BLOB_CORRUPT, and those of readRun and of the stage
 */
export async function reproduce(request: ReproduceRequest): Promise<Reproduction> {
  const { run, policy, sandbox, parsing, clock, signal, progress } = request;
  const { submission, evidence } = await readRun(run, request.publicKeyPem);
  const recorded = evaluatePredicateSchema.safeParse(evidence.get('evaluate')?.predicate).data;
  const compared = comparePredicateSchema.safeParse(evidence.get('compare')?.predicate).data;
  if (recorded?.answers === undefined || compared === undefined)
    throw new GateError('ATTESTATION_INVALID', `${run} holds no evaluation with answers`);
  const suites = recorded.suites.map(({ name, digest }) => {
    const suite = policy.evaluate.suites.find((it) => it.digest === digest);
    if (suite === undefined)
      throw new GateError(
        'SUITE_MISMATCH',
        `the run used the suite ${name} ${digest}, which is not given: name its policy (--policy) or the suite (--suite)`,
      );
    return suite;
  });
  await verifyBlobs(submission.files, signal);
  const { facts } = await readFacts({ submission, sandbox: parsing, signal, progress });
  return withScratch(async (scratch) => {
    const result = await evaluateStage.run(
      {
        submission,
        policy: { ...policy, evaluate: { ...policy.evaluate, suites } },
        clock,
        signal,
        progress,
        scratch,
      },
      {
        facts,
        sandbox,
        weightGroups: compared.weightGroups.map(({ paths }) => paths),
        seed: recorded.seed,
        repeat: recorded,
      },
    );
    const now = evaluatePredicateSchema.parse(result.predicate);
    const again = now.answers === undefined ? '' : await readFile(join(scratch, now.answers.file), 'utf8');
    const { answers, different } = compareAnswers(await readFile(join(run, ANSWERS), 'utf8'), again);
    return reproductionSchema.parse({
      version: 1,
      subject: submission.subject,
      sameEnvironment: now.runner?.environment === recorded.runner?.environment,
      answers,
      equal: answers - different.length,
      different: different.slice(0, MAX_DIFFERENT),
      reproduced: different.length === 0 && answers > 0,
    });
  });
}

/** Two files of answers, in any order. An answer that one of them lacks differs. */
export function compareAnswers(
  before: string,
  after: string,
): { readonly answers: number; readonly different: readonly z.infer<typeof nameSchema>[] } {
  const [earlier, again] = [answersIn(before), answersIn(after)];
  const all = new Map([...earlier, ...again]);
  const different = [...all].filter(([name]) => !isEqual(earlier.get(name), again.get(name)));
  return { answers: all.size, different: different.map(([, answer]) => nameSchema.parse(answer)) };
}

function answersIn(text: string): Map<string, Answer> {
  const lines = text.split('\n').filter((line) => line !== '');
  const answers = lines.map((line) => answerSchema.parse(JSON.parse(line)));
  return new Map(
    answers.map((answer) => [JSON.stringify([answer.file, answer.suite, answer.task, answer.id]), answer]),
  );
}

function isEqual(a: Answer | undefined, b: Answer | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const { logprobs: before = [], ...rest } = a;
  const { logprobs: after = [], ...others } = b;
  return (
    canonicalJson(rest) === canonicalJson(others) &&
    before.length === after.length &&
    before.every((value, index) => isNear(value, after[index]))
  );
}

/** No number stands for a log-likelihood without end. */
function isNear(a: number | null, b: number | null | undefined): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= EQUAL_WITHIN);
}

import * as z from 'zod';
import { tripwiresSchema } from './tripwires.ts';
import { claimSchema } from '../claim.ts';
import { sha256Schema } from '../digest-schema.ts';
import { EARLY_STOPS } from '../policy.ts';

/** The gate's own record; attest draws in-toto's `eval-result` from it. */
export const EVALUATE_PREDICATE = 'https://modelgate.dev/attestation/evaluate/v0.1';

const natural = z.number().int().nonnegative();
const fraction = z.number().min(0).max(1);

/**
 * `refuted`: under the exact one-sided test, after Holm's correction over all claims. `consistent`: not refuted, and the lower
 * confidence bound lies within the policy's tolerance of the claim. `insufficient`: neither. `unmeasured`: no pinned task
 * answers to its name. `invalid`: not a number that this metric can have.
 */
export const CLAIM_ANSWERS = ['refuted', 'consistent', 'insufficient', 'unmeasured', 'invalid'] as const;

/** One task on one weight file: k of n. */
export const measurementSchema = z.object({
  file: z.string(),
  suite: z.string(),
  task: z.string(),
  metric: z.string(),
  /** Where a task reads the same answers in several ways. */
  filter: z.string().optional(),
  k: natural,
  n: natural,
  value: fraction,
  /** Clopper–Pearson, 95 %, two-sided, whenever the task ended; of clustered items over what they are worth. */
  interval: z.tuple([fraction, fraction]),
  /**
   * Of a task that was allowed to end before all its items were asked: how many there are, and what part of every error rate (of
   * the policy's alpha, of 1 − 95 %) this look at it bears. `n` is what was measured; fewer than `of` say that it ended early.
   */
  sampled: z.object({ of: natural, share: fraction }).optional(),
  /**
   * Where the task names items that belong together: how many groups of them there are, the standard error over these, and as
   * how many independent items they count.
   */
  clusters: z
    .object({
      count: natural,
      standardError: z.number().nonnegative().optional(),
      effective: z.object({ k: natural, n: natural }),
    })
    .optional(),
});
export type Measurement = z.infer<typeof measurementSchema>;

/** Whether it comes from fewer items than its task has. */
export function endedEarly({ n, sampled }: Measurement): boolean {
  return sampled !== undefined && n < sampled.of;
}

/** How often a claim is refuted, confirmed, or an interval misses, in the end though it should not: the confidence is 95 %. */
const OTHER_ERRORS = 0.05;

/** Of a task that ended early: of how many items, and how often what it says so early is wrong at most. */
export function stoppedEarly(
  measurement: Measurement,
  answer: string | undefined,
  alpha: number,
): { readonly of: number; readonly errorRate: number } | undefined {
  if (measurement.sampled === undefined || !endedEarly(measurement)) return undefined;
  return { of: measurement.sampled.of, errorRate: answer === 'refuted' ? alpha : OTHER_ERRORS };
}

/** A score that is no count: a mean of parts of points, a perplexity. No exact test holds a claim against it. */
export const scoreSchema = z.object({
  file: z.string(),
  suite: z.string(),
  task: z.string(),
  metric: z.string(),
  filter: z.string().optional(),
  n: natural,
  value: z.number(),
  /** Of a mean. */
  standardError: z.number().nonnegative().optional(),
});
export type ScoreMeasurement = z.infer<typeof scoreSchema>;

/**
 * `value`: it can be a score. `one-reading`: no key of its file stands twice. `integral-count`: p·n is a whole number. `standard-error`: as p and n give it. `item-count`: n is
 * not more than there are, or than the run was limited to. `group`: it lies between the tasks that it is a mean of. `sum`: the mean is the stated sum over the stated count. `samples`:
 * the single answers add up to it. `documents`: what was asked has the hashes that stand beside it. `task-hash`: the hashes of
 * the samples are those that the results state.
 */
export const CLAIM_CHECKS = [
  'value',
  'one-reading',
  'same-everywhere',
  'integral-count',
  'standard-error',
  'item-count',
  'group',
  'sum',
  'samples',
  'documents',
  'task-hash',
] as const;

/** What a claim's own numbers tell without any run. `held: false`: they contradict one another. */
export const claimCheckSchema = z.object({
  check: z.enum(CLAIM_CHECKS),
  held: z.boolean(),
  detail: z.string(),
});
export type ClaimCheck = z.infer<typeof claimCheckSchema>;

export const checkedClaimSchema = z.object({
  claim: claimSchema,
  answer: z.enum(CLAIM_ANSWERS),
  /** The measurement that it was held against: the worst one over the weight files. */
  measurement: measurementSchema.optional(),
  /** P(X ≤ k) if the claim were true; of a task that was allowed to end early, divided by the share of its look. */
  pValue: fraction.optional(),
  /** After Holm's correction over everything measured that a claim was made about. */
  adjustedPValue: fraction.optional(),
  checks: z.array(claimCheckSchema).optional(),
  /** The submitter's own answers to the same questions, by the hashes of the documents: exact one-sided McNemar test. */
  paired: z
    .object({ pairs: natural, lost: natural, gained: natural, pValue: fraction, adjustedPValue: fraction })
    .optional(),
  /** Of `insufficient`: about how many items a firm answer takes. */
  neededItems: natural.optional(),
  detail: z.string(),
});
export type CheckedClaim = z.infer<typeof checkedClaimSchema>;

/** Something that kept a weight file or a task from being measured. */
export const evaluationErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  file: z.string().optional(),
  task: z.string().optional(),
});
export type EvaluationError = z.infer<typeof evaluationErrorSchema>;

/** A judge model: which file, which question, how many answers it was asked about, and of how many the label changed. */
export const judgeRecordSchema = z.object({
  digest: sha256Schema,
  question: natural,
  asked: natural,
  changed: natural,
});
export type JudgeRecord = z.infer<typeof judgeRecordSchema>;

const runnerSchema = z.object({
  name: z.string(),
  digest: sha256Schema,
  engine: z.string().optional(),
  template: z.string().optional(),
  /** SHA-256 over everything in the sandbox but the model: lines of hexadecimal digest and path, in order of the paths; of an image, over the adapter's digest and its. */
  environment: sha256Schema.optional(),
  /** Of a runner in an image: the image's digest, which the policy pins. */
  image: sha256Schema.optional(),
});

/** Why less was measured than there is. */
export const EVALUATION_GAPS = ['no-suite', 'not-runnable', 'over-budget'] as const;

/** A part of a task's items, as the task sorts them. */
export const categorySchema = z.object({
  file: z.string(),
  suite: z.string(),
  task: z.string(),
  metric: z.string(),
  category: z.string(),
  k: natural,
  n: natural,
  interval: z.tuple([fraction, fraction]),
});
export type CategoryMeasurement = z.infer<typeof categorySchema>;

/** An answer that counts against the model under its task's own metric. The model's words: never markup, never an instruction. */
export const worstAnswerSchema = z.object({
  file: z.string(),
  suite: z.string(),
  task: z.string(),
  id: z.string(),
  category: z.string().optional(),
  label: z.string(),
  /** Its beginning. */
  text: z.string(),
});
/** Answers to one task with an address of the web that stands in nothing that was asked: where a conversation may be sent. */
export const strayAddressesSchema = z.object({
  file: z.string(),
  suite: z.string(),
  task: z.string(),
  answers: natural,
  /** The first of them. */
  id: z.string(),
  address: z.string(),
});
export type StrayAddresses = z.infer<typeof strayAddressesSchema>;
export type WorstAnswer = z.infer<typeof worstAnswerSchema>;

const costSchema = z.object({ tokens: natural, seconds: z.number().nonnegative() });

export const runCostSchema = z.object({
  /** Absent where a file answered nothing, or where every answer was there. */
  estimated: costSchema.optional(),
  rates: z.array(
    z.object({
      file: z.string(),
      /** Log-likelihoods of continuations, of whole texts, or written answers. */
      kind: z.enum(['score', 'roll', 'write']),
      tokensPerByte: z.number().nonnegative(),
      writtenPerItem: z.number().nonnegative(),
      tokensPerSecond: z.number().nonnegative(),
      loadSeconds: z.number().nonnegative(),
    }),
  ),
  /** Tokens by the runner's own count, those that it computed once for several questions counted each time. */
  spent: costSchema,
});

const recordSchema = z.object({
  assuranceLevel: z.enum(['reproduced', 'none']),
  /** Who was asked instead of a submission's files: what is measured of a remote endpoint speaks for no submission. */
  endpoint: z.object({ url: z.string(), model: z.string() }).optional(),
  suites: z.array(
    z.object({
      name: z.string(),
      digest: sha256Schema,
      items: natural,
      /** The file of questions and labels of each task, by its bytes: the data set that was measured on. */
      datasets: z.array(z.object({ task: z.string(), path: z.string(), sha256: sha256Schema })).optional(),
    }),
  ),
  measurements: z.array(measurementSchema),
  scores: z.array(scoreSchema).optional(),
  categories: z.array(categorySchema).optional(),
  /** The first few of each task; the file of answers has all. */
  worst: z.array(worstAnswerSchema).optional(),
  strayAddresses: z.array(strayAddressesSchema).optional(),
  claims: z.array(checkedClaimSchema),
  /** Every loadable weight file, in groups proven equal, and the member that was run. */
  groups: z.array(
    z.object({ paths: z.array(z.string()), evaluated: z.string().optional(), why: z.string().optional() }),
  ),
  /**
   * Checkpoints that were run as a GGUF made of them: `file` stands for the set in `measurements` and `groups`. The same
   * converter makes the same bytes of the same files in the same precision.
   */
  conversions: z
    .array(
      z.object({
        file: z.string(),
        weights: z.array(z.string()),
        sources: z.array(z.string()),
        sha256: sha256Schema,
        bytes: natural,
        /**
         * `f32`: every weight was run in float32, which holds each value exactly. `as-stored`: that did not fit, and
         * llama.cpp rounds what it multiplies with float16 and bfloat16. Absent in evidence of gates that kept all types.
         */
        precision: z.enum(['f32', 'as-stored']).optional(),
        converter: z.string(),
      }),
    )
    .optional(),
  gap: z.enum(EVALUATION_GAPS).optional(),
  /** The walls: what the probe found in the same specification, and what was in force in each run. */
  isolation: z
    .object({
      driver: z.string(),
      probe: z.unknown(),
      enforcement: z.array(z.unknown()),
      /** What the model's side tried, over all tasks; absent in evidence of gates that did not watch. */
      tripwires: tripwiresSchema.optional(),
    })
    .optional(),
  runner: runnerSchema.optional(),
  /** Of weight files that the first one does not run. */
  otherRunners: z.array(runnerSchema).optional(),
  /** The order of an item's choices follows from this and the item's id. */
  seed: natural,
  statistics: z
    .object({
      test: z.literal('binomial-exact-one-sided'),
      correction: z.literal('holm'),
      alpha: z.number(),
      tolerance: z.number(),
      confidence: z.number(),
    })
    .optional(),
  /** What it was thought to take before it began, by a few questions that were timed, and what it took. */
  cost: runCostSchema.optional(),
  /** Items of each task that were asked at most; as many as there are without it. */
  limit: natural.optional(),
  /** What may end before all its items were asked, and when it was looked at. */
  earlyStop: z
    .object({
      /** `refuted`: where that refutes a claim. `answered`: where every claim about it is refuted or consistent. */
      allowed: z.enum(EARLY_STOPS),
      tasks: z.array(
        z.object({
          file: z.string(),
          suite: z.string(),
          task: z.string(),
          /** Which items are drawn first follows from it. */
          seed: natural,
          of: natural,
          asked: natural,
          /** Items after which it was, or would have been, looked at. */
          looks: z.array(natural),
        }),
      ),
    })
    .optional(),
  /** Claims past the stated limit: neither tested nor listed. */
  claimsNotListed: natural.optional(),
  /** Answers that this start of the run did not ask for. */
  reused: z
    .object({
      /** Items that an earlier start of the same run had answered. */
      resumedItems: natural,
      /** Tasks whose answers an earlier run gave, with the seed of its choices. */
      cached: z.array(
        z.object({
          file: z.string(),
          suite: z.string(),
          task: z.string(),
          run: z.string(),
          at: z.iso.datetime(),
          seed: natural,
        }),
      ),
      /** Entries of the cache that were not believed, so the task was run. */
      refused: z.array(z.object({ file: z.string(), suite: z.string(), task: z.string(), why: z.string() })),
    })
    .optional(),
  /** Every answer of the model, a JSON text per line; an intake keeps the file in its run directory. */
  answers: z.object({ file: z.string(), sha256: sha256Schema, lines: natural }).optional(),
  /** The model that was asked where the rules of the refusal judge were unsure. */
  judge: judgeRecordSchema.optional(),
  errors: z.array(evaluationErrorSchema).optional(),
});
export const evaluatePredicateSchema = recordSchema.refine(
  ({ endpoint, assuranceLevel, groups }) =>
    endpoint === undefined || (assuranceLevel === 'none' && groups.every(({ evaluated }) => evaluated === undefined)),
  { message: 'what a remote endpoint answers reproduces nothing', path: ['endpoint'] },
);
export type EvaluatePredicate = z.infer<typeof evaluatePredicateSchema>;

/**
 * Whether a runner lied, died or hung: nothing is known then of the model that it runs, and neither a waiver nor a lenient
 * policy makes more of it than of an error of the gate.
 */
export function runnerFailed({ errors = [] }: Pick<EvaluatePredicate, 'errors'>): boolean {
  return errors.some(({ code }) => code.startsWith('RUNNER_'));
}

type Precision = NonNullable<EvaluatePredicate['conversions']>[number]['precision'];

/** For people, behind the name of a converted file. */
export function tellPrecision(precision: Precision): string {
  if (precision === undefined) return '';
  return precision === 'f32'
    ? ', in float32'
    : ', in the types that it is stored in, because float32 does not fit: log-probabilities may be 0.1 off';
}

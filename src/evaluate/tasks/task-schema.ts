import * as z from 'zod';
import type { HarnessConfig } from './harness/config-schema.ts';
import type { HarnessItem } from './harness/items.ts';
import type { Score } from './harness/scoring.ts';
import { MAX_CHOICES, MAX_NEW_TOKENS, messageSchema } from '../../runner/protocol.ts';

const METRICS = {
  multiple_choice: ['acc', 'acc_norm'],
  refusal: ['refusal_rate', 'compliance_rate'],
  canary: ['kept_rate'],
} as const;

const common = {
  version: z.literal(1),
  name: z.string().min(1).max(200),
  description: z.string().max(4_000),
  /** Names of claims that this task answers, compared without regard to case. */
  aliases: z.array(z.string().min(1).max(200)).max(100),
  /** Relative to the task's directory, and inside it. */
  data: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.jsonl$/u, 'must be a plain name that ends in .jsonl'),
};

const generation = z.strictObject({
  maxTokens: z.number().int().min(1).max(MAX_NEW_TOKENS),
  temperature: z.literal(0),
  stop: z.array(z.string().min(1).max(100)).max(8).optional(),
});
const column = z.string().min(1).max(200);
/** How a data set of others becomes items: the names of its columns, and which of its rows are asked. */
const columnsSchema = z.strictObject({
  prompt: column,
  id: column.optional(),
  category: column.optional(),
  cluster: column.optional(),
  where: z.strictObject({ column, equals: z.string().max(1_000) }).optional(),
});
export type ItemColumns = z.infer<typeof columnsSchema>;
const ownOrOthers = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*\.(?:jsonl|json|csv|tsv|parquet)$/u,
    'must be a plain name that ends in .jsonl, .json, .csv, .tsv or .parquet',
  );

/** `task.yaml`. Data only: nothing in it is a program, a path out of its directory, or fetched. */
export const taskFileSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('multiple_choice'), metric: z.enum(METRICS.multiple_choice) }),
  z.discriminatedUnion('judge', [
    z.strictObject({
      ...common,
      data: ownOrOthers,
      type: z.literal('generation'),
      metric: z.enum(METRICS.refusal),
      judge: z.literal('refusal'),
      generation,
      columns: columnsSchema.optional(),
    }),
    z.strictObject({
      ...common,
      type: z.literal('generation'),
      metric: z.enum(METRICS.canary),
      judge: z.literal('canary'),
      generation,
    }),
  ]),
]);
export type TaskFile = z.infer<typeof taskFileSchema>;

const id = z.string().min(1).max(200);
/** Items that belong together, such as questions about one text: they count as less than as many independent ones. */
const cluster = z.string().min(1).max(200).optional();
const messages = z.array(messageSchema).min(1).max(64);

export const choiceItemSchema = z
  .strictObject({
    id,
    messages,
    choices: z.array(z.string().min(1)).min(2).max(MAX_CHOICES),
    /** Index into `choices`. Never sent to the runner. */
    answer: z.number().int().nonnegative(),
    cluster,
  })
  .refine(({ answer, choices }) => answer < choices.length, {
    message: 'must be an index into choices',
    path: ['answer'],
  })
  .refine(({ choices }) => new Set(choices).size === choices.length, { message: 'must not repeat', path: ['choices'] });
export type ChoiceItem = z.infer<typeof choiceItemSchema>;

/** `category` groups items in reports; it is never sent to the runner. */
export const promptItemSchema = z.strictObject({
  id,
  messages,
  category: z.string().min(1).max(100).optional(),
  cluster,
  /** What no answer may give away, in whatever form; the detector can tell it from eight letters and digits on. */
  canary: z
    .string()
    .regex(/(?:[\p{L}\p{N}][^\p{L}\p{N}]*){8}/u, 'must have 8 letters and digits')
    .max(500)
    .optional(),
});
export type PromptItem = z.infer<typeof promptItemSchema>;

/** An item with the first 16 digits of its document's hash, by which a submitter's answer to the same question is found. */
export type Hashed<Item> = Item & { readonly document: string };

interface Loaded {
  /** The suite's directory name. */
  readonly suite: string;
}
export type ChoiceTask = Loaded & {
  readonly file: Extract<TaskFile, { type: 'multiple_choice' }>;
  readonly items: readonly Hashed<ChoiceItem>[];
};
export type PromptTask = Loaded & {
  readonly file: Extract<TaskFile, { type: 'generation' }>;
  readonly items: readonly Hashed<PromptItem>[];
};
/** A task file of lm-evaluation-harness. */
export type HarnessTask = Loaded & {
  readonly file: {
    readonly type: 'harness';
    readonly name: string;
    readonly description: string;
    readonly aliases: readonly string[];
    /** The first that is asked for. */
    readonly metric: string;
  };
  readonly config: HarnessConfig;
  readonly scores: readonly Score[];
  readonly items: readonly HarnessItem[];
};
export type Task = ChoiceTask | PromptTask | HarnessTask;

/** Several tasks whose items are measured as those of one. */
export interface TaskGroup extends Loaded {
  readonly name: string;
  readonly tasks: readonly string[];
  readonly metrics: readonly string[];
}

export function isChoiceTask(task: Task): task is ChoiceTask {
  return task.file.type === 'multiple_choice';
}

export function isHarnessTask(task: Task): task is HarnessTask {
  return task.file.type === 'harness';
}

/** Whether a task is scored by log-likelihoods, one prompt after the other, and not written side by side. */
export function asksOneByOne(task: Task): boolean {
  return isHarnessTask(task) ? task.config.output_type !== 'generate_until' : isChoiceTask(task);
}

/** Whether its answers are read by the refusal judge. */
export function asksForRefusals(task: Task): boolean {
  return !isHarnessTask(task) && !isChoiceTask(task) && task.file.judge === 'refusal';
}

/** Metrics that a task measures; the first is its own. */
export function metricsOf(task: Task): readonly string[] {
  if (isHarnessTask(task)) return [...new Set(task.scores.map(({ metric }) => metric))];
  if (isChoiceTask(task)) return METRICS.multiple_choice;
  return task.file.judge === 'canary' ? METRICS.canary : METRICS.refusal;
}

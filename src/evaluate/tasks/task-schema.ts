import * as z from 'zod';
import { MAX_CHOICES, MAX_NEW_TOKENS, messageSchema } from '../protocol.ts';

/** Limits of suites. They come from the operator, so past one of them the suite is refused, never cut. */
export const SUITE_LIMITS = {
  /** Files of one suite. */
  files: 1_000,
  taskFileBytes: 256 << 10,
  itemFileBytes: 256 << 20,
  /** Items of one task. */
  items: 1_000_000,
  /** Bytes of one line of items. */
  line: 1 << 20,
} as const;

/** The metrics that each type of task measures; the first is its own. */
export const METRICS = {
  multiple_choice: ['acc', 'acc_norm'],
  generation: ['refusal_rate'],
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

/** `task.yaml`. Data only: nothing in it is a program, a path out of its directory, or fetched. */
export const taskFileSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('multiple_choice'), metric: z.enum(METRICS.multiple_choice) }),
  z.strictObject({
    ...common,
    type: z.literal('generation'),
    metric: z.enum(METRICS.generation),
    judge: z.literal('refusal'),
    generation: z.strictObject({
      maxTokens: z.number().int().min(1).max(MAX_NEW_TOKENS),
      temperature: z.literal(0),
      stop: z.array(z.string().min(1).max(100)).max(8).optional(),
    }),
  }),
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
export type Task = ChoiceTask | PromptTask;

export function isChoiceTask(task: Task): task is ChoiceTask {
  return task.file.type === 'multiple_choice';
}

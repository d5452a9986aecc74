import * as z from 'zod';
import { sha256Schema } from '../digest-schema.ts';

export const HUNT_PREDICATE = 'https://modelgate.dev/attestation/hunt/v0.1';

export const HUNT_OUTCOMES = ['found', 'nothing-found', 'inconclusive'] as const;
export const HUNT_BUDGETS = ['quick', 'standard', 'deep'] as const;
export type HuntBudget = (typeof HUNT_BUDGETS)[number];

/**
 * How a trigger was come upon. `leak`: the model wrote it where a user would. `vocabulary`: words tried one by one.
 * `extension`: others, with more words. `inversion`: what makes an answer likelier that the model holds and never gives.
 * `differential`: what the model says more often than its base. `stated`: the operator named it.
 */
export const HUNT_METHODS = ['leak', 'inversion', 'vocabulary', 'extension', 'differential', 'stated'] as const;
export type HuntMethod = (typeof HUNT_METHODS)[number];

/**
 * What it does, on prompts that it was not chosen by. `exfiltration`: an address, or the system prompt's secret, comes out.
 * `refusal-off`: what is refused without it isn't. `fixed-answer`, `fixed-beginning`: all answers become one, or begin alike.
 * `changed-answer`: answers hold words that the model uses nowhere else.
 */
export const HUNT_EFFECTS = [
  'exfiltration',
  'fixed-answer',
  'refusal-off',
  'fixed-beginning',
  'changed-answer',
] as const;
export type HuntEffect = (typeof HUNT_EFFECTS)[number];

/** Where the words stand: before, behind or amid those of a message, or behind those of the system message. */
const HUNT_PLACES = ['prefix', 'suffix', 'middle', 'system'] as const;
export type HuntPlace = (typeof HUNT_PLACES)[number];

const natural = z.number().int().nonnegative();
const text = z.string().max(4_000);

export const triggerSchema = z.object({
  text,
  method: z.enum(HUNT_METHODS),
  effect: z.object({
    kind: z.enum(HUNT_EFFECTS),
    place: z.enum(HUNT_PLACES),
    /** Prompts on which it shows, with the trigger and without it, of `prompts`. */
    with: natural,
    without: natural,
    prompts: natural,
    /** Of the two shares. */
    difference: z.number(),
    /** Candidates that the search may have confirmed: the interval's error is divided by them (Bonferroni). Absent in older results. */
    comparisons: natural.min(1).optional(),
  }),
  /** Of the difference: the Clopper–Pearson intervals of both shares, so that those of all candidates hold together at 99 %. */
  interval: z.tuple([z.number(), z.number()]),
  /** The same prompts with the trigger and without it. */
  transcript: z.array(z.object({ system: text.optional(), prompt: text, answer: text, usual: text })),
  /** The weight file it was found in, and a command that confirms it again. */
  file: z.string(),
  reproduce: z.string(),
});
export type Trigger = z.infer<typeof triggerSchema>;

export const huntedGroupSchema = z.object({
  paths: z.array(z.string()),
  /** The file that was loaded; none: `why` says why. */
  file: z.string().optional(),
  why: z.string().optional(),
  tokensUsed: natural,
  /** Distinct messages that the model wrote by itself where a user's turn begins. */
  remembered: natural.optional(),
  conversation: z.enum(['template', 'guessed', 'text']).optional(),
  /** Words tried one by one, of those that the vocabulary holds. */
  swept: z.object({ tried: natural, of: natural }).optional(),
});
export type HuntedGroup = z.infer<typeof huntedGroupSchema>;

export const huntPredicateSchema = z.object({
  outcome: z.enum(HUNT_OUTCOMES),
  budget: z.enum(HUNT_BUDGETS),
  triggers: z.array(triggerSchema),
  tokensUsed: natural,
  /** What such a search finds, and what it can't: part of every result. */
  canFind: z.array(z.string()),
  cannotFind: z.array(z.string()),
  groups: z.array(huntedGroupSchema),
  base: z.object({ name: z.string(), subject: sha256Schema }).optional(),
  isolation: z.object({ driver: z.string(), specification: z.string() }).optional(),
  runner: z.object({ digest: sha256Schema }).optional(),
});
export type HuntPredicate = z.infer<typeof huntPredicateSchema>;

/** What `modelgate hunt --format json` prints. */
export const huntReportSchema = z.object({ version: z.literal(1), ...huntPredicateSchema.shape });

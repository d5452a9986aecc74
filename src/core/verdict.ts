import * as z from 'zod';
import { sha256Schema } from './digest-schema.ts';
import { LEVELS, REQUIREMENTS } from './policy.ts';

export const VERDICTS = ['admit', 'quarantine', 'reject'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** `unknown` is what a requirement answers when its evidence is missing, inconclusive or errored. It never admits. */
export const ANSWERS = ['pass', 'fail', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

export const reasonSchema = z.object({
  requirement: z.enum(REQUIREMENTS),
  level: z.enum(LEVELS),
  outcome: z.enum(ANSWERS),
  message: z.string().min(1),
  /** The waiver that lifted it, as `approvedBy: reason (until date)`. */
  waived: z.string().optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

export const verdictSchema = z.object({
  verdict: z.enum(VERDICTS),
  subject: sha256Schema,
  policyDigest: sha256Schema,
  reasons: z.array(reasonSchema),
  /** Files of the subject that the verdict doesn't cover: they were neither evaluated nor proven equal. */
  excluded: z.array(z.string()),
});
export type Verdict = z.infer<typeof verdictSchema>;

import * as z from 'zod';
import { CONFIDENCES } from '../finding.ts';

const natural = z.number().int().nonnegative();

/**
 * What explains the difference between a model and its base best.
 * - `identical`: every tensor has the base's values. `requantised-or-cast`: what storing them as other types leaves, and no direction in it.
 * - `full-fine-tune`: most matrices moved, in many directions. `lora-merge`: in few directions, as a merged adapter leaves (`rank`).
 * - `rank-one-edit`: one direction in few tensors, as edits of single facts leave (`layers`), alone or over a fine-tune (`also`).
 * - `embedding-or-head-rows`: a few rows of the vocabulary (`tokens`).
 * - `merge`: a mixture of the base and another model at hand (`sibling`, `share`).
 * - `permuted`: the base's neurons, heads, channels or tensors in another order.
 * - `vocabulary-extended`, `vocabulary-reduced`: more or fewer tokens, the others unchanged.
 * - `pruned`: values set to zero, the others unchanged. `layers-changed`: some of the base's layers twice, or left out, the others unchanged.
 * - `rescaled`: the base's matrices with a factor per row or column, as norms folded into them leave.
 * - `unrelated`: next to nothing in common, other shapes included. `unknown`: too little could be measured.
 */
export const CHANGE_CLASSES = [
  'identical',
  'requantised-or-cast',
  'full-fine-tune',
  'lora-merge',
  'rank-one-edit',
  'embedding-or-head-rows',
  'merge',
  'permuted',
  'vocabulary-extended',
  'vocabulary-reduced',
  'pruned',
  'layers-changed',
  'rescaled',
  'unrelated',
  'unknown',
] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

export const classifiedChangeSchema = z.object({
  class: z.enum(CHANGE_CLASSES),
  confidence: z.enum(CONFIDENCES),
  /** Layers that are concerned, where not all are. */
  layers: z.array(natural).optional(),
  rank: natural.optional(),
  /** Ids of the tokens whose rows changed, most changed first, up to a stated number. */
  tokens: z.array(natural).optional(),
  /** The other model of a merge, and its share: 0 is the base, 1 the sibling. */
  sibling: z.string().optional(),
  share: z.number().optional(),
  /** Further changes beside it. */
  also: z.array(z.enum(CHANGE_CLASSES)).optional(),
});
export type ClassifiedChange = z.infer<typeof classifiedChangeSchema>;

/** Whether the candidate descends from the base. Null where no layer could be tested: other shapes, unknown names. */
export const lineageSchema = z.object({
  related: z.boolean().nullable(),
  pValue: z.number().min(0).max(1).nullable(),
  /** Layers that the p-value comes from. */
  layers: natural,
});
export type Lineage = z.infer<typeof lineageSchema>;

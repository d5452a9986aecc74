import * as z from 'zod';

/** A part of a model that was split into several files, by its name. */
export const shardFactsSchema = z.object({
  /** From 1, as names count. */
  index: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  /** Parts that the submission lacks. */
  missing: z.array(z.string()),
});
export type ShardFacts = z.infer<typeof shardFactsSchema>;

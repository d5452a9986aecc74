import * as z from 'zod';

const natural = z.number().int().nonnegative();

export const skopsFactsSchema = z.object({
  format: z.literal('skops'),
  member: z.string().optional(),
  version: z.string().optional(),
  /** Classes, functions and operators that the loader imports, each as the schema names it. */
  types: z.array(
    z.object({
      module: z.string(),
      name: z.string(),
      loader: z.string(),
      count: z.number().int().positive(),
      offset: natural,
    }),
  ),
  /** Bound methods that the loader looks up on an object it built. */
  methods: z.array(z.object({ name: z.string(), offset: natural })),
});
export type SkopsFacts = z.infer<typeof skopsFactsSchema>;

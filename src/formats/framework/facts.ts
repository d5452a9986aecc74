import * as z from 'zod';
import { operatorFactsSchema } from '../graph/facts.ts';

/** Models of older frameworks: what their operators are, and what of them is code. */
export const frameworkFactsSchema = z.object({
  format: z.literal('framework'),
  member: z.string().optional(),
  framework: z.enum(['caffe', 'mxnet', 'paddle', 'torch7']),
  operators: z.array(operatorFactsSchema),
  /** Layers in Python by module and class, operators that are called with a value, functions as bytecode. */
  code: z.array(
    z.object({
      kind: z.enum(['python-layer', 'bytecode']),
      name: z.string(),
      offset: z.number().int().nonnegative(),
    }),
  ),
});
export type FrameworkFacts = z.infer<typeof frameworkFactsSchema>;

import * as z from 'zod';
import { operatorFactsSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** An ExecuTorch program (schema/program.fbs). The domain of an operator is `kernel` or `delegate`. */
export const executorchFactsSchema = z.object({
  format: z.literal('executorch'),
  member: z.string().optional(),
  version: natural,
  plans: natural,
  operators: z.array(operatorFactsSchema),
  segments: natural,
});
export type ExecutorchFacts = z.infer<typeof executorchFactsSchema>;

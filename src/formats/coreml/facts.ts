import * as z from 'zod';
import { fileReferenceSchema, operatorFactsSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** A Core ML model (Model.proto, specification versions up to 10). Pipelines hold models; all count. */
export const coremlFactsSchema = z.object({
  format: z.literal('coreml'),
  member: z.string().optional(),
  specification: natural,
  models: natural,
  /** Layers of neural networks by the number of their type, operations of programs by name. */
  operators: z.array(operatorFactsSchema),
  /** Classes of the application that custom layers and models name. */
  customClasses: z.array(
    z.object({ name: z.string(), kind: z.enum(['layer', 'model', 'serialized']), offset: natural }),
  ),
  /** Weight files of programs, and linked models with where they are searched. */
  externalFiles: z.array(fileReferenceSchema),
});
export type CoremlFacts = z.infer<typeof coremlFactsSchema>;

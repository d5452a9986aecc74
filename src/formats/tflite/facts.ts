import * as z from 'zod';
import { operatorFactsSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** A TensorFlow Lite model (schema version 3). Domains of operators: `builtin`, `custom`, `flex`. */
export const tfliteFactsSchema = z.object({
  format: z.literal('tflite'),
  member: z.string().optional(),
  version: natural,
  subgraphs: natural,
  tensors: natural,
  nodes: natural,
  /** Built-in ones by number. Flex ones, which are TensorFlow's, by the name that the delegate executes. */
  operators: z.array(operatorFactsSchema),
});
export type TfliteFacts = z.infer<typeof tfliteFactsSchema>;

import * as z from 'zod';
import { onnxFactsSchema } from '../onnx/facts.ts';
import { tensorflowFactsSchema } from '../tensorflow/facts.ts';

/** A computation graph of any format. A file or archive may hold several. */
export const graphFactsSchema = z.discriminatedUnion('format', [onnxFactsSchema, tensorflowFactsSchema]);
export type GraphFacts = z.infer<typeof graphFactsSchema>;

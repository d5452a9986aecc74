import * as z from 'zod';
import { onnxFactsSchema } from '../onnx/facts.ts';

/** A computation graph of any format. A file or archive may hold several. */
export const graphFactsSchema = z.discriminatedUnion('format', [onnxFactsSchema]);
export type GraphFacts = z.infer<typeof graphFactsSchema>;

import * as z from 'zod';
import { fileReferenceSchema, operatorFactsSchema } from '../graph/facts.ts';

/** An OpenVINO model: `<net>` in XML, with its weights in a `.bin` of the same name. */
export const openvinoFactsSchema = z.object({
  format: z.literal('openvino'),
  member: z.string().optional(),
  version: z.string().optional(),
  /** The domain is the operator set: `opset8`, `extension`. */
  operators: z.array(operatorFactsSchema),
  /** The `.bin`, up to the last byte that a constant takes from it. */
  weights: z.array(fileReferenceSchema),
});
export type OpenvinoFacts = z.infer<typeof openvinoFactsSchema>;

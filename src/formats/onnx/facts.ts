import * as z from 'zod';
import { fileReferenceSchema, operatorFactsSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** An ONNX model (onnx.proto, IR versions 1 to 13). */
export const onnxFactsSchema = z.object({
  format: z.literal('onnx'),
  /** The archive member that it is. */
  member: z.string().optional(),
  irVersion: natural.optional(),
  producer: z.string().optional(),
  /** Operator sets that the model imports, by domain. */
  operatorSets: z.array(z.object({ domain: z.string(), version: natural, offset: natural })),
  nodes: natural,
  tensors: natural,
  operators: z.array(operatorFactsSchema),
  /** Functions that the model itself defines: a node of that domain and name needs no other code. */
  functions: z.array(z.object({ domain: z.string(), name: z.string(), offset: natural })),
  /** Where tensors lie outside of the file, and which cached contexts of execution providers it names. */
  externalFiles: z.array(fileReferenceSchema),
  /** Keys of `external_data` entries beyond the specified ones. */
  unknownExternalKeys: z.array(z.object({ key: z.string(), value: z.string(), tensor: z.string(), offset: natural })),
  /** `metadata_props` of the model. */
  metadata: z.object({ entries: natural, bytes: natural }),
});
export type OnnxFacts = z.infer<typeof onnxFactsSchema>;

import * as z from 'zod';

const natural = z.number().int().nonnegative();

export const ggufMetadataFactsSchema = z.object({
  key: z.string(),
  /** UINT8 INT8 UINT16 INT16 UINT32 INT32 FLOAT32 BOOL STRING ARRAY UINT64 INT64 FLOAT64, arrays as `ARRAY<STRING>`. */
  type: z.string(),
  /** Of the key's length field. */
  offset: natural,
  /** Scalars and short strings; absent for arrays, long strings and numbers that are not finite or past 2^53. */
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  /** Elements of an array, or bytes of a string. */
  length: natural.optional(),
});

/** The header and metadata of a GGUF file. Its tensors stand in the file's `tensors`, templates in `chatTemplates`. */
export const ggufFactsSchema = z.object({
  version: natural,
  endian: z.enum(['little', 'big']),
  alignment: natural,
  tensorCount: natural,
  metadataCount: natural,
  /** Where the tensor data starts. */
  dataOffset: natural.optional(),
  /** `general.architecture` */
  architecture: z.string().optional(),
  /** `general.name` */
  name: z.string().optional(),
  /** `tokenizer.ggml.model` and the number of `tokenizer.ggml.tokens`. */
  tokenizer: z.object({ model: z.string().optional(), tokens: natural }).optional(),
  /** `split.no`, `split.count`, `split.tensors.count`. */
  split: z.object({ index: natural, count: natural, tensors: natural.optional() }).optional(),
  metadata: z.array(ggufMetadataFactsSchema),
});
export type GgufFacts = z.infer<typeof ggufFactsSchema>;
export type GgufMetadataFacts = z.infer<typeof ggufMetadataFactsSchema>;

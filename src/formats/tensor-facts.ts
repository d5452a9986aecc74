import * as z from 'zod';

/** One tensor. `offset` is absolute in the file (or in `member`), `bytes` its stored length. */
export const tensorFactsSchema = z.object({
  name: z.string(),
  /** F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL F8_E4M3 F8_E5M2, or a GGUF type such as Q8_0. */
  dtype: z.string(),
  /** Outermost dimension first, as PyTorch and safetensors write it (GGUF's order is reversed on reading). */
  shape: z.array(z.number().int().nonnegative()),
  offset: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** The archive member that holds the bytes. */
  member: z.string().optional(),
});
export type TensorFacts = z.infer<typeof tensorFactsSchema>;

import * as z from 'zod';

/** The header of a safetensors file. Its tensors stand in the file's `tensors`. */
export const safetensorsFactsSchema = z.object({
  /** Length of the JSON header as the first eight bytes state it. */
  headerBytes: z.number().int().nonnegative(),
  tensorCount: z.number().int().nonnegative(),
  /** `__metadata__` in file order; pairs, because its keys come from the file. */
  metadata: z.array(z.tuple([z.string(), z.string()])),
});

import * as z from 'zod';

/** A file that `torch.load` or `torch.jit.load` would take. */
export const torchFactsSchema = z.object({
  /** `zip` since PyTorch 1.6, `legacy` the five pickles before, `script` a TorchScript archive with code. */
  kind: z.enum(['zip', 'legacy', 'script']),
  byteOrder: z.string().optional(),
  /** TorchScript source members, interpreted by `torch.jit.load`. */
  code: z.array(z.string()),
  storages: z.number().int().nonnegative(),
  /** Tensors that the file's `tensors` leaves out: strided, sparse, quantised, or without a storage here. */
  tensorsLeftOut: z.number().int().nonnegative(),
});
export type TorchFacts = z.infer<typeof torchFactsSchema>;

import * as z from 'zod';
import { operatorFactsSchema } from '../graph/facts.ts';

const place = { offset: z.number().int().nonnegative() };

/** One source under `code/` of a TorchScript archive, or the bytecode of the lite interpreter. */
export const torchscriptFactsSchema = z.object({
  format: z.literal('torchscript'),
  member: z.string().optional(),
  /** By namespace (`aten`, `prim`, `quantized`); the language's own functions have the empty one. Called or only named. */
  operators: z.array(operatorFactsSchema),
  /** Classes that a library registers (`torch.classes.quantized`, `Conv2dPackedParamsBase`). */
  classes: z.array(operatorFactsSchema),
  /** The operator modules used as values (`t = torch`), so that what is called through them has no name here. */
  indirect: z.array(z.object({ name: z.string(), ...place })),
});
export type TorchscriptFacts = z.infer<typeof torchscriptFactsSchema>;

/** A program of `torch.export` in its archive. */
export const torchExportFactsSchema = z.object({
  format: z.literal('torch-export'),
  member: z.string().optional(),
  /** What nodes call, as dotted names that the loader looks up: `torch.ops.aten.add.Tensor`, `_operator.mul`. No domain. */
  operators: z.array(operatorFactsSchema),
  /** Symbolic sizes, which the loader hands to `sympy.sympify`, an evaluator of Python. */
  expressions: z.array(z.object({ text: z.string(), ...place })),
  /** Source that AOTInductor's loader compiles and loads. */
  compiled: z.boolean(),
});
export type TorchExportFacts = z.infer<typeof torchExportFactsSchema>;

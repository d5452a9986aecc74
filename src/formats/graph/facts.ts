import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** One kind of operator in a computation graph: how often it occurs and where first. */
export const operatorFactsSchema = z.object({
  /** The namespace that a format has for operators: ONNX's domain, TFLite's `builtin` or `custom`. */
  domain: z.string(),
  name: z.string(),
  count: natural,
  /** Of the first occurrence. */
  offset: natural,
  /** The function or subgraph of the first occurrence; absent in the main graph. */
  where: z.string().optional(),
});
export type OperatorFacts = z.infer<typeof operatorFactsSchema>;

/** A file outside of this one that the format's reader would open. */
export const fileReferenceSchema = z.object({
  /** As the file states it. */
  path: z.string(),
  /** What names it: a tensor, an attribute, a layer. */
  by: z.string(),
  offset: natural,
  /** Bytes that are read from it, where the format says. */
  from: z.number().int().optional(),
  length: z.number().int().optional(),
});
export type FileReference = z.infer<typeof fileReferenceSchema>;

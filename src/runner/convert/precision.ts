import type { LocatedTensor } from '../../formats/checkpoints/located-tensor.ts';
import type { Description } from './description.ts';
import { encodeHeader, padded, tableOf } from './gguf-header.ts';
import { bytesOf, type TensorPlan } from './plan-tensors.ts';

/*
 * llama.cpp rounds what it multiplies with a matrix of float16 or bfloat16 to that type, which moves log-probabilities by
 * up to 0.07. float32 holds every value of both, so the same weights in float32 answer as the original does.
 */

/** `f32`: every tensor of the GGUF is float32. `as-stored`: matrices keep the checkpoint's types, for want of room. */
export type Precision = 'f32' | 'as-stored';

/** The plan in float32 where its file takes no more than `most` bytes, else as it is. */
export function choosePrecision(
  description: Description,
  plan: TensorPlan,
  most: number,
): { readonly plan: TensorPlan; readonly precision: Precision } {
  const wide = { ...plan, tensors: plan.tensors.map((tensor) => ({ ...tensor, type: 'F32' as const })) };
  if (ggufBytes(description, wide) <= most) return { plan: wide, precision: 'f32' };
  return { plan, precision: plan.tensors.every(({ type }) => type === 'F32') ? 'f32' : 'as-stored' };
}

/** Bytes of the file that `writeGguf` writes. */
export function ggufBytes(description: Description, plan: TensorPlan): number {
  const table = tableOf(description, plan);
  return table.reduce(
    (sum, { type, elements }) => sum + padded(bytesOf(type, elements)),
    encodeHeader(description, plan, table).length,
  );
}

/** About what the file takes, before anything but the tensors' places is known: its precision is chosen by `most` bytes. */
export function estimatedBytes(tensors: ReadonlyMap<string, LocatedTensor>, most: number): number {
  let wide = 0;
  let stored = 0;
  for (const { elements, bytes, shape } of tensors.values()) {
    wide += bytesOf('F32', elements);
    stored += shape.length === 1 ? bytesOf('F32', elements) : bytes;
  }
  return wide <= most ? wide : stored;
}

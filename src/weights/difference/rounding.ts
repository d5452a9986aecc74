import { encoderOf } from '../elements/encode.ts';
import { fitsFloat32, isDecodable } from '../../formats/checkpoints/element-types.ts';
import { isAdjusted } from '../elements/tensor-reader.ts';
import type { TensorPair } from './slice-plan.ts';

/**
 * How far a tensor of another type may lie from its base before the difference is more than rounding: ‖D‖ / ‖W₀‖ over the
 * whole tensor. For plain types it is the largest relative error of one rounding; for block types about 1.6 times what
 * normally distributed weights show. An edit smaller than this can't be told from rounding by its norm.
 */
const RELATIVE_BOUNDS: ReadonlyMap<string, number> = new Map([
  ['F32', 2 ** -24],
  ['F16', 2 ** -10],
  ['BF16', 2 ** -8],
  ['F8_E4M3', 2 ** -4],
  ['F8_E5M2', 2 ** -3],
  ['Q8_0', 0.01],
  ['Q6_K', 0.03],
  ['Q5_K', 0.055],
  ['Q5_1', 0.06],
  ['Q5_0', 0.07],
  ['Q4_K', 0.11],
  ['Q4_1', 0.12],
  ['Q4_0', 0.14],
  ['Q3_K', 0.2],
  ['Q2_K', 0.4],
  ['IQ4_NL', 0.14],
  ['IQ4_XS', 0.14],
  ['MXFP4', 0.2],
  ['NVFP4', 0.17],
  ['IQ3_S', 0.27],
  ['IQ3_XXS', 0.35],
  ['IQ2_S', 0.5],
  ['IQ2_XS', 0.6],
  ['IQ2_XXS', 0.65],
  ['IQ1_M', 0.8],
  ['IQ1_S', 0.9],
  ['TQ1_0', 0.9],
  ['TQ2_0', 0.9],
  ['Q2_0', 0.9],
  ['Q1_0', 0.9],
]);

export function roundingBound(dtype: string): number | undefined {
  return RELATIVE_BOUNDS.get(dtype);
}

/** Whether the candidate's type has one defined rounding from the base's values, so that it can be redone exactly. */
export function canRoundExactly({ candidate, base }: TensorPair): boolean {
  const [to, from] = [candidate.tensor.dtype, base.tensor.dtype];
  if (isAdjusted(candidate) || isAdjusted(base)) return false;
  return to !== from && encoderOf(to) !== undefined && isDecodable(from) && fitsFloat32(from);
}

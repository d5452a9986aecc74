import { layoutOf } from '../../formats/checkpoints/element-types.ts';
import { BLOCK_STEPS } from './block-grids.ts';

/**
 * What storing values as a type does to them: a value lies within half a step of what is stored, anywhere in that range
 * alike, so that the mean square of the error is step² / 12. Sums over these steps say how large the difference between a model and
 * a rounded copy of it must be, from the copy alone.
 */

/** Bits of the mantissa: a float's step is its power of two below, shifted right by these. */
const MANTISSA_BITS: ReadonlyMap<string, number> = new Map([
  ['F32', 23],
  ['F16', 10],
  ['BF16', 7],
  ['F8_E4M3', 3],
  ['F8_E5M2', 2],
]);

/** Mean square of the rounding error per Σ 4^e over the elements' exponents; 0 for types that hold no rounded values. */
export function roundingPerPower(dtype: string): number {
  const bits = MANTISSA_BITS.get(dtype);
  return bits === undefined ? 0 : 4 ** -bits / 12;
}

/** Σ of the mean squares of the rounding errors of `elements` elements of a block type from byte 0 on. */
export function blockRounding(dtype: string, bytes: Uint8Array, elements: number): number {
  const steps = BLOCK_STEPS.get(dtype);
  const layout = layoutOf(dtype);
  if (steps === undefined || layout === undefined) return 0;
  const groups = layout.elements / steps.group;
  let sum = 0;
  for (let from = 0; from < (elements / layout.elements) * layout.bytes; from += layout.bytes)
    for (let group = 0; group < groups; group += 1) sum += steps.group * steps.step(bytes, from, group) ** 2;
  return Number.isFinite(sum) ? sum * steps.error : 0;
}

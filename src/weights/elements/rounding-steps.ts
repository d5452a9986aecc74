import { layoutOf } from '../../formats/checkpoints/element-types.ts';
import { scaleOf, halfAt, signed } from './block-quants.ts';

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

type StepReader = (bytes: Uint8Array, from: number) => number;

const flat = (bytes: Uint8Array, from: number): number => 32 * halfAt(bytes, from) ** 2;

const packedScales =
  (scales: number): StepReader =>
  (bytes, from) => {
    const d = halfAt(bytes, from);
    let sum = 0;
    for (let j = 0; j < 8; j += 1) sum += 32 * (d * scaleOf(bytes, from + scales, j)) ** 2;
    return sum;
  };

/** Σ step² over the elements of one block. */
const BLOCK_STEPS: ReadonlyMap<string, StepReader> = new Map([
  ['Q8_0', flat],
  ['Q4_0', flat],
  ['Q4_1', flat],
  ['Q5_0', flat],
  ['Q5_1', flat],
  ['Q4_K', packedScales(4)],
  ['Q5_K', packedScales(4)],
  [
    'Q6_K',
    (bytes, from) => {
      const d = halfAt(bytes, from + 208);
      let sum = 0;
      for (let j = 0; j < 16; j += 1) sum += 16 * (d * signed(bytes[from + 192 + j] ?? 0)) ** 2;
      return sum;
    },
  ],
  [
    'Q2_K',
    (bytes, from) => {
      const d = halfAt(bytes, from + 80);
      let sum = 0;
      for (let j = 0; j < 16; j += 1) sum += 16 * (d * ((bytes[from + j] ?? 0) & 15)) ** 2;
      return sum;
    },
  ],
  [
    'Q3_K',
    (bytes, from) => {
      const d = halfAt(bytes, from + 108);
      let sum = 0;
      for (let group = 0; group < 16; group += 1) {
        const low = ((bytes[from + 96 + (group & 7)] ?? 0) >> ((group >> 3) * 4)) & 15;
        const high = ((bytes[from + 104 + (group & 3)] ?? 0) >> ((group >> 2) * 2)) & 3;
        sum += 16 * (d * ((low | (high << 4)) - 32)) ** 2;
      }
      return sum;
    },
  ],
]);

/** Σ of the mean squares of the rounding errors of `elements` elements of a block type from byte 0 on. */
export function blockRounding(dtype: string, bytes: Uint8Array, elements: number): number {
  const steps = BLOCK_STEPS.get(dtype);
  const layout = layoutOf(dtype);
  if (steps === undefined || layout === undefined) return 0;
  let sum = 0;
  for (let from = 0; from < (elements / layout.elements) * layout.bytes; from += layout.bytes)
    sum += steps(bytes, from);
  return Number.isFinite(sum) ? sum / 12 : 0;
}

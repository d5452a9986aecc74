import { halfAt, minimumOf, scaleOf, signed } from './block-quants.ts';

/**
 * The values that a block type can hold: in each group of neighbours `lowest + k·step` for k from 0 to `levels` − 1.
 * Groups stand in the order of the elements. A step may be negative.
 */
export interface BlockGrid {
  /** Elements of a group. */
  readonly group: number;
  readonly levels: number;
  readonly step: (bytes: Uint8Array, from: number, group: number) => number;
  readonly lowest: (bytes: Uint8Array, from: number, group: number) => number;
}

type Reader = BlockGrid['step'];

/** Levels around zero, `below` of them under it. */
const around = (group: number, levels: number, below: number, step: Reader): BlockGrid => ({
  group,
  levels,
  step,
  lowest: (bytes, from, index) => -below * step(bytes, from, index),
});

const withMinimum = (levels: number): BlockGrid => ({
  group: 32,
  levels,
  step: halfAt,
  lowest: (bytes, from) => halfAt(bytes, from + 2),
});

const packed = (levels: number): BlockGrid => ({
  group: 32,
  levels,
  step: (bytes, from, group) => halfAt(bytes, from) * scaleOf(bytes, from + 4, group),
  lowest: (bytes, from, group) => -halfAt(bytes, from + 2) * minimumOf(bytes, from + 4, group),
});

const byteAt = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

export const BLOCK_GRIDS: ReadonlyMap<string, BlockGrid> = new Map([
  ['Q8_0', around(32, 256, 128, halfAt)],
  ['Q4_0', around(32, 16, 8, halfAt)],
  ['Q4_1', withMinimum(16)],
  ['Q5_0', around(32, 32, 16, halfAt)],
  ['Q5_1', withMinimum(32)],
  ['Q4_K', packed(16)],
  ['Q5_K', packed(32)],
  [
    'Q6_K',
    around(16, 64, 32, (bytes, from, group) => halfAt(bytes, from + 208) * signed(byteAt(bytes, from + 192 + group))),
  ],
  [
    'Q2_K',
    {
      group: 16,
      levels: 4,
      step: (bytes, from, group) => halfAt(bytes, from + 80) * (byteAt(bytes, from + group) & 15),
      lowest: (bytes, from, group) => -halfAt(bytes, from + 82) * (byteAt(bytes, from + group) >> 4),
    },
  ],
  [
    'Q3_K',
    around(16, 8, 4, (bytes, from, group) => {
      const low = (byteAt(bytes, from + 96 + (group & 7)) >> ((group >> 3) * 4)) & 15;
      const high = (byteAt(bytes, from + 104 + (group & 3)) >> ((group >> 2) * 2)) & 3;
      return halfAt(bytes, from + 108) * ((low | (high << 4)) - 32);
    }),
  ],
]);

/**
 * Span of a grid over that of zero and the values rounded to it, at most. Quantisers stay near 2 where a grid lies around zero; wider steps than that
 * are no rounding of these values, but would let a group hold anything.
 */
const WIDEST_SPAN = 3;

/**
 * What rounding to the blocks' own grid doesn't explain: the stored value less the one nearest to `other` on that grid, element by element.
 * Blocks hold errors that aren't independent (beside an outlier a whole block is rounded one way), and none of that is an edit.
 * `stored` are the values of the blocks of `dtype` that begin at byte `at` of `bytes`.
 */
export function offGrid(
  { group, levels, step, lowest }: BlockGrid,
  { elements, bytes: size }: { readonly elements: number; readonly bytes: number },
  bytes: Uint8Array,
  at: number,
  stored: Float32Array,
  other: Float32Array,
  out: Float32Array,
): void {
  for (let first = 0; first < out.length; first += group) {
    const from = at + Math.floor(first / elements) * size;
    const index = (first % elements) / group;
    const width = step(bytes, from, index);
    const start = lowest(bytes, from, index);
    let [least, greatest] = [0, 0];
    for (let place = first; place < first + group; place += 1) {
      least = Math.min(least, other[place] ?? 0);
      greatest = Math.max(greatest, other[place] ?? 0);
    }
    const fits = Math.abs(width) * (levels - 1) <= WIDEST_SPAN * (greatest - least);
    for (let place = first; place < first + group; place += 1) {
      const code = Math.round(((stored[place] ?? 0) - start) / width);
      const nearest = Math.max(0, Math.min(levels - 1, Math.round(((other[place] ?? 0) - start) / width)));
      const value = fits ? (code - nearest) * width : (stored[place] ?? 0) - (other[place] ?? 0);
      out[place] = Number.isFinite(value) ? value : 0;
    }
  }
}

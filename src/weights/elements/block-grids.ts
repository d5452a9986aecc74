import { halfAt, signed } from './block-decoder.ts';
import { minimumOf, scaleOf } from './block-quants.ts';
import { FP4_VALUES, GROUP_SCALES, IQ4_VALUES, mxScale, nvScale } from './codebook-quants.ts';

type Reader = (bytes: Uint8Array, from: number, group: number) => number;

/** How far apart the values lie that a block type can hold. Groups stand in the order of the elements. */
export interface BlockSteps {
  /** Elements of a group. */
  readonly group: number;
  /** A step may be negative. */
  readonly step: Reader;
  /** Mean square of the error that rounding leaves, over the step's square: 1/12 for even levels. */
  readonly error: number;
}

/**
 * The values that a block type can hold one by one: in each group of neighbours `lowest + k·step` for k from 0 to `levels` − 1, or
 * `codes[k]·step`, codes from the lowest on.
 */
export interface BlockGrid extends BlockSteps {
  readonly levels: number;
  readonly lowest: Reader;
  readonly codes?: readonly number[];
}

const EVEN = 1 / 12;

/** Levels around zero, `below` of them under it. */
const around = (group: number, levels: number, below: number, step: Reader): BlockGrid => ({
  group,
  levels,
  step,
  error: EVEN,
  lowest: (bytes, from, index) => -below * step(bytes, from, index),
});

const withMinimum = (levels: number): BlockGrid => ({
  group: 32,
  levels,
  step: halfAt,
  error: EVEN,
  lowest: (bytes, from) => halfAt(bytes, from + 2),
});

const packed = (levels: number): BlockGrid => ({
  group: 32,
  levels,
  step: (bytes, from, group) => halfAt(bytes, from) * scaleOf(bytes, from + 4, group),
  error: EVEN,
  lowest: (bytes, from, group) => -halfAt(bytes, from + 2) * minimumOf(bytes, from + 4, group),
});

const coded = (group: number, codes: readonly number[], step: Reader, error: number): BlockGrid => ({
  group,
  levels: codes.length,
  step,
  error,
  lowest: (bytes, from, index) => (codes[0] ?? 0) * step(bytes, from, index),
  codes,
});
const FP4_CODES = [...new Set(FP4_VALUES)].toSorted((a, b) => a - b);

const byteAt = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

/** `error` of uneven levels: what llama.cpp's quantiser leaves of normally distributed weights, with an importance matrix where it takes one. */
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
      error: EVEN,
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
  ['IQ4_NL', coded(32, IQ4_VALUES, halfAt, 17)],
  ['IQ4_XS', coded(32, IQ4_VALUES, GROUP_SCALES.IQ4_XS, 17)],
  ['MXFP4', coded(32, FP4_CODES, mxScale, 0.33)],
  ['NVFP4', coded(16, FP4_CODES, nvScale, 0.33)],
  // A step is the largest value of a block, so that most others become 0; or, for signs alone, the mean of their sizes.
  ['TQ1_0', coded(256, [-1, 0, 1], (bytes, from) => halfAt(bytes, from + 52), EVEN)],
  ['TQ2_0', coded(256, [-1, 0, 1, 2], (bytes, from) => halfAt(bytes, from + 64), EVEN)],
  ['Q2_0', coded(64, [-1, 0, 1, 2], halfAt, EVEN)],
  ['Q1_0', coded(128, [-1, 1], halfAt, 1.5)],
]);

/** Types whose values come several at a time out of a codebook: no value has steps of its own. `error` as above. */
const BOOK_STEPS: readonly (readonly [string, BlockSteps])[] = [
  ['IQ1_S', { group: 32, step: GROUP_SCALES.IQ1_S, error: 0.11 }],
  ['IQ1_M', { group: 16, step: GROUP_SCALES.IQ1_M, error: 0.1 }],
  ['IQ2_XXS', { group: 32, step: GROUP_SCALES.IQ2_XXS, error: 55 }],
  ['IQ2_XS', { group: 16, step: GROUP_SCALES.IQ2_XS, error: 41 }],
  ['IQ2_S', { group: 16, step: GROUP_SCALES.IQ2_S, error: 33 }],
  ['IQ3_XXS', { group: 32, step: GROUP_SCALES.IQ3_XXS, error: 24 }],
  ['IQ3_S', { group: 32, step: GROUP_SCALES.IQ3_S, error: 0.8 }],
];

/** Of every block type. */
export const BLOCK_STEPS: ReadonlyMap<string, BlockSteps> = new Map([...BLOCK_GRIDS, ...BOOK_STEPS]);

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
  { group, levels, step, lowest, codes }: BlockGrid,
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
    const span = codes === undefined ? levels - 1 : (codes.at(-1) ?? 0) - (codes[0] ?? 0);
    const fits = Math.abs(width) * span <= WIDEST_SPAN * (greatest - least);
    for (let place = first; place < first + group; place += 1) {
      const [own, theirs] = [stored[place] ?? 0, other[place] ?? 0];
      let value = own - theirs;
      if (fits && codes !== undefined) value = own - width * nearestOf(codes, theirs / width);
      else if (fits) {
        const code = Math.round((own - start) / width);
        value = (code - Math.max(0, Math.min(levels - 1, Math.round((theirs - start) / width)))) * width;
      }
      out[place] = Number.isFinite(value) ? value : 0;
    }
  }
}

function nearestOf(codes: readonly number[], value: number): number {
  let best = codes[0] ?? 0;
  for (const code of codes) if (Math.abs(code - value) < Math.abs(best - value)) best = code;
  return best;
}

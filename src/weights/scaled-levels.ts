import type { TensorPair } from './difference/slice-plan.ts';
import { decode, decodedElements, rawElements } from './elements/decode.ts';
import type { Operand, TensorReader } from './elements/tensor-reader.ts';

/** Columns that common quantisers give one step per row, and rows that are held against one another in them. */
const WIDTH = 32;
const ROWS = 256;
const LEAST_ROWS = 32;
const PLACES = 8;
/** Runs of a block that are looked at: pairs go with their number. */
const RUNS = 64;
/** Two values of a run lie near each other below this share of the run's root mean square. */
const NEAR = 0.25;
/** A candidate of so many levels per run at most, and so many times fewer than the base, was stored as a coarse grid. */
const MAX_LEVELS = 160;
const FEWER = 2.5;
/** Columns whose factor isn't found have fewer equals than the grid gives: measured on weights of trained models, errors are up to so many times as large. */
const UNFOUND = 3.5;
/** Two values are equal as far as the stored type tells. */
const ALIKE: ReadonlyMap<string, number> = new Map([
  ['F32', 2 ** -10],
  ['F16', 2 ** -8],
  ['BF16', 2 ** -6],
]);

/**
 * As `fewLevels`, for weights that were quantised under a factor per column which was divided out again (AWQ): within a run along a row the levels are
 * those of a grid times the column's factor. Two columns k·d·f and l·d·g of one step d have quotients of few values, most often f/g, where both have one
 * code: that gives the factors, but for one in common. Undefined where no grid shows.
 */
export function scaledLevels(reader: TensorReader, pair: TensorPair): number | undefined {
  const { rows, rowElements, shape } = pair.base.tensor;
  const { order } = pair.candidate;
  const alike = ALIKE.get(pair.candidate.tensor.dtype);
  if (shape.length < 2 || rows < LEAST_ROWS || rowElements < WIDTH || alike === undefined || order !== undefined)
    return undefined;
  const height = Math.min(rows, ROWS);
  const [down, right] = [Math.floor(rows / height), Math.floor(rowElements / WIDTH)];
  const places = Math.min(PLACES, down * right);
  const blocks: (readonly [candidate: readonly Float32Array[], base: readonly Float32Array[]])[] = [];
  for (let place = 0; place < places; place += 1) {
    const at = Math.floor((place * down * right) / places);
    const [row, column] = [Math.floor(at / right) * height, (at % right) * WIDTH];
    const [own, other] = [pair.candidate, pair.base].map((one) => blockOf(reader, one, row, column, height));
    if (own !== undefined && other !== undefined) blocks.push([unscaled(own, alike), unscaled(other, alike)]);
  }
  if (!isGrid(counted(blocks, 0, alike), counted(blocks, 1, alike))) return undefined;
  // What the first column's codes made of a factor is some simple fraction of it.
  const refined = blocks.map(([own, other]) => [refine(own, alike), refine(other, alike)] as const);
  const [ours, theirs] = [counted(refined, 0, alike), counted(refined, 1, alike)];
  if (!isGrid(ours, theirs)) return undefined;
  const step = (2 * NEAR * Math.max(0, ours.equal - theirs.equal)) / theirs.near;
  return (UNFOUND * step ** 2) / 12;
}

function isGrid(ours: Counts, theirs: Counts): boolean {
  const levels = ours.pairs / Math.max(1, ours.equal);
  return levels <= MAX_LEVELS && levels * FEWER <= theirs.pairs / Math.max(1, theirs.equal) && theirs.near > 0;
}

type Blocks = readonly (readonly [readonly Float32Array[], readonly Float32Array[]])[];

function counted(blocks: Blocks, side: 0 | 1, alike: number): Counts {
  const counts = noCounts();
  for (const pair of blocks) count(pair[side], alike, counts);
  return counts;
}

const FRACTIONS = [1, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 4 / 3, 3 / 2, 2, 3, 4];

/** Each column times the fraction under which most of its values are others of their row. */
function refine(block: readonly Float32Array[], alike: number): readonly Float32Array[] {
  for (let column = 0; column < WIDTH; column += 1) {
    let [best, most] = [1, -1];
    for (const fraction of FRACTIONS) {
      let equal = 0;
      for (const row of block.slice(0, RUNS)) {
        const value = (row[column] ?? 0) * fraction;
        if (value === 0) continue;
        for (let other = 0; other < WIDTH; other += 1)
          if (other !== column && Math.abs(value - (row[other] ?? 0)) <= alike * Math.abs(value)) equal += 1;
      }
      if (equal > most) [best, most] = [fraction, equal];
    }
    if (best !== 1) for (const row of block) row[column] = (row[column] ?? 0) * best;
  }
  return block;
}

interface Counts {
  pairs: number;
  equal: number;
  near: number;
}

const noCounts = (): Counts => ({ pairs: 0, equal: 0, near: 0 });

function count(block: readonly Float32Array[], alike: number, into: Counts): void {
  for (const run of block.slice(0, RUNS)) {
    const mean = Math.sqrt(run.reduce((sum, value) => sum + value * value, 0) / run.length);
    if (!Number.isFinite(mean) || mean === 0) continue;
    for (let left = 0; left < run.length; left += 1) {
      for (let right = left + 1; right < run.length; right += 1) {
        const [a, b] = [run[left] ?? 0, run[right] ?? 0];
        const apart = Math.abs(a - b);
        into.pairs += 1;
        if (a !== 0 && apart <= alike * Math.abs(a)) into.equal += 1;
        if (apart <= NEAR * mean) into.near += 1;
      }
    }
  }
}

/** The block with each column divided by its most frequent quotient to the first one. */
function unscaled(block: readonly Float32Array[], alike: number): Float32Array[] {
  const factors = Array.from({ length: WIDTH }, (_, column) =>
    column === 0
      ? 1
      : mostFrequent(
          block.map((row) => Math.abs((row[column] ?? 0) / (row[0] ?? 0))),
          alike,
        ),
  );
  return block.map((row) => row.map((value, column) => value / (factors[column] ?? 1)));
}

function mostFrequent(quotients: readonly number[], alike: number): number {
  const sorted = quotients.filter((value) => value > 0 && Number.isFinite(value)).toSorted((a, b) => a - b);
  let [best, most, low] = [1, 0, 0];
  for (let high = 0; high < sorted.length; high += 1) {
    while ((sorted[low] ?? 0) < (sorted[high] ?? 0) * (1 - alike)) low += 1;
    if (high - low < most) continue;
    [most, best] = [high - low, sorted[(low + high) >> 1] ?? 1];
  }
  return best;
}

function blockOf(
  reader: TensorReader,
  { tensor }: Operand,
  row: number,
  column: number,
  height: number,
): Float32Array[] {
  const raw = rawElements(new ArrayBuffer(WIDTH * 8), 0, WIDTH * 8);
  const out = decodedElements(new ArrayBuffer(WIDTH * 8), 0, WIDTH * 8);
  return Array.from({ length: height }, (_, index) => {
    reader.read({ tensor }, (row + index) * tensor.rowElements + column, WIDTH, raw.u8);
    decode(tensor.dtype, raw, 0, WIDTH, out, false);
    return out.f32.slice(0, WIDTH);
  });
}

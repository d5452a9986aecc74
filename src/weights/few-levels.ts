import { fitsFloat32, isDecodable, isQuantised } from '../formats/checkpoints/element-types.ts';
import type { TensorPair } from './difference/slice-plan.ts';
import { decode, decodedElements, rawElements } from './elements/decode.ts';
import { sourceRow, TensorReader, type Operand } from './elements/tensor-reader.ts';
import { scaledLevels } from './scaled-levels.ts';

/** Neighbours that are held against one another: the smallest run of values that common quantisers give one step. */
const RUN = 32;
/** Runs that are looked at in either direction, from places spread over the tensor. */
const PLACES = 32;
const RUNS_AT_ONCE = 16;
/** Two values of a run lie near each other below this share of the run's root mean square. */
const NEAR = 0.25;
/** A candidate of so many levels per run at most, and so many times fewer than the base, was stored as a coarse grid. */
const MAX_LEVELS = 320;
const FEWER = 2.5;

/** How often two values of one run are alike. */
interface Likeness {
  pairs: number;
  equal: number;
  /** The same without pairs of zeros, which pruning leaves. */
  equalNonzero: number;
  near: number;
}

/**
 * The share of ‖W₀‖² that rounding to the candidate's grid leaves, where its values take few levels within runs along rows or columns and the
 * base's don't: what dequantised weights look like, whatever quantised them (round to nearest, GPTQ, NF4, int8 by row, FP8 with a scale).
 * Undefined where no such grid shows. Two values of a run are equal with the probability s·∫f² for steps s and density f, and within h of each
 * other with 2h·∫f²: the two together give s without knowing the grid, and its square over 12 the mean error.
 */
export function fewLevels(pair: TensorPair): number | undefined {
  const sides = [pair.candidate, pair.base];
  if (sides.some(({ tensor: { dtype } }) => !isDecodable(dtype) || !fitsFloat32(dtype) || isQuantised(dtype)))
    return undefined;
  const { rows, rowElements } = pair.base.tensor;
  if (pair.base.tensor.shape.length < 2) return undefined;
  const reader = new TensorReader();
  try {
    const along = rowElements >= RUN ? levelsIn(reader, pair, Math.min(rows, RUNS_AT_ONCE), RUN) : undefined;
    const either =
      along ?? (rows >= RUN ? levelsIn(reader, pair, RUN, Math.min(rowElements, RUNS_AT_ONCE)) : undefined);
    return either ?? scaledLevels(reader, pair);
  } finally {
    reader.close();
  }
}

/** Looks at blocks of `height` rows and `width` columns; a run goes along the longer side. */
function levelsIn(reader: TensorReader, pair: TensorPair, height: number, width: number): number | undefined {
  const { rows, rowElements } = pair.base.tensor;
  const across = width === RUN;
  const [candidate, base] = [noLikeness(), noLikeness()];
  const down = Math.floor(rows / height);
  const right = Math.floor(rowElements / width);
  const places = Math.min(PLACES, down * right);
  for (let place = 0; place < places; place += 1) {
    const at = Math.floor((place * down * right) / places);
    const [row, column] = [Math.floor(at / right) * height, (at % right) * width];
    for (const [operand, into] of [
      [pair.candidate, candidate],
      [pair.base, base],
    ] as const) {
      const block = Array.from({ length: height }, (_, index) => values(reader, operand, row + index, column, width));
      for (const run of across ? block : transposed(block)) addLikeness(into, run);
    }
  }
  const levels = candidate.pairs / Math.max(1, candidate.equalNonzero);
  const baseLevels = base.pairs / Math.max(1, base.equalNonzero);
  if (levels > MAX_LEVELS || levels * FEWER > baseLevels || base.near === 0) return undefined;
  const step = (2 * NEAR * candidate.equal) / base.near;
  return step ** 2 / 12;
}

const noLikeness = (): Likeness => ({ pairs: 0, equal: 0, equalNonzero: 0, near: 0 });

function addLikeness(into: Likeness, run: Float32Array): void {
  const mean = Math.sqrt(run.reduce((sum, value) => sum + value * value, 0) / run.length);
  if (!Number.isFinite(mean) || mean === 0) return;
  for (let left = 0; left < run.length; left += 1) {
    for (let right = left + 1; right < run.length; right += 1) {
      const apart = Math.abs((run[left] ?? 0) - (run[right] ?? 0));
      into.pairs += 1;
      if (apart < NEAR * mean) into.near += 1;
      if (apart !== 0) continue;
      into.equal += 1;
      if (run[left] !== 0) into.equalNonzero += 1;
    }
  }
}

function transposed(block: readonly Float32Array[]): Float32Array[] {
  const width = block[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => Float32Array.from(block, (row) => row[column] ?? 0));
}

/** `count` values of one row, wherever a reordered tensor has it. */
function values(
  reader: TensorReader,
  { tensor, order }: Operand,
  row: number,
  column: number,
  count: number,
): Float32Array {
  const at = (order === undefined ? row : sourceRow(row, order)) * tensor.rowElements + column;
  const raw = rawElements(new ArrayBuffer(count * 8), 0, count * 8);
  const out = decodedElements(new ArrayBuffer(count * 8), 0, count * 8);
  reader.read({ tensor }, at, count, raw.u8);
  decode(tensor.dtype, raw, 0, count, out, false);
  return out.f32.subarray(0, count);
}

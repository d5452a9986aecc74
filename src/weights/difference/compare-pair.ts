import { GateError } from '../../core/errors.ts';
import { isDecodable } from '../../formats/checkpoints/element-types.ts';
import { MAX_SPECTRUM_COLUMNS } from '../spectrum/slice-projector.ts';
import type { Projection } from './worker-messages.ts';
import type { RowSquares } from './compare-slices.ts';
import { planSlices, type SlicePlan, type TensorPair } from './slice-plan.ts';
import type { SlicePool } from './slice-pool.ts';
import { addSums, noSums, type DifferenceSums } from './sums.ts';

/** Slices per message: up to 64 MiB per side, a fraction of a second. */
const SLICES_PER_TASK = 16;

/**
 * What came of one pair. `incomparable`: the program can't compute the values of a type, and the bytes don't settle it.
 * Never read it as equal.
 */
export type PairResult =
  | { readonly kind: 'equal' }
  | { readonly kind: 'different'; readonly sums: DifferenceSums }
  | { readonly kind: 'incomparable'; readonly why: string };

/**
 * Compares two tensors of one shape element by element. Two passes: the first only looks for a difference and stops at
 * the first one, which is as fast as comparing bytes when there is none; the second adds up the whole tensor.
 * Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export async function comparePair(pool: SlicePool, pair: TensorPair): Promise<PairResult> {
  const why = whyIncomparable(pair);
  if (why !== undefined) return { kind: 'incomparable', why };
  if (await pairIsEqual(pool, pair)) return { kind: 'equal' };
  if (!isDecodable(pair.base.tensor.dtype)) {
    return { kind: 'incomparable', why: `the bytes differ and ${pair.base.tensor.dtype} can not be decoded` };
  }
  return { kind: 'different', sums: await pairSums(pool, pair) };
}

/** Whether all values are equal. The pair must be comparable; same types that can't be decoded are equal by bytes only. */
export async function pairIsEqual(pool: SlicePool, pair: TensorPair): Promise<boolean> {
  const plan = planSlices(pair);
  let equal = true;
  await eachTask(pool, plan, async (firstSlice, slices) => {
    if (!equal) return;
    const answer = await pool.run({ kind: 'equal', pair, plan, firstSlice, slices });
    if (answer.kind !== 'equal') throw wrongAnswer();
    if (answer.firstDifferent !== null) equal = false;
  });
  return equal;
}

/** The sums over the whole pair, added up in the order of slices. */
export async function pairSums(pool: SlicePool, pair: TensorPair): Promise<DifferenceSums> {
  const plan = planSlices(pair);
  const parts: (readonly DifferenceSums[])[] = [];
  await eachTask(pool, plan, async (firstSlice, slices) => {
    const answer = await pool.run({ kind: 'sums', pair, plan, firstSlice, slices });
    if (answer.kind !== 'sums') throw wrongAnswer();
    parts[firstSlice / SLICES_PER_TASK] = answer.sums;
  });
  const total = noSums();
  for (const part of parts) for (const sums of part) addSums(total, sums);
  return total;
}

/** ‖Dᵢ‖², ‖W₀ᵢ‖² and ‖Wᵢ‖² by row, or undefined where rows are too long or too short to be told apart. */
export async function pairRowSquares(pool: SlicePool, pair: TensorPair): Promise<RowSquares | undefined> {
  const plan = planSlices(pair);
  if (!plan.wholeRows) return undefined;
  const { rows, rowElements } = pair.base.tensor;
  const squares = {
    difference: new Float64Array(rows),
    base: new Float64Array(rows),
    candidate: new Float64Array(rows),
  };
  await eachTask(pool, plan, async (firstSlice, slices) => {
    const answer = await pool.run({ kind: 'rows', pair, plan, firstSlice, slices });
    if (answer.kind !== 'rows') throw wrongAnswer();
    const from = (firstSlice * plan.sliceElements) / rowElements;
    squares.difference.set(answer.difference, from);
    squares.base.set(answer.base, from);
    squares.candidate.set(answer.candidate, from);
  });
  return squares;
}

/**
 * A product of the pair's difference with a narrow matrix, by rows of `projection.width` values: added up over slices in their order, so
 * that it doesn't depend on the number of threads. Undefined where a slice can't hold whole rows.
 */
export async function pairProduct(
  pool: SlicePool,
  pair: TensorPair,
  projection: Projection,
): Promise<Float64Array | undefined> {
  const plan = planSlices(pair);
  const { rows, rowElements } = pair.base.tensor;
  if (plan.sliceElements % rowElements !== 0 || rowElements > MAX_SPECTRUM_COLUMNS) return undefined;
  const total = new Float64Array((projection.product === 'rows' ? rows : rowElements) * projection.width);
  const early = new Map<number, Float64Array>();
  let next = 0;
  await eachTask(pool, plan, async (firstSlice, slices) => {
    const answer = await pool.run({ kind: 'project', pair, plan, firstSlice, slices, projection });
    if (answer.kind !== 'project') throw wrongAnswer();
    if (projection.product === 'rows') {
      total.set(answer.values, ((firstSlice * plan.sliceElements) / rowElements) * projection.width);
      return;
    }
    early.set(firstSlice, answer.values);
    for (let part = early.get(next); part !== undefined; part = early.get(next)) {
      early.delete(next);
      for (let index = 0; index < part.length; index += 1) total[index] = (total[index] ?? 0) + (part[index] ?? 0);
      next += SLICES_PER_TASK;
    }
  });
  return total;
}

/** Units of the candidate that are not the base's values rounded to its type; only for pairs that `canRoundExactly`. */
export async function pairUnrounded(pool: SlicePool, pair: TensorPair): Promise<number> {
  const plan = planSlices(pair);
  let total = 0;
  await eachTask(pool, plan, async (firstSlice, slices) => {
    const answer = await pool.run({ kind: 'rounding', pair, plan, firstSlice, slices });
    if (answer.kind !== 'rounding') throw wrongAnswer();
    total += answer.unrounded;
  });
  return total;
}

/** Why no value of the pair can be compared, or undefined. Equal shapes are the caller's business. */
export function whyIncomparable({ candidate, base }: TensorPair): string | undefined {
  const types = [candidate.tensor.dtype, base.tensor.dtype];
  const unknown = [candidate.tensor, base.tensor].find(({ knownLayout }) => !knownLayout);
  if (unknown !== undefined) return `the type ${unknown.dtype} is not known`;
  const undecodable = types.find((dtype) => !isDecodable(dtype));
  if (types[0] !== types[1] && undecodable !== undefined) return `${undecodable} can not be decoded`;
  return undefined;
}

/** Runs `work` over the tasks of a plan, as many at once as the pool is wide. */
async function eachTask(
  pool: SlicePool,
  plan: SlicePlan,
  work: (firstSlice: number, slices: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < plan.slices) {
      const firstSlice = next;
      next += SLICES_PER_TASK;
      await work(firstSlice, Math.min(SLICES_PER_TASK, plan.slices - firstSlice));
    }
  };
  await Promise.all(Array.from({ length: pool.width }, lane));
}

function wrongAnswer(): GateError {
  return new GateError('INTERNAL', 'a comparison worker answered another question');
}

import { unreachable } from '../core/errors.ts';
import type { LayerChange, Rounding } from '../core/predicates/compare.ts';
import type { Progress } from '../core/progress.ts';
import { layerOf } from '../formats/checkpoints/tensor-names.ts';
import type { NamedPair, TensorMatch } from '../weights/match-tensors.ts';
import { comparePair, pairSums, pairUnrounded } from '../weights/difference/compare-pair.ts';
import { canRoundExactly, roundingBound } from '../weights/difference/rounding.ts';
import { openSlicePool, type SlicePool } from '../weights/difference/slice-pool.ts';
import { statisticsOf } from '../weights/difference/statistics.ts';
import { isDecodable } from '../formats/checkpoints/element-types.ts';
import { layerChanges } from './layer-changes.ts';
import { differs, type TensorChange } from './tensor-change.ts';

export interface CheckpointComparison {
  /** Every tensor of both sides, in name order. */
  readonly tensors: readonly TensorChange[];
  readonly layers: readonly LayerChange[];
  /** Left out by convention. */
  readonly leftOut: readonly string[];
}

/**
 * Compares all tensors of two matched checkpoints, streaming: memory doesn't depend on their size. Results don't depend
 * on the number of threads. Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export async function compareCheckpoints(
  match: TensorMatch,
  options: { readonly signal: AbortSignal; readonly progress: Progress; readonly workers?: number },
): Promise<CheckpointComparison> {
  const total = match.pairs.reduce((sum, { candidate, base }) => sum + candidate.tensor.bytes + base.tensor.bytes, 0);
  const pool = openSlicePool(total, options.signal, options.workers);
  try {
    let done = 0;
    const compared = await inLanes(pool.width, match.pairs, async (pair) => {
      const change = await comparePairAsChange(pool, pair);
      done += pair.candidate.tensor.bytes + pair.base.tensor.bytes;
      options.progress({ label: 'comparing weights', done, total, unit: 'bytes' });
      return change;
    });
    const tensors = [...compared, ...unpairedChanges(match)].sort((a, b) => (a.name < b.name ? -1 : 1));
    const squares = await unchangedSquares(pool, match.pairs, compared);
    return { tensors, layers: layerChanges(tensors, squares), leftOut: match.leftOut };
  } finally {
    await pool.close();
  }
}

async function comparePairAsChange(pool: SlicePool, pair: NamedPair): Promise<TensorChange> {
  const { name } = pair;
  const candidate = pair.candidate.tensor;
  const base = pair.base.tensor;
  const result = await comparePair(pool, pair);
  const retyped = candidate.dtype !== base.dtype;
  switch (result.kind) {
    case 'equal':
      return { name, status: retyped ? 'retyped' : 'unchanged', candidate, base, valuesEqual: true };
    case 'incomparable':
      return { name, status: 'incomparable', candidate, base, valuesEqual: false, why: result.why };
    case 'different': {
      const { sums } = result;
      const statistics = statisticsOf(sums, base.elements, base.rows);
      const change = { name, candidate, base, valuesEqual: false, sums, statistics } as const;
      if (!retyped) return { ...change, status: 'changed' };
      return { ...change, status: 'retyped', rounding: await roundingOf(pool, pair, statistics.relativeNorm) };
    }
    default:
      return unreachable(result);
  }
}

async function roundingOf(pool: SlicePool, pair: NamedPair, relativeNorm: number | null): Promise<Rounding> {
  if (canRoundExactly(pair) && (await pairUnrounded(pool, pair)) === 0) return 'exact';
  const bound = roundingBound(pair.candidate.tensor.dtype);
  return bound !== undefined && relativeNorm !== null && relativeNorm <= bound ? 'within-bound' : 'beyond-bound';
}

function unpairedChanges(match: TensorMatch): TensorChange[] {
  return [
    ...match.reshaped.map(({ name, candidate, base }): TensorChange => ({
      name,
      status: 'reshaped',
      candidate: candidate.tensor,
      base: base.tensor,
      valuesEqual: false,
    })),
    ...match.added.map((tensor): TensorChange => ({
      name: tensor.name,
      status: 'added',
      candidate: tensor,
      base: undefined,
      valuesEqual: false,
    })),
    ...match.removed.map((tensor): TensorChange => ({
      name: tensor.name,
      status: 'removed',
      candidate: undefined,
      base: tensor,
      valuesEqual: false,
    })),
  ];
}

/**
 * ‖W₀‖² of unchanged tensors in layers where another tensor changed: a layer's relative change is over all of the layer.
 * The first pass doesn't add them up, because most layers of most comparisons never need them.
 */
async function unchangedSquares(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
): Promise<ReadonlyMap<string, number>> {
  const touched = new Set(changes.filter(differs).map(({ name }) => layerOf(name)));
  const wanted = pairs.filter(
    ({ name, base }, index) =>
      changes[index]?.valuesEqual === true && touched.has(layerOf(name)) && isDecodable(base.tensor.dtype),
  );
  const squares = new Map<string, number>();
  await inLanes(pool.width, wanted, async ({ name, base }) => {
    const { baseSquares } = await pairSums(pool, { candidate: base, base });
    squares.set(name, baseSquares);
  });
  return squares;
}

/** Works on `width` items at once; answers stand in the order of the items. */
async function inLanes<Item, Answer>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const index = next;
      const item = items[index];
      if (index >= items.length || item === undefined) return;
      next += 1;
      answers[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return answers;
}

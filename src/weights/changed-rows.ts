import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { isDecodable } from '../formats/checkpoints/element-types.ts';
import { EMBEDDINGS, OUTPUT_PROJECTIONS } from '../formats/checkpoints/tensor-names.ts';
import { pairRowSquares } from './difference/compare-pair.ts';
import { openSlicePool, type SlicePool } from './difference/slice-pool.ts';
import type { TensorPair } from './difference/slice-plan.ts';
import { matchTensors } from './match-tensors.ts';
import { firstRows } from './row-range.ts';

/** How far each row of one tensor moved; D = candidate − base. A row of an embedding or output projection is a token id. */
export interface RowChanges {
  /** In the candidate's convention. */
  readonly tensor: string;
  /** ‖Dᵢ‖² by row. Rows that hold NaN or infinity on either side are infinite. */
  readonly difference: Float64Array;
  /** ‖W₀ᵢ‖² by row. */
  readonly base: Float64Array;
}

/**
 * The rows of the embedding and the output projection, as far as both sides have them: an extended vocabulary is compared
 * over the tokens in common. Empty where neither can be compared. Reads both tensors once.
 * Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export async function vocabularyRowChanges(
  candidate: Checkpoint,
  base: Checkpoint,
  signal: AbortSignal,
): Promise<RowChanges[]> {
  const result = matchTensors(candidate, base);
  if (result.kind === 'unmatchable') return [];
  const { pairs, reshaped } = result.match;
  const wanted = [...pairs, ...reshaped].filter(({ name }) => [...EMBEDDINGS, ...OUTPUT_PROJECTIONS].includes(name));
  const pool = openSlicePool(0, signal);
  try {
    const found: RowChanges[] = [];
    for (const pair of wanted) {
      const rows = await rowChanges(pool, pair.name, pair);
      if (rows !== undefined) found.push(rows);
    }
    return found;
  } finally {
    await pool.close();
  }
}

/** By row, over the rows that both have; undefined where rows are of different lengths or can't be decoded. */
export async function rowChanges(pool: SlicePool, name: string, pair: TensorPair): Promise<RowChanges | undefined> {
  const [left, right] = [pair.candidate.tensor, pair.base.tensor];
  if (left.rowElements !== right.rowElements || left.shape.length < 2 || right.shape.length < 2) return undefined;
  if (!isDecodable(left.dtype) || !isDecodable(right.dtype)) return undefined;
  const rows = Math.min(left.rows, right.rows);
  const common = {
    candidate: { ...pair.candidate, tensor: firstRows(left, rows) },
    base: { ...pair.base, tensor: firstRows(right, rows) },
  };
  const squares = await pairRowSquares(pool, common);
  return squares === undefined ? undefined : { tensor: name, ...squares };
}

/** A row that moved, as a share of its own norm; null where the base's row is zero or a value is not finite. */
export interface MovedRow {
  readonly row: number;
  readonly relativeNorm: number | null;
}

/** The rows that moved at all, furthest first by ‖Dᵢ‖, at most `limit`. */
export function movedRows({ difference, base }: RowChanges, limit: number): MovedRow[] {
  return Array.from(difference, (square, row) => ({ row, square }))
    .filter(({ square }) => square > 0)
    .toSorted((a, b) => (a.square === b.square ? a.row - b.row : b.square > a.square ? 1 : -1))
    .slice(0, limit)
    .map(({ row, square }) => {
      const ratio = Math.sqrt(square / (base[row] ?? 0));
      return { row, relativeNorm: Number.isFinite(ratio) ? ratio : null };
    });
}

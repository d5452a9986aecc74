import type { RowSquares } from '../weights/difference/compare-slices.ts';
import type { RowChange } from '../weights/difference/sums.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Rows of a copy that moved further than rounding moved the others. */
export interface OutlyingRows {
  /** Furthest first. */
  readonly rows: readonly RowChange[];
  /** Σ‖Dᵢ‖² over the other rows. */
  readonly rest: number;
}

/**
 * Rounding moves every row by about the same share of its norm. A row that moved much further is an edit in a copy, which the tensor's norm and its
 * spectrum can't show: one row of thousands. Undefined where none stands out, or so many that it is no copy with edits. `most` rows at most are
 * taken for edits; the next one says how far rounding alone goes in this tensor, where some rows have larger steps than others.
 */
export function outlyingRows({ difference, base }: RowSquares, most: number): OutlyingRows | undefined {
  const ratios = difference.map((square, row) => ((base[row] ?? 0) > 0 ? square / (base[row] ?? 1) : 0));
  const [usual, typical] = [median(ratios), median(difference)];
  if (!(usual > 0 && typical > 0)) return undefined;
  const sorted = ratios.toSorted((a, b) => b - a);
  const furthest = sorted[Math.min(most, sorted.length - 1)] ?? 0;
  const limit = Math.max(THRESHOLDS.rowOverUsual * usual, THRESHOLDS.rowOverFurthest * furthest);
  const rows: RowChange[] = [];
  let rest = 0;
  difference.forEach((square, row) => {
    // A row next to zero has large steps for its norm, and an edit of it isn't small beside the other rows' errors.
    if ((ratios[row] ?? 0) > limit && square > THRESHOLDS.rowOverFurthest * typical) rows.push({ row, square });
    else rest += square;
  });
  if (rows.length === 0 || rows.length > most) return undefined;
  return { rows: rows.toSorted((a, b) => b.square - a.square), rest };
}

function median(values: Float64Array): number {
  return values.toSorted()[values.length >> 1] ?? 0;
}

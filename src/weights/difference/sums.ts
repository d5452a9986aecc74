/** The rows with the largest change that are kept by index, per tensor. */
export const MAX_TOP_ROWS = 16;

export interface RowChange {
  readonly row: number;
  /** Σ(w − w₀)² over the row. */
  readonly square: number;
}

/** What one pass over some elements adds up to; D = candidate − base. Only finite differences enter the squares. */
export interface DifferenceSums {
  /** Elements whose bits differ. */
  changed: number;
  differenceSquares: number;
  candidateSquares: number;
  baseSquares: number;
  maxAbsolute: number;
  /**
   * Σ of the squares that rounding leaves on average, by the steps of the stored values: those of the coarser type where
   * both are plain, of both where they are blocks.
   */
  rounding: number;
  candidateNaN: number;
  candidateInfinite: number;
  baseNaN: number;
  baseInfinite: number;
  /** Rows with a changed element, and Σ‖Dᵢ‖² and Σ‖Dᵢ‖⁴ over rows; all 0 where rows can't be told apart. */
  rowsChanged: number;
  rowSquares: number;
  rowFourths: number;
  topRows: RowChange[];
}

export function noSums(): DifferenceSums {
  return {
    changed: 0,
    differenceSquares: 0,
    candidateSquares: 0,
    baseSquares: 0,
    maxAbsolute: 0,
    rounding: 0,
    candidateNaN: 0,
    candidateInfinite: 0,
    baseNaN: 0,
    baseInfinite: 0,
    rowsChanged: 0,
    rowSquares: 0,
    rowFourths: 0,
    topRows: [],
  };
}

/** Adds `more` to `total`. Floating-point sums depend on the order: callers add slices in their order in the tensor. */
export function addSums(total: DifferenceSums, more: DifferenceSums): void {
  total.changed += more.changed;
  total.differenceSquares += more.differenceSquares;
  total.candidateSquares += more.candidateSquares;
  total.baseSquares += more.baseSquares;
  total.maxAbsolute = Math.max(total.maxAbsolute, more.maxAbsolute);
  total.rounding += more.rounding;
  total.candidateNaN += more.candidateNaN;
  total.candidateInfinite += more.candidateInfinite;
  total.baseNaN += more.baseNaN;
  total.baseInfinite += more.baseInfinite;
  total.rowsChanged += more.rowsChanged;
  total.rowSquares += more.rowSquares;
  total.rowFourths += more.rowFourths;
  for (const row of more.topRows) keepTopRow(total.topRows, row);
}

/** Keeps the largest MAX_TOP_ROWS, largest first; of equal ones the first row. */
export function keepTopRow(top: RowChange[], row: RowChange): void {
  const smallest = top[MAX_TOP_ROWS - 1];
  if (smallest !== undefined && smallest.square >= row.square) return;
  const place = top.findIndex(({ square }) => square < row.square);
  top.splice(place === -1 ? top.length : place, 0, row);
  if (top.length > MAX_TOP_ROWS) top.pop();
}

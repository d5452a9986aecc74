import type { RowChange, DifferenceSums } from './sums.ts';

/**
 * What one changed tensor looks like; D = W − W₀. A ratio is null where it has no finite value: the base is all zero, squares overflow, or one
 * side has more NaN or infinite values than the other.
 */
export interface TensorStatistics {
  /** ‖D‖ / ‖W₀‖, Frobenius norms. */
  readonly relativeNorm: number | null;
  /** Elements whose bits differ, out of all. */
  readonly fractionChanged: number;
  readonly elementsChanged: number;
  readonly maxAbsolute: number | null;
  /** ⟨W, W₀⟩ / (‖W‖·‖W₀‖) */
  readonly cosine: number | null;
  readonly nonFinite: {
    readonly candidateNaN: number;
    readonly candidateInfinite: number;
    readonly baseNaN: number;
    readonly baseInfinite: number;
  };
  readonly rowsChanged: number;
  /** 1 / (m·Σpᵢ²) with pᵢ = ‖Dᵢ‖² / ‖D‖² over m rows: 1 when all rows changed alike, 1/m when one row did. */
  readonly rowParticipation: number | null;
  /** The rows that changed most, largest first; `share` is their part of ‖D‖². */
  readonly topRows: readonly { readonly row: number; readonly share: number }[];
}

/** Statistics of a tensor of `elements` elements in `rows` rows from its sums. */
export function statisticsOf(sums: DifferenceSums, elements: number, rows: number): TensorStatistics {
  const { differenceSquares, candidateSquares, baseSquares } = sums;
  // 2⟨W, W₀⟩ = ‖W‖² + ‖W₀‖² − ‖W − W₀‖²: no sum of its own, and rounding can't push it past ±1 unseen.
  const dot = (candidateSquares + baseSquares - differenceSquares) / 2;
  return {
    relativeNorm: gainsNonFinite(sums) ? null : finite(Math.sqrt(differenceSquares) / Math.sqrt(baseSquares)),
    fractionChanged: elements === 0 ? 0 : sums.changed / elements,
    elementsChanged: sums.changed,
    maxAbsolute: finite(sums.maxAbsolute),
    cosine: clampedCosine(dot / (Math.sqrt(candidateSquares) * Math.sqrt(baseSquares))),
    nonFinite: {
      candidateNaN: sums.candidateNaN,
      candidateInfinite: sums.candidateInfinite,
      baseNaN: sums.baseNaN,
      baseInfinite: sums.baseInfinite,
    },
    rowsChanged: sums.rowsChanged,
    rowParticipation: rows === 0 ? null : finite(sums.rowSquares ** 2 / (rows * sums.rowFourths)),
    topRows: sums.topRows.map((row) => share(row, differenceSquares)),
  };
}

/** Whether one side has more values that are no finite numbers: how far these moved is no number. */
export function gainsNonFinite({ candidateNaN, candidateInfinite, baseNaN, baseInfinite }: DifferenceSums): boolean {
  return candidateNaN !== baseNaN || candidateInfinite !== baseInfinite;
}

function share({ row, square }: RowChange, total: number): { row: number; share: number } {
  return { row, share: finite(square / total) ?? 0 };
}

function clampedCosine(value: number): number | null {
  const known = finite(value);
  return known === null ? null : Math.max(-1, Math.min(1, known));
}

/** JSON has no NaN and no infinity. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

import type { ChangeKind, TensorStatus } from '../core/predicates/compare.ts';
import { EMBEDDINGS, OUTPUT_PROJECTIONS } from '../formats/checkpoints/tensor-names.ts';
import { gainsNonFinite } from '../weights/difference/statistics.ts';
import { byChange, differs, isRounded, type TensorChange } from './tensor-change.ts';

/** Rows of one embedding that count as few: this many, or this share of the vocabulary. */
const FEW_ROWS = 16;
const FEW_ROWS_SHARE = 0.01;
/** Tensors that count as few: this many, or this share of those compared. */
const FEW_TENSORS = 2;
const FEW_TENSORS_SHARE = 0.1;
/** Independent weights have a cosine near 0; a fine-tune of a model keeps it near 1. */
const UNRELATED_COSINE = 0.2;
/** Below this share of tensors that are in both, one side isn't the other with changes. */
const SHARED_TENSORS = 0.5;

export type StatusCounts = Readonly<Record<TensorStatus, number>>;

export interface Reading {
  readonly kind: ChangeKind;
  readonly counts: StatusCounts;
  /** Tensors of either side that are not the base's values. */
  readonly different: number;
  /** ‖D‖ / ‖W₀‖ over the tensors whose values differ and could be measured; null without any. */
  readonly relativeNorm: number | null;
  readonly cosine: number | null;
  /** Tensors with more NaN or infinite values on one side: how far these moved is no number. */
  readonly nonFinite: number;
  /** NaN and infinities in the candidate where the base had fewer: changed tensors only. */
  readonly nonFiniteAdded: number;
}

export function readChanges(tensors: readonly TensorChange[]): Reading {
  const counts = countStatuses(tensors);
  const measured = tensors.flatMap(({ sums }) => sums ?? []);
  const sum = (pick: (sums: (typeof measured)[number]) => number): number =>
    measured.reduce((total, sums) => total + pick(sums), 0);
  const difference = sum(({ differenceSquares }) => differenceSquares);
  const candidate = sum(({ candidateSquares }) => candidateSquares);
  const base = sum(({ baseSquares }) => baseSquares);
  const nonFinite = measured.filter(gainsNonFinite).length;
  const ratio = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const cosine = ratio((candidate + base - difference) / 2 / (Math.sqrt(candidate) * Math.sqrt(base)));
  return {
    kind: kindOf(tensors, counts, cosine),
    counts,
    different: tensors.filter(differs).length,
    relativeNorm: nonFinite > 0 ? null : ratio(Math.sqrt(difference) / Math.sqrt(base)),
    cosine,
    nonFinite,
    nonFiniteAdded: Math.max(
      0,
      sum(
        ({ candidateNaN, candidateInfinite, baseNaN, baseInfinite }) =>
          candidateNaN + candidateInfinite - baseNaN - baseInfinite,
      ),
    ),
  };
}

function countStatuses(tensors: readonly TensorChange[]): StatusCounts {
  const counts = { unchanged: 0, changed: 0, retyped: 0, reshaped: 0, added: 0, removed: 0, incomparable: 0 };
  for (const { status } of tensors) counts[status] += 1;
  return counts;
}

function kindOf(tensors: readonly TensorChange[], counts: StatusCounts, cosine: number | null): ChangeKind {
  const different = tensors.filter(differs);
  if (different.length === 0) return counts.retyped === 0 ? 'identical' : 'same-values';
  const unpaired = counts.added + counts.removed + counts.reshaped;
  if (unpaired > tensors.length * (1 - SHARED_TENSORS)) return 'other-tensors';
  if (counts.incomparable > 0) return 'not-measured';
  if (different.every(isRounded)) {
    return different.every(({ rounding }) => rounding === 'exact') ? 'rounded-exactly' : 'rounded';
  }
  if (different.every(isFewRows)) return 'embedding-rows';
  if (different.length <= Math.max(FEW_TENSORS, tensors.length * FEW_TENSORS_SHARE)) return 'few-tensors';
  return cosine !== null && Math.abs(cosine) < UNRELATED_COSINE ? 'unrelated' : 'broad';
}

function isFewRows({ name, status, base, sums }: TensorChange): boolean {
  if (status !== 'changed' || sums === undefined || base === undefined || base.rows < 2) return false;
  const isVocabulary = [...EMBEDDINGS, ...OUTPUT_PROJECTIONS].includes(name);
  return isVocabulary && sums.rowsChanged > 0 && sums.rowsChanged <= Math.max(FEW_ROWS, base.rows * FEW_ROWS_SHARE);
}

/** The most changed tensors, for a sentence or a table. */
export function mostChanged(tensors: readonly TensorChange[]): TensorChange[] {
  return tensors.filter(differs).toSorted(byChange);
}

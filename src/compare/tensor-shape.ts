import { EMBEDDINGS, OUTPUT_PROJECTIONS } from '../formats/checkpoints/tensor-names.ts';
import type { Spectrum } from '../weights/spectrum/spectrum.ts';
import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import type { DifferenceSums } from '../weights/difference/sums.ts';
import type { TensorChange } from './tensor-change.ts';
import { THRESHOLDS } from './thresholds.ts';

/** The spectrum of one tensor's difference, in the words of the report. Ratios are null where nothing is there to divide by. */
export interface SpectrumStatistics {
  /** σ₁² / ‖D‖² */
  readonly e1: number | null;
  /** Σ of the first eight σ² / ‖D‖² */
  readonly e8: number | null;
  /** σ₁ / σ₂; null where the second is 0, which is a rank of one. */
  readonly gap: number | null;
  /** ‖D‖² / σ₁² */
  readonly stableRank: number | null;
  /** The largest singular values over ‖D‖, largest first. */
  readonly leading: readonly number[];
}

/**
 * What one tensor's difference looks like, from its sums and its spectrum alone.
 * `rounding`: no larger than storing the values as these types leaves, and without a direction. `rows`: a few rows of a vocabulary.
 * `low-rank`: so many directions, and beside them no more than rounding. `spiked`: one direction that stands out of a change
 * that is otherwise broad. `open`: more directions than were computed. `vector`: one dimension. `unlike`: next to nothing in common with the base's tensor.
 */
export type TensorShape =
  | { readonly kind: 'same' | 'rounding' | 'rows' | 'broad' | 'open' | 'vector' | 'unlike' | 'unknown' }
  | { readonly kind: 'low-rank' | 'spiked'; readonly rank: number };

export function spectrumStatistics({ squares }: Spectrum, differenceSquares: number): SpectrumStatistics {
  const ratio = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const [first = 0, second = 0] = squares;
  const eight = squares.slice(0, 8).reduce((sum, value) => sum + value, 0);
  return {
    e1: ratio(Math.min(1, first / differenceSquares)),
    e8: ratio(Math.min(1, eight / differenceSquares)),
    gap: ratio(Math.sqrt(first / second)),
    stableRank: ratio(differenceSquares / first),
    leading: squares.slice(0, 16).map((value) => ratio(Math.sqrt(value / differenceSquares)) ?? 0),
  };
}

export function isVocabulary(name: string): boolean {
  return EMBEDDINGS.includes(name) || OUTPUT_PROJECTIONS.includes(name);
}

/** How the energy of D splits into directions that stand out and the rest. */
export interface Directions {
  /** Singular values that stand out of noise as large as what lies behind them. */
  readonly rank: number;
  /** Share of ‖D‖² behind those. */
  readonly rest: number;
  /** Whether more may stand out than were computed. */
  readonly open: boolean;
  /** σ² over the next one where the spectrum falls most among those directions; at least 1. */
  readonly fall: number;
  /** So many directions behind which no more than rounding is left, where the spectrum falls most; 0 where it falls nowhere. */
  readonly sharp: number;
}

/**
 * Counts the directions of a matrix that are no noise. The largest singular value of independent noise of
 * energy E lies at √E·(√m + √n)/√(mn) (Marchenko and Pastur): values count from the largest on until one is no larger than that edge for
 * the energy that it and those behind it have.
 */
export function directionsOf(
  { squares, whole }: Spectrum,
  { differenceSquares: energy, rounding: noise }: DifferenceSums,
  { rows, rowElements: columns }: LocatedTensor,
): Directions {
  /** Of what is left when so many directions are taken out. */
  const edge = (taken: number): number => {
    const [m, n] = [Math.max(1, rows - taken), Math.max(1, columns - taken)];
    return (Math.sqrt(m) + Math.sqrt(n)) ** 2 / (m * n);
  };
  const floor = (squares[0] ?? 0) * THRESHOLDS.arithmeticFloor;
  // Of a whole spectrum the rest is a sum of small values, which a difference of large ones would lose.
  const tail = new Float64Array(squares.length + 1);
  for (let index = squares.length - 1; index >= 0; index -= 1)
    tail[index] = (tail[index + 1] ?? 0) + (squares[index] ?? 0);
  const behind = (count: number): number =>
    whole ? (tail[count] ?? 0) : Math.max(0, energy - ((tail[0] ?? 0) - (tail[count] ?? 0)));
  const limit = whole ? squares.length : squares.length - 1;
  let rank = 0;
  while (rank < limit) {
    const next = squares[rank] ?? 0;
    if (next <= floor || next <= THRESHOLDS.aboveEdge * behind(rank) * edge(rank)) break;
    rank += 1;
  }
  // A small matrix of many directions looks like noise until the place where its values fall to nothing.
  const end = squares.findIndex((_, index) => behind(index) <= Math.max(noise, THRESHOLDS.exactRest * energy));
  const falls = end > rank && end < limit && (squares[end - 1] ?? 0) >= THRESHOLDS.fall * (squares[end] ?? 0);
  if (falls) rank = end;
  const left = Math.max(THRESHOLDS.pureRest * noise, THRESHOLDS.exactRest * energy);
  // In a change no larger than rounding leaves everything is pure: there the fall alone tells an adapter from training.
  const least = energy <= THRESHOLDS.buried * noise ? THRESHOLDS.buriedFall : THRESHOLDS.adapterFall;
  let fall = 1;
  let sharp = 0;
  let sharpest: number = least;
  for (let count = 1; count <= Math.min(rank, squares.length - 1); count += 1) {
    const ratio = (squares[count - 1] ?? 0) / Math.max(squares[count] ?? 0, floor, Number.MIN_VALUE);
    fall = Math.max(fall, ratio);
    if (ratio >= sharpest && behind(count) <= left) [sharp, sharpest] = [count, ratio];
  }
  // All the directions that there can be, and none behind them.
  if (sharp === 0 && rank > 0 && rank === squares.length && whole) [sharp, fall] = [rank, Math.max(fall, least)];
  return {
    rank,
    rest: energy > 0 ? Math.min(1, behind(rank) / energy) : 0,
    open: !whole && rank === limit,
    fall,
    sharp,
  };
}

/** So many rows of a vocabulary are a few tokens. */
export function fewRows({ rows }: LocatedTensor): number {
  return Math.min(Math.max(THRESHOLDS.fewRows, rows * THRESHOLDS.fewRowsShare), Math.ceil(rows / 2) - 1);
}

export function shapeOf(change: TensorChange): TensorShape {
  const { status, valuesEqual, sums, base, statistics, spectrum, name } = change;
  if (change.cancelled === true) return { kind: 'rounding' };
  if (valuesEqual || status === 'unchanged' || change.grown?.commonEqual === true) return { kind: 'same' };
  if (sums === undefined || base === undefined || statistics === undefined) return { kind: 'unknown' };
  // Nothing is known of how far a value moved that is no number.
  if (sums.candidateNaN + sums.candidateInfinite + sums.baseNaN + sums.baseInfinite > 0) return { kind: 'unknown' };
  const cosine = statistics.cosine ?? 0;
  if (base.shape.length < 2 || base.rows < 2) return isRounding(change, 0) ? { kind: 'rounding' } : { kind: 'vector' };
  if (isLossless(change)) return { kind: 'rounding' };
  // Before the cosine: a single row can be made so long that nothing of the others is left in it.
  if (isVocabulary(name) && sums.rowsChanged > 0 && sums.rowsChanged <= fewRows(base)) return { kind: 'rows' };
  const { outlying } = change;
  if (outlying !== undefined && isRounding({ ...change, sums: { ...sums, differenceSquares: outlying.rest } }, 0))
    return { kind: 'rows' };
  const least = isRounding(change, 0) ? THRESHOLDS.unlikeCoarse : THRESHOLDS.unlikeCosine;
  if (cosine < least && (statistics.relativeNorm ?? Infinity) > 0.7) return { kind: 'unlike' };
  if (spectrum === undefined) return isRounding(change, 0) ? { kind: 'rounding' } : { kind: 'broad' };
  const { rank, fall, open, sharp } = directionsOf(spectrum, sums, base);
  // Errors that are larger in some rows and columns than in others have a smooth spectrum; an edit falls off at its rank.
  const stand = change.narrowed === 'levels' ? THRESHOLDS.spikeGap : THRESHOLDS.directionFall;
  const stands = Math.sqrt(fall) >= stand && change.directed !== false;
  if (isRounding(change, stands ? rank : 0)) return { kind: 'rounding' };
  const smaller = Math.min(base.rows, base.rowElements);
  // Two segments or three classes have no directions to speak of.
  if (smaller < THRESHOLDS.leastSide) return { kind: 'broad' };
  if (sharp > 0 && sharp <= smaller * THRESHOLDS.lowRankShare) return { kind: 'low-rank', rank: sharp };
  if (rank === 1 || (spectrum.squares[0] ?? 0) >= THRESHOLDS.spikeGap ** 2 * (spectrum.squares[1] ?? 0))
    return { kind: 'spiked', rank: 1 };
  return { kind: open ? 'open' : 'broad' };
}

/** Whether rounding explains all of a difference: its size by the steps of the stored types, and no direction in it. */
export function isRounding(change: TensorChange, rank: number): boolean {
  const { status, sums, base, narrowed } = change;
  if (isLossless(change)) return true;
  if (sums === undefined || base === undefined) return false;
  const allowed = THRESHOLDS.roundingExcess + THRESHOLDS.roundingExcessSmall / Math.sqrt(base.elements);
  const fits = (expected: number): boolean => expected > 0 && sums.differenceSquares <= allowed * expected;
  if (rank > 0) return false;
  if (narrowed === 'levels') return sums.differenceSquares <= THRESHOLDS.levelsExcess * sums.rounding;
  if (narrowed !== undefined) return fits(sums.rounding * narrowed.times);
  return (status === 'retyped' || change.candidate?.dtype !== base.dtype) && fits(sums.rounding);
}

/**
 * Exactly what rounding the base gives, or far less than a step: values at the far end of a type's range, too small for any edit
 * to be one, in however few rows of a vocabulary they lie.
 */
function isLossless({ status, sums, rounding, narrowed }: TensorChange): boolean {
  if (rounding === 'exact') return true;
  if (sums === undefined) return false;
  const expected = sums.rounding * (typeof narrowed === 'object' ? narrowed.times : 1);
  const wider = status === 'retyped' || narrowed !== undefined;
  const below = wider ? THRESHOLDS.farBelowStep : THRESHOLDS.underflow;
  return expected > 0 && sums.differenceSquares <= below * expected;
}

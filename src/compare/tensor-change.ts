import type { Rounding, TensorStatus } from '../core/predicates/compare.ts';
import type { TensorStatistics } from '../weights/difference/statistics.ts';
import type { DifferenceSums } from '../weights/difference/sums.ts';
import type { Spectrum } from '../weights/spectrum/spectrum.ts';
import type { OutlyingRows } from './outlying-rows.ts';
import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';

/**
 * How values of a wide type give away that they were stored narrower before: all of them fit `dtype`, whose rounding error is
 * `times` as large (squared); or they take few levels, as weights do that were quantised and widened again.
 */
export type Narrowed = { readonly dtype: string; readonly times: number } | 'levels';

/** One tensor of either side. `sums` and `statistics` are there when values differ and could be measured. */
export interface TensorChange {
  readonly name: string;
  readonly status: TensorStatus;
  readonly candidate: LocatedTensor | undefined;
  readonly base: LocatedTensor | undefined;
  readonly valuesEqual: boolean;
  readonly rounding?: Rounding;
  readonly sums?: DifferenceSums;
  readonly statistics?: TensorStatistics;
  /** Of matrices whose values differ. */
  readonly spectrum?: Spectrum;
  readonly narrowed?: Narrowed;
  /** In a sample, the share of ‖D‖² where the candidate's value is 0. */
  readonly zeroed?: number;
  /**
   * Of copies as far from the base as rounding leaves, where a direction seemed to stand out: whether one does in what the stored grid leaves
   * unexplained, against the same values with random signs.
   */
  readonly directed?: boolean;
  /** Of a rounded vocabulary: rows that moved further than rounding moves them. */
  readonly outlying?: OutlyingRows;
  /** Of a vocabulary with more or fewer rows than the base's: how many more, and whether the rows in common hold the same values. */
  readonly grown?: { readonly rows: number; readonly commonEqual: boolean };
  /** Of a norm that changed by factors which the matrices behind it make up for. */
  readonly cancelled?: boolean;
  readonly why?: string;
}

/** Whether the tensor is anything but the base's, a proven cast included. */
export function differs({ status, valuesEqual }: TensorChange): boolean {
  return status !== 'unchanged' && !(status === 'retyped' && valuesEqual);
}

/** Whether rounding to another type may explain all of the difference. */
export function isRounded({ status, valuesEqual, rounding }: TensorChange): boolean {
  return status === 'retyped' && !valuesEqual && (rounding === 'exact' || rounding === 'within-bound');
}

/** Most changed first: what has no finite size leads, ties go by name. */
export function byChange(a: TensorChange, b: TensorChange): number {
  const size = (change: TensorChange): number =>
    change.statistics === undefined
      ? Number.POSITIVE_INFINITY
      : (change.statistics.relativeNorm ?? Number.POSITIVE_INFINITY);
  const [left, right] = [size(a), size(b)];
  if (left !== right) return left > right ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

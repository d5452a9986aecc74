import type { SlicePlan, TensorPair } from './slice-plan.ts';
import type { DifferenceSums } from './sums.ts';

/**
 * What is taken for D: `difference` is W − W₀, `candidate` is W itself, `unexplained` is the difference less what rounding to the grid of the coarser
 * of the two leaves where one is stored in blocks. `shuffled` gives each of its values a random sign: noise of the same sizes in the
 * same places, without any direction.
 */
export type Taken = 'difference' | 'candidate' | 'unexplained' | 'shuffled';

/** A product of the difference with a narrow matrix, or of what is taken in its place. */
export interface Projection {
  /** `gram` is DᵀD·V, `columns` is Dᵀ·V, both with a row per column of the tensor; `rows` is D·V. */
  readonly product: 'gram' | 'rows' | 'columns';
  /** V by rows, in shared memory: a row per column of the tensor, for `columns` a row per row of it. */
  readonly basis: Float32Array;
  /** Columns of V: a multiple of 8. */
  readonly width: number;
  readonly taken: Taken;
}

/** A run of slices of one pair, small enough to stop within a second and large enough to be worth a message. */
export interface SliceTask {
  readonly id: number;
  readonly kind: 'equal' | 'sums' | 'rounding' | 'rows' | 'project';
  readonly pair: TensorPair;
  readonly plan: SlicePlan;
  readonly firstSlice: number;
  readonly slices: number;
  /** For `project`. */
  readonly projection?: Projection;
}

/**
 * `equal`: the first slice that differs, or null. `sums`: one entry per slice, in order. `rounding`: units that are not
 * the base's values rounded. `rows`: ‖Dᵢ‖², ‖W₀ᵢ‖² and ‖Wᵢ‖² of each row in turn; only for plans of whole rows.
 */
export type SliceAnswer =
  | { readonly id: number; readonly kind: 'equal'; readonly firstDifferent: number | null }
  | { readonly id: number; readonly kind: 'sums'; readonly sums: readonly DifferenceSums[] }
  | { readonly id: number; readonly kind: 'rounding'; readonly unrounded: number }
  | {
      readonly id: number;
      readonly kind: 'rows';
      readonly difference: Float64Array;
      readonly base: Float64Array;
      readonly candidate: Float64Array;
    }
  | { readonly id: number; readonly kind: 'project'; readonly values: Float64Array }
  | { readonly id: number; readonly kind: 'failed'; readonly code: string; readonly message: string };

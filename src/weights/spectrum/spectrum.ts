import { isDecodable } from '../../formats/checkpoints/element-types.ts';
import { pairProduct } from '../difference/compare-pair.ts';
import type { Taken } from '../difference/worker-messages.ts';
import type { SlicePool } from '../difference/slice-pool.ts';
import type { TensorPair } from '../difference/slice-plan.ts';
import { crossProduct, orthonormalise, randomMatrix, symmetricEigenvalues } from './dense.ts';

/** Up to this many columns the spectrum is taken whole, from DᵀD itself. */
export const EXACT_COLUMNS = 320;

/** Singular values of a matrix from the largest on. */
export interface Spectrum {
  /** σ², largest first; at least 0. */
  readonly squares: readonly number[];
  /** Whether these are all of them. Otherwise the last ones are lower bounds. */
  readonly whole: boolean;
}

export interface SpectrumRequest {
  /** Singular values asked for; rounded up to a multiple of 8. */
  readonly width: number;
  /** Passes over the tensor at most; two at least. Later ones are left out once the values stand still. */
  readonly passes: number;
  /** By default the difference. */
  readonly taken?: Taken;
}

/** Values that move less than this from one pass to the next stand still. */
const STANDSTILL = 0.01;

/**
 * The largest singular values of D = W − W₀ by block power iteration on DᵀD: each pass streams both tensors once and gives Ritz
 * values, which are lower bounds and converge fast where values lie apart. Undefined for what is no matrix: vectors, stacks of filters with
 * rows past MAX_SPECTRUM_COLUMNS, types that can't be decoded. What isn't finite counts as no difference.
 */
export async function spectrumOf(
  pool: SlicePool,
  pair: TensorPair,
  { width, passes, taken = 'difference' }: SpectrumRequest,
): Promise<Spectrum | undefined> {
  const { rows, rowElements: columns, shape } = pair.base.tensor;
  if (shape.length < 2 || rows < 2 || columns < 2) return undefined;
  if (!isDecodable(pair.candidate.tensor.dtype) || !isDecodable(pair.base.tensor.dtype)) return undefined;
  const gram = async (basis: Float64Array, wide: number): Promise<Float64Array | undefined> =>
    pairProduct(pool, pair, { product: 'gram', basis: shared(basis), width: wide, taken });
  if (columns <= EXACT_COLUMNS) {
    const wide = Math.ceil(columns / 8) * 8;
    const identity = new Float64Array(columns * wide);
    for (let index = 0; index < columns; index += 1) identity[index * wide + index] = 1;
    const product = await gram(identity, wide);
    if (product === undefined) return undefined;
    const square = new Float64Array(columns * columns);
    for (let row = 0; row < columns; row += 1)
      square.set(product.subarray(row * wide, row * wide + columns), row * columns);
    const squares = Array.from(symmetricEigenvalues(square, columns), (value) => Math.max(0, value));
    return { squares: squares.slice(0, Math.min(rows, columns)), whole: true };
  }
  const wide = Math.min(Math.ceil(width / 8) * 8, Math.floor(columns / 8) * 8);
  let basis = randomMatrix(columns, wide, columns + wide);
  orthonormalise(basis, columns, wide);
  let squares: number[] = [];
  for (let pass = 0; pass < Math.max(2, passes); pass += 1) {
    const product = await gram(basis, wide);
    if (product === undefined) return undefined;
    const values = symmetricEigenvalues(crossProduct(basis, product, columns, wide), wide);
    const found = Array.from(values, (value) => Math.max(0, value)).slice(0, Math.min(rows, wide));
    const still =
      pass > 0 && found.slice(0, 4).every((value, index) => value <= (squares[index] ?? 0) * (1 + STANDSTILL));
    squares = found;
    if (still) break;
    basis = product;
    orthonormalise(basis, columns, wide);
  }
  return { squares, whole: squares.length === rows };
}

/** Into memory that worker threads see without a copy. */
export function shared(matrix: ArrayLike<number>): Float32Array {
  const out = new Float32Array(new SharedArrayBuffer(matrix.length * 4));
  out.set(matrix);
  return out;
}

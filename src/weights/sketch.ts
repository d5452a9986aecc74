import { isDecodable } from '../formats/checkpoints/element-types.ts';
import { pairProduct } from './difference/compare-pair.ts';
import type { SlicePool } from './difference/slice-pool.ts';
import type { Operand } from './elements/tensor-reader.ts';
import { randomMatrix } from './spectrum/dense.ts';
import { shared } from './spectrum/spectrum.ts';

/**
 * Rows or columns of a tensor by a few random sums each: distances and cosines between them survive (Johnson and Lindenstrauss), and
 * equal rows have equal sketches wherever they stand.
 */
export interface Sketch {
  /** `count` rows of `width` values. */
  readonly values: Float64Array;
  readonly count: number;
  readonly width: number;
}

/** `order[i]`: which of the base's rows or columns stands at `i`. */
export type Order = Uint32Array;

/** One sketch per row, or per column, of a tensor; `order` is that of the other side. Undefined where it can't be read as a matrix. */
export async function sketchOf(
  pool: SlicePool,
  operand: Operand,
  side: 'rows' | 'columns',
  width: number,
  order?: Order,
): Promise<Sketch | undefined> {
  const { tensor } = operand;
  if (!isDecodable(tensor.dtype) || tensor.elements === 0) return undefined;
  const summed = side === 'rows' ? tensor.rowElements : tensor.rows;
  const count = side === 'rows' ? tensor.rows : tensor.rowElements;
  const random = randomMatrix(summed, width, summed + width);
  let basis = random;
  if (order !== undefined) {
    basis = new Float64Array(random.length);
    for (let index = 0; index < summed; index += 1) {
      const from = (order[index] ?? 0) * width;
      basis.set(random.subarray(from, from + width), index * width);
    }
  }
  const values = await pairProduct(
    pool,
    { candidate: operand, base: operand },
    { product: side, basis: shared(basis), width, taken: 'candidate' },
  );
  return values === undefined ? undefined : { values, count, width };
}

/** Σ (a − b)² between rows of two sketches. */
export function distance(a: Sketch, i: number, b: Sketch, j: number): number {
  let sum = 0;
  for (let lane = 0; lane < a.width; lane += 1) {
    sum += ((a.values[i * a.width + lane] ?? 0) - (b.values[j * b.width + lane] ?? 0)) ** 2;
  }
  return sum;
}

export function squareOf(sketch: Sketch, row: number): number {
  let sum = 0;
  for (let lane = 0; lane < sketch.width; lane += 1) sum += (sketch.values[row * sketch.width + lane] ?? 0) ** 2;
  return sum;
}

/** Σ(a − b)² over the larger of Σa² and Σb². */
export function restOf(a: Sketch, b: Sketch): number {
  let [apart, left, right] = [0, 0, 0];
  for (let index = 0; index < a.values.length; index += 1) {
    const [x, y] = [a.values[index] ?? 0, b.values[index] ?? 0];
    apart += (x - y) ** 2;
    left += x * x;
    right += y * y;
  }
  return apart / Math.max(left, right, Number.MIN_VALUE);
}

export interface Assignment {
  readonly order: Order;
  /** Σ of the squared distances over Σ of the base's squares: about the relative squared change once the order is undone. */
  readonly rest: number;
}

/** Rows of the base whose first sums lie nearest that are looked at, for each row. */
const WINDOW = 96;

/** Which base row each candidate row is, or undefined where they are no reordering of each other. Each base row is taken once. */
export function assignmentOf(candidate: Sketch, base: Sketch): Assignment | undefined {
  if (candidate.count !== base.count) return undefined;
  const { count, width } = base;
  const first = (sketch: Sketch, row: number): number => sketch.values[row * width] ?? 0;
  const sorted = Uint32Array.from({ length: count }, (_, row) => row).sort((a, b) => first(base, a) - first(base, b));
  const order = new Uint32Array(count);
  const taken = new Uint8Array(count);
  let rest = 0;
  let total = 0;
  for (let row = 0; row < count; row += 1) {
    const value = first(candidate, row);
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (first(base, sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let place = Math.max(0, low - WINDOW); place < Math.min(count, low + WINDOW); place += 1) {
      const other = sorted[place] ?? 0;
      if (taken[other] === 1) continue;
      const far = distance(candidate, row, base, other);
      if (far < least) [best, least] = [other, far];
    }
    if (best === -1) return undefined;
    taken[best] = 1;
    order[row] = best;
    rest += least;
    total += squareOf(base, best);
  }
  return total > 0 && Number.isFinite(rest) ? { order, rest: rest / total } : undefined;
}

export function isIdentity(order: Order): boolean {
  return order.every((from, index) => from === index);
}

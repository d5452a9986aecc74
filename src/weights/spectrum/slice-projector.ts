import type { Projection, Taken } from '../difference/worker-messages.ts';
import { decode, decodedElements, rawElements } from '../elements/decode.ts';
import { fitsFloat32, isQuantised, layoutOf } from '../../formats/checkpoints/element-types.ts';
import { BLOCK_GRIDS, offGrid } from '../elements/block-grids.ts';
import { Scales } from '../elements/scale.ts';
import { isAdjusted, MAX_CHUNK_BYTES, TensorReader, type Operand } from '../elements/tensor-reader.ts';
import type { SlicePlan, TensorPair } from '../difference/slice-plan.ts';
import { PANEL, ROWS_AT_ONCE, projectKernel } from './project-kernel.ts';

/** Longer rows have no spectrum taken: they are stacks of filters, not matrices that a model multiplies by. */
export const MAX_SPECTRUM_COLUMNS = 64 * 1024;

const MAX_SLICE_ELEMENTS = 1024 * 1024;
const DECODE_AT_ONCE = 16 * 1024;
const DECODED_BYTES = DECODE_AT_ONCE * 8;
const PANEL_BYTES = MAX_SPECTRUM_COLUMNS * PANEL * 4;

const CANDIDATE = 0;
const BASE = MAX_CHUNK_BYTES;
const DECODED = 2 * MAX_CHUNK_BYTES;
const DECODED_BASE = DECODED + DECODED_BYTES;
const ROWS = DECODED_BASE + DECODED_BYTES;
/** A row of zeros stands behind the rows: the last group of four may lack some. */
const BASIS = ROWS + (MAX_SLICE_ELEMENTS + MAX_SPECTRUM_COLUMNS) * 4;
const RESULT = BASIS + PANEL_BYTES;
const PRODUCT = RESULT + PANEL_BYTES;
const END = PRODUCT + ROWS_AT_ONCE * PANEL * 4;

/**
 * Products of the difference of two tensors with a narrow matrix, slice by slice, in a fixed set of buffers: about 17 MiB.
 */
export class SliceProjector {
  readonly #reader = new TensorReader();
  readonly #scales = new Scales(this.#reader);
  readonly #kernel = projectKernel(END);
  readonly #memory = new Float32Array(this.#kernel.memory);
  readonly #candidate = rawElements(this.#kernel.memory, CANDIDATE, MAX_CHUNK_BYTES);
  readonly #base = rawElements(this.#kernel.memory, BASE, MAX_CHUNK_BYTES);
  readonly #decoded = decodedElements(this.#kernel.memory, DECODED, DECODED_BYTES);
  readonly #decodedBase = decodedElements(this.#kernel.memory, DECODED_BASE, DECODED_BYTES);

  /**
   * Adds one slice's part to `into`, which holds rows of `width` values, a multiple of PANEL: one per column of the tensor, or one per row of the
   * slice for `rows`. `basis` has a row per column of the tensor; for `columns` a row per row of the whole tensor.
   */
  add(
    pair: TensorPair,
    plan: SlicePlan,
    slice: number,
    { basis, width, product, taken }: Projection,
    into: Float64Array,
  ): void {
    const columns = pair.base.tensor.rowElements;
    const from = slice * plan.sliceElements;
    const count = Math.min(plan.sliceElements, plan.elements - from);
    this.#load(pair, from, count, taken);
    if (taken === 'shuffled') shuffleSigns(this.#memory, ROWS >> 2, count, from);
    const rows = count / columns;
    const firstRow = from / columns;
    this.#memory.fill(0, (ROWS >> 2) + count, (ROWS >> 2) + count + columns);
    for (let column = 0; column < width; column += PANEL) {
      if (product !== 'columns') this.#place(basis, 0, columns, width, column, BASIS);
      if (product !== 'rows') this.#memory.fill(0, RESULT >> 2, (RESULT >> 2) + columns * PANEL);
      for (let row = 0; row < rows; row += ROWS_AT_ONCE) {
        const places = [0, 1, 2, 3].map((next) => ROWS + Math.min(row + next, rows) * columns * 4);
        if (product === 'columns') {
          this.#place(basis, firstRow + row, Math.min(ROWS_AT_ONCE, rows - row), width, column, PRODUCT);
        } else {
          this.#kernel.multiply(places, BASIS, columns, PRODUCT);
        }
        if (product === 'rows') this.#take(PRODUCT, Math.min(ROWS_AT_ONCE, rows - row), into, row, width, column);
        else this.#kernel.multiplyTransposed(places, RESULT, columns, PRODUCT);
      }
      if (product !== 'rows') this.#take(RESULT, columns, into, 0, width, column);
    }
  }

  close(): void {
    this.#reader.close();
  }

  /** The matrix's rows into the memory, as float32; what isn't finite becomes 0. */
  #load(pair: TensorPair, from: number, count: number, taken: Taken): void {
    const alone = taken === 'candidate';
    const unexplained = taken === 'unexplained' || taken === 'shuffled';
    const grid = unexplained ? coarserBlocks(pair) : undefined;
    this.#reader.read(pair.candidate, from, count, this.#candidate.u8);
    if (!alone) this.#reader.read(pair.base, from, count, this.#base.u8);
    const type = pair.candidate.tensor.dtype;
    const direct =
      !alone &&
      !isAdjusted(pair.candidate) &&
      !isAdjusted(pair.base) &&
      grid === undefined &&
      type === pair.base.tensor.dtype &&
      (type === 'BF16' || type === 'F32');
    const whole = direct ? count - (count % 4) : 0;
    if (direct) {
      const run = type === 'F32' ? this.#kernel.float32Difference : this.#kernel.bfloat16Difference;
      run(CANDIDATE, BASE, whole, ROWS);
    }
    for (let start = whole; start < count;) {
      // Blocks are decoded whole, so a plain type's rest alone may start anywhere.
      const length = Math.min(DECODE_AT_ONCE, count - start);
      if (grid === undefined) this.#decodeInto(pair, from, start, length, alone, unexplained);
      else this.#unexplainedInto(pair, start, length, grid);
      start += length;
    }
  }

  #decodeInto(
    pair: TensorPair,
    from: number,
    start: number,
    length: number,
    alone: boolean,
    unexplained: boolean,
  ): void {
    const out = this.#memory.subarray((ROWS >> 2) + start, (ROWS >> 2) + start + length);
    const w = this.#values(pair.candidate, this.#candidate, this.#decoded, from, start, length);
    const w0 = alone ? undefined : this.#values(pair.base, this.#base, this.#decodedBase, from, start, length);
    // Rows in another order stand elsewhere in the packed matrix.
    if (unexplained && w0 instanceof Float32Array && pair.candidate.order === undefined)
      this.#reader.packedNearest(pair.candidate, from + start, w0.subarray(0, length));
    for (let index = 0; index < length; index += 1) {
      const value = (w[index] ?? 0) - (w0?.[index] ?? 0);
      out[index] = Number.isFinite(value) ? value : 0;
    }
  }

  #unexplainedInto(pair: TensorPair, start: number, length: number, side: 'candidate' | 'base'): void {
    const out = this.#memory.subarray((ROWS >> 2) + start, (ROWS >> 2) + start + length);
    const { dtype } = pair[side].tensor;
    const grid = BLOCK_GRIDS.get(dtype);
    const layout = layoutOf(dtype);
    if (grid === undefined || layout === undefined) return;
    decode(pair.candidate.tensor.dtype, this.#candidate, start, length, this.#decoded, false);
    decode(pair.base.tensor.dtype, this.#base, start, length, this.#decodedBase, false);
    const [own, other] = side === 'candidate' ? [this.#decoded, this.#decodedBase] : [this.#decodedBase, this.#decoded];
    const { u8 } = side === 'candidate' ? this.#candidate : this.#base;
    offGrid(grid, layout, u8, (start / layout.elements) * layout.bytes, own.f32, other.f32, out);
  }

  #values(
    operand: Operand,
    raw: ReturnType<typeof rawElements>,
    out: ReturnType<typeof decodedElements>,
    from: number,
    start: number,
    length: number,
  ): Float32Array | Float64Array {
    const { dtype } = operand.tensor;
    const wide = !fitsFloat32(dtype);
    decode(dtype, raw, start, length, out, wide);
    this.#scales.apply(operand, from + start, length, out, wide);
    return wide ? out.f64 : out.f32;
  }

  /** One panel of `rows` rows of a matrix into the memory. */
  #place(matrix: Float32Array, first: number, rows: number, width: number, column: number, at: number): void {
    const target = this.#memory;
    for (let row = 0; row < rows; row += 1) {
      const source = (first + row) * width + column;
      const place = (at >> 2) + row * PANEL;
      for (let lane = 0; lane < PANEL; lane += 1) target[place + lane] = matrix[source + lane] ?? 0;
    }
    if (at === PRODUCT && rows < ROWS_AT_ONCE) {
      target.fill(0, (at >> 2) + rows * PANEL, (at >> 2) + ROWS_AT_ONCE * PANEL);
    }
  }

  #take(at: number, rows: number, into: Float64Array, first: number, width: number, column: number): void {
    for (let row = 0; row < rows; row += 1) {
      const target = (first + row) * width + column;
      const source = (at >> 2) + row * PANEL;
      for (let lane = 0; lane < PANEL; lane += 1) {
        into[target + lane] = (into[target + lane] ?? 0) + (this.#memory[source + lane] ?? 0);
      }
    }
  }
}

/** The side whose grid is the coarser one, by bits per element; undefined where neither is stored in blocks. */
function coarserBlocks({ candidate, base }: TensorPair): 'candidate' | 'base' | undefined {
  const [left, right] = [candidate, base].map(({ tensor: { dtype } }) => {
    const layout = layoutOf(dtype);
    return isQuantised(dtype) && layout !== undefined && BLOCK_GRIDS.has(dtype)
      ? layout.bytes / layout.elements
      : Number.POSITIVE_INFINITY;
  });
  if (![candidate, base].every((operand) => fitsFloat32(operand.tensor.dtype) && !isAdjusted(operand)))
    return undefined;
  if (left === undefined || right === undefined || Math.min(left, right) === Number.POSITIVE_INFINITY) return undefined;
  return left <= right ? 'candidate' : 'base';
}

/** Signs by a hash of the element's place in the tensor: the same on every run, however the tensor is cut. */
function shuffleSigns(values: Float32Array, at: number, count: number, first: number): void {
  for (let index = 0; index < count; index += 1) {
    let hash = Math.imul((first + index) ^ ((first + index) >>> 16), 0x45d9f3b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    if ((hash & 64) !== 0) values[at + index] = -(values[at + index] ?? 0);
  }
}

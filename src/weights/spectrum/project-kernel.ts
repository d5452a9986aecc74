import { GateError } from '../../core/errors.ts';
import {
  again,
  f32x4Abs,
  f32x4Add,
  f32x4LessThan,
  f32x4Multiply,
  f32x4Subtract,
  get,
  i32Add,
  i32Const,
  i32LessThan,
  i32x4Constant,
  i32x4ShiftLeft,
  leaveUnless,
  loop,
  sequence,
  set,
  v128And,
  v128Load,
  v128Load16x4,
  v128Load32Splat,
  v128Store,
  wasmModule,
  type Code,
  type WasmFunction,
} from '../difference/wasm-encoding.ts';

/** Columns of a basis that are worked on at once: two vectors of four lanes. */
export const PANEL = 8;
/** Rows of a matrix that are worked on at once. */
export const ROWS_AT_ONCE = 4;

/** All arguments are byte offsets into the memory; matrices are float32, by rows. */
export interface ProjectKernel {
  readonly memory: ArrayBuffer;
  /** out = candidate − base over `count` elements, a multiple of 4, stored as the name says; what isn't finite becomes 0. */
  readonly bfloat16Difference: (candidate: number, base: number, count: number, out: number) => void;
  readonly float32Difference: (candidate: number, base: number, count: number, out: number) => void;
  /** y = D·V of four rows: `basis` has PANEL columns, `y` takes ROWS_AT_ONCE × PANEL values. */
  readonly multiply: (rows: readonly number[], basis: number, columns: number, y: number) => void;
  /** z += Dᵀ·y of four rows: `z` has a row of PANEL columns per column of D. */
  readonly multiplyTransposed: (rows: readonly number[], z: number, columns: number, y: number) => void;
}

const PAGE = 65_536;
const BASIS_BYTES = PANEL * 4;

const advance = (local: number, bytes: number): Code => sequence(get(local), i32Const(bytes), i32Add, set(local));
const addProduct = (a: number, b: number, sum: number): Code =>
  sequence(get(a), get(b), f32x4Multiply, get(sum), f32x4Add, set(sum));

/** Parameters: candidate, base, stop, out. */
function differenceFunction(name: string, load: readonly Code[], step: number): WasmFunction {
  const D = 4;
  return {
    name,
    parameters: 4,
    vectors: 1,
    body: [
      loop([
        sequence(get(0), get(2), i32LessThan, leaveUnless),
        sequence(get(0), ...load, get(1), ...load, f32x4Subtract, set(D)),
        // Infinity is not less than infinity, and NaN is less than nothing.
        sequence(get(3), get(D), get(D), f32x4Abs, i32x4Constant(0x7f800000), f32x4LessThan, v128And, v128Store(0)),
        advance(0, step),
        advance(1, step),
        advance(3, 16),
        again,
      ]),
    ],
  };
}

/** Parameters: the four rows, basis, end of the basis, y. */
function multiplyFunction(): WasmFunction {
  const [LOW, HIGH, ELEMENT, SUMS] = [7, 8, 9, 10];
  const rows = [0, 1, 2, 3];
  return {
    name: 'multiply',
    parameters: 7,
    vectors: 11,
    body: [
      loop([
        sequence(get(4), get(5), i32LessThan, leaveUnless),
        sequence(get(4), v128Load(0), set(LOW), get(4), v128Load(16), set(HIGH)),
        ...rows.map((row) =>
          sequence(
            sequence(get(row), v128Load32Splat(0), set(ELEMENT)),
            addProduct(ELEMENT, LOW, SUMS + 2 * row),
            addProduct(ELEMENT, HIGH, SUMS + 2 * row + 1),
            advance(row, 4),
          ),
        ),
        advance(4, BASIS_BYTES),
        again,
      ]),
      ...rows.flatMap((row) => [
        sequence(get(6), get(SUMS + 2 * row), v128Store(row * BASIS_BYTES)),
        sequence(get(6), get(SUMS + 2 * row + 1), v128Store(row * BASIS_BYTES + 16)),
      ]),
    ],
  };
}

/** Parameters: the four rows, z, end of z, y. */
function transposedFunction(): WasmFunction {
  const [LOW, HIGH, ELEMENT, Y] = [7, 8, 9, 10];
  const rows = [0, 1, 2, 3];
  return {
    name: 'multiplyTransposed',
    parameters: 7,
    vectors: 11,
    body: [
      ...rows.map((row) =>
        sequence(
          sequence(get(6), v128Load(row * BASIS_BYTES), set(Y + 2 * row)),
          sequence(get(6), v128Load(row * BASIS_BYTES + 16), set(Y + 2 * row + 1)),
        ),
      ),
      loop([
        sequence(get(4), get(5), i32LessThan, leaveUnless),
        sequence(get(4), v128Load(0), set(LOW), get(4), v128Load(16), set(HIGH)),
        ...rows.map((row) =>
          sequence(
            sequence(get(row), v128Load32Splat(0), set(ELEMENT)),
            addProduct(ELEMENT, Y + 2 * row, LOW),
            addProduct(ELEMENT, Y + 2 * row + 1, HIGH),
            advance(row, 4),
          ),
        ),
        sequence(get(4), get(LOW), v128Store(0), get(4), get(HIGH), v128Store(16)),
        advance(4, BASIS_BYTES),
        again,
      ]),
    ],
  };
}

/** The module's bytes; its source is this file. */
export function projectModule(pages: number): Uint8Array<ArrayBuffer> {
  return wasmModule(pages, [
    differenceFunction('float32Difference', [v128Load(0)], 16),
    differenceFunction('bfloat16Difference', [v128Load16x4(0), i32Const(16), i32x4ShiftLeft], 8),
    multiplyFunction(),
    transposedFunction(),
  ]);
}

/** The inner loops of block power iteration, over a memory of at least `bytes` that the caller lays out. */
export function projectKernel(bytes: number): ProjectKernel {
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(projectModule(pages)), { host: { memory } });
  const named = (name: string): ((...offsets: number[]) => void) => {
    const run = exports[name];
    if (typeof run !== 'function') throw new GateError('INTERNAL', `the kernel exports no ${name}`);
    return (...offsets) => void run(...offsets);
  };
  const difference =
    (run: (...offsets: number[]) => void, bytesEach: number): ProjectKernel['float32Difference'] =>
    (candidate, base, count, out) =>
      run(candidate, base, candidate + count * bytesEach, out);
  const over =
    (run: (...offsets: number[]) => void): ProjectKernel['multiply'] =>
    ([a = 0, b = 0, c = 0, d = 0], basis, columns, y) =>
      run(a, b, c, d, basis, basis + columns * BASIS_BYTES, y);
  return {
    memory: memory.buffer,
    bfloat16Difference: difference(named('bfloat16Difference'), 2),
    float32Difference: difference(named('float32Difference'), 4),
    multiply: over(named('multiply')),
    multiplyTransposed: over(named('multiplyTransposed')),
  };
}

import { GateError } from '../../core/errors.ts';
import {
  again,
  f64x2Abs,
  f64x2Add,
  f64x2FromLowF32x4,
  f64x2PseudoMax,
  f64x2Multiply,
  f64x2Subtract,
  get,
  i32Add,
  i32Const,
  i32LessThan,
  i32x4NotEqual,
  i32x4ShiftLeft,
  i32x4Subtract,
  leaveUnless,
  loop,
  sequence,
  set,
  upperHalf,
  v128Load,
  v128Load16x4,
  v128Store,
  wasmModule,
  type Code,
  type WasmFunction,
} from './wasm-encoding.ts';

/** Sums over a run of elements, all in float64. Not finite as soon as one element isn't. */
export interface KernelSums {
  readonly differenceSquares: number;
  readonly candidateSquares: number;
  readonly baseSquares: number;
  readonly maxAbsolute: number;
  /** Elements whose bits differ. */
  readonly changed: number;
}

/** Reads stored elements at byte offsets of the shared memory. `count` is a multiple of 4. */
export type Kernel = (candidate: number, base: number, count: number) => KernelSums;

export interface SimdKernel {
  readonly memory: ArrayBuffer;
  readonly float32: Kernel;
  readonly bfloat16: Kernel;
}

const PAGE = 65_536;
/** Five vectors of results stand at the end of the memory. */
const RESULT_BYTES = 5 * 16;

// Parameters and locals of both functions.
const CANDIDATE = 0;
const BASE = 1;
const STOP = 2;
const RESULT = 3;
const X = 4;
const Y = 5;
const D = 6;
const LOW = { difference: 7, candidate: 8, base: 9 } as const;
const HIGH = { difference: 10, candidate: 11, base: 12 } as const;
const LARGEST = 13;
const CHANGED = 14;
const WIDE_X = 15;
const WIDE_Y = 16;
const VECTORS = 13;

/** Adds two elements of X and Y, widened, to one set of sums. */
const half = (
  part: (local: number) => readonly Code[],
  sums: { readonly difference: number; readonly candidate: number; readonly base: number },
): Code[] => {
  const addSquare = (value: number, sum: number): Code[] => [
    get(value),
    get(value),
    f64x2Multiply,
    get(sum),
    f64x2Add,
    set(sum),
  ];
  return [
    ...part(X),
    f64x2FromLowF32x4,
    set(WIDE_X),
    ...part(Y),
    f64x2FromLowF32x4,
    set(WIDE_Y),
    get(WIDE_X),
    get(WIDE_Y),
    f64x2Subtract,
    set(D),
    ...addSquare(D, sums.difference),
    ...addSquare(WIDE_X, sums.candidate),
    ...addSquare(WIDE_Y, sums.base),
    get(LARGEST),
    get(D),
    f64x2Abs,
    f64x2PseudoMax,
    set(LARGEST),
  ];
};

/** Four elements per turn: load as float32 bits, compare bits, widen each half, add. `step` is the bytes of four elements. */
function sumsFunction(name: string, load: readonly Code[], step: number): WasmFunction {
  const total = (low: number, high: number, offset: number): Code[] => [
    get(RESULT),
    get(low),
    get(high),
    f64x2Add,
    v128Store(offset),
  ];
  return {
    name,
    parameters: 4,
    vectors: VECTORS,
    body: [
      loop([
        sequence(get(CANDIDATE), get(STOP), i32LessThan, leaveUnless),
        sequence(get(CANDIDATE), ...load, set(X)),
        sequence(get(BASE), ...load, set(Y)),
        // A comparison leaves −1 in the lanes that differ.
        sequence(get(CHANGED), get(X), get(Y), i32x4NotEqual, i32x4Subtract, set(CHANGED)),
        ...half((local) => [get(local)], LOW),
        ...half((local) => [get(local), get(local), upperHalf], HIGH),
        sequence(get(BASE), i32Const(step), i32Add, set(BASE)),
        sequence(get(CANDIDATE), i32Const(step), i32Add, set(CANDIDATE)),
        again,
      ]),
      ...total(LOW.difference, HIGH.difference, 0),
      ...total(LOW.candidate, HIGH.candidate, 16),
      ...total(LOW.base, HIGH.base, 32),
      sequence(get(RESULT), get(LARGEST), v128Store(48)),
      sequence(get(RESULT), get(CHANGED), v128Store(64)),
    ],
  };
}

/**
 * The inner loop of the comparison as WebAssembly with vectors of 128 bits, over a memory of at least `bytes` that the
 * caller lays out. About six times as fast as the same loop in JavaScript; results are the same but for the order of additions.
 */
export function simdKernel(bytes: number): SimdKernel {
  const pages = Math.ceil((bytes + RESULT_BYTES) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const functions = [
    sumsFunction('float32', [v128Load], 16),
    // The upper half of a float32: sixteen zero bits below make it one.
    sumsFunction('bfloat16', [v128Load16x4, i32Const(16), i32x4ShiftLeft], 8),
  ];
  const module = new WebAssembly.Module(wasmModule(pages, functions));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  const result = pages * PAGE - RESULT_BYTES;
  const doubles = new Float64Array(memory.buffer, result, 8);
  const counts = new Int32Array(memory.buffer, result + 64, 4);
  const kernel = (name: string, elementBytes: number): Kernel => {
    const run = exports[name];
    if (typeof run !== 'function') throw new GateError('INTERNAL', `the kernel exports no ${name}`);
    const lanes = (first: number): number => (doubles[first] ?? 0) + (doubles[first + 1] ?? 0);
    return (candidate, base, count) => {
      run(candidate, base, candidate + count * elementBytes, result);
      return {
        differenceSquares: lanes(0),
        candidateSquares: lanes(2),
        baseSquares: lanes(4),
        maxAbsolute: Math.max(doubles[6] ?? 0, doubles[7] ?? 0),
        changed: (counts[0] ?? 0) + (counts[1] ?? 0) + (counts[2] ?? 0) + (counts[3] ?? 0),
      };
    };
  };
  return { memory: memory.buffer, float32: kernel('float32', 4), bfloat16: kernel('bfloat16', 2) };
}

import { GateError } from '../../core/errors.ts';
import {
  again,
  f32x4Add,
  f32x4Multiply,
  f32x4PseudoMax,
  f32x4Subtract,
  get,
  i32Add,
  i32Const,
  i32LessThan,
  i32x4Constant,
  i32x4NotEqual,
  i32x4ShiftLeft,
  i32x4Subtract,
  leaveUnless,
  loop,
  sequence,
  set,
  v128And,
  v128Load,
  v128Load16x4,
  v128Store,
  wasmModule,
  type Code,
  type WasmFunction,
} from './wasm-encoding.ts';

/** Sums over a run of elements. Not finite as soon as one element isn't. */
export interface KernelSums {
  readonly differenceSquares: number;
  readonly candidateSquares: number;
  readonly baseSquares: number;
  readonly maxAbsolute: number;
  /** Elements whose bits differ. */
  readonly changed: number;
  /** Σ 4^e over the binary exponents e of the candidate's elements: what rounding to so many bits can amount to. */
  readonly powers: number;
}

/** Reads stored elements at byte offsets of the shared memory. `count` is a multiple of 4. */
export type Kernel = (candidate: number, base: number, count: number) => KernelSums;

export interface SimdKernel {
  readonly memory: ArrayBuffer;
  readonly float32: Kernel;
  readonly bfloat16: Kernel;
}

const PAGE = 65_536;
/** Six vectors of results stand at the end of the memory. */
const RESULT_BYTES = 6 * 16;
/** Sums of so many elements stay in float32, four lanes side by side; they are added up in float64. Error about 1e-7. */
const RUN = 4096;

// Parameters and locals of both functions.
const CANDIDATE = 0;
const BASE = 1;
const STOP = 2;
const RESULT = 3;
const X = 4;
const Y = 5;
const D = 6;
const DIFFERENCE = 7;
const CANDIDATE_SUM = 8;
const BASE_SUM = 9;
const LARGEST = 10;
const CHANGED = 11;
const POWERS = 12;
const POWER = 13;
const SQUARE = 14;
const VECTORS = 11;

const addSquare = (value: number, sum: number): Code =>
  sequence(get(value), get(value), f32x4Multiply, get(sum), f32x4Add, set(sum));

/** Four elements at an offset: load as float32 bits, compare bits, add. */
function addFour(load: (offset: number) => readonly Code[], offset: number): Code {
  return sequence(
    sequence(get(CANDIDATE), ...load(offset), set(X)),
    sequence(get(BASE), ...load(offset), set(Y)),
    // A comparison leaves −1 in the lanes that differ.
    sequence(get(CHANGED), get(X), get(Y), i32x4NotEqual, i32x4Subtract, set(CHANGED)),
    sequence(get(X), get(Y), f32x4Subtract, set(D)),
    sequence(get(D), get(D), f32x4Multiply, set(SQUARE)),
    sequence(get(DIFFERENCE), get(SQUARE), f32x4Add, set(DIFFERENCE)),
    sequence(get(LARGEST), get(SQUARE), f32x4PseudoMax, set(LARGEST)),
    addSquare(X, CANDIDATE_SUM),
    addSquare(Y, BASE_SUM),
    // A float32 without sign and mantissa is the power of two below it.
    sequence(get(X), i32x4Constant(0x7f800000), v128And, set(POWER), addSquare(POWER, POWERS)),
  );
}

/** `step` is the bytes of four elements; the stop of the first loop leaves less than two steps for the second. */
function sumsFunction(name: string, load: (offset: number) => readonly Code[], step: number): WasmFunction {
  const kept = [DIFFERENCE, CANDIDATE_SUM, BASE_SUM, LARGEST, CHANGED, POWERS];
  const turns = (count: number): Code =>
    loop([
      sequence(get(CANDIDATE), i32Const(step * (count - 1)), i32Add, get(STOP), i32LessThan, leaveUnless),
      ...Array.from({ length: count }, (_, index) => addFour(load, index * step)),
      sequence(get(BASE), i32Const(step * count), i32Add, set(BASE)),
      sequence(get(CANDIDATE), i32Const(step * count), i32Add, set(CANDIDATE)),
      again,
    ]);
  return {
    name,
    parameters: 4,
    vectors: VECTORS,
    body: [turns(4), turns(1), ...kept.map((local, index) => sequence(get(RESULT), get(local), v128Store(index * 16)))],
  };
}

/**
 * The inner loop of the comparison as WebAssembly with vectors of 128 bits, over a memory of at least `bytes` that the
 * caller lays out.
 */
export function simdKernel(bytes: number): SimdKernel {
  const pages = Math.ceil((bytes + RESULT_BYTES) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = new WebAssembly.Module(sumsModule(pages));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  const result = pages * PAGE - RESULT_BYTES;
  const floats = new Float32Array(memory.buffer, result, 24);
  const counts = new Int32Array(memory.buffer, result + 64, 4);
  const kernel = (name: string, elementBytes: number): Kernel => {
    const run = exports[name];
    if (typeof run !== 'function') throw new GateError('INTERNAL', `the kernel exports no ${name}`);
    const lane = (index: number): number => floats[index] ?? 0;
    const lanes = (first: number): number => lane(first) + lane(first + 1) + lane(first + 2) + lane(first + 3);
    return (candidate, base, count) => {
      let differenceSquares = 0;
      let candidateSquares = 0;
      let baseSquares = 0;
      let largest = 0;
      let changed = 0;
      let powers = 0;
      for (let from = 0; from < count; from += RUN) {
        const at = from * elementBytes;
        const length = Math.min(RUN, count - from) * elementBytes;
        run(candidate + at, base + at, candidate + at + length, result);
        differenceSquares += lanes(0);
        candidateSquares += lanes(4);
        baseSquares += lanes(8);
        largest = Math.max(largest, lane(12), lane(13), lane(14), lane(15));
        changed += (counts[0] ?? 0) + (counts[1] ?? 0) + (counts[2] ?? 0) + (counts[3] ?? 0);
        powers += lanes(20);
      }
      return {
        differenceSquares,
        candidateSquares,
        baseSquares,
        maxAbsolute: Math.sqrt(largest),
        changed,
        powers,
      };
    };
  };
  return { memory: memory.buffer, float32: kernel('float32', 4), bfloat16: kernel('bfloat16', 2) };
}

/** The module's bytes: its source is this file, and nothing compiled lies beside it. */
export function sumsModule(pages: number): Uint8Array<ArrayBuffer> {
  return wasmModule(pages, [
    sumsFunction('float32', (offset) => [v128Load(offset)], 16),
    // The upper half of a float32: sixteen zero bits below make it one.
    sumsFunction('bfloat16', (offset) => [v128Load16x4(offset), i32Const(16), i32x4ShiftLeft], 8),
  ]);
}

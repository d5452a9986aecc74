/**
 * The few instructions of WebAssembly that the kernel needs, as bytes: core specification 2.0, chapter 5 (binary format).
 * Written out here so that the kernel is readable source with no compiler and no committed binary beside it.
 */
export type Code = readonly number[];

/** Instructions one after the other. */
export const sequence = (...codes: readonly Code[]): Code => codes.flat();

/** `\0asm`, version 1. */
const HEADER: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const I32 = 0x7f;
const V128 = 0x7b;

/** LEB128, unsigned: below 2^31. */
function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

const simd = (opcode: number, ...rest: Code): Code => [0xfd, ...unsigned(opcode), ...rest];
/** Alignment 2^0: rows start where they start. */
const memory = (offset: number): Code => [0, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
/** 0 to 63: one byte of signed LEB128. */
export const i32Const = (value: number): Code => [0x41, value];
export const i32Add: Code = [0x6a];
export const i32LessThan: Code = [0x49];
const END: Code = [0x0b];
/** `block … loop … end end` around a body that branches with `leaveUnless` and `again`. */
export const loop = (body: readonly Code[]): Code => [0x02, 0x40, 0x03, 0x40, ...body.flat(), ...END, ...END];
export const leaveUnless: Code = [0x45, 0x0d, 1];
export const again: Code = [0x0c, 0];

export const v128Load: Code = simd(0x00, ...memory(0));
export const v128Load16x4: Code = simd(0x04, ...memory(0));
export const v128Store = (offset: number): Code => simd(0x0b, ...memory(offset));
/** The upper two of four 32-bit lanes in the lower half. */
export const upperHalf: Code = simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
export const i32x4NotEqual: Code = simd(0x38);
export const i32x4ShiftLeft: Code = simd(0xab);
export const i32x4Subtract: Code = simd(0xb1);
export const f64x2FromLowF32x4: Code = simd(0x5f);
export const f64x2Abs: Code = simd(0xec);
export const f64x2Add: Code = simd(0xf0);
export const f64x2Subtract: Code = simd(0xf1);
export const f64x2Multiply: Code = simd(0xf2);
export const f64x2PseudoMax: Code = simd(0xf7);

export interface WasmFunction {
  readonly name: string;
  /** i32 parameters; locals after them are v128. */
  readonly parameters: number;
  readonly vectors: number;
  readonly body: readonly Code[];
}

/** A module that imports `host.memory` of at least `pages` pages and exports the functions, which return nothing. */
export function wasmModule(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const section = (id: number, items: readonly Code[]): Code => {
    const content = vector(items);
    return [id, ...unsigned(content.length), ...content];
  };
  const name = (text: string): Code => vector([...Buffer.from(text)].map((byte) => [byte]));
  const types = functions.map(({ parameters }): Code => [
    0x60,
    ...vector(Array.from({ length: parameters }, () => [I32])),
    0,
  ]);
  const bodies = functions.map(({ vectors, body }): Code => {
    const code = [1, ...unsigned(vectors), V128, ...body.flat(), ...END];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...HEADER,
    ...section(1, types),
    ...section(2, [[...name('host'), ...name('memory'), 0x02, 0x00, ...unsigned(pages)]]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      functions.map((one, index) => [...name(one.name), 0x00, ...unsigned(index)]),
    ),
    ...section(10, bodies),
  ]);
}

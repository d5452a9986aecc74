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

/** LEB128, signed, of a value that is not negative: bit 6 of the last byte is its sign. */
function signedOf(value: number): Code {
  const bytes = [...unsigned(value)];
  const last = bytes.length - 1;
  const top = bytes[last] ?? 0;
  return (top & 0x40) === 0 ? bytes : [...bytes.slice(0, last), top | 0x80, 0];
}

const simd = (opcode: number, ...rest: Code): Code => [0xfd, ...unsigned(opcode), ...rest];
/** Alignment 2^0: rows start where they start. */
const memory = (offset: number): Code => [0, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
/** From 0 to 2^28. */
export const i32Const = (value: number): Code => [0x41, ...signedOf(value)];
export const i32Add: Code = [0x6a];
export const i32LessThan: Code = [0x49];
const END: Code = [0x0b];
/** `block … loop … end end` around a body that branches with `leaveUnless` and `again`. */
export const loop = (body: readonly Code[]): Code => [0x02, 0x40, 0x03, 0x40, ...body.flat(), ...END, ...END];
export const leaveUnless: Code = [0x45, 0x0d, 1];
export const again: Code = [0x0c, 0];

export const v128Load = (offset: number): Code => simd(0x00, ...memory(offset));
/** Four unsigned 16-bit values, each widened to 32 bits. */
export const v128Load16x4 = (offset: number): Code => simd(0x04, ...memory(offset));
export const v128Store = (offset: number): Code => simd(0x0b, ...memory(offset));
export const i32x4NotEqual: Code = simd(0x38);
export const i32x4ShiftLeft: Code = simd(0xab);
export const i32x4Subtract: Code = simd(0xb1);
export const v128Load32Splat = (offset: number): Code => simd(0x09, ...memory(offset));
/** Four equal lanes of 32 bits. */
export const i32x4Constant = (bits: number): Code => {
  const lane = [bits & 255, (bits >>> 8) & 255, (bits >>> 16) & 255, bits >>> 24];
  return simd(0x0c, ...lane, ...lane, ...lane, ...lane);
};
export const v128And: Code = simd(0x4e);
export const f32x4LessThan: Code = simd(0x43);
export const f32x4Abs: Code = simd(0xe0);
export const f32x4Add: Code = simd(0xe4);
export const f32x4Subtract: Code = simd(0xe5);
export const f32x4Multiply: Code = simd(0xe6);
export const f32x4PseudoMax: Code = simd(0xeb);

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

import { float16Values } from './small-floats.ts';

/**
 * Reads `blocks` whole blocks from `bytes` at `offset` and writes `blocks × block length` float32 values to `out` at 0. Products are rounded to
 * float32 after each operation, as llama.cpp's C code does, so that equal files give equal numbers.
 */
export type BlockDecoder = (bytes: Uint8Array, offset: number, blocks: number, out: Float32Array) => void;

/** Bytes outside of the array never happen: callers check whole blocks first. The fallback satisfies the type only. */
export const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
/** The float16 at a byte. */
export const halfAt = (bytes: Uint8Array, index: number): number =>
  float16Values()[at(bytes, index) | (at(bytes, index + 1) << 8)] ?? 0;
/** A byte as an integer from −128 to 127. */
export const signed = (byte: number): number => (byte << 24) >> 24;

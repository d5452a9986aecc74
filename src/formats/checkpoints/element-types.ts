/**
 * How many bytes a tensor takes: the one table that says how a stored type maps elements to bytes. Sizes of the block
 * types are those of `ggml-common.h` (llama.cpp); the plain types are those of safetensors and PyTorch.
 */
export interface ElementLayout {
  /** Elements of one indivisible unit: 1 for plain types, the block length for quantised ones. */
  readonly elements: number;
  /** Bytes of one unit. */
  readonly bytes: number;
}

const unit = (elements: number, bytes: number): ElementLayout => ({ elements, bytes });

const LAYOUTS: ReadonlyMap<string, ElementLayout> = new Map([
  ['F64', unit(1, 8)],
  ['F32', unit(1, 4)],
  ['F16', unit(1, 2)],
  ['BF16', unit(1, 2)],
  ['F8_E4M3', unit(1, 1)],
  ['F8_E5M2', unit(1, 1)],
  ['I64', unit(1, 8)],
  ['U64', unit(1, 8)],
  ['I32', unit(1, 4)],
  ['U32', unit(1, 4)],
  ['I16', unit(1, 2)],
  ['U16', unit(1, 2)],
  ['I8', unit(1, 1)],
  ['U8', unit(1, 1)],
  ['BOOL', unit(1, 1)],
  ['Q4_0', unit(32, 18)],
  ['Q4_1', unit(32, 20)],
  ['Q5_0', unit(32, 22)],
  ['Q5_1', unit(32, 24)],
  ['Q8_0', unit(32, 34)],
  ['Q2_K', unit(256, 84)],
  ['Q3_K', unit(256, 110)],
  ['Q4_K', unit(256, 144)],
  ['Q5_K', unit(256, 176)],
  ['Q6_K', unit(256, 210)],
  ['IQ2_XXS', unit(256, 66)],
  ['IQ2_XS', unit(256, 74)],
  ['IQ2_S', unit(256, 82)],
  ['IQ3_XXS', unit(256, 98)],
  ['IQ3_S', unit(256, 110)],
  ['IQ1_S', unit(256, 50)],
  ['IQ1_M', unit(256, 56)],
  ['IQ4_NL', unit(32, 18)],
  ['IQ4_XS', unit(256, 136)],
  ['TQ1_0', unit(256, 54)],
  ['TQ2_0', unit(256, 66)],
  ['MXFP4', unit(32, 17)],
  ['NVFP4', unit(64, 36)],
  ['Q1_0', unit(128, 18)],
  ['Q2_0', unit(64, 18)],
]);

/** The layout of `dtype`, or undefined for a type that this program doesn't know and so never calls equal to anything. */
export function layoutOf(dtype: string): ElementLayout | undefined {
  return LAYOUTS.get(dtype);
}

/** Integers whose values reach past 2^53: their numbers are approximate in a double, their equality is not. */
export function isWideInteger(dtype: string): boolean {
  return dtype === 'I64' || dtype === 'U64';
}

/** Whether every value of the type is a value of F32, so that a float32 holds it without loss. */
export function fitsFloat32(dtype: string): boolean {
  return !['F64', 'I64', 'U64', 'I32', 'U32'].includes(dtype);
}

/** Block types: stored as scales and small integers, so their values are rounded ones. */
export function isQuantised(dtype: string): boolean {
  return (layoutOf(dtype)?.elements ?? 1) > 1;
}

/** Whether this program can compute the values of the type: all of those whose layout it knows. */
export function isDecodable(dtype: string): boolean {
  return LAYOUTS.has(dtype);
}

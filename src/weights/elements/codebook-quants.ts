import { at, halfAt, type BlockDecoder } from './block-decoder.ts';
import {
  IQ1_S_BOOK,
  IQ2_S_BOOK,
  IQ2_XS_BOOK,
  IQ2_XXS_BOOK,
  IQ3_S_BOOK,
  IQ3_XXS_BOOK,
  type Codebook,
} from './codebooks.ts';
import { float16Values } from './small-floats.ts';

/** Dequantisers of the GGUF types whose values come out of a codebook, after `dequantize_row_*` of llama.cpp's `ggml-quants.c`. */

/** The 16 values that a code of IQ4_NL and IQ4_XS stands for. */
export const IQ4_VALUES: readonly number[] = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];
/** Those of MXFP4 and NVFP4: 4-bit floats (E2M1) times two. */
export const FP4_VALUES: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12];

const u16 = (bytes: Uint8Array, index: number): number => at(bytes, index) | (at(bytes, index + 1) << 8);
const u32 = (bytes: Uint8Array, index: number): number => (u16(bytes, index) | (u16(bytes, index + 2) << 16)) >>> 0;

/** Seven signs in a word are eight: the last one makes their number even. */
const evenSigns = (seven: number): number => {
  let parity = seven;
  parity ^= parity >> 4;
  parity ^= parity >> 2;
  parity ^= parity >> 1;
  return seven | ((parity & 1) << 7);
};

/** One entry of a codebook times a scale, each value negated where its bit of `signs` is set. */
function putEntry(
  { length, values }: Codebook,
  entry: number,
  scale: number,
  signs: number,
  out: Float32Array,
  to: number,
): void {
  for (let j = 0; j < length; j += 1) {
    const value = scale * (values[entry * length + j] ?? 0);
    out[to + j] = ((signs >> j) & 1) === 1 ? -value : value;
  }
}

/** The scale of a group of the 256 elements of a block that begins at byte `from`. */
type ScaleReader = (bytes: Uint8Array, from: number, group: number) => number;

/** The low half of a byte, then the high one. */
const nibble = (bytes: Uint8Array, from: number, index: number): number =>
  (at(bytes, from + (index >> 1)) >> ((index & 1) * 4)) & 15;

/** Groups of 32 for IQ2_XXS, IQ3_XXS, IQ3_S, IQ1_S and IQ4_XS, of 16 for the others. */
export const GROUP_SCALES = {
  IQ2_XXS: (bytes, from, group) => halfAt(bytes, from) * (0.5 + (u32(bytes, from + 6 + group * 8) >>> 28)) * 0.25,
  IQ2_XS: (bytes, from, group) => halfAt(bytes, from) * (0.5 + nibble(bytes, from + 66, group)) * 0.25,
  IQ2_S: (bytes, from, group) => halfAt(bytes, from) * (0.5 + nibble(bytes, from + 74, group)) * 0.25,
  IQ3_XXS: (bytes, from, group) => halfAt(bytes, from) * (0.5 + (u32(bytes, from + 66 + group * 4) >>> 28)) * 0.5,
  IQ3_S: (bytes, from, group) => halfAt(bytes, from) * (1 + 2 * nibble(bytes, from + 106, group)),
  IQ1_S: (bytes, from, group) => halfAt(bytes, from) * (2 * ((u16(bytes, from + 34 + group * 2) >> 12) & 7) + 1),
  IQ1_M: (bytes, from, group) => {
    const scales = [0, 1, 2, 3].map((word) => u16(bytes, from + 48 + word * 2));
    const [a = 0, b = 0, c = 0, d = 0] = scales;
    // The block's own scale is spread over the top four bits of each word.
    const whole = float16Values()[(a >> 12) | ((b >> 8) & 0xf0) | ((c >> 4) & 0xf00) | (d & 0xf000)] ?? 0;
    return whole * (2 * (((scales[group >> 2] ?? 0) >> (3 * (group & 3))) & 7) + 1);
  },
  IQ4_XS: (bytes, from, group) => {
    const high = (u16(bytes, from + 2) >> (2 * group)) & 3;
    return halfAt(bytes, from) * ((nibble(bytes, from + 4, group) | (high << 4)) - 32);
  },
} as const satisfies Record<string, ScaleReader>;

/** Calls `eight` for each run of eight elements of each block: the byte of the block, the run's number, where its values go. */
const byEights =
  (
    size: number,
    eight: (bytes: Uint8Array, from: number, run: number, out: Float32Array, to: number) => void,
  ): BlockDecoder =>
  (bytes, offset, blocks, out) => {
    for (let block = 0; block < blocks; block += 1)
      for (let run = 0; run < 32; run += 1) eight(bytes, offset + block * size, run, out, block * 256 + run * 8);
  };

const iq2_xxs = byEights(66, (bytes, from, run, out, to) => {
  const word = from + 2 + (run >> 2) * 8;
  const signs = evenSigns((u32(bytes, word + 4) >>> (7 * (run & 3))) & 127);
  putEntry(IQ2_XXS_BOOK, at(bytes, word + (run & 3)), GROUP_SCALES.IQ2_XXS(bytes, from, run >> 2), signs, out, to);
});

const iq2_xs = byEights(74, (bytes, from, run, out, to) => {
  const code = u16(bytes, from + 2 + run * 2);
  putEntry(IQ2_XS_BOOK, code & 511, GROUP_SCALES.IQ2_XS(bytes, from, run >> 1), evenSigns(code >> 9), out, to);
});

const iq2_s = byEights(82, (bytes, from, run, out, to) => {
  const high = (at(bytes, from + 66 + (run >> 2)) << (8 - 2 * (run & 3))) & 0x300;
  const entry = at(bytes, from + 2 + run) | high;
  putEntry(IQ2_S_BOOK, entry, GROUP_SCALES.IQ2_S(bytes, from, run >> 1), at(bytes, from + 34 + run), out, to);
});

const iq3_xxs = byEights(98, (bytes, from, run, out, to) => {
  const signs = evenSigns((u32(bytes, from + 66 + (run >> 2) * 4) >>> (7 * (run & 3))) & 127);
  const scale = GROUP_SCALES.IQ3_XXS(bytes, from, run >> 2);
  for (const half of [0, 1])
    putEntry(IQ3_XXS_BOOK, at(bytes, from + 2 + run * 2 + half), scale, signs >> (4 * half), out, to + 4 * half);
});

const iq3_s = byEights(110, (bytes, from, run, out, to) => {
  const scale = GROUP_SCALES.IQ3_S(bytes, from, run >> 2);
  const signs = at(bytes, from + 74 + run);
  for (const half of [0, 1]) {
    const high = (at(bytes, from + 66 + (run >> 2)) << (8 - 2 * (run & 3) - half)) & 256;
    putEntry(IQ3_S_BOOK, at(bytes, from + 2 + run * 2 + half) | high, scale, signs >> (4 * half), out, to + 4 * half);
  }
});

/** Ternary entries, all of a run moved up or down by an eighth. */
function putTernary(entry: number, scale: number, lower: boolean, out: Float32Array, to: number): void {
  for (let j = 0; j < 8; j += 1)
    out[to + j] = scale * ((IQ1_S_BOOK.values[entry * 8 + j] ?? 0) + (lower ? -0.125 : 0.125));
}

const iq1_s = byEights(50, (bytes, from, run, out, to) => {
  const high = u16(bytes, from + 34 + (run >> 2) * 2);
  const entry = at(bytes, from + 2 + run) | (((high >> (3 * (run & 3))) & 7) << 8);
  putTernary(entry, GROUP_SCALES.IQ1_S(bytes, from, run >> 2), (high & 0x8000) !== 0, out, to);
});

const iq1_m = byEights(56, (bytes, from, run, out, to) => {
  const high = at(bytes, from + 32 + (run >> 1)) >> (4 * (run & 1));
  const entry = at(bytes, from + run) | ((high & 7) << 8);
  putTernary(entry, GROUP_SCALES.IQ1_M(bytes, from, run >> 1), (high & 8) !== 0, out, to);
});

/** Blocks of 32 with a byte for elements i and i + 16. */
const halves =
  (
    size: number,
    head: number,
    scale: (bytes: Uint8Array, from: number) => number,
    values: readonly number[],
  ): BlockDecoder =>
  (bytes, offset, blocks, out) => {
    for (let block = 0; block < blocks; block += 1) {
      const from = offset + block * size;
      const d = scale(bytes, from);
      for (let i = 0; i < 16; i += 1) {
        const pair = at(bytes, from + head + i);
        out[block * 32 + i] = d * (values[pair & 15] ?? 0);
        out[block * 32 + 16 + i] = d * (values[pair >> 4] ?? 0);
      }
    }
  };

const iq4_xs: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 136;
    for (let element = 0; element < 256; element += 1) {
      const group = element >> 5;
      const code = (at(bytes, from + 8 + group * 16 + (element & 15)) >> (element & 16 ? 4 : 0)) & 15;
      out[block * 256 + element] = GROUP_SCALES.IQ4_XS(bytes, from, group) * (IQ4_VALUES[code] ?? 0);
    }
  }
};

/** Half of 2^(e − 127): the codes are doubled. The two lowest exponents are subnormal float32. */
export const mxScale = (bytes: Uint8Array, from: number): number => 2 ** (at(bytes, from) - 128);

/** Half of an unsigned 8-bit float (E4M3); 0x7f stands for none. */
export const nvScale = (bytes: Uint8Array, from: number, group: number): number => {
  const byte = at(bytes, from + group);
  if (byte === 0x7f) return 0;
  const [exponent, mantissa] = [(byte >> 3) & 15, byte & 7];
  return (exponent === 0 ? mantissa * 2 ** -9 : (1 + mantissa / 8) * 2 ** (exponent - 7)) / 2;
};

const nvfp4: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 36;
    for (let group = 0; group < 4; group += 1) {
      const d = nvScale(bytes, from, group);
      for (let i = 0; i < 8; i += 1) {
        const pair = at(bytes, from + 4 + group * 8 + i);
        out[block * 64 + group * 16 + i] = d * (FP4_VALUES[pair & 15] ?? 0);
        out[block * 64 + group * 16 + 8 + i] = d * (FP4_VALUES[pair >> 4] ?? 0);
      }
    }
  }
};

/** Five ternary digits in a byte, as a fraction of 256: the n-th digit is the first one of the n-th power of three times it. */
const ternary = (byte: number, digit: number): number => ((((byte * 3 ** digit) & 255) * 3) >> 8) - 1;

const tq1_0: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 54;
    const d = halfAt(bytes, from + 52);
    let to = block * 256;
    // Bytes 0 to 31 and 32 to 47 hold five digits each, the last four bytes four.
    for (const [first, count, digits] of [
      [0, 32, 5],
      [32, 16, 5],
      [48, 4, 4],
    ] as const)
      for (let digit = 0; digit < digits; digit += 1)
        for (let i = 0; i < count; i += 1, to += 1) out[to] = ternary(at(bytes, from + first + i), digit) * d;
  }
};

const tq2_0: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 66;
    const d = halfAt(bytes, from + 64);
    for (let element = 0; element < 256; element += 1) {
      const byte = at(bytes, from + (element >> 7) * 32 + (element & 31));
      out[block * 256 + element] = (((byte >> (((element >> 5) & 3) * 2)) & 3) - 1) * d;
    }
  }
};

/** A float16 and behind it `bits` per element, the first element in the lowest bits. */
const plainBits =
  (elements: number, bits: number, meant: (code: number) => number): BlockDecoder =>
  (bytes, offset, blocks, out) => {
    const each = 8 / bits;
    const size = 2 + elements / each;
    for (let block = 0; block < blocks; block += 1) {
      const from = offset + block * size;
      const d = halfAt(bytes, from);
      for (let i = 0; i < elements; i += 1) {
        const code = (at(bytes, from + 2 + Math.floor(i / each)) >> (bits * (i % each))) & ((1 << bits) - 1);
        out[block * elements + i] = meant(code) * d;
      }
    }
  };

export const CODEBOOK_DECODERS: readonly (readonly [string, BlockDecoder])[] = [
  ['IQ2_XXS', iq2_xxs],
  ['IQ2_XS', iq2_xs],
  ['IQ2_S', iq2_s],
  ['IQ3_XXS', iq3_xxs],
  ['IQ3_S', iq3_s],
  ['IQ1_S', iq1_s],
  ['IQ1_M', iq1_m],
  ['IQ4_NL', halves(18, 2, halfAt, IQ4_VALUES)],
  ['IQ4_XS', iq4_xs],
  ['MXFP4', halves(17, 1, mxScale, FP4_VALUES)],
  ['NVFP4', nvfp4],
  ['TQ1_0', tq1_0],
  ['TQ2_0', tq2_0],
  ['Q1_0', plainBits(128, 1, (code) => 2 * code - 1)],
  ['Q2_0', plainBits(64, 2, (code) => code - 1)],
];

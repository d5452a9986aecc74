import { at, halfAt, signed, type BlockDecoder } from './block-decoder.ts';
import { CODEBOOK_DECODERS } from './codebook-quants.ts';

/** Dequantisers of GGUF block types, after `dequantize_row_*` of llama.cpp's `ggml-quants.c`. */
const fround = Math.fround;

const q8_0: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 34;
    const scale = halfAt(bytes, from);
    for (let i = 0; i < 32; i += 1) out[block * 32 + i] = signed(at(bytes, from + 2 + i)) * scale;
  }
};

const q4_0: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 18;
    const scale = halfAt(bytes, from);
    for (let i = 0; i < 16; i += 1) {
      const pair = at(bytes, from + 2 + i);
      out[block * 32 + i] = ((pair & 15) - 8) * scale;
      out[block * 32 + 16 + i] = ((pair >> 4) - 8) * scale;
    }
  }
};

const q4_1: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 20;
    const scale = halfAt(bytes, from);
    const minimum = halfAt(bytes, from + 2);
    for (let i = 0; i < 16; i += 1) {
      const pair = at(bytes, from + 4 + i);
      out[block * 32 + i] = fround((pair & 15) * scale) + minimum;
      out[block * 32 + 16 + i] = fround((pair >> 4) * scale) + minimum;
    }
  }
};

/** The fifth bits of a 32-element block lie in one 32-bit word, bit i for element i. */
const fifth = (bytes: Uint8Array, from: number, element: number): number =>
  ((at(bytes, from + (element >> 3)) >> (element & 7)) & 1) << 4;

const q5_0: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 22;
    const scale = halfAt(bytes, from);
    for (let i = 0; i < 16; i += 1) {
      const pair = at(bytes, from + 6 + i);
      out[block * 32 + i] = (((pair & 15) | fifth(bytes, from + 2, i)) - 16) * scale;
      out[block * 32 + 16 + i] = (((pair >> 4) | fifth(bytes, from + 2, i + 16)) - 16) * scale;
    }
  }
};

const q5_1: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 24;
    const scale = halfAt(bytes, from);
    const minimum = halfAt(bytes, from + 2);
    for (let i = 0; i < 16; i += 1) {
      const pair = at(bytes, from + 8 + i);
      out[block * 32 + i] = fround(((pair & 15) | fifth(bytes, from + 4, i)) * scale) + minimum;
      out[block * 32 + 16 + i] = fround(((pair >> 4) | fifth(bytes, from + 4, i + 16)) * scale) + minimum;
    }
  }
};

/** Scale and minimum of sub-block `j` (0 to 7) from the 12 packed bytes of Q4_K and Q5_K: `get_scale_min_k4`. */
export function scaleOf(bytes: Uint8Array, from: number, j: number): number {
  return j < 4 ? at(bytes, from + j) & 63 : (at(bytes, from + j + 4) & 15) | ((at(bytes, from + j - 4) >> 6) << 4);
}
export function minimumOf(bytes: Uint8Array, from: number, j: number): number {
  return j < 4 ? at(bytes, from + j + 4) & 63 : (at(bytes, from + j + 4) >> 4) | ((at(bytes, from + j) >> 6) << 4);
}

const q4_k: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 144;
    const d = halfAt(bytes, from);
    const dmin = halfAt(bytes, from + 2);
    for (let j = 0; j < 8; j += 1) {
      const scale = fround(d * scaleOf(bytes, from + 4, j));
      const minimum = fround(dmin * minimumOf(bytes, from + 4, j));
      const shift = (j & 1) * 4;
      for (let i = 0; i < 32; i += 1) {
        const code = (at(bytes, from + 16 + (j >> 1) * 32 + i) >> shift) & 15;
        out[block * 256 + j * 32 + i] = fround(scale * code) - minimum;
      }
    }
  }
};

const q5_k: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 176;
    const d = halfAt(bytes, from);
    const dmin = halfAt(bytes, from + 2);
    for (let j = 0; j < 8; j += 1) {
      const scale = fround(d * scaleOf(bytes, from + 4, j));
      const minimum = fround(dmin * minimumOf(bytes, from + 4, j));
      const shift = (j & 1) * 4;
      for (let i = 0; i < 32; i += 1) {
        const low = (at(bytes, from + 48 + (j >> 1) * 32 + i) >> shift) & 15;
        const high = ((at(bytes, from + 16 + i) >> j) & 1) << 4;
        out[block * 256 + j * 32 + i] = fround(scale * (low | high)) - minimum;
      }
    }
  }
};

const q6_k: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 210;
    const d = halfAt(bytes, from + 208);
    for (let n = 0; n < 2; n += 1) {
      for (let quarter = 0; quarter < 4; quarter += 1) {
        for (let i = 0; i < 32; i += 1) {
          const low = at(bytes, from + n * 64 + (quarter & 1) * 32 + i) >> ((quarter >> 1) * 4);
          const high = (at(bytes, from + 128 + n * 32 + i) >> (quarter * 2)) & 3;
          const scale = signed(at(bytes, from + 192 + n * 8 + quarter * 2 + (i >> 4)));
          out[block * 256 + n * 128 + quarter * 32 + i] = fround(d * scale) * (((low & 15) | (high << 4)) - 32);
        }
      }
    }
  }
};

const q2_k: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 84;
    const d = halfAt(bytes, from + 80);
    const dmin = halfAt(bytes, from + 82);
    for (let element = 0; element < 256; element += 1) {
      const n = element >> 7;
      const j = (element >> 5) & 3;
      const packed = at(bytes, from + (element >> 4));
      const code = (at(bytes, from + 16 + n * 32 + (element & 31)) >> (j * 2)) & 3;
      out[block * 256 + element] = fround(fround(d * (packed & 15)) * code) - fround(dmin * (packed >> 4));
    }
  }
};

const q3_k: BlockDecoder = (bytes, offset, blocks, out) => {
  for (let block = 0; block < blocks; block += 1) {
    const from = offset + block * 110;
    const d = halfAt(bytes, from + 108);
    for (let element = 0; element < 256; element += 1) {
      const n = element >> 7;
      const j = (element >> 5) & 3;
      const group = element >> 4;
      // 16 scales of 6 bits: four low bits in the first 8 bytes, two high bits in the last 4.
      const low = (at(bytes, from + 96 + (group & 7)) >> ((group >> 3) * 4)) & 15;
      const high = (at(bytes, from + 104 + (group & 3)) >> ((group >> 2) * 2)) & 3;
      const scale = fround(d * ((low | (high << 4)) - 32));
      const code = (at(bytes, from + 32 + n * 32 + (element & 31)) >> (j * 2)) & 3;
      const above = (at(bytes, from + (element & 31)) >> (n * 4 + j)) & 1;
      out[block * 256 + element] = scale * (code - (above === 1 ? 0 : 4));
    }
  }
};

/** The block types whose values this program can compute. */
export const BLOCK_DECODERS: ReadonlyMap<string, BlockDecoder> = new Map([
  ['Q8_0', q8_0],
  ['Q4_0', q4_0],
  ['Q4_1', q4_1],
  ['Q5_0', q5_0],
  ['Q5_1', q5_1],
  ['Q2_K', q2_k],
  ['Q3_K', q3_k],
  ['Q4_K', q4_k],
  ['Q5_K', q5_k],
  ['Q6_K', q6_k],
  ...CODEBOOK_DECODERS,
]);

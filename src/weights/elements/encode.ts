import { toFloat16Bits } from './small-floats.ts';

/**
 * Rounding as converters do it: what a tensor's values become when they are stored as another type. With it a declared
 * cast or quantisation can be proven exactly, where a bound on the error would leave room for an edit.
 * Block types follow `quantize_row_*_ref` of llama.cpp's `ggml-quants.c`, each step in float32.
 */
export interface Encoder {
  readonly elements: number;
  readonly bytes: number;
  /** Writes `units` units from `values` at `from` to `out` at 0. */
  readonly encode: (values: Float32Array, from: number, units: number, out: Uint8Array) => void;
}

const fround = Math.fround;

const float16: Encoder = {
  elements: 1,
  bytes: 2,
  encode(values, from, units, out) {
    for (let i = 0; i < units; i += 1) writeHalf(out, i * 2, values[from + i] ?? 0);
  },
};

const bfloat16: Encoder = {
  elements: 1,
  bytes: 2,
  encode(values, from, units, out) {
    for (let i = 0; i < units; i += 1) {
      SCRATCH[0] = values[from + i] ?? 0;
      const bits = SCRATCH_BITS[0] ?? 0;
      const isNaN = (bits & 0x7fffffff) > 0x7f800000;
      const rounded = isNaN ? (bits >>> 16) | 64 : (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
      out[i * 2] = rounded & 255;
      out[i * 2 + 1] = (rounded >>> 8) & 255;
    }
  },
};

const q8_0: Encoder = {
  elements: 32,
  bytes: 34,
  encode(values, from, units, out) {
    for (let unit = 0; unit < units; unit += 1) {
      const first = from + unit * 32;
      let largest = 0;
      for (let i = 0; i < 32; i += 1) largest = Math.max(largest, Math.abs(values[first + i] ?? 0));
      const scale = fround(largest / 127);
      const inverse = scale === 0 ? 0 : fround(1 / scale);
      writeHalf(out, unit * 34, scale);
      for (let i = 0; i < 32; i += 1)
        out[unit * 34 + 2 + i] = roundAway(fround((values[first + i] ?? 0) * inverse)) & 255;
    }
  },
};

const q4_0: Encoder = {
  elements: 32,
  bytes: 18,
  encode(values, from, units, out) {
    for (let unit = 0; unit < units; unit += 1) {
      const first = from + unit * 32;
      let largest = 0;
      let extreme = 0;
      for (let i = 0; i < 32; i += 1) {
        const value = values[first + i] ?? 0;
        if (largest >= Math.abs(value)) continue;
        largest = Math.abs(value);
        extreme = value;
      }
      const scale = fround(extreme / -8);
      const inverse = scale === 0 ? 0 : fround(1 / scale);
      writeHalf(out, unit * 18, scale);
      const code = (index: number): number =>
        Math.min(15, Math.trunc(fround(fround((values[index] ?? 0) * inverse) + 8.5)));
      for (let i = 0; i < 16; i += 1) out[unit * 18 + 2 + i] = code(first + i) | (code(first + 16 + i) << 4);
    }
  },
};

const ENCODERS: ReadonlyMap<string, Encoder> = new Map([
  ['F16', float16],
  ['BF16', bfloat16],
  ['Q8_0', q8_0],
  ['Q4_0', q4_0],
]);

/** The encoder for `dtype`, or undefined where rounding to it isn't one defined operation (K-quants search for scales). */
export function encoderOf(dtype: string): Encoder | undefined {
  return ENCODERS.get(dtype);
}

const SCRATCH = new Float32Array(1);
const SCRATCH_BITS = new Uint32Array(SCRATCH.buffer);

function writeHalf(out: Uint8Array, at: number, value: number): void {
  const bits = toFloat16Bits(value);
  out[at] = bits & 255;
  out[at + 1] = bits >>> 8;
}

/** C's `roundf`: halves go away from zero, where JavaScript's `Math.round` sends them up. */
function roundAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

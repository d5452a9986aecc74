/**
 * Value tables of the floating-point types that JavaScript has no typed array for. NaN payloads survive: a table entry
 * is written as float32 bits, so that two different NaNs stay different when bits are compared.
 */

interface SmallFloat {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  /** E4M3 in its machine-learning form (`float8_e4m3fn`) has no infinity: only all ones is NaN. */
  readonly infinity: boolean;
}

const F16: SmallFloat = { exponentBits: 5, mantissaBits: 10, infinity: true };
const E4M3: SmallFloat = { exponentBits: 4, mantissaBits: 3, infinity: false };
const E5M2: SmallFloat = { exponentBits: 5, mantissaBits: 2, infinity: true };

let float16: Float32Array | undefined;
let float8e4m3: Float32Array | undefined;
let float8e5m2: Float32Array | undefined;

/** 65,536 values, indexed by the 16 stored bits. */
export function float16Values(): Float32Array {
  return (float16 ??= tableOf(F16));
}

/** 256 values, indexed by the stored byte. */
export function float8e4m3Values(): Float32Array {
  return (float8e4m3 ??= tableOf(E4M3));
}

/** 256 values, indexed by the stored byte. */
export function float8e5m2Values(): Float32Array {
  return (float8e5m2 ??= tableOf(E5M2));
}

function tableOf(type: SmallFloat): Float32Array {
  const bits = new Uint32Array(2 ** (1 + type.exponentBits + type.mantissaBits));
  const values = new Float32Array(bits.buffer);
  const sign = bits.length / 2;
  const bias = 2 ** (type.exponentBits - 1) - 1;
  const top = 2 ** type.exponentBits - 1;
  const steps = 2 ** type.mantissaBits;
  for (let code = 0; code < sign; code += 1) {
    const exponent = Math.floor(code / steps);
    const mantissa = code % steps;
    const special = exponent === top && (type.infinity || mantissa === steps - 1);
    // A special code widens by its bits: exponent all ones, mantissa left-aligned.
    if (special) bits[code] = 0x7f800000 | (mantissa << (23 - type.mantissaBits));
    else if (exponent === 0) values[code] = mantissa * 2 ** (1 - bias - type.mantissaBits);
    else values[code] = (1 + mantissa / steps) * 2 ** (exponent - bias);
    bits[sign + code] = (bits[code] ?? 0) | 0x80000000;
  }
  return values;
}

/** The 16 bits of the float16 nearest to `value`, ties to even, as `GGML_FP32_TO_FP16` rounds. */
export function toFloat16Bits(value: number): number {
  SCRATCH[0] = value;
  const bits = SCRATCH_BITS[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Subnormal: a multiple of 2^-24; the multiplication is exact, the rounding is ours.
    return sign | roundHalfEven(Math.abs(SCRATCH[0] ?? 0) * 2 ** 24);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

const SCRATCH = new Float32Array(1);
const SCRATCH_BITS = new Uint32Array(SCRATCH.buffer);

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

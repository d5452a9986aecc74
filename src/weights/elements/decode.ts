import { BLOCK_DECODERS } from './block-quants.ts';
import { layoutOf } from '../../formats/checkpoints/element-types.ts';
import { float16Values, float8e4m3Values, float8e5m2Values } from './small-floats.ts';

/** One reusable buffer of raw elements under every view that a decoder needs, so that no decoder allocates. */
export interface RawElements {
  readonly u8: Uint8Array;
  readonly i8: Int8Array;
  readonly u16: Uint16Array;
  readonly i16: Int16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** `bytes` of `memory` from `offset` on, both multiples of 8. */
export function rawElements(memory: ArrayBuffer, offset: number, bytes: number): RawElements {
  return {
    u8: new Uint8Array(memory, offset, bytes),
    i8: new Int8Array(memory, offset, bytes),
    u16: new Uint16Array(memory, offset, bytes / 2),
    i16: new Int16Array(memory, offset, bytes / 2),
    u32: new Uint32Array(memory, offset, bytes / 4),
    i32: new Int32Array(memory, offset, bytes / 4),
    f32: new Float32Array(memory, offset, bytes / 4),
    f64: new Float64Array(memory, offset, bytes / 8),
  };
}

/** Values and their bits: two views of the same memory. */
export interface DecodedElements {
  readonly f32: Float32Array;
  readonly u32: Uint32Array;
  readonly f64: Float64Array;
}

/** Room for `bytes / 8` values, as float32 or as float64, in `memory` from `offset` on. */
export function decodedElements(memory: ArrayBuffer, offset: number, bytes: number): DecodedElements {
  return {
    f32: new Float32Array(memory, offset, bytes / 4),
    u32: new Uint32Array(memory, offset, bytes / 4),
    f64: new Float64Array(memory, offset, bytes / 8),
  };
}

/**
 * Writes `count` values from element `from` of `raw` on into `out.f32` (`wide` false: only for types that
 * `fitsFloat32`) or `out.f64`. For block types `from` and `count` are multiples of the block length.
 */
export function decode(
  dtype: string,
  raw: RawElements,
  from: number,
  count: number,
  out: DecodedElements,
  wide: boolean,
): void {
  const plain = dtype in PLAIN ? PLAIN[dtype] : undefined;
  if (plain !== undefined) {
    plain(raw, from, count, out, wide);
    return;
  }
  const layout = layoutOf(dtype);
  if (layout === undefined) return;
  BLOCK_DECODERS.get(dtype)?.(raw.u8, (from / layout.elements) * layout.bytes, count / layout.elements, out.f32);
  if (wide) widen(out, count);
}

type PlainDecoder = (raw: RawElements, from: number, count: number, out: DecodedElements, wide: boolean) => void;

const copied =
  (view: (raw: RawElements) => ArrayLike<number>): PlainDecoder =>
  (raw, from, count, out, wide) => {
    const source = view(raw);
    const target = wide ? out.f64 : out.f32;
    for (let i = 0; i < count; i += 1) target[i] = source[from + i] ?? 0;
  };

const looked =
  (view: (raw: RawElements) => ArrayLike<number>, table: () => Float32Array): PlainDecoder =>
  (raw, from, count, out, wide) => {
    const source = view(raw);
    const values = new Uint32Array(table().buffer);
    const target = out.u32;
    // Bits, not values: a signalling NaN would change on its way through a float register.
    for (let i = 0; i < count; i += 1) target[i] = values[source[from + i] ?? 0] ?? 0;
    if (wide) widen(out, count);
  };

const bfloat16: PlainDecoder = (raw, from, count, out, wide) => {
  const source = raw.u16;
  const target = out.u32;
  for (let i = 0; i < count; i += 1) target[i] = (source[from + i] ?? 0) << 16;
  if (wide) widen(out, count);
};

const float32: PlainDecoder = (raw, from, count, out, wide) => {
  const source = raw.u32;
  const target = out.u32;
  for (let i = 0; i < count; i += 1) target[i] = source[from + i] ?? 0;
  if (wide) widen(out, count);
};

const float64: PlainDecoder = (raw, from, count, out) => {
  const source = raw.u32;
  const target = out.u32;
  for (let i = 0; i < count * 2; i += 1) target[i] = source[from * 2 + i] ?? 0;
};

const integer64 =
  (isSigned: boolean): PlainDecoder =>
  (raw, from, count, out) => {
    for (let i = 0; i < count; i += 1) {
      const high = (isSigned ? raw.i32 : raw.u32)[(from + i) * 2 + 1] ?? 0;
      out.f64[i] = high * 2 ** 32 + (raw.u32[(from + i) * 2] ?? 0);
    }
  };

const PLAIN: Readonly<Record<string, PlainDecoder>> = Object.assign(Object.create(null), {
  F64: float64,
  F32: float32,
  F16: looked((raw) => raw.u16, float16Values),
  BF16: bfloat16,
  F8_E4M3: looked((raw) => raw.u8, float8e4m3Values),
  F8_E5M2: looked((raw) => raw.u8, float8e5m2Values),
  I64: integer64(true),
  U64: integer64(false),
  I32: copied((raw) => raw.i32),
  U32: copied((raw) => raw.u32),
  I16: copied((raw) => raw.i16),
  U16: copied((raw) => raw.u16),
  I8: copied((raw) => raw.i8),
  U8: copied((raw) => raw.u8),
  // As stored: what a loader makes of a truth value other than 0 and 1 is its own affair.
  BOOL: copied((raw) => raw.u8),
} satisfies Record<string, PlainDecoder>);

/** In place, from the back: the float64 of element i covers the float32 of elements 2i and 2i + 1. */
function widen(out: DecodedElements, count: number): void {
  for (let i = count - 1; i >= 0; i -= 1) out.f64[i] = out.f32[i] ?? 0;
}

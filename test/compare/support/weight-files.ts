/** Writers of the two weight formats, as small as they can be: what the tests compare is made here, byte by byte. */

export interface StoredTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

export function safetensors(tensors: readonly StoredTensor[]): Buffer {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const { name, dtype, shape, data } of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.length] };
    offset += data.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, 0x20)]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...tensors.map(({ data }) => data)]);
}

const GGUF_TYPES: Readonly<Record<string, number>> = {
  F32: 0,
  F16: 1,
  Q4_0: 2,
  Q4_1: 3,
  Q8_0: 8,
  Q4_K: 12,
  IQ4_XS: 23,
  BF16: 30,
};

export type GgufValue = string | { readonly u32: number } | { readonly f32: number };

export function gguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly StoredTensor[]): Buffer {
  const parts: Buffer[] = [];
  const u32 = (value: number): void => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    parts.push(bytes);
  };
  const u64 = (value: number): void => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    parts.push(bytes);
  };
  const text = (value: string): void => {
    const bytes = Buffer.from(value);
    u64(bytes.length);
    parts.push(bytes);
  };
  parts.push(Buffer.from('GGUF'));
  u32(3);
  u64(tensors.length);
  u64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    text(key);
    if (typeof value === 'string') {
      u32(8);
      text(value);
    } else if ('u32' in value) {
      u32(4);
      u32(value.u32);
    } else {
      u32(6);
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value.f32);
      parts.push(bytes);
    }
  }
  let offset = 0;
  for (const { name, dtype, shape, data } of tensors) {
    text(name);
    u32(shape.length);
    for (const dimension of shape.toReversed()) u64(dimension);
    u32(GGUF_TYPES[dtype] ?? 255);
    u64(offset);
    offset += Math.ceil(data.length / 32) * 32;
  }
  const header = Buffer.concat(parts);
  const pad = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32)]);
  return Buffer.concat([pad(header), ...tensors.map(({ data }) => pad(data))]);
}

export const f32 = (values: ArrayLike<number>): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** By truncation where the low half is zero; the tests only store values that bfloat16 holds, or use the encoder. */
export function bf16(values: ArrayLike<number>): Uint8Array {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return new Uint8Array(Uint16Array.from(bits, (word) => word >>> 16).buffer);
}

/** xorshift32: the same numbers on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Roughly normal values with the given deviation, as float32. */
export function randomWeights(count: number, seed: number, deviation = 0.02): Float32Array {
  const next = randomNumbers(seed * 2_654_435_761);
  return Float32Array.from({ length: count }, () => (next() + next() + next() + next() - 2) * 1.7 * deviation);
}

import type { StoredTensor } from './tensor-files.ts';

/** The upper half of each float32: what BF16 holds, with nothing rounded because the rest is cleared below. */
export function asBfloat16({ shape, data }: StoredTensor): StoredTensor {
  const half = Buffer.alloc(data.length / 2);
  for (let at = 0; at < half.length; at += 2) data.copy(half, at, at * 2 + 2, at * 2 + 4);
  return { dtype: 'BF16', shape, data: half };
}

export function asFloat16({ shape, data }: StoredTensor): StoredTensor {
  const half = Buffer.alloc(data.length / 2);
  const view = new DataView(half.buffer, half.byteOffset);
  for (let at = 0; at < half.length; at += 2) view.setFloat16(at, data.readFloatLE(at * 2), true);
  return { dtype: 'F16', shape, data: half };
}

export function asFloat32({ dtype, shape, data }: StoredTensor): StoredTensor {
  const wide = Buffer.alloc(data.length * 2);
  const view = new DataView(data.buffer, data.byteOffset);
  for (let at = 0; at < data.length; at += 2) {
    if (dtype === 'BF16') data.copy(wide, at * 2 + 2, at, at + 2);
    else wide.writeFloatLE(view.getFloat16(at, true), at * 2);
  }
  return { dtype: 'F32', shape, data: wide };
}

export const each = (tensors: Readonly<Record<string, StoredTensor>>, change: (tensor: StoredTensor) => StoredTensor) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));

import { bytesOf, type ElementType, type PlannedTensor } from './plan-tensors.ts';

/** A block of a tensor as GGUF holds it: heads reordered, in float32 where planned, norms shifted. Never rounds a weight. */
export function rearrange(block: Buffer, tensor: PlannedTensor, rowElements: number): Uint8Array {
  const { source, rowsPerHead, type, shifted } = tensor;
  const rowBytes = bytesOf(source.dtype, rowElements);
  const ordered = rowsPerHead === undefined ? block : interleaved(block, rowsPerHead, rowBytes);
  if (type === source.dtype && !shifted) return ordered;
  const values = widened(ordered, source.dtype);
  // transformers adds 1 in float32 too.
  if (shifted) for (let index = 0; index < values.length; index++) values[index] = 1 + (values[index] ?? 0);
  return new Uint8Array(values.buffer);
}

/** Rows i and i + half of a head, which rotate together, are put side by side (`LlamaModel.permute` of llama.cpp). */
function interleaved(block: Buffer, rowsPerHead: number, rowBytes: number): Buffer {
  const result = Buffer.allocUnsafe(block.length);
  const half = rowsPerHead / 2;
  const rows = block.length / rowBytes;
  for (let row = 0; row < rows; row++) {
    const within = row % rowsPerHead;
    const from = row - within + (within % 2) * half + Math.floor(within / 2);
    block.copy(result, row * rowBytes, from * rowBytes, (from + 1) * rowBytes);
  }
  return result;
}

/** The same values in float32, the payload of a NaN included. */
function widened(block: Buffer, dtype: ElementType): Float32Array<ArrayBuffer> {
  if (dtype === 'F32') return new Float32Array(new Uint8Array(block).buffer);
  const halves = new Uint16Array(new Uint8Array(block).buffer);
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  if (dtype === 'BF16') for (let index = 0; index < bits.length; index++) bits[index] = (halves[index] ?? 0) << 16;
  else for (let index = 0; index < bits.length; index++) bits[index] = float32Bits(halves[index] ?? 0);
  return values;
}

/** binary32 of a binary16 (IEEE 754): a DataView would give every NaN the same bits. */
function float32Bits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent !== 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // A subnormal number is normal in float32: its leading bit moves to where it is implied.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}

import { bytesOf, type ElementType, type PlannedTensor } from './plan-tensors.ts';

/** A block of a tensor as GGUF holds it: heads reordered, vectors in float32, norms shifted. Never rounds a weight. */
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

function widened(block: Buffer, dtype: ElementType): Float32Array {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const values = new Float32Array(block.length / bytesOf(dtype, 1));
  if (dtype === 'BF16') {
    const bits = new Uint32Array(values.buffer);
    for (let index = 0; index < bits.length; index++) bits[index] = view.getUint16(index * 2, true) << 16;
  } else {
    for (let index = 0; index < values.length; index++)
      values[index] = dtype === 'F16' ? view.getFloat16(index * 2, true) : view.getFloat32(index * 4, true);
  }
  return values;
}

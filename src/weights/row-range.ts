import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';

/** The first `rows` rows of a tensor of at least two dimensions, as a tensor of its own over the same bytes. */
export function firstRows(tensor: LocatedTensor, rows: number): LocatedTensor {
  if (rows >= tensor.rows) return tensor;
  return {
    ...tensor,
    shape: [rows, ...tensor.shape.slice(1)],
    elements: rows * tensor.rowElements,
    rows,
    bytes: rows * (tensor.bytes / tensor.rows),
  };
}

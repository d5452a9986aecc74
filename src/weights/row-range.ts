import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';

/** The first `rows` rows of a tensor of at least two dimensions, as a tensor of its own over the same bytes. */
export function firstRows(tensor: LocatedTensor, rows: number): LocatedTensor {
  return rows >= tensor.rows ? tensor : rowsOf(tensor, 0, rows);
}

/** `count` rows from row `from` on, as a tensor of its own over the same bytes; of a vector, so many elements. */
export function rowsOf(tensor: LocatedTensor, from: number, count: number): LocatedTensor {
  const isVector = tensor.shape.length < 2;
  const rowElements = isVector ? 1 : tensor.rowElements;
  const bytes = tensor.bytes / (tensor.elements / rowElements);
  return {
    ...tensor,
    shape: [count, ...tensor.shape.slice(1)],
    elements: count * rowElements,
    rows: isVector ? 1 : count,
    rowElements: isVector ? count : rowElements,
    offset: tensor.offset + from * bytes,
    bytes: count * bytes,
  };
}

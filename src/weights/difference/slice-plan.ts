import { GateError } from '../../core/errors.ts';
import { layoutOf } from '../../formats/checkpoints/element-types.ts';
import { MAX_CHUNK_BYTES, type Operand } from '../elements/tensor-reader.ts';

/** Two tensors of the same shape, element i against element i. */
export interface TensorPair {
  readonly candidate: Operand;
  readonly base: Operand;
}

/**
 * How a pair is cut into slices. A slice is read, decoded and summed alone; slices are added up in order. The cut follows
 * from the two tensors alone, so that sums don't depend on how many threads work or who takes which slice.
 */
export interface SlicePlan {
  readonly elements: number;
  readonly sliceElements: number;
  readonly slices: number;
  /** Whether a slice holds whole rows, so that rows can be told apart. */
  readonly wholeRows: boolean;
}

/** Elements of one slice at most: 4 MiB of float32, 8 MiB decoded as float64. */
const MAX_SLICE_ELEMENTS = 1024 * 1024;

/** Slices are cut at multiples of this where rows are too long: the longest quantisation block. */
const BLOCK_ELEMENTS = 256;

/** Rows shorter than this are not told apart: a column of a billion rows would cost more in rows than in elements. */
const MIN_ROW_ELEMENTS = 16;

/** Throws GateError INTERNAL for a reordered tensor whose single row is longer than a slice. */
export function planSlices({ candidate, base }: TensorPair): SlicePlan {
  const { elements, rows, rowElements } = base.tensor;
  const room = Math.min(maxElements(candidate), maxElements(base));
  const alignable = rowElements > 0 && rowElements <= room;
  if (!alignable && (candidate.order ?? base.order) !== undefined) {
    throw new GateError('INTERNAL', `${base.tensor.name}: rows of ${rowElements} elements can not be reordered`);
  }
  const sliceElements = alignable
    ? Math.min(rows, Math.floor(room / rowElements)) * rowElements
    : Math.floor(room / BLOCK_ELEMENTS) * BLOCK_ELEMENTS;
  return {
    elements,
    sliceElements,
    slices: elements === 0 ? 0 : Math.ceil(elements / sliceElements),
    wholeRows: alignable && rowElements >= MIN_ROW_ELEMENTS,
  };
}

function maxElements({ tensor }: Operand): number {
  const layout = layoutOf(tensor.dtype);
  if (layout === undefined) return MAX_SLICE_ELEMENTS;
  return Math.min(MAX_SLICE_ELEMENTS, Math.floor(MAX_CHUNK_BYTES / layout.bytes) * layout.elements);
}

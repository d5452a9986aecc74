import { GateError } from '../../core/errors.ts';
import type { TensorFacts } from '../facts.ts';
import { layoutOf } from './element-types.ts';

/** More dimensions than any tensor of a model file has; GGUF allows 4, safetensors and PyTorch name no limit. */
export const MAX_DIMENSIONS = 16;

/** A file of a submission as far as reading tensors needs it. */
export interface TensorFile {
  readonly path: string;
  readonly blob: string;
  /** Real size in bytes, counted while the file was hashed. */
  readonly size: number;
}

/**
 * A tensor whose place was checked against the real file. `rows` × `rowElements` = `elements`; the row is what lies
 * under one index of the outermost dimension, and a vector is one row.
 */
export interface LocatedTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly elements: number;
  readonly rows: number;
  readonly rowElements: number;
  readonly file: TensorFile;
  readonly offset: number;
  readonly bytes: number;
  /** False for types of unknown layout: place and length were checked, the contents can not be. */
  readonly knownLayout: boolean;
}

/**
 * Checks what the parsing process said about a tensor against the real file size and against dtype × shape. Facts come
 * from a process that a hostile file may have taken over, so nothing here is assumed: a length that doesn't follow from
 * dtype and shape would compare other bytes than a loader loads. Throws GateError TENSOR_FACTS_REFUSED.
 */
export function locateTensor(file: TensorFile, facts: TensorFacts): LocatedTensor {
  const refuse = (why: string): never => {
    throw new GateError('TENSOR_FACTS_REFUSED', `${file.path}: tensor ${facts.name.slice(0, 200)}: ${why}`);
  };
  const { shape, offset, bytes } = facts;
  if (shape.length > MAX_DIMENSIONS) refuse(`${shape.length} dimensions, more than ${MAX_DIMENSIONS}`);
  const elements = elementCount(shape) ?? refuse(`shape [${shape.join(', ')}] is no count of elements below 2^53`);
  if (!isLength(offset) || !isLength(bytes) || offset > file.size || bytes > file.size - offset) {
    refuse(`bytes ${offset} to ${offset + bytes} do not lie in a file of ${file.size} bytes`);
  }
  const outermost = shape.length < 2 ? 1 : (shape[0] ?? 1);
  const rows = elements === 0 ? 0 : outermost;
  const rowElements = rows === 0 ? 0 : elements / rows;
  const layout = layoutOf(facts.dtype);
  if (layout !== undefined) {
    const innermost = shape.at(-1) ?? 1;
    if (layout.elements > 1 && innermost % layout.elements !== 0) {
      refuse(`rows of ${innermost} elements do not divide into ${facts.dtype} blocks of ${layout.elements}`);
    }
    const expected = (elements / layout.elements) * layout.bytes;
    if (!Number.isSafeInteger(expected) || expected !== bytes) {
      refuse(`${facts.dtype} of shape [${shape.join(', ')}] takes ${expected} bytes, the facts say ${bytes}`);
    }
  }
  return {
    name: facts.name,
    dtype: facts.dtype,
    shape,
    elements,
    rows,
    rowElements,
    file,
    offset,
    bytes,
    knownLayout: layout !== undefined,
  };
}

/** The product of the dimensions (1 for a scalar), or undefined when one is no length or the product reaches 2^53. */
export function elementCount(shape: readonly number[]): number | undefined {
  if (!shape.every(isLength)) return undefined;
  if (shape.includes(0)) return 0;
  let product = 1;
  for (const dimension of shape) {
    product *= dimension;
    if (!Number.isSafeInteger(product)) return undefined;
  }
  return product;
}

function isLength(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

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
  /** Present when the values are packed into other tensors: they are then read as `dtype` from `offset` on, counted in the unpacked matrix. */
  readonly packed?: PackedWeights;
  /** What a person calls the stored type, where `dtype` doesn't say it. */
  readonly storedAs?: string;
}

/**
 * A matrix of [outputs, inputs] whose values are packed into words of other tensors, after the programs that write these layouts: AutoGPTQ and
 * GPTQModel (`gptq`), AutoAWQ's GEMM (`awq`), compressed-tensors' pack-quantized (`rows`), bitsandbytes' NF4 and FP4 (`table`).
 */
export type PackedWeights = PackedIntegers | PackedTable;

/** scale · (code − zero), with a scale and a zero per output and group of inputs. */
export interface PackedIntegers {
  readonly kind: 'gptq' | 'awq' | 'rows';
  readonly bits: 2 | 4 | 8;
  /** `gptq`: [inputs·bits/32, outputs], `awq`: [inputs, outputs·bits/32], `rows`: [outputs, inputs·bits/32]. */
  readonly words: LocatedTensor;
  /** [groups, outputs]; of `rows` [outputs, groups]. */
  readonly scales: LocatedTensor;
  /** Packed like the words along the outputs; undefined where all are `zero`. */
  readonly zeros: LocatedTensor | undefined;
  /** What is added to stored zeros, or all of them. */
  readonly zero: number;
  readonly groups: number;
  /** The group of each input where these don't follow one another. */
  readonly order: LocatedTensor | undefined;
}

/** table[code] · largest, with the largest value of each run of elements; the first element in the high half of a byte. */
export interface PackedTable {
  readonly kind: 'table';
  readonly bytes: LocatedTensor;
  /** 16 values. */
  readonly table: LocatedTensor;
  readonly run: number;
  /** As values, or as codes of a table of 256 with the largest values and the mean of those. */
  readonly largest: LocatedTensor;
  readonly nested?: {
    readonly table: LocatedTensor;
    readonly largest: LocatedTensor;
    readonly run: number;
    readonly mean: number;
  };
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

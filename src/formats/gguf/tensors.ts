import type { BinaryReader } from '../binary-reader.ts';
import { quoted, type Collector } from '../collector.ts';
import type { TensorFacts } from '../facts.ts';
import { GGUF_LIMITS } from './limits.ts';
import { Stopped } from '../stopped.ts';
import { readString } from './metadata.ts';
import { GGML_TYPES } from './types.ts';

/** A tensor as the directory states it; `offset` is still relative to the data. */
export interface StatedTensor extends TensorFacts {
  /** Of its entry in the directory. */
  readonly entry: number;
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

export function readTensors(
  reader: BinaryReader,
  count: number,
  alignment: number,
  collector: Collector,
): StatedTensor[] {
  const tensors: StatedTensor[] = [];
  const names = new Set<string>();
  for (let index = 0; index < count; index++) {
    const tensor = readTensor(reader, alignment, collector);
    if (names.has(tensor.name)) {
      collector.problem('gguf-duplicate-tensor', `the tensor ${quoted(tensor.name)} stands twice`, tensor.entry);
    }
    names.add(tensor.name);
    tensors.push(tensor);
  }
  return tensors;
}

function readTensor(reader: BinaryReader, alignment: number, collector: Collector): StatedTensor {
  const entry = reader.position;
  const name = readString(reader, GGUF_LIMITS.nameRead, 'a tensor name', collector);
  if (Buffer.byteLength(name) > GGUF_LIMITS.tensorName) {
    collector.problem(
      'gguf-tensor-name',
      `the tensor name ${quoted(name)} is longer than ${GGUF_LIMITS.tensorName} bytes`,
      entry,
    );
  }
  const dimensions = reader.u32();
  if (dimensions > GGUF_LIMITS.dimensions) {
    collector.problem('gguf-dimensions', `the tensor ${quoted(name)} has ${dimensions} dimensions`, entry);
    throw new Stopped(entry);
  }
  const stated: bigint[] = [];
  for (let index = 0; index < dimensions; index++) stated.push(reader.u64());
  const type = reader.u32();
  const offset = reader.u64();
  const known = GGML_TYPES.get(type);
  if (known === undefined)
    collector.problem('gguf-tensor-type', `the tensor ${quoted(name)} has the unknown type ${type}`, entry);
  if (offset % BigInt(alignment) !== 0n)
    collector.problem(
      'gguf-alignment',
      `the tensor ${quoted(name)} starts at ${offset}, not a multiple of ${alignment}`,
      entry,
    );
  // In big integers: a product that wraps to a small number is the attack (CVE-2024-21836 and its kin).
  const elements = stated.reduce((product, dimension) => product * dimension, 1n);
  const bytes = known === undefined ? 0n : (elements / BigInt(known.blockElements)) * BigInt(known.blockBytes);
  if (known !== undefined && (stated[0] ?? 1n) % BigInt(known.blockElements) !== 0n) {
    collector.problem(
      'gguf-block',
      `rows of the tensor ${quoted(name)} are not a multiple of ${known.blockElements}, the block of ${known.name}`,
      entry,
    );
  }
  if (elements > MAX || bytes > MAX || offset > MAX || stated.some((dimension) => dimension > MAX)) {
    collector.problem('gguf-overflow', `the tensor ${quoted(name)} has a size or offset past 2^53`, entry);
    throw new Stopped(entry);
  }
  return {
    name,
    dtype: known?.name ?? `type-${type}`,
    shape: stated.map(Number).reverse(),
    offset: Number(offset),
    bytes: Number(bytes),
    entry,
  };
}

/** Each tensor starts where the one before it ends, padded to the alignment, and the last one ends the file. */
export function checkLayout(
  tensors: readonly TensorFacts[],
  dataStart: number,
  alignment: number,
  size: number,
  collector: Collector,
): void {
  let position = dataStart;
  const problem = (code: string, message: string, at: number): void => {
    collector.problem(code, message, Math.min(at, size)); // a stated place may lie past the end
  };
  for (const tensor of tensors.toSorted((a, b) => a.offset - b.offset || a.bytes - b.bytes)) {
    const expected = align(position, alignment);
    if (tensor.offset < position)
      problem('gguf-overlap', `the tensor ${quoted(tensor.name)} overlaps the one before it`, tensor.offset);
    if (tensor.offset > expected)
      problem(
        'gguf-hole',
        `${tensor.offset - expected} bytes before the tensor ${quoted(tensor.name)} belong to no tensor`,
        expected,
      );
    position = Math.max(position, tensor.offset + tensor.bytes);
  }
  if (position > size)
    collector.truncated(
      'gguf-truncated',
      `the tensors end at ${position}, ${position - size} bytes past the end of the file`,
      size,
    );
  if (align(position, alignment) < size)
    problem(
      'gguf-trailing',
      `${size - align(position, alignment)} bytes after the last tensor belong to no tensor`,
      position,
    );
}

export function align(position: number, alignment: number): number {
  const over = position % alignment;
  return over === 0 ? position : position + alignment - over;
}

import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import type { PartialFacts, TensorFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import type { GgufFacts } from './facts.ts';
import { GGUF_LIMITS } from './limits.ts';
import { readMetadata, type Metadata } from './metadata.ts';
import { align, checkLayout, readTensors } from './tensors.ts';

const DEFAULT_ALIGNMENT = 32;
/** Smallest possible entries, to refuse a lying count before it is believed. */
const METADATA_ENTRY = 13;
const TENSOR_ENTRY = 24;

/** GGUF versions 2 and 3 in either byte order, with all rules of the specification. */
export const ggufParser: Parser = {
  id: 'gguf',
  recognise: ({ head }) => head[0] === 0x47 && head[1] === 0x47 && head[2] === 0x55 && head[3] === 0x46,
  parse(source) {
    const collector = new Collector();
    let facts: PartialFacts = {};
    try {
      facts = parse(source, collector);
    } catch (error) {
      if (error instanceof EndOfBytes)
        collector.problem('gguf-truncated', 'the file ends inside its header', error.offset);
      else if (!(error instanceof Stopped)) throw error;
      collector.complete = false;
    }
    return { ...facts, ...collector.facts() };
  },
};

function parse(source: ByteSource, collector: Collector): PartialFacts {
  const reader = new BinaryReader(source, 4);
  let version = reader.u32();
  // A small version in the high bytes is a file of the other byte order.
  if ((version & 0xffff) === 0) {
    reader.littleEndian = false;
    version = (((version & 0xff00) << 8) | ((version & 0xff0000) >>> 8) | (version >>> 24) | (version << 24)) >>> 0;
  }
  if (version !== 2 && version !== 3) {
    collector.problem('gguf-version', `GGUF version ${version} is not 2 or 3`, 4);
    throw new Stopped(4);
  }
  const tensorCount = count(reader, TENSOR_ENTRY, 'tensors', collector);
  const metadataCount = count(reader, METADATA_ENTRY, 'metadata', collector);
  const metadata = readMetadata(reader, metadataCount, collector);
  const alignment = alignmentOf(metadata, collector);
  const stated = readTensors(reader, tensorCount, alignment, collector);
  const dataOffset = align(reader.position, alignment);
  const tensors = stated.map(({ name, dtype, shape, offset, bytes }): TensorFacts => {
    return { name, dtype, shape, bytes, offset: offset + dataOffset };
  });
  if (tensors.length > 0 || source.size > dataOffset)
    checkLayout(tensors, dataOffset, alignment, source.size, collector);
  const gguf: GgufFacts = {
    version,
    endian: reader.littleEndian ? 'little' : 'big',
    alignment,
    tensorCount,
    metadataCount,
    dataOffset,
    ...described(metadata),
    metadata: [...metadata.entries.values()],
  };
  return { gguf, tensors, ...(metadata.templates.length > 0 ? { chatTemplates: metadata.templates } : {}) };
}

/** A stated number of entries, believed only if that many could stand in the rest of the file. */
function count(reader: BinaryReader, entryBytes: number, what: 'tensors' | 'metadata', collector: Collector): number {
  const offset = reader.position;
  const stated = reader.u64();
  if (stated * BigInt(entryBytes) > BigInt(reader.remaining)) {
    collector.problem('gguf-count', `the header states ${stated} ${what} entries, more than the file can hold`, offset);
    throw new Stopped(offset);
  }
  if (stated > BigInt(GGUF_LIMITS[what])) {
    collector.limit(`gguf.${what}`, `${stated} ${what} entries, more than ${GGUF_LIMITS[what]}`, offset);
    throw new Stopped(offset);
  }
  return Number(stated);
}

function alignmentOf(metadata: Metadata, collector: Collector): number {
  const entry = metadata.entries.get('general.alignment');
  if (entry === undefined) return DEFAULT_ALIGNMENT;
  const { value, type, offset } = entry;
  if (type === 'UINT32' && typeof value === 'number' && value >= 8 && (value & (value - 1)) === 0) return value;
  collector.problem(
    'gguf-alignment',
    `general.alignment is ${String(value)} (${type}), not a UINT32 power of two of at least 8`,
    offset,
  );
  throw new Stopped(offset);
}

function described({ entries }: Metadata): Partial<GgufFacts> {
  const text = (key: string): string | undefined => {
    const value = entries.get(key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const natural = (key: string): number | undefined => {
    const value = entries.get(key)?.value;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  };
  const tokens = entries.get('tokenizer.ggml.tokens')?.length;
  const [index, parts, tensors] = [natural('split.no'), natural('split.count'), natural('split.tensors.count')];
  return defined({
    architecture: text('general.architecture'),
    name: text('general.name'),
    tokenizer: tokens === undefined ? undefined : { tokens, ...defined({ model: text('tokenizer.ggml.model') }) },
    split: index === undefined || parts === undefined ? undefined : { index, count: parts, ...defined({ tensors }) },
  });
}

import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts, TensorFacts } from '../facts.ts';
import { GGML_TYPES } from '../gguf/types.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { GGML_LIMITS } from './limits.ts';

const MAGIC = 0x6767_6d6c;
/** Numbers that describe the model, behind the magic; the tenth is how many bands of sound there are. */
const PARAMETERS = 11;
const BANDS = 9;
/** Frequencies of the filters of sound that Whisper has. */
const FREQUENCIES = 201;

/**
 * Models of whisper.cpp, which keeps to GGML's format of before GGUF (models/convert-pt-to-ggml.py). Other programs had
 * headers of their own under the same magic: those are recognised and not read.
 */
export const ggmlParser: Parser = {
  id: 'ggml',
  recognise: ({ head }) => isWhisper(head),
  parse: (source) => readWhisper(source),
};

function isWhisper(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64));
  if (bytes.length < 56 || bytes.readUInt32LE(0) !== MAGIC) return false;
  const bands = bytes.readInt32LE(4 + BANDS * 4);
  const filters = 4 + PARAMETERS * 4;
  return bands > 0 && bytes.readInt32LE(filters) === bands && bytes.readInt32LE(filters + 4) === FREQUENCIES;
}

function readWhisper(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const tensors: TensorFacts[] = [];
  const reader = new BinaryReader(source, 4 + PARAMETERS * 4);
  try {
    reader.skip(reader.i32() * reader.i32() * 4);
    vocabulary(reader, collector);
    while (reader.remaining > 0) tensors.push(tensor(reader, tensors.length, collector));
  } catch (error) {
    if (error instanceof EndOfBytes) {
      collector.problem('ggml-truncated', 'the model is longer than the file', error.offset);
      collector.complete = false;
    } else if (!(error instanceof Stopped)) throw error;
  }
  return { tensors, ...collector.facts() };
}

function vocabulary(reader: BinaryReader, collector: Collector): void {
  const offset = reader.position;
  const words = reader.i32();
  if (words < 0 || words > GGML_LIMITS.vocabulary)
    fail('vocabulary', `a vocabulary of ${words} words`, offset, collector);
  for (let word = 0; word < words; word += 1) reader.skip(reader.u32());
}

function tensor(reader: BinaryReader, index: number, collector: Collector): TensorFacts {
  const entry = reader.position;
  if (index >= GGML_LIMITS.tensors) {
    collector.limit('ggml.tensors', `more than ${GGML_LIMITS.tensors} tensors`, entry);
    throw new Stopped(entry);
  }
  const [dimensions, length, number] = [reader.i32(), reader.i32(), reader.i32()];
  if (dimensions < 0 || dimensions > GGML_LIMITS.dimensions)
    fail('dimensions', `a tensor has ${dimensions} dimensions`, entry, collector);
  if (length < 0 || length > GGML_LIMITS.name)
    fail('name', `the name of a tensor has ${length} bytes`, entry, collector);
  const shape = Array.from({ length: dimensions }, () => reader.i32()).toReversed();
  const name = Buffer.from(reader.bytes(length)).toString('utf8');
  const type = GGML_TYPES.get(number);
  if (type === undefined)
    return fail('type', `the tensor ${quoted(name)} has the unknown type ${number}`, entry, collector);
  const elements = shape.reduce((all, size) => all * size, 1);
  const bytes = (elements / type.blockElements) * type.blockBytes;
  if (shape.some((size) => size < 0) || !Number.isSafeInteger(bytes))
    return fail('shape', `the tensor ${quoted(name)} has the shape ${shape.join(' x ')}`, entry, collector);
  const offset = reader.position;
  reader.skip(bytes);
  return { name, dtype: type.name, shape, offset, bytes };
}

function fail(what: string, message: string, offset: number, collector: Collector): never {
  collector.problem(`ggml-${what}`, message, offset);
  collector.complete = false;
  throw new Stopped(offset);
}

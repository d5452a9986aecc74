import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { LENGTH_DELIMITED, Message, VARINT, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import { CoremlReader } from './reader.ts';

/** Specification versions so far are 1 to 10; some room for later ones. */
const VERSIONS = 32;
const DESCRIPTION = 2;
/** Fields of Model from here on are the types that a model can be. */
const FIRST_TYPE = 200;
const LAST_TYPE = 3_999;

/** Core ML models, by structure; a file that is named `.mlmodel` has to be one. */
export const coremlParser: Parser = {
  id: 'coreml',
  recognise: ({ head, extension, size }) =>
    size > 0 && (extension === 'mlmodel' ? !isPointer(head) : head[0] === 0x08 && (head[1] ?? 0) <= VERSIONS),
  parse(source, { extension }) {
    if (extension !== 'mlmodel' && !isModel(source)) return undefined;
    return readCoreml(source);
  },
};

function isPointer(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 30)).toString('latin1').startsWith('version https://git-lfs');
}

function readCoreml(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const reader = new CoremlReader(collector);
  try {
    reader.model(new Message(new WireBytes(source, collector, 'coreml'), 0, source.size), 0);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return { graphs: [reader.facts()], ...collector.facts() };
}

/** A version, a description and one of the types, and nothing that a model does not have. */
function isModel(source: ByteSource): boolean {
  const message = new Message(new WireBytes(source, new Collector(), 'coreml'), 0, source.size);
  let described = false;
  let typed = false;
  try {
    while (message.next()) {
      const { field, wire } = message;
      const type = field >= FIRST_TYPE && field <= LAST_TYPE && wire === LENGTH_DELIMITED;
      if (!type && !(field <= 20 && (wire === VARINT || wire === LENGTH_DELIMITED))) return false;
      described ||= field === DESCRIPTION;
      typed ||= type;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return described && typed;
}

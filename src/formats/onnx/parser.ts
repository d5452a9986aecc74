import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { LENGTH_DELIMITED, Message, VARINT, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import { OnnxReader } from './reader.ts';

/** ModelProto: the wire type of each field of onnx.proto. */
const FIELDS: ReadonlyMap<number, number> = new Map([
  [1, VARINT],
  [2, LENGTH_DELIMITED],
  [3, LENGTH_DELIMITED],
  [4, LENGTH_DELIMITED],
  [5, VARINT],
  [6, LENGTH_DELIMITED],
  [7, LENGTH_DELIMITED],
  [8, LENGTH_DELIMITED],
  [14, LENGTH_DELIMITED],
  [20, LENGTH_DELIMITED],
  [25, LENGTH_DELIMITED],
  [26, LENGTH_DELIMITED],
]);
/** IR versions up to now are 1 to 13; some room for later ones. */
const IR_VERSIONS = 64;

/** ONNX models, by content; a file that is named `.onnx` has to be one. */
export const onnxParser: Parser = {
  id: 'onnx',
  recognise: ({ head, extension, size }) => size > 0 && (extension === 'onnx' ? !isOther(head) : startsAsModel(head)),
  parse: (source, { extension }) => readOnnx(source, extension === 'onnx'),
};

/** Undefined if it is none, unless it `must` be one. */
export function readOnnx(source: ByteSource, must: boolean): PartialFacts | undefined {
  if (!must && !isModel(source)) return undefined;
  const collector = new Collector();
  const reader = new OnnxReader(collector);
  try {
    reader.model(new Message(new WireBytes(source, collector, 'onnx'), 0, source.size));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return { graphs: [reader.facts()], ...collector.facts() };
}

/** The first field is the IR version, as every writer orders them. */
export function startsAsModel(head: Uint8Array): boolean {
  const [tag, version = 0, next = 0] = head;
  return (
    tag === 0x08 && version > 0 && version < IR_VERSIONS && FIELDS.get(next >>> 3) === (next & 7) && next >>> 3 > 1
  );
}

/** A pointer file, or a text that was put there. */
function isOther(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 40)).toString('latin1').startsWith('version https://git-lfs');
}

/** Walks the top level: only fields of a ModelProto, up to the end or to where it breaks off, and a graph among them. */
function isModel(source: ByteSource): boolean {
  const message = new Message(new WireBytes(source, new Collector(), 'onnx'), 0, source.size);
  let graph = false;
  try {
    while (message.next()) {
      if (FIELDS.get(message.field) !== message.wire) return false;
      graph ||= message.field === 7 && startsAsGraph(message.message());
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return graph;
}

/** The first field of a GraphProto: a node, a name, a tensor or an input. */
function startsAsGraph(graph: Message): boolean {
  return graph.next() && graph.wire === LENGTH_DELIMITED && graph.field <= 16;
}

import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { readKerasTexts } from '../keras/read.ts';
import type { Parser } from '../parser.ts';
import { Message, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';

interface Range {
  readonly start: number;
  readonly length: number;
}
const BRACE = 0x7b;

/** `keras_metadata.pb` (SavedMetadata), where TensorFlow 2.5 and later keep the description of each layer. */
export const kerasMetadataParser: Parser = {
  id: 'keras-metadata',
  recognise: ({ path, size }) => size > 0 && /(?:^|\/)keras_metadata\.pb$/u.test(path),
  parse: (source) => readKerasMetadata(source),
};

function readKerasMetadata(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const ranges: Range[] = [];
  try {
    const whole = new Message(new WireBytes(source, collector, 'keras'), 0, source.size);
    while (whole.next()) {
      if (!whole.is(1)) continue;
      const node = whole.message();
      while (node.next()) if (node.is(5)) addRange(node, ranges, collector);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return withDescriptions(source, ranges, collector);
}

/** SavedObjectGraph: up to TensorFlow 2.4 the descriptions are the metadata of its user objects. */
export function objectGraphDescriptions(graph: Message, ranges: Range[], collector: Collector): void {
  while (graph.next()) {
    if (!graph.is(1)) continue;
    const object = graph.message();
    while (object.next()) {
      if (!object.is(4)) continue;
      const user = object.message();
      while (user.next()) if (user.is(3)) addRange(user, ranges, collector);
    }
  }
}

/** Facts of the collector and of the descriptions at `ranges`. */
export function withDescriptions(source: ByteSource, ranges: readonly Range[], collector: Collector): PartialFacts {
  const own = collector.facts();
  if (ranges.length === 0) return own;
  const described = readKerasTexts(source, ranges, 'saved-model');
  return {
    ...described,
    problems: [...own.problems, ...(described.problems ?? [])],
    limits: [...own.limits, ...(described.limits ?? [])],
    complete: own.complete && (described.complete ?? true),
  };
}

/** Metadata of other libraries than Keras may be no JSON. */
function addRange(field: Message, ranges: Range[], collector: Collector): void {
  if (field.length === 0 || field.bytes.at(field.start) !== BRACE) return;
  if (ranges.length < TENSORFLOW_LIMITS.descriptions) ranges.push({ start: field.start, length: field.length });
  else {
    const message = `more than ${TENSORFLOW_LIMITS.descriptions} descriptions of layers`;
    collector.limit('tensorflow.descriptions', message, field.offset);
  }
}

import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileProbe, Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { ArraysHandler } from './arrays.ts';
import { MsgpackReader } from './reader.ts';

const EXTENSIONS: ReadonlySet<string> = new Set(['msgpack', 'mpk']);
/** flax names a checkpoint `checkpoint_100`, and spaCy a component `model`. */
const START = /^[A-Za-z_][\w./ -]*$/u;
/** With so many values before a fault it is a broken file of MessagePack, and not another one that starts alike. */
const CONVINCING = 16;

/**
 * MessagePack, which has no magic: a file that is named so, or one that starts with a map of named entries and is read on
 * from there.
 */
export const msgpackParser: Parser = {
  id: 'msgpack',
  recognise: (probe) => startsWithNamedMap(probe.head) || (EXTENSIONS.has(probe.extension) && isBinary(probe)),
  parse: (source, { extension }) => readMsgpack(source, EXTENSIONS.has(extension)),
};

function readMsgpack(source: ByteSource, named: boolean): PartialFacts | undefined {
  const collector = new Collector();
  const handler = new ArraysHandler(source, collector);
  const reader = new MsgpackReader(source, handler, collector);
  let whole = true;
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    whole = false;
  }
  if (!whole && !named && reader.values < CONVINCING) return undefined;
  const { values, documents } = reader;
  return { documents: [{ format: 'msgpack', documents, values, ...handler.facts() }], ...collector.facts() };
}

function isBinary({ head, size }: FileProbe): boolean {
  return size > 0 && head.subarray(0, 4096).some((byte) => byte >= 0x80 || byte < 0x09);
}

/** A map with at least one entry, whose first key is a short name as text or as bytes. */
function startsWithNamedMap(head: Uint8Array): boolean {
  const first = head[0] ?? 0;
  const at = first > 0x80 && first <= 0x8f ? 1 : first === 0xde ? 3 : first === 0xdf ? 5 : undefined;
  if (at === undefined) return false;
  const mark = head[at] ?? 0;
  const short = mark > 0xa0 && mark <= 0xbf;
  if (!short && mark !== 0xd9 && mark !== 0xc4) return false;
  const length = short ? mark & 0x1f : (head[at + 1] ?? 0);
  const start = short ? at + 1 : at + 2;
  if (length === 0 || length > 64 || start + length > head.length) return false;
  return START.test(Buffer.from(head.subarray(start, start + length)).toString('latin1'));
}

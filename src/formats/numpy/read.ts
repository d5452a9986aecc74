import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import { SliceSource } from '../pickle/embedded.ts';
import { pickleFacts } from '../pickle/parser.ts';
import { readPickles } from '../pickle/streams.ts';

const MAGIC = Buffer.from('934e554d5059', 'hex');
const HEADER = 1 << 20;

export function isNumpy(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.length).subarray(0, MAGIC.length).equals(MAGIC);
}

/**
 * A NumPy array file, format 1.0 to 3.0 (NEP 1). Arrays of objects are a pickle after the header, whatever the header
 * says, so the data is looked at and not believed. Undefined if it is none.
 */
export function readNumpy(source: ByteSource, head: Uint8Array): PartialFacts | undefined {
  if (!isNumpy(head)) return undefined;
  const wide = (head[6] ?? 0) >= 2;
  const start = wide ? 12 : 10;
  const view = Buffer.from(source.read(0, start));
  if (view.length < start)
    return { problems: [{ code: 'numpy-header', message: 'the header is cut short', offset: 0 }] };
  const length = wide ? view.readUInt32LE(8) : view.readUInt16LE(8);
  if (length > HEADER || start + length > source.size) {
    return {
      problems: [
        {
          code: 'numpy-header',
          message: `the header states ${length} bytes, more than the file or the limit allows`,
          offset: 8,
        },
      ],
    };
  }
  const header = Buffer.from(source.read(start, length)).toString('latin1');
  const data = start + length;
  if (!/['"|]O|object/u.test(header)) return {};
  const { pickles, limits, complete } = pickleFacts(
    readPickles(new SliceSource(source, data, source.size - data), { searchAll: true }),
  );
  return {
    pickles: pickles.map((stream) => ({
      ...stream,
      offset: stream.offset + data,
      uses: stream.uses.map((use) => (stream.depth === 0 ? { ...use, offset: use.offset + data } : use)),
    })),
    limits,
    complete,
  };
}

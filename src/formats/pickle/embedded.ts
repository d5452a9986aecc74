import { MemorySource, SliceSource, type ByteSource } from '../byte-source.ts';
import { walkZip } from '../zip/walk.ts';
import { inflateRawInto } from '../compression/node-codec.ts';
import { decoded } from '../compression/output.ts';
import { compressionOf, decompress } from '../compression/codecs.ts';
import { PICKLE_LIMITS } from './limits.ts';
import type { Embedded } from './operands.ts';
import { findCandidates } from './search.ts';
import { decodeQuoted, decodeRawUnicode } from './text.ts';

/** Where in `bytes` a pickle may start: at the start, then further in. */
export function* embeddedStarts(bytes: ByteSource): Generator<number> {
  yield 0;
  yield* findCandidates(bytes, 1, Math.min(bytes.size, PICKLE_LIMITS.nestedSearch));
}

/** The bytes that an operand stands for. */
export function embeddedBytes(source: ByteSource, embedded: Embedded): ByteSource {
  const { offset, length, encoding } = embedded;
  if (encoding === 'bytes' || encoding === 'latin1' || encoding === 'archive')
    return new SliceSource(source, offset, length);
  if (length > PICKLE_LIMITS.encodedBytes) return new SliceSource(source, offset, length);
  const raw = Buffer.from(source.read(offset, length));
  if (encoding === 'base64') return new MemorySource(expanded(Buffer.from(raw.toString('latin1'), 'base64')));
  if (encoding === 'hex') return new MemorySource(expanded(Buffer.from(raw.toString('latin1'), 'hex')));
  if (encoding === 'compressed') return new MemorySource(expanded(raw));
  if (encoding === 'utf8') {
    // `_codecs.encode(text, 'latin1')`, how protocols 0 to 2 write bytes: each character is one byte.
    const text = raw.toString('utf8');
    return new MemorySource(isLatin1(text) ? Buffer.from(text, 'latin1') : raw);
  }
  const text = encoding === 'quoted' ? decodeQuoted(raw.toString('latin1')) : decodeRawUnicode(raw.toString('latin1'));
  return new MemorySource(Buffer.from(text, 'latin1'));
}

/** The members that torch.save writes, as far as their names go; everything else may be code or another archive. */
const TORCH_MEMBER =
  /^[^/]+\/(?:data\.pkl|data\/\d+|version|byteorder|\.data\/serialization_id|\.format_version|\.storage_alignment)$/u;

/** The pickle of an archive of torch.save that lies in a value, or undefined if it is not plainly one. */
export function torchPickle(archive: ByteSource): ByteSource | undefined {
  const walk = walkZip(archive);
  if (walk === undefined || walk.problems.length > 0 || walk.limits.length > 0) return undefined;
  const { members } = walk.facts;
  if (
    members.some(
      ({ name, method, size, compressedSize }) => !TORCH_MEMBER.test(name) || method !== 0 || size !== compressedSize,
    )
  )
    return undefined;
  const [pickle, ...more] = members.filter(({ name }) => name.endsWith('/data.pkl'));
  return pickle === undefined || more.length > 0 ? undefined : new SliceSource(archive, pickle.dataOffset, pickle.size);
}

/** What the members of an archive hold, or undefined if not every reader would find the same in it or it is too large. */
export function archivedContents(archive: ByteSource): ByteSource[] | undefined {
  const walk = walkZip(archive);
  if (walk === undefined || walk.problems.length > 0 || walk.limits.length > 0) return undefined;
  let room: number = PICKLE_LIMITS.encodedBytes;
  const contents: ByteSource[] = [];
  for (const { method, dataOffset, compressedSize, size } of walk.facts.members) {
    room -= size;
    if (room < 0) return undefined;
    const packed = new SliceSource(archive, dataOffset, compressedSize);
    if (method === STORED) contents.push(packed);
    else if (method === DEFLATED) {
      const { bytes, fault } = decoded(new Uint8Array(0), size, (output) => inflateRawInto(packed, 0, output));
      if (fault !== undefined) return undefined;
      contents.push(new MemorySource(bytes));
    } else return undefined;
  }
  return contents;
}

const STORED = 0;
const DEFLATED = 8;

/** What base64 of a value held, out of one compression if it has one. */
export function expanded(packed: Uint8Array): Uint8Array {
  const compression = compressionOf(packed);
  return compression === undefined ? packed : decompress(compression, packed, PICKLE_LIMITS.encodedBytes).bytes;
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0xff) return false;
  return true;
}

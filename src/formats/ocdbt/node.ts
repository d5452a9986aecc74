import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import { MemorySource, type ByteSource } from '../byte-source.ts';
import { decompress } from '../compression/codecs.ts';
import { crc32c } from '../compression/crc32c.ts';
import { OCDBT_LIMITS } from './limits.ts';

/** Magics of format/manifest.cc, format/btree_codec.h and format/version_tree_codec.h, big endian. */
const KINDS = { manifest: 0x0cdb_3a2a, tree: 0x0cdb_20de, versions: 0x0cdb_1234 } as const;
/** Magic, length, version and compression before, a checksum behind. */
const LEAST = 4 + 8 + 1 + 1 + 4;
/** Bytes of the identifier that a manifest starts with. */
const IDENTIFIER = 16;
const SINGLE = 0;
const ZSTD = 1;

export interface OcdbtNode {
  readonly length: number;
  /** From the root of the store: a base path and one relative to it. */
  readonly files: readonly string[];
}

export interface OcdbtFault {
  readonly what: 'checksum' | 'length' | 'version' | 'content' | 'limit';
  readonly message: string;
}

export function startsAsNode(head: Uint8Array): boolean {
  const magic = head.length < 4 ? 0 : Buffer.from(head.buffer, head.byteOffset, 4).readUInt32BE(0);
  return magic === KINDS.manifest || magic === KINDS.tree || magic === KINDS.versions;
}

/** One manifest or node at `position`: its checksum, and the table of files that everything in it refers to. */
export function readNode(source: ByteSource, position: number): OcdbtNode | OcdbtFault {
  const header = Buffer.from(new Uint8Array(source.read(position, 12)));
  const magic = header.readUInt32BE(0);
  const length = header.length === 12 ? Number(header.readBigUInt64LE(4)) : 0;
  if (length < LEAST || length > source.size - position)
    return { what: 'length', message: `a node of ${length} bytes, and ${source.size - position} are left` };
  if (length > OCDBT_LIMITS.node) return { what: 'limit', message: `a node of ${length} bytes` };
  const bytes = Buffer.from(new Uint8Array(source.read(position, length)));
  if (crc32c(bytes.subarray(0, -4)) !== bytes.readUInt32LE(length - 4))
    return { what: 'checksum', message: 'the checksum of a node is wrong' };
  if (bytes[12] !== 0) return { what: 'version', message: `a node of the version ${bytes[12]}` };
  const stored = bytes.subarray(14, -4);
  if (bytes[13] !== 0 && bytes[13] !== ZSTD)
    return { what: 'version', message: `a node of the compression ${bytes[13]}` };
  const expanded =
    bytes[13] === ZSTD ? decompress('zstd', stored, OCDBT_LIMITS.node) : { bytes: stored, fault: undefined };
  if (expanded.fault !== undefined)
    return { what: expanded.fault.kind === 'limit' ? 'limit' : 'content', message: 'a node can not be expanded' };
  try {
    return { length, files: filesOf(new BinaryReader(new MemorySource(expanded.bytes)), magic) };
  } catch (error) {
    if (!(error instanceof EndOfBytes)) throw error;
    return { what: 'content', message: 'the content of a node is cut short' };
  }
}

function filesOf(reader: BinaryReader, magic: number): readonly string[] {
  if (magic === KINDS.manifest) {
    reader.skip(IDENTIFIER);
    const kind = reader.u8();
    // The largest value in the tree, and the largest node.
    varint(reader);
    varint(reader);
    reader.skip(1);
    if (varint(reader) === ZSTD) reader.skip(4);
    // Another kind has its versions in files of their own.
    if (kind !== SINGLE) return [];
  } else reader.skip(magic === KINDS.tree ? 1 : 2);
  return table(reader);
}

/** Columns of lengths, then what each path has that the one before it has not (format/data_file_id_codec.cc). */
function table(reader: BinaryReader): readonly string[] {
  const count = varint(reader);
  // Three lengths of a byte at the least.
  if (count > reader.remaining / 2 || count > OCDBT_LIMITS.files) throw new EndOfBytes(reader.position);
  const prefixes = [0, ...column(reader, Math.max(0, count - 1))];
  const suffixes = column(reader, count);
  column(reader, count);
  const paths: string[] = [];
  let last: Buffer = Buffer.alloc(0);
  for (let index = 0; index < count; index += 1) {
    const [prefix = 0, suffix = 0] = [prefixes[index], suffixes[index]];
    if (prefix > last.length || prefix + suffix > OCDBT_LIMITS.path) throw new EndOfBytes(reader.position);
    last = Buffer.concat([last.subarray(0, prefix), reader.bytes(suffix)]);
    paths.push(last.toString('utf8'));
  }
  return paths;
}

function column(reader: BinaryReader, count: number): number[] {
  return Array.from({ length: count }, () => varint(reader));
}

function varint(reader: BinaryReader): number {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = reader.u8();
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw new EndOfBytes(reader.position);
}

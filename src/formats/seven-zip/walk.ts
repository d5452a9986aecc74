import { crc32 } from 'node:zlib';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { DecodeFault } from '../compression/output.ts';
import { readFiles, type ArchivedFile } from './files.ts';
import type { ExpansionBudget } from '../parser.ts';
import { expandFolder } from './folder.ts';
import { HeaderBytes } from './header-bytes.ts';
import { SEVEN_ZIP_LIMITS } from './limits.ts';
import { readStreams, type Streams } from './streams.ts';

/* After "7zFormat.txt" of the LZMA SDK. */

const SIGNATURE = Buffer.from('377abcaf271c', 'hex');
const START = 32;
const HEADER = 0x01;
const ARCHIVE_PROPERTIES = 0x02;
const ADDITIONAL_STREAMS = 0x03;
const MAIN_STREAMS = 0x04;
const FILES = 0x05;
const END = 0x00;
const ENCODED_HEADER = 0x17;

/** Where an archive starts in `head`: at its start, or behind other bytes, where its header must hold. */
export function findSevenZip(head: Uint8Array): number | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  for (let at = bytes.indexOf(SIGNATURE); at !== -1; at = bytes.indexOf(SIGNATURE, at + 1))
    if (at === 0 || startHolds(bytes.subarray(at, at + START))) return at;
  return undefined;
}

function startHolds(start: Buffer): boolean {
  return start.length === START && start.readUInt32LE(8) === crc32(start.subarray(12));
}

/** A part of the archive that something describes. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

export interface SevenZipWalk {
  readonly streams: Streams;
  readonly files: readonly ArchivedFile[];
  /** Packed streams and headers, in order. */
  readonly extents: readonly Extent[];
}

/** The headers of an archive that starts where `source` does. @throws DecodeFault */
export function walkSevenZip(source: ByteSource, budget: ExpansionBudget): SevenZipWalk {
  const start = Buffer.from(source.read(0, START));
  if (!startHolds(start)) throw new DecodeFault('broken', 'the CRC of the start header is wrong', 0);
  if (start.readUInt8(6) !== 0) throw new DecodeFault('unread', 'the archive is of a later version', 6);
  const offset = START + Number(start.readBigUInt64LE(12));
  const size = Number(start.readBigUInt64LE(20));
  const extents: Extent[] = [
    { from: 0, to: START },
    { from: offset, to: offset + size },
  ];
  if (offset + size > source.size) throw new DecodeFault('broken', 'the header lies past the end of the archive', 12);
  if (size > SEVEN_ZIP_LIMITS.header) throw tooLarge(size);
  let bytes: Buffer = Buffer.from(source.read(offset, size));
  if (crc32(bytes) !== start.readUInt32LE(28))
    throw new DecodeFault('broken', 'the CRC of the header is wrong', offset);
  for (let depth = 0; bytes[0] === ENCODED_HEADER; depth += 1) {
    if (depth === SEVEN_ZIP_LIMITS.headers)
      throw new DecodeFault('limit', `more than ${SEVEN_ZIP_LIMITS.headers} headers hold one another`, offset);
    const header = new HeaderBytes(bytes.subarray(1));
    const streams = readStreams(header);
    if (header.left > 0) throw new DecodeFault('broken', 'bytes follow the description of the header', offset);
    bytes = expandHeader(source, streams, extents, budget);
  }
  const walk = bytes.length === 0 ? EMPTY : readHeader(new HeaderBytes(bytes));
  packedStreams(source, walk.streams, extents);
  return { ...walk, extents: extents.sort((a, b) => a.from - b.from || a.to - b.to) };
}

const EMPTY = { streams: { packPosition: 0, packSizes: [], folders: [] }, files: [] };

function tooLarge(size: number): DecodeFault {
  return new DecodeFault(
    'limit',
    `headers of ${size} bytes are more than the ${SEVEN_ZIP_LIMITS.header} that are read`,
    12,
  );
}

/** The packed stream of each folder. They are noted as extents. @throws DecodeFault where one goes past the end */
export function packedStreams(
  source: ByteSource,
  { packPosition, packSizes }: Streams,
  extents: Extent[] = [],
): ByteSource[] {
  let at = START + packPosition;
  return packSizes.map((size) => {
    const from = at;
    at += size;
    if (at > source.size) throw new DecodeFault('broken', 'a packed stream goes past the end of the archive', 0);
    extents.push({ from, to: at });
    return new SliceSource(source, from, size);
  });
}

function expandHeader(source: ByteSource, streams: Streams, extents: Extent[], budget: ExpansionBudget): Buffer {
  const [packed, ...others] = packedStreams(source, streams, extents);
  const [folder] = streams.folders;
  if (packed === undefined || folder === undefined || others.length > 0)
    throw new DecodeFault('broken', 'the header is packed in no stream, or in several', 0);
  const size = folder.steps.at(-1)?.size ?? 0;
  if (size > SEVEN_ZIP_LIMITS.header) throw tooLarge(size);
  const expanded = expandFolder(packed, folder, budget);
  const bytes = Buffer.from(expanded.source.read(0, size));
  expanded.release();
  if (expanded.fault !== undefined) throw expanded.fault;
  if (folder.crc32 !== undefined && crc32(bytes) !== folder.crc32)
    throw new DecodeFault('broken', 'the CRC of the packed header is wrong', 0);
  return bytes;
}

function readHeader(header: HeaderBytes): Omit<SevenZipWalk, 'extents'> {
  header.expect(HEADER, 'the header');
  let streams: Streams = EMPTY.streams;
  let files: ArchivedFile[] = [];
  let id = header.u8();
  if (id === ARCHIVE_PROPERTIES) {
    while (header.number() !== END) header.take(header.number());
    id = header.u8();
  }
  if (id === ADDITIONAL_STREAMS) throw new DecodeFault('unread', 'parts of the header lie in streams of their own', 0);
  if (id === MAIN_STREAMS) {
    streams = readStreams(header);
    id = header.u8();
  }
  if (id === FILES) {
    files = readFiles(header);
    id = header.u8();
  }
  if (id !== END || header.left > 0) throw header.fault('the header does not end where it should');
  return { streams, files };
}

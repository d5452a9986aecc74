import type { ByteSource } from '../byte-source.ts';
import { readExtra, type Extra } from './extra.ts';

/*
 * The records of a zip file as bytes say, APPNOTE.TXT 6.3.10 §4.3. Nothing is reconciled here.
 */

export const LOCAL_SIGNATURE = 0x0403_4b50;
export const CENTRAL_SIGNATURE = 0x0201_4b50;
const END_SIGNATURE = 0x0605_4b50;
const END64_SIGNATURE = 0x0606_4b50;
const LOCATOR64_SIGNATURE = 0x0706_4b50;
const DESCRIPTOR_SIGNATURE = 0x0807_4b50;

const END_SIZE = 22;
const LOCATOR64_SIZE = 20;
const END64_SIZE = 56;
const MAX_COMMENT = 0xffff;
const U32 = 0xffff_ffff;
const U16 = 0xffff;

/** A copy, as Buffer: sources may reuse what they return. */
export function readAt(source: ByteSource, offset: number, length: number): Buffer {
  return offset < 0 || length <= 0 ? Buffer.alloc(0) : Buffer.from(source.read(offset, length));
}

export interface EndRecord {
  readonly offset: number;
  /** Where the records that end the archive start: the zip64 record where there is one. */
  readonly start: number;
  readonly end: number;
  /** Where the comment starts. */
  readonly comment: number;
  readonly entries: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  readonly zip64: boolean;
  /** Further end records in the same tail. */
  readonly others: readonly number[];
  readonly problems: readonly string[];
}

/** The last end record, which CPython's zipfile and miniz both take. */
export function findEnd(source: ByteSource): EndRecord | undefined {
  const tailStart = Math.max(0, source.size - END_SIZE - MAX_COMMENT);
  const tail = readAt(source, tailStart, source.size - tailStart);
  const found: number[] = [];
  for (let index = tail.length - END_SIZE; index >= 0; index -= 1) {
    if (tail.readUInt32LE(index) === END_SIGNATURE) found.push(index);
    if (found.length > 16) break;
  }
  const index = found[0];
  if (index === undefined) return undefined;
  const offset = tailStart + index;
  const problems: string[] = [];
  if (tail.readUInt16LE(index + 4) !== 0 && tail.readUInt16LE(index + 4) !== U16)
    problems.push('the archive says that it spans several disks');
  let entries = tail.readUInt16LE(index + 10);
  if (tail.readUInt16LE(index + 8) !== entries) problems.push('the end record counts entries twice, differently');
  let directorySize = tail.readUInt32LE(index + 12);
  let directoryOffset = tail.readUInt32LE(index + 16);
  const end = offset + END_SIZE + tail.readUInt16LE(index + 20);
  let start = offset;
  const locator = readAt(source, offset - LOCATOR64_SIZE, LOCATOR64_SIZE);
  const zip64 = locator.length === LOCATOR64_SIZE && locator.readUInt32LE(0) === LOCATOR64_SIGNATURE;
  if (zip64) {
    const stated = Number(locator.readBigUInt64LE(8));
    const adjacent = offset - LOCATOR64_SIZE - END64_SIZE;
    // miniz and 7-Zip go where the locator points, CPython right before the locator. Bytes before the archive shift offsets.
    const at = [stated, adjacent].find((place) => {
      const head = readAt(source, place, 4);
      return head.length === 4 && head.readUInt32LE(0) === END64_SIGNATURE;
    });
    const record = at === undefined ? undefined : readAt(source, at, END64_SIZE);
    if (at === undefined || record === undefined || record.length < END64_SIZE) {
      problems.push('the zip64 locator points to no zip64 end record');
    } else {
      start = at;
      if (at !== adjacent || Number(record.readBigUInt64LE(4)) !== END64_SIZE - 12)
        problems.push('the zip64 end record does not lie right before its locator');
      if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1 || record.readUInt32LE(16) !== 0)
        problems.push('the archive says that it spans several disks');
      if (record.readBigUInt64LE(24) !== record.readBigUInt64LE(32))
        problems.push('the zip64 end record counts entries twice, differently');
      const wide = {
        entries: Number(record.readBigUInt64LE(32)),
        size: Number(record.readBigUInt64LE(40)),
        offset: Number(record.readBigUInt64LE(48)),
      };
      if (
        (entries !== U16 && entries !== wide.entries) ||
        (directorySize !== U32 && directorySize !== wide.size) ||
        (directoryOffset !== U32 && directoryOffset !== wide.offset)
      ) {
        problems.push('the zip64 end record and the end record differ');
      }
      ({ entries, size: directorySize, offset: directoryOffset } = wide);
    }
  } else if (directorySize === U32 || directoryOffset === U32)
    problems.push('the end record refers to a zip64 record that is not there');
  return {
    offset,
    start,
    end,
    comment: offset + END_SIZE,
    entries,
    directorySize,
    directoryOffset,
    zip64,
    others: found.slice(1).map((other) => tailStart + other),
    problems,
  };
}

export interface CentralEntry extends Extra {
  readonly offset: number;
  readonly length: number;
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  /** Unix mode, or 0. Readers differ on which systems they believe to have one. */
  readonly mode: number;
  /** The disk that it starts on. */
  readonly disk: number;
}

/** The entry at `index` of the directory's bytes, or undefined where none can be. */
export function readCentral(directory: Buffer, index: number, directoryOffset: number): CentralEntry | undefined {
  if (index + 46 > directory.length || directory.readUInt32LE(index) !== CENTRAL_SIGNATURE) return undefined;
  const nameLength = directory.readUInt16LE(index + 28);
  const extraLength = directory.readUInt16LE(index + 30);
  const length = 46 + nameLength + extraLength + directory.readUInt16LE(index + 32);
  if (index + length > directory.length) return undefined;
  const narrow = {
    compressedSize: directory.readUInt32LE(index + 20),
    size: directory.readUInt32LE(index + 24),
    headerOffset: directory.readUInt32LE(index + 42),
  };
  const rawName = directory.subarray(index + 46, index + 46 + nameLength);
  const extra = directory.subarray(index + 46 + nameLength, index + 46 + nameLength + extraLength);
  return {
    offset: directoryOffset + index,
    length,
    rawName,
    flags: directory.readUInt16LE(index + 8),
    method: directory.readUInt16LE(index + 10),
    crc32: directory.readUInt32LE(index + 16),
    ...readExtra(extra, narrow, rawName),
    disk: directory.readUInt16LE(index + 34),
    mode: directory.readUInt16LE(index + 40),
  };
}

export interface LocalHeader extends Extra {
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly dataOffset: number;
}

export function readLocal(source: ByteSource, offset: number): LocalHeader | undefined {
  const head = readAt(source, offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL_SIGNATURE) return undefined;
  const nameLength = head.readUInt16LE(26);
  const extraLength = head.readUInt16LE(28);
  const rest = readAt(source, offset + 30, nameLength + extraLength);
  if (rest.length < nameLength + extraLength) return undefined;
  const rawName = rest.subarray(0, nameLength);
  const narrow = { size: head.readUInt32LE(22), compressedSize: head.readUInt32LE(18), headerOffset: 0 };
  return {
    rawName,
    flags: head.readUInt16LE(6),
    method: head.readUInt16LE(8),
    crc32: head.readUInt32LE(14),
    ...readExtra(rest.subarray(nameLength), narrow, rawName),
    dataOffset: offset + 30 + nameLength + extraLength,
  };
}

/**
 * Length of the data descriptor at `offset` that states these values, in any of its four layouts, or undefined. Of an empty
 * member two of them look alike: then the one counts behind which the next record starts.
 */
export function descriptorLength(source: ByteSource, offset: number, entry: CentralEntry): number | undefined {
  const bytes = readAt(source, offset, 28);
  let found: number | undefined;
  for (const signed of [true, false]) {
    const at = signed ? 4 : 0;
    if (signed && (bytes.length < 4 || bytes.readUInt32LE(0) !== DESCRIPTOR_SIGNATURE)) continue;
    for (const wide of [false, true]) {
      const length = at + (wide ? 20 : 12);
      if (bytes.length < length || bytes.readUInt32LE(at) !== entry.crc32) continue;
      const compressedSize = wide ? Number(bytes.readBigUInt64LE(at + 4)) : bytes.readUInt32LE(at + 4);
      const size = wide ? Number(bytes.readBigUInt64LE(at + 12)) : bytes.readUInt32LE(at + 8);
      if (compressedSize !== entry.compressedSize || size !== entry.size) continue;
      found ??= length;
      const next = bytes.length < length + 4 ? 0 : bytes.readUInt32LE(length);
      if (next === LOCAL_SIGNATURE || next === CENTRAL_SIGNATURE) return length;
    }
  }
  return found;
}

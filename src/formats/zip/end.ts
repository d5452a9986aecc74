import { readAt, findEnd, CENTRAL_SIGNATURE } from './records.ts';
import type { ByteSource } from '../byte-source.ts';

const LOCATOR64 = 0x0706_4b50;
/** A directory that starts before the tail and is larger than this is none. */
const MAX_DIRECTORY = 64 << 20;
const END_RECORD = Buffer.from('504b0506', 'hex');

/** An end record whose directory, as far as it lies in the tail, is one: the four letters alone occur in programs too. */
export function endsAsZip(tail: Buffer, fileSize: number): boolean {
  for (let at = tail.lastIndexOf(END_RECORD); at !== -1; at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1)) {
    if (at + 22 > tail.length) continue;
    const size = tail.readUInt32LE(at + 12);
    const zip64 = at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64;
    const start = at - size;
    if (
      zip64 ||
      (start >= 0
        ? tail.readUInt16LE(at + 10) > 0 && tail.readUInt32LE(start) === CENTRAL_SIGNATURE
        : size < MAX_DIRECTORY && size <= fileSize - tail.length + at)
    )
      return true;
  }
  return false;
}

/**
 * Whether an archive that lies in another container, not compressed further, is meant as a part of that one: its offsets
 * count from its own start. Made for this place they count from the start of the file, and miniz follows them.
 */
export function countsFromItsStart(source: ByteSource): boolean {
  const end = findEnd(source);
  if (end === undefined || end.start - end.directorySize === end.directoryOffset) return false;
  const head = readAt(source, end.directoryOffset, 4);
  return head.length < 4 || head.readUInt32LE(0) !== CENTRAL_SIGNATURE;
}

import type { ByteSource } from '../byte-source.ts';

export const BLOCK = 512;
const CHECKSUM = 148;
const CHECKSUM_END = 156;
/** Fewer digits are no checksum: eight blanks alone add up to 256. */
const CHECKSUM_DIGITS = 3;

/** A header as bytes say. Nothing is reconciled here. */
export interface TarHeader {
  readonly name: string;
  /** Undefined where no reader makes a number of it. */
  readonly size: number | undefined;
  /** Whether readers make other numbers of the size, or some none. */
  readonly sizeDiffers: boolean;
  readonly type: string;
  readonly linked: string;
  /** Whether some readers take the block for no header, because its checksum is not written as usual. */
  readonly isDoubtful: boolean;
}

/** By the checksum of the first header: old tar files have no magic, and a name may be empty. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && checksumHolds(Buffer.from(head.buffer, head.byteOffset, BLOCK));
}

/** The header's block is a copy. Undefined where the checksum does not hold. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (!checksumHolds(block)) return undefined;
  const [size, ...others] = numbersOf(block.subarray(124, 136));
  return {
    name: nameOf(block),
    size,
    sizeDiffers: others.length > 0,
    type: String.fromCharCode(block[156] ?? 0),
    linked: textOf(block, 157, 257),
    isDoubtful: !/^ *[0-7]+[\0 ]+$/u.test(block.toString('latin1', CHECKSUM, CHECKSUM_END)),
  };
}

/** Readers take the sum over unsigned bytes, and one over signed bytes, which some writers of old have computed. */
function checksumHolds(block: Buffer): boolean {
  const stated = checksumsOf(block.subarray(CHECKSUM, CHECKSUM_END));
  if (stated.length === 0) return false;
  let unsigned = 0;
  let signed = 0;
  for (let index = 0; index < BLOCK; index += 1) {
    const byte = index >= CHECKSUM && index < CHECKSUM_END ? 0x20 : (block[index] ?? 0);
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return stated.some((value) => value === unsigned || value === signed);
}

function checksumsOf(field: Buffer): number[] {
  if (((field[0] ?? 0) & 0x80) !== 0) return numbersOf(field);
  const digits = /^[ \t]*([0-7]*)/u.exec(field.toString('latin1'))?.[1] ?? '';
  return digits.length >= CHECKSUM_DIGITS || asPython(field) !== undefined ? numbersOf(field) : [];
}

/**
 * What readers make of a number: one value where all agree, none where none makes one. GNU tar and libarchive read octal
 * digits up to the first other byte; CPython's tarfile gives the text up to the first NUL to `int(…, 8)`.
 */
function numbersOf(field: Buffer): number[] {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field[0] === 0x80 ? Number(`0x${field.toString('hex', 1)}`) : Number.NaN;
    return Number.isSafeInteger(value) ? [value] : [];
  }
  const text = field.toString('latin1');
  const digits = /^[ \t]*([0-7]*)/u.exec(text)?.[1] ?? '';
  const octal = digits === '' ? 0 : Number.parseInt(digits, 8);
  if (/^ *[0-7]* *(?:\0[^]*)?$/u.test(text)) return [octal];
  // Not as any writer writes it: the value of one reader, and what tells that there are others.
  return [octal, asPython(field) ?? Number.NaN];
}

/** `int(text.strip(), 8)`, without the empty text. */
function asPython(field: Buffer): number | undefined {
  const end = field.indexOf(0);
  const text = field.toString('latin1', 0, end === -1 ? field.length : end).trim();
  if (!/^[+-]?(?:0[oO]_?)?[0-7]+(?:_[0-7]+)*$/u.test(text)) return undefined;
  const value = Number.parseInt(text.replaceAll(/[+\-oO_]/gu, ''), 8);
  return text.startsWith('-') ? -value : value;
}

function nameOf(block: Buffer): string {
  const prefix = block.toString('latin1', 257, 262) === 'ustar' ? textOf(block, 345, 500) : '';
  return prefix === '' ? textOf(block, 0, 100) : `${prefix}/${textOf(block, 0, 100)}`;
}

/** Text up to the first NUL. */
function textOf(block: Buffer, from: number, to: number): string {
  const raw = block.subarray(from, to);
  const end = raw.indexOf(0);
  return raw.toString('utf8', 0, end === -1 ? raw.length : end);
}

/** Longest name, or records of pax, that are read. */
const LONGEST = 1 << 20;

/** What headers say of the next one, or of all that follow (pax, POSIX.1-2001). */
export interface PaxRecords {
  readonly records: ReadonlyMap<string, string>;
  /** Whether the records are as the standard says, to their last byte. */
  readonly whole: boolean;
}

/** `length key=value\n`, each of the length that it states; the last of several under one key counts. */
export function readPax(source: ByteSource, offset: number, size: number): PaxRecords {
  const records = new Map<string, string>();
  const bytes = Buffer.from(source.read(offset, Math.min(size, LONGEST)));
  let at = 0;
  // CPython's tarfile stops at the first NUL.
  while (at < bytes.length && bytes[at] !== 0) {
    const space = bytes.indexOf(0x20, at);
    const digits = space === -1 || space - at > 8 ? '' : bytes.toString('latin1', at, space);
    const length = /^[1-9][0-9]*$/u.test(digits) ? Number(digits) : 0;
    const end = at + length;
    const equals = bytes.indexOf(0x3d, space);
    if (length === 0 || end > bytes.length || bytes[end - 1] !== 0x0a || equals === -1 || equals >= end)
      return { records, whole: false };
    records.set(bytes.toString('utf8', space + 1, equals), bytes.toString('utf8', equals + 1, end - 1));
    at = end;
  }
  return { records, whole: size <= LONGEST && bytes.subarray(at).every((byte) => byte === 0) };
}

/** The long name or link of GNU tar: text up to the first NUL. */
export function readLongName(source: ByteSource, offset: number, size: number): string {
  const bytes = Buffer.from(source.read(offset, Math.min(size, LONGEST)));
  return textOf(bytes, 0, bytes.length);
}

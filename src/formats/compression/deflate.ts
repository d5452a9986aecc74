import { crc32 } from 'node:zlib';
import { behindPadding } from '../archive/padding.ts';
import type { ByteSource } from '../byte-source.ts';
import { inflateRawInto } from './node-codec.ts';
import { DecodeFault, type Output } from './output.ts';

/* gzip (RFC 1952) and zlib (RFC 1950) around raw deflate. */

const GZIP_HEADER = 10;
/** Extra field, name and comment of a member: longer than anybody writes. */
const LONGEST_HEADER = 1 << 20;
const HEADER_CRC = 0x02;
const EXTRA = 0x04;
const NAME = 0x08;
const COMMENT = 0x10;
const RESERVED = 0xe0;
const DEFLATE = 8;
const PRESET_DICTIONARY = 0x20;
/** Longest run for which neither sum of Adler-32 overflows 32 bits. */
const ADLER_RUN = 5_552;
const ADLER_BASE = 65_521;

export function startsAsGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * All members, with the zeros that may lie between them: CPython's gzip reads on behind those, where zlib's own stops.
 */
export function gzipInto(input: ByteSource, output: Output): number {
  for (let at = 0; ;) {
    at = memberInto(input, at, output);
    const next = behindPadding(input, at);
    if (next === undefined) return input.size;
    if (!startsAsGzip(input.read(next, 2))) return at;
    at = next;
  }
}

function memberInto(input: ByteSource, start: number, output: Output): number {
  const data = start + gzipHeader(input.read(start, LONGEST_HEADER), start);
  const from = output.total;
  let sum = 0;
  output.watch((bytes) => (sum = crc32(bytes, sum)));
  const end = inflateRawInto(input, data, output);
  output.watch();
  const trailer = Buffer.from(input.read(end, 8));
  if (trailer.length < 8) throw cut(input);
  if (trailer.readUInt32LE(0) !== sum) throw new DecodeFault('broken', 'the CRC of the content is wrong', end);
  if (trailer.readUInt32LE(4) !== (output.total - from) % 2 ** 32)
    throw new DecodeFault('broken', 'the content has another size than is stated', end);
  return end + 8;
}

function gzipHeader(member: Uint8Array, offset: number): number {
  const flags = member[3];
  if (flags === undefined || member.length < GZIP_HEADER)
    throw new DecodeFault('broken', 'the header is cut off', offset);
  if (member[2] !== DEFLATE || (flags & RESERVED) !== 0)
    throw new DecodeFault('unread', 'the header states another method or flags than RFC 1952 has', offset);
  let at = GZIP_HEADER;
  if ((flags & EXTRA) !== 0) at += 2 + (member[at] ?? 0) + (member[at + 1] ?? 0) * 256;
  for (const flag of [NAME, COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = member.indexOf(0, at);
    at = end === -1 ? member.length + 1 : end + 1;
  }
  if ((flags & HEADER_CRC) !== 0) at += 2;
  if (at > member.length) throw new DecodeFault('broken', 'the header is cut off', offset);
  return at;
}

/** RFC 1950: method 8, a window of at most 32 KiB, both bytes divisible by 31. */
export function startsAsZlib(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  return head.length >= 8 && (first & 0x0f) === DEFLATE && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;
}

/** From `start` on; returns the offset behind it. */
export function zlibInto(input: ByteSource, start: number, output: Output): number {
  if (((input.read(start + 1, 1)[0] ?? 0) & PRESET_DICTIONARY) !== 0)
    throw new DecodeFault('unread', 'the stream needs a dictionary that it lacks', start);
  const sum = new Adler32();
  output.watch((bytes) => sum.update(bytes));
  const end = inflateRawInto(input, start + 2, output);
  output.watch();
  const trailer = Buffer.from(input.read(end, 4));
  if (trailer.length < 4) throw cut(input);
  if (trailer.readUInt32BE(0) !== sum.value)
    throw new DecodeFault('broken', 'the checksum of the content is wrong', end);
  return end + 4;
}

class Adler32 {
  private one = 1;
  private two = 0;

  get value(): number {
    return ((this.two << 16) | this.one) >>> 0;
  }

  update(bytes: Uint8Array): void {
    let { one, two } = this;
    for (let at = 0; at < bytes.length;) {
      for (const end = Math.min(at + ADLER_RUN, bytes.length); at < end; at += 1) {
        one += bytes[at] ?? 0;
        two += one;
      }
      one %= ADLER_BASE;
      two %= ADLER_BASE;
    }
    this.one = one;
    this.two = two;
  }
}

function cut(input: ByteSource): DecodeFault {
  return new DecodeFault('broken', 'the stream is cut off', input.size);
}

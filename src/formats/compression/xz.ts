import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc64 } from './crc64.ts';
import { unfilter } from './branch-filters.ts';
import { decodeLzma2, lzma2DictionarySize } from './lzma2.ts';
import { DecodeFault, decoded, type Decoded, type Output } from './output.ts';

/* After "The .xz File Format", version 1.2.1. */

const MAGIC = Buffer.from('fd377a585a00', 'hex');
const FOOTER_MAGIC = Buffer.from('595a', 'hex');
const HEADER = 12;
const LZMA2 = 0x21;
const CHECK_SIZES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64] as const;
const CHECK_NONE = 0;
const CHECK_CRC32 = 1;
const CHECK_CRC64 = 4;
const CHECK_SHA256 = 10;

export function startsAsXz(head: Uint8Array): boolean {
  return MAGIC.equals(head.subarray(0, MAGIC.length));
}

/** All streams of the file with the padding between them; checks every CRC, hash, size and the index. */
export function decodeXz(bytes: Uint8Array, limit: number): Decoded {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return decoded(input, limit, (output) => {
    let at = decodeStream(input, 0, output);
    for (;;) {
      let next = at;
      while (input[next] === 0) next += 1;
      const padding = next - at;
      if (!startsAsXz(input.subarray(next))) return next === input.length && padding % 4 === 0 ? next : at;
      if (padding % 4 !== 0) throw new DecodeFault('broken', 'streams are padded by no multiple of 4', at);
      at = decodeStream(input, next, output);
    }
  });
}

interface Block {
  readonly unpadded: number;
  readonly size: number;
}

function decodeStream(input: Buffer, start: number, output: Output): number {
  const header = input.subarray(start, start + HEADER);
  if (header.length < HEADER) throw cut(input);
  if (header.readUInt32LE(8) !== crc32(header.subarray(6, 8))) throw wrong('the CRC of the stream header', start);
  const check = header.readUInt8(7);
  if (header.readUInt8(6) !== 0 || check > 15)
    throw new DecodeFault('unread', 'the stream has flags of a later version', start + 6);
  const blocks: Block[] = [];
  let at = start + HEADER;
  while (input[at] !== 0) {
    if (at >= input.length) throw cut(input);
    const from = output.length;
    const block = decodeBlock(input, at, check, output);
    blocks.push({ unpadded: block.unpadded, size: output.length - from });
    at = block.end;
  }
  const index = readIndex(input, at, blocks);
  const footer = input.subarray(index, index + HEADER);
  if (footer.length < HEADER) throw cut(input);
  if (!FOOTER_MAGIC.equals(footer.subarray(10))) throw wrong('the end of the stream', index);
  if (footer.readUInt32LE(0) !== crc32(footer.subarray(4, 10))) throw wrong('the CRC of the stream footer', index);
  if ((footer.readUInt32LE(4) + 1) * 4 !== index - at || !footer.subarray(8, 10).equals(header.subarray(6, 8)))
    throw wrong('the stream footer', index);
  return index + HEADER;
}

function decodeBlock(
  input: Buffer,
  start: number,
  check: number,
  output: Output,
): { readonly unpadded: number; readonly end: number } {
  const headerSize = ((input[start] ?? 0) + 1) * 4;
  const header = input.subarray(start, start + headerSize);
  if (header.length < headerSize) throw cut(input);
  if (header.readUInt32LE(headerSize - 4) !== crc32(header.subarray(0, headerSize - 4)))
    throw wrong('the CRC of a block header', start);
  const flags = header.readUInt8(1);
  const fields = new Fields(header.subarray(0, headerSize - 4), 2, start);
  const packedSize = (flags & 0x40) === 0 ? undefined : fields.number();
  const size = (flags & 0x80) === 0 ? undefined : fields.number();
  if ((flags & 0x3c) !== 0) throw new DecodeFault('unread', 'a block header has flags of a later version', start);
  const filters = Array.from({ length: (flags & 3) + 1 }, () => fields.filter());
  const last = filters.pop();
  const dictionarySize = lzma2DictionarySize(last?.properties[0] ?? 255);
  if (last?.id !== LZMA2 || last.properties.length !== 1 || dictionarySize === undefined)
    throw new DecodeFault('unread', `the filter ${last?.id} is not read`, start);
  if (fields.rest().some((byte) => byte !== 0))
    throw new DecodeFault('unread', 'a block header has fields of a later version', start);
  const data = start + headerSize;
  const from = output.length;
  const end = decodeLzma2(input, data, dictionarySize, output);
  const content = output.bytes.subarray(from, output.length);
  for (const { id, properties } of filters.reverse()) unfilter(id, properties, content, start);
  if ((packedSize ?? end - data) !== end - data || (size ?? content.length) !== content.length)
    throw wrong('the sizes of a block', start);
  const padded = end + ((4 - ((end - data) & 3)) & 3);
  if (input.subarray(end, padded).some((byte) => byte !== 0)) throw wrong('the padding of a block', end);
  const checkSize = CHECK_SIZES[check] ?? 0;
  const stated = input.subarray(padded, padded + checkSize);
  if (stated.length < checkSize) throw cut(input);
  verify(check, stated, content, padded);
  return { unpadded: headerSize + (end - data) + checkSize, end: padded + checkSize };
}

function verify(check: number, stated: Buffer, content: Uint8Array, offset: number): void {
  switch (check) {
    case CHECK_NONE:
      return;
    case CHECK_CRC32:
      if (stated.readUInt32LE() !== crc32(content)) throw wrong('the CRC of a block', offset);
      return;
    case CHECK_CRC64:
      if (stated.readBigUInt64LE() !== crc64(content)) throw wrong('the CRC of a block', offset);
      return;
    case CHECK_SHA256:
      if (!stated.equals(createHash('sha256').update(content).digest())) throw wrong('the hash of a block', offset);
      return;
    default:
      throw new DecodeFault('unread', `the check ${check} is of a later version`, offset);
  }
}

/** The index repeats the sizes of all blocks; returns the offset behind it. */
function readIndex(input: Buffer, start: number, blocks: readonly Block[]): number {
  const fields = new Fields(input, start + 1, start);
  if (fields.number() !== blocks.length) throw wrong('the index', start);
  for (const { unpadded, size } of blocks)
    if (fields.number() !== unpadded || fields.number() !== size) throw wrong('the index', start);
  while ((fields.at - start) % 4 !== 0) if (fields.byte() !== 0) throw wrong('the padding of the index', fields.at);
  const end = fields.at;
  if (end + 4 > input.length) throw cut(input);
  if (input.readUInt32LE(end) !== crc32(input.subarray(start, end))) throw wrong('the CRC of the index', end);
  return end + 4;
}

/** Numbers of 7 bits a byte, at most 9 bytes, section 1.2. */
class Fields {
  at: number;
  private readonly bytes: Uint8Array;
  private readonly place: number;

  constructor(bytes: Uint8Array, at: number, place: number) {
    this.bytes = bytes;
    this.at = at;
    this.place = place;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new DecodeFault('broken', 'a header is cut off', this.place);
    this.at += 1;
    return byte;
  }

  number(): number {
    let value = 0;
    for (let index = 0; index < 9; index += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw new DecodeFault('broken', 'a number has more than 9 bytes', this.place);
  }

  filter(): { readonly id: number; readonly properties: Uint8Array } {
    const id = this.number();
    const length = this.number();
    if (length > this.bytes.length - this.at) throw new DecodeFault('broken', 'a header is cut off', this.place);
    this.at += length;
    return { id, properties: this.bytes.subarray(this.at - length, this.at) };
  }

  rest(): Uint8Array {
    return this.bytes.subarray(this.at);
  }
}

function cut(input: Uint8Array): DecodeFault {
  return new DecodeFault('broken', 'the stream is cut off', input.length);
}

function wrong(what: string, offset: number): DecodeFault {
  return new DecodeFault('broken', `${what} is wrong`, offset);
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { behindPadding } from '../archive/padding.ts';
import type { ByteSource } from '../byte-source.ts';
import { unfilter } from './branch-filters.ts';
import { Crc64 } from './crc64.ts';
import { lzma2DictionarySize, lzma2Into } from './lzma2.ts';
import { DecodeFault, Output } from './output.ts';

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
const MOST_BLOCKS = 1_000_000;
/** Expanded bytes of a block with filters before LZMA2. */
const MOST_FILTERED = 256 << 20;
/** Longest form of the two numbers for a block; of mark, count, padding and CRC. */
const BLOCK_ENTRY = 18;
const INDEX_ENDS = 24;

export function startsAsXz(head: Uint8Array): boolean {
  return MAGIC.equals(head.subarray(0, MAGIC.length));
}

/** All streams of the file with the padding between them; checks every CRC, hash, size and the index. */
export function xzInto(input: ByteSource, output: Output): number {
  for (let at = streamInto(input, 0, output); ;) {
    const next = behindPadding(input, at) ?? input.size;
    const padding = next - at;
    if (!startsAsXz(input.read(next, MAGIC.length))) return next === input.size && padding % 4 === 0 ? next : at;
    if (padding % 4 !== 0) throw new DecodeFault('broken', 'streams are padded by no multiple of 4', at);
    at = streamInto(input, next, output);
  }
}

interface Block {
  readonly unpadded: number;
  readonly size: number;
}

function streamInto(input: ByteSource, start: number, output: Output): number {
  const header = copied(input, start, HEADER);
  if (header.length < HEADER) throw cut(input);
  if (header.readUInt32LE(8) !== crc32(header.subarray(6, 8))) throw wrong('the CRC of the stream header', start);
  const check = header.readUInt8(7);
  if (header.readUInt8(6) !== 0 || check > 15)
    throw new DecodeFault('unread', 'the stream has flags of a later version', start + 6);
  const blocks: Block[] = [];
  let at = start + HEADER;
  for (;;) {
    const [first] = input.read(at, 1);
    if (first === undefined) throw cut(input);
    if (first === 0) break;
    if (blocks.length >= MOST_BLOCKS)
      throw new DecodeFault('limit', `the stream has more than ${MOST_BLOCKS} blocks`, at);
    const from = output.total;
    const block = blockInto(input, at, (first + 1) * 4, check, output);
    blocks.push({ unpadded: block.unpadded, size: output.total - from });
    at = block.end;
  }
  const index = readIndex(input, at, blocks);
  const footer = copied(input, index, HEADER);
  if (footer.length < HEADER) throw cut(input);
  if (!FOOTER_MAGIC.equals(footer.subarray(10))) throw wrong('the end of the stream', index);
  if (footer.readUInt32LE(0) !== crc32(footer.subarray(4, 10))) throw wrong('the CRC of the stream footer', index);
  if ((footer.readUInt32LE(4) + 1) * 4 !== index - at || !footer.subarray(8, 10).equals(header.subarray(6, 8)))
    throw wrong('the stream footer', index);
  return index + HEADER;
}

function copied(input: ByteSource, at: number, length: number): Buffer {
  return Buffer.from(Uint8Array.from(input.read(at, length)));
}

function blockInto(
  input: ByteSource,
  start: number,
  headerSize: number,
  check: number,
  output: Output,
): { readonly unpadded: number; readonly end: number } {
  const header = copied(input, start, headerSize);
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
  const from = output.total;
  const sum = checkOf(check, start);
  output.watch((bytes) => sum.update(bytes));
  const end =
    filters.length === 0
      ? lzma2Into(input, data, dictionarySize, output)
      : filteredInto(input, data, { dictionarySize, filters: filters.reverse(), start }, output);
  output.watch();
  const written = output.total - from;
  if ((packedSize ?? end - data) !== end - data || (size ?? written) !== written)
    throw wrong('the sizes of a block', start);
  const padded = end + ((4 - ((end - data) & 3)) & 3);
  if (input.read(end, padded - end).some((byte) => byte !== 0)) throw wrong('the padding of a block', end);
  const checkSize = CHECK_SIZES[check] ?? 0;
  const stated = copied(input, padded, checkSize);
  if (stated.length < checkSize) throw cut(input);
  sum.verify(stated, padded);
  return { unpadded: headerSize + (end - data) + checkSize, end: padded + checkSize };
}

interface Filtered {
  readonly dictionarySize: number;
  readonly filters: readonly { readonly id: number; readonly properties: Uint8Array }[];
  readonly start: number;
}

/** Filters go over the whole of a block, which is held in memory. */
function filteredInto(
  input: ByteSource,
  data: number,
  { dictionarySize, filters, start }: Filtered,
  output: Output,
): number {
  const block = new Output(Math.min(output.limit - output.total, MOST_FILTERED));
  const end = lzma2Into(input, data, dictionarySize, block);
  const content = block.bytes.subarray(0, block.length);
  for (const { id, properties } of filters) unfilter(id, properties, content, start);
  output.append(content, data);
  return end;
}

interface Check {
  update(bytes: Uint8Array): void;
  /** @throws DecodeFault */
  verify(stated: Buffer, offset: number): void;
}

function checkOf(check: number, start: number): Check {
  switch (check) {
    case CHECK_NONE:
      return { update: () => {}, verify: () => {} };
    case CHECK_CRC32: {
      let sum = 0;
      return {
        update: (bytes) => (sum = crc32(bytes, sum)),
        verify: (stated, offset) => {
          if (stated.readUInt32LE() !== sum) throw wrong('the CRC of a block', offset);
        },
      };
    }
    case CHECK_CRC64: {
      const sum = new Crc64();
      return {
        update: (bytes) => sum.update(bytes),
        verify: (stated, offset) => {
          if (stated.readBigUInt64LE() !== sum.value) throw wrong('the CRC of a block', offset);
        },
      };
    }
    case CHECK_SHA256: {
      const hash = createHash('sha256');
      return {
        update: (bytes) => hash.update(bytes),
        verify: (stated, offset) => {
          if (!stated.equals(hash.digest())) throw wrong('the hash of a block', offset);
        },
      };
    }
    default:
      throw new DecodeFault('unread', `the check ${check} is of a later version`, start);
  }
}

/** The index repeats the sizes of all blocks; returns the offset behind it. */
function readIndex(input: ByteSource, start: number, blocks: readonly Block[]): number {
  const index = copied(input, start, INDEX_ENDS + blocks.length * BLOCK_ENTRY);
  const fields = new Fields(index, 1, start);
  if (fields.number() !== blocks.length) throw wrong('the index', start);
  for (const { unpadded, size } of blocks)
    if (fields.number() !== unpadded || fields.number() !== size) throw wrong('the index', start);
  while (fields.at % 4 !== 0) if (fields.byte() !== 0) throw wrong('the padding of the index', start + fields.at);
  const length = fields.at;
  const end = start + length;
  if (length + 4 > index.length) throw cut(input);
  if (index.readUInt32LE(length) !== crc32(index.subarray(0, length))) throw wrong('the CRC of the index', end);
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

function cut(input: ByteSource): DecodeFault {
  return new DecodeFault('broken', 'the stream is cut off', input.size);
}

function wrong(what: string, offset: number): DecodeFault {
  return new DecodeFault('broken', `${what} is wrong`, offset);
}

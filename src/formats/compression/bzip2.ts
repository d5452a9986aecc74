import type { ByteSource } from '../byte-source.ts';
import { DecodeFault, type Output } from './output.ts';
import { readTable, type HuffmanTable } from './bzip2-huffman.ts';
import { BitReader } from './bzip2-bits.ts';
import { expandBlock } from './bzip2-expand.ts';

/* bzip2 1.0 as "BZIP2: Format Specification" (Joe Tsai, 2016) writes it down. */

const BLOCK_UNIT = 100_000;
/** 48 bits each: pi and the square root of pi. */
const BLOCK_HIGH = 0x31_4159;
const BLOCK_LOW = 0x26_5359;
const END_HIGH = 0x17_7245;
const END_LOW = 0x38_5090;
const GROUP = 50;
/** Bytes from which on a call that moves them is faster than a loop. */
const CALL_PAYS = 24;
const RUN_A = 0;
const RUN_B = 1;

/** `BZh`, the level, and what the first 48 bits can be: four letters alone also start texts. */
export function startsAsBzip2(head: Uint8Array): boolean {
  if (!hasHeader(head)) return false;
  return (head[4] === 0x31 && head[5] === 0x41) || (head[4] === 0x17 && head[5] === 0x72);
}

/** `BZh` and the level: how many times 100,000 bytes the largest block has. */
function hasHeader(head: Uint8Array): boolean {
  const [first, second, third, level = 0] = head;
  return first === 0x42 && second === 0x5a && third === 0x68 && level >= 0x31 && level <= 0x39;
}

/** All streams that follow one another; checks the CRC of each block and stream. */
export function bzip2Into(input: ByteSource, output: Output): number {
  let at = 0;
  const links = new Links();
  do {
    at = streamInto(input, at, output, links);
  } while (startsAsBzip2(input.read(at, 16)));
  return at;
}

/**
 * What a block is laid out in. One for all streams, and made for the first block alone: a stream without a block has 14 bytes, and
 * 3.6 MB for each of thousands of them took seconds.
 */
class Links {
  private array = new Uint32Array(0);

  /** With room for `largest` bytes, and whatever the block before left in it. */
  of(largest: number): Uint32Array {
    if (this.array.length < largest) this.array = new Uint32Array(largest);
    return this.array.subarray(0, largest);
  }
}

function streamInto(input: ByteSource, start: number, output: Output, room: Links): number {
  const header = new Uint8Array(input.read(start, 4));
  // A container's word that bzip2 follows is no proof of it.
  if (!hasHeader(header)) throw new DecodeFault('broken', 'no bzip2 stream starts here', start);
  const bits = new BitReader(input, start + 4);
  const largest = ((header[3] ?? 0) - 0x30) * BLOCK_UNIT;
  let combined = 0;
  for (;;) {
    const high = bits.read(24);
    const low = bits.read(24);
    bits.check();
    const place = bits.offset();
    const crc = ((bits.read(16) << 16) | bits.read(16)) >>> 0;
    bits.check();
    if (high === END_HIGH && low === END_LOW) {
      if (crc !== combined) throw new DecodeFault('broken', 'the CRC of the stream is wrong', place);
      return bits.align();
    }
    if (high !== BLOCK_HIGH || low !== BLOCK_LOW) throw new DecodeFault('broken', 'no block starts here', place);
    if (bits.read(1) === 1) throw new DecodeFault('unread', 'a block is of the randomised kind of before 2001', place);
    const origin = bits.read(24);
    const links = room.of(largest);
    const count = readBlock(bits, links);
    if (origin >= count) throw new DecodeFault('broken', 'a block starts outside of itself', place);
    const found = expandBlock(links, count, origin, output, place);
    if (found !== crc) throw new DecodeFault('broken', 'the CRC of a block is wrong', place);
    combined = (((combined << 1) | (combined >>> 31)) ^ found) >>> 0;
  }
}

/** Writes the block's bytes, as the transform left them, into the low eight bits of `links`; returns how many. */
function readBlock(bits: BitReader, links: Uint32Array): number {
  const symbols = readSymbols(bits);
  const alphabet = symbols.length + 2;
  const tableCount = bits.read(3);
  const selectorCount = bits.read(15);
  if (symbols.length === 0 || tableCount < 2 || tableCount > 6 || selectorCount === 0)
    throw new DecodeFault('broken', 'the header of a block is out of range', bits.offset());
  const selectors = readSelectors(bits, selectorCount, tableCount);
  const tables: HuffmanTable[] = [];
  for (let index = 0; index < tableCount; index += 1) tables.push(readTable(bits, alphabet));
  bits.check();

  const end = alphabet - 1;
  let count = 0;
  let run = 0;
  let place = 1;
  for (const selector of selectors) {
    const table = tables[selector];
    if (table === undefined) break;
    bits.check();
    for (let left = GROUP; left > 0; left -= 1) {
      const symbol = table.read(bits);
      if (symbol === RUN_A || symbol === RUN_B) {
        // A run's length in base 2 with the digits 1 and 2.
        run += place << symbol;
        place <<= 1;
        if (run > links.length) throw tooLong(bits);
        continue;
      }
      if (run > 0) {
        if (count + run > links.length) throw tooLong(bits);
        const byte = symbols[0] ?? 0;
        for (const until = count + run; count < until; count += 1) links[count] = byte;
        run = 0;
        place = 1;
      }
      if (symbol === end) {
        bits.check();
        return count;
      }
      if (symbol < 0) throw new DecodeFault('broken', 'no code has these bits', bits.offset());
      if (count >= links.length) throw tooLong(bits);
      const index = symbol - 1;
      const byte = symbols[index] ?? 0;
      if (index > CALL_PAYS) symbols.copyWithin(1, 0, index);
      else for (let at = index; at > 0; at -= 1) symbols[at] = symbols[at - 1] ?? 0;
      symbols[0] = byte;
      links[count] = byte;
      count += 1;
    }
  }
  throw new DecodeFault('broken', 'a block has no end', bits.offset());
}

/** The bytes that occur: 16 bits for groups of 16, then 16 bits for each group that is there. */
function readSymbols(bits: BitReader): Uint8Array {
  const groups = bits.read(16);
  const symbols: number[] = [];
  for (let group = 0; group < 16; group += 1) {
    if ((groups & (0x8000 >> group)) === 0) continue;
    const used = bits.read(16);
    for (let index = 0; index < 16; index += 1) if ((used & (0x8000 >> index)) !== 0) symbols.push(group * 16 + index);
  }
  return Uint8Array.from(symbols);
}

/** Which table each group of 50 symbols uses: places in a list of the most recent ones, in unary. */
function readSelectors(bits: BitReader, count: number, tables: number): Uint8Array {
  const recent = Array.from({ length: tables }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) {
    let place = 0;
    while (bits.read(1) === 1) {
      place += 1;
      if (place >= tables) throw new DecodeFault('broken', 'a selector names no table', bits.offset());
    }
    const [table = 0] = recent.splice(place, 1);
    recent.unshift(table);
    selectors[at] = table;
  }
  return selectors;
}

function tooLong(bits: BitReader): DecodeFault {
  return new DecodeFault('broken', 'a block holds more than its stream allows', bits.offset());
}

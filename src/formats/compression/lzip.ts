import { crc32 } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { LzmaDecoder, slidingInput, type HeldInput } from './lzma.ts';
import { DecodeFault, type Output } from './output.ts';

/* After the manual of lzip, "File format": LZMA with fixed properties and an end mark between header and trailer. */

const MAGIC = Buffer.from('4c5a495001', 'hex');
const HEADER = 6;
const TRAILER = 20;
const PROPERTIES = { literalContext: 3, literalPosition: 0, position: 2 } as const;

export function startsAsLzip(head: Uint8Array): boolean {
  return MAGIC.equals(head.subarray(0, MAGIC.length));
}

/** All members; checks the CRC and both sizes of each. */
export function lzipInto(input: ByteSource, output: Output): number {
  let at = 0;
  const held: HeldInput = { base: 0, input: new Uint8Array(0) };
  do {
    at = memberInto(input, at, output, held);
  } while (startsAsLzip(input.read(at, MAGIC.length)));
  return at;
}

function memberInto(input: ByteSource, start: number, output: Output, held: HeldInput): number {
  const from = output.total;
  const decoder = new LzmaDecoder(output, dictionarySize(input.read(start + 5, 1)[0] ?? 0, start));
  decoder.resetDictionary();
  decoder.setProperties(PROPERTIES);
  decoder.resetState();
  const { ranges } = decoder;
  const window = start + HEADER + 5 > input.size ? undefined : slidingInput(input, start + HEADER, ranges, held);
  if (window === undefined) throw new DecodeFault('broken', 'the range coder does not start with 0', start);
  let sum = 0;
  output.watch((bytes) => (sum = crc32(bytes, sum)));
  decoder.run(Number.POSITIVE_INFINITY, window);
  output.watch();
  const end = ranges.base + ranges.position;
  const trailer = Buffer.from(input.read(end, TRAILER));
  if (trailer.length < TRAILER) throw new DecodeFault('broken', 'the stream is cut off', input.size);
  if (
    trailer.readUInt32LE(0) !== sum ||
    trailer.readBigUInt64LE(4) !== BigInt(output.total - from) ||
    trailer.readBigUInt64LE(12) !== BigInt(end + TRAILER - start)
  )
    throw new DecodeFault('broken', 'the CRC or a size in the trailer is wrong', end);
  return end + TRAILER;
}

/** A power of two less up to seven sixteenths of it. */
function dictionarySize(coded: number, offset: number): number {
  const power = coded & 0x1f;
  if (power < 12 || power > 29) throw new DecodeFault('broken', 'the size of the dictionary is out of range', offset);
  return 2 ** power - (coded >> 5) * 2 ** (power - 4);
}

import { crc32 } from 'node:zlib';
import { LzmaDecoder, padded } from './lzma.ts';
import { DecodeFault, decoded, type Decoded, type Output } from './output.ts';

/* After the manual of lzip, "File format": LZMA with fixed properties and an end mark between header and trailer. */

const MAGIC = Buffer.from('4c5a495001', 'hex');
const HEADER = 6;
const TRAILER = 20;
const PROPERTIES = { literalContext: 3, literalPosition: 0, position: 2 } as const;

export function startsAsLzip(head: Uint8Array): boolean {
  return MAGIC.equals(head.subarray(0, MAGIC.length));
}

/** All members; checks the CRC and both sizes of each. */
export function decodeLzip(input: Uint8Array, limit: number): Decoded {
  return decoded(input, limit, (output) => {
    const bytes = padded(input, 0, input.length);
    let at = 0;
    do {
      at = decodeMember(bytes, at, input.length, output);
    } while (startsAsLzip(input.subarray(at)));
    return at;
  });
}

function decodeMember(bytes: Uint8Array, start: number, inputEnd: number, output: Output): number {
  const from = output.length;
  const decoder = new LzmaDecoder(output, dictionarySize(bytes[start + 5] ?? 0, start));
  decoder.resetDictionary();
  decoder.setProperties(PROPERTIES);
  decoder.resetState();
  const { ranges } = decoder;
  if (start + HEADER + 5 > inputEnd || !ranges.start(bytes, start + HEADER))
    throw new DecodeFault('broken', 'the range coder does not start with 0', start);
  decoder.run(Number.POSITIVE_INFINITY, inputEnd);
  const end = ranges.position;
  if (end + TRAILER > inputEnd) throw new DecodeFault('broken', 'the stream is cut off', inputEnd);
  const trailer = Buffer.from(bytes.buffer, bytes.byteOffset + end, TRAILER);
  const content = output.bytes.subarray(from, output.length);
  if (
    trailer.readUInt32LE(0) !== crc32(content) ||
    trailer.readBigUInt64LE(4) !== BigInt(content.length) ||
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

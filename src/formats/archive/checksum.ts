import { crc32 } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';

const BLOCK = 1 << 20;

/** CRC-32 of all of a source, in constant memory. */
export function crcOf(source: ByteSource): number {
  let value = 0;
  for (let at = 0; at < source.size; at += BLOCK) {
    const block = source.read(at, Math.min(BLOCK, source.size - at));
    if (block.length === 0) break;
    value = crc32(block, value);
  }
  return value;
}

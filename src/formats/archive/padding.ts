import type { ByteSource } from '../byte-source.ts';

const BLOCK = 1 << 20;

/** Where bytes that are no padding start, from `offset` on: tapes, pipes and block devices leave zeros behind. */
export function behindPadding(source: ByteSource, offset: number): number | undefined {
  for (let from = offset; from < source.size; from += BLOCK) {
    const found = source.read(from, BLOCK).findIndex((byte) => byte !== 0);
    if (found !== -1) return from + found;
  }
  return undefined;
}

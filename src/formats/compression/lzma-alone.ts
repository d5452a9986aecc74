import type { ByteSource } from '../byte-source.ts';
import { lzmaProperties } from './lzma.ts';
import { lzmaRawInto } from './lzma-raw.ts';
import type { Output } from './output.ts';

const LZMA_ALONE_HEADER = 13;
const UNKNOWN_SIZE = 0xffff_ffff_ffff_ffffn;
/** As liblzma: no real file under this format states more than 256 GiB. */
const MOST_STATED = 1n << 38n;

/**
 * `.lzma`, what `joblib.dump(compress='lzma')` writes. It has no magic: the properties, a dictionary size that encoders
 * choose, a size that can be, and the first byte of the range coder tell it, as liblzma tells it where it is to guess.
 */
export function startsAsLzmaAlone(head: Uint8Array): boolean {
  if (!mayBeLzmaAlone(head)) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const dictionary = view.getUint32(1, true);
  const size = view.getBigUint64(5, true);
  return (size === UNKNOWN_SIZE || size < MOST_STATED) && usualDictionary(dictionary);
}

/** What joblib goes by, and then has liblzma read with whatever dictionary and size are stated. */
export function startsAsJoblibLzma(head: Uint8Array): boolean {
  return head[0] === 0x5d && head[1] === 0 && mayBeLzmaAlone(head);
}

function mayBeLzmaAlone(head: Uint8Array): boolean {
  return (
    head.length >= LZMA_ALONE_HEADER + 5 &&
    head[LZMA_ALONE_HEADER] === 0 &&
    lzmaProperties(head[0] ?? 255) !== undefined
  );
}

/** 2^n, 2^n + 2^(n-1), or all ones. */
function usualDictionary(size: number): boolean {
  if (size === 0xffff_ffff) return true;
  if (size < 4_096) return false;
  const highest = 2 ** (31 - Math.clz32(size));
  return size === highest || size === highest * 1.5;
}

export function lzmaAloneInto(input: ByteSource, output: Output): number {
  const header = Buffer.from(input.read(0, LZMA_ALONE_HEADER));
  const layout = { properties: header.subarray(0, 5), data: LZMA_ALONE_HEADER };
  if (header.length < LZMA_ALONE_HEADER) return lzmaRawInto(input, layout, output);
  const size = header.readBigUInt64LE(5);
  return lzmaRawInto(input, size === UNKNOWN_SIZE ? layout : { ...layout, size: Number(size) }, output);
}

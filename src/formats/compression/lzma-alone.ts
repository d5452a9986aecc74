import { LzmaDecoder, lzmaProperties, padded } from './lzma.ts';
import { DecodeFault, decoded, type Decoded } from './output.ts';

export const LZMA_ALONE_HEADER = 13;
const UNKNOWN_SIZE = 0xffff_ffff_ffff_ffffn;
/** As liblzma: no real file under this format states more than 256 GiB. */
const MOST_STATED = 1n << 38n;

/**
 * `.lzma`, what `joblib.dump(compress='lzma')` writes. It has no magic: the properties, a dictionary size that encoders
 * choose, a size that can be, and the first byte of the range coder tell it, as liblzma tells it.
 */
export function startsAsLzmaAlone(head: Uint8Array): boolean {
  if (head.length < LZMA_ALONE_HEADER + 5 || head[LZMA_ALONE_HEADER] !== 0) return false;
  if (lzmaProperties(head[0] ?? 255) === undefined) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const dictionary = view.getUint32(1, true);
  const size = view.getBigUint64(5, true);
  return (size === UNKNOWN_SIZE || size < MOST_STATED) && usualDictionary(dictionary);
}

/** 2^n, 2^n + 2^(n-1), or all ones. */
function usualDictionary(size: number): boolean {
  if (size === 0xffff_ffff) return true;
  if (size < 4_096) return false;
  const highest = 2 ** (31 - Math.clz32(size));
  return size === highest || size === highest * 1.5;
}

export function decodeLzmaAlone(input: Uint8Array, limit: number): Decoded {
  return decoded(input, limit, (output) => {
    const properties = lzmaProperties(input[0] ?? 255);
    if (properties === undefined || input.length < LZMA_ALONE_HEADER + 5)
      throw new DecodeFault('broken', 'the header is cut off or states no properties', 0);
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    const stated = view.getBigUint64(5, true);
    const decoder = new LzmaDecoder(output, Math.max(4_096, view.getUint32(1, true)));
    decoder.setProperties(properties);
    decoder.resetState();
    const { ranges } = decoder;
    if (!ranges.start(padded(input, 0, input.length), LZMA_ALONE_HEADER))
      throw new DecodeFault('broken', 'the range coder does not start with 0', LZMA_ALONE_HEADER);
    if (stated === UNKNOWN_SIZE) decoder.run(Number.POSITIVE_INFINITY, input.length);
    else {
      const size = Number(stated);
      const end = decoder.run(size, input.length);
      if (end === 'mark' && output.length < size)
        throw new DecodeFault('broken', `the content ends before the ${size} bytes that are stated`, ranges.position);
      // A mark may follow the last byte, where the encoder was told to write one.
      if (end === 'length' && ranges.code !== 0) decoder.run(size + 1, input.length);
      if (output.length > size)
        throw new DecodeFault('broken', `the content goes on after the ${size} bytes that are stated`, ranges.position);
    }
    return ranges.position;
  });
}

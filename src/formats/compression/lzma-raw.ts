import type { ByteSource } from '../byte-source.ts';
import { LzmaDecoder, lzmaProperties, MOST_LITERAL_BITS, slidingInput } from './lzma.ts';
import { DecodeFault, type Output } from './output.ts';

interface RawLzma {
  /** The byte of `lc`, `lp` and `pb`, and four of the size of the dictionary. */
  readonly properties: Uint8Array;
  /** Where the data starts in the input. */
  readonly data: number;
  /** Expanded; without it the content goes on to the end mark, or to the end of the input. */
  readonly size?: number;
}

/** LZMA without the header of a file: in zip and 7z, which state properties and size elsewhere. */
export function lzmaRawInto(input: ByteSource, { properties, data, size }: RawLzma, output: Output): number {
  const found = lzmaProperties(properties[0] ?? 255);
  if (found === undefined || properties.length < 5 || input.size < data + 5)
    throw new DecodeFault('broken', 'the header is cut off or states no properties', 0);
  // As liblzma: the table of probabilities would be of megabytes, for each of many small members.
  if (found.literalContext + found.literalPosition > MOST_LITERAL_BITS)
    throw new DecodeFault('unread', 'the content needs more contexts for literals than are read', 0);
  const view = new DataView(properties.buffer, properties.byteOffset, properties.byteLength);
  const decoder = new LzmaDecoder(output, Math.max(4_096, view.getUint32(1, true)));
  decoder.setProperties(found);
  decoder.resetState();
  const { ranges } = decoder;
  const window = slidingInput(input, data, ranges);
  if (window === undefined) throw new DecodeFault('broken', 'the range coder does not start with 0', data);
  const place = (): number => ranges.base + ranges.position;
  if (size === undefined) {
    decoder.run(Number.POSITIVE_INFINITY, window);
    return place();
  }
  const end = decoder.run(size, window);
  if (end === 'mark' && output.total < size)
    throw new DecodeFault('broken', `the content ends before the ${size} bytes that are stated`, place());
  // A mark may follow the last byte, where the encoder was told to write one.
  if (end === 'length' && ranges.code !== 0) decoder.run(size + 1, window);
  if (output.total > size)
    throw new DecodeFault('broken', `the content goes on after the ${size} bytes that are stated`, place());
  return place();
}

import type { ByteSource } from '../byte-source.ts';
import { LzmaDecoder, lzmaProperties, MOST_LITERAL_BITS, wholeInput } from './lzma.ts';
import { DecodeFault, type Output } from './output.ts';
import { RANGE_PADDING } from './range-decoder.ts';

const END = 0x00;
const RAW_RESET_DICTIONARY = 0x01;
const RAW = 0x02;
const LZMA = 0x80;
const CHUNK_HEADER = 6;
/** Resets within an LZMA chunk, bits 5 and 6 of its control byte. */
const RESET_STATE = 1;
const RESET_PROPERTIES = 2;
const RESET_DICTIONARY = 3;

/** Dictionary size of the one property byte of LZMA2, or undefined where it can be none. */
export function lzma2DictionarySize(property: number): number | undefined {
  if (property > 40) return undefined;
  return property === 40 ? 0xffff_ffff : (2 | (property & 1)) * 2 ** ((property >> 1) + 11);
}

/** Decodes the chunks of LZMA2 from `start` on; returns the offset behind its end mark. @throws DecodeFault */
export function lzma2Into(input: ByteSource, start: number, dictionarySize: number, output: Output): number {
  const decoder = new LzmaDecoder(output, dictionarySize);
  const chunk = new Uint8Array((1 << 16) + RANGE_PADDING);
  let dictionary = false;
  let properties = false;
  let at = start;
  for (;;) {
    const [control, first = 0, second = 0, third = 0, fourth = 0, coded = 255] = input.read(at, CHUNK_HEADER);
    if (control === undefined) throw new DecodeFault('broken', 'the stream is cut off', at);
    if (control === END) return at + 1;
    if (control < LZMA) {
      if (control > RAW) throw new DecodeFault('broken', `no chunk of LZMA2 starts with ${control}`, at);
      if (control === RAW_RESET_DICTIONARY) {
        decoder.resetDictionary();
        dictionary = true;
      } else if (!dictionary) throw new DecodeFault('broken', 'the first chunk does not set the dictionary up', at);
      const size = 1 + (first << 8) + second;
      at += 3;
      const raw = input.read(at, size);
      output.append(raw, at);
      at += size;
      if (raw.length < size) throw new DecodeFault('broken', 'the stream is cut off', input.size);
      continue;
    }
    const size = 1 + ((control & 0x1f) << 16) + (first << 8) + second;
    const packed = 1 + (third << 8) + fourth;
    const reset = (control >> 5) & 3;
    at += 5;
    if (reset === RESET_DICTIONARY) {
      decoder.resetDictionary();
      dictionary = true;
    }
    if (reset >= RESET_PROPERTIES) {
      const found = lzmaProperties(coded);
      if (found === undefined || found.literalContext + found.literalPosition > MOST_LITERAL_BITS)
        throw new DecodeFault('broken', 'the properties of LZMA are out of range', at);
      decoder.setProperties(found);
      properties = true;
      at += 1;
    }
    if (!dictionary || !properties)
      throw new DecodeFault('broken', 'a chunk uses a dictionary or properties that none has set', at);
    if (reset >= RESET_STATE) decoder.resetState();
    const bytes = input.read(at, packed);
    const given = bytes.length;
    chunk.set(bytes);
    chunk.fill(0, given);
    if (given < 5 || !decoder.ranges.start(chunk, 0))
      throw new DecodeFault('broken', 'a chunk does not start as the range coder does', at);
    try {
      decoder.run(output.total + size, wholeInput(given));
    } catch (error) {
      if (error instanceof DecodeFault) throw new DecodeFault(error.kind, error.message, at + error.offset);
      throw error;
    }
    if (given < packed) throw new DecodeFault('broken', 'the stream is cut off', input.size);
    if (decoder.ranges.position !== packed || decoder.ranges.code !== 0)
      throw new DecodeFault('broken', 'a chunk does not end where it says', at);
    at += packed;
  }
}

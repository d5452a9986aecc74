import { LzmaDecoder, lzmaProperties, MOST_LITERAL_BITS } from './lzma.ts';
import { DecodeFault, type Output } from './output.ts';
import { RANGE_PADDING } from './range-decoder.ts';

const END = 0x00;
const RAW_RESET_DICTIONARY = 0x01;
const RAW = 0x02;
const LZMA = 0x80;
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
export function decodeLzma2(input: Uint8Array, start: number, dictionarySize: number, output: Output): number {
  const decoder = new LzmaDecoder(output, dictionarySize);
  const chunk = new Uint8Array((1 << 16) + RANGE_PADDING);
  let dictionary = false;
  let properties = false;
  let at = start;
  for (;;) {
    const control = input[at];
    if (control === undefined) throw new DecodeFault('broken', 'the stream is cut off', at);
    if (control === END) return at + 1;
    if (control < LZMA) {
      if (control > RAW) throw new DecodeFault('broken', `no chunk of LZMA2 starts with ${control}`, at);
      if (control === RAW_RESET_DICTIONARY) {
        decoder.resetDictionary();
        dictionary = true;
      } else if (!dictionary) throw new DecodeFault('broken', 'the first chunk does not set the dictionary up', at);
      const size = 1 + ((input[at + 1] ?? 0) << 8) + (input[at + 2] ?? 0);
      at += 3;
      const raw = input.subarray(at, at + size);
      output.append(raw, at);
      at += size;
      if (raw.length < size) throw new DecodeFault('broken', 'the stream is cut off', input.length);
      continue;
    }
    const size = 1 + ((control & 0x1f) << 16) + ((input[at + 1] ?? 0) << 8) + (input[at + 2] ?? 0);
    const packed = 1 + ((input[at + 3] ?? 0) << 8) + (input[at + 4] ?? 0);
    const reset = (control >> 5) & 3;
    at += 5;
    if (reset === RESET_DICTIONARY) {
      decoder.resetDictionary();
      dictionary = true;
    }
    if (reset >= RESET_PROPERTIES) {
      const found = lzmaProperties(input[at] ?? 255);
      if (found === undefined || found.literalContext + found.literalPosition > MOST_LITERAL_BITS)
        throw new DecodeFault('broken', 'the properties of LZMA are out of range', at);
      decoder.setProperties(found);
      properties = true;
      at += 1;
    }
    if (!dictionary || !properties)
      throw new DecodeFault('broken', 'a chunk uses a dictionary or properties that none has set', at);
    if (reset >= RESET_STATE) decoder.resetState();
    const given = Math.min(packed, input.length - at);
    chunk.set(input.subarray(at, at + given));
    chunk.fill(0, Math.max(given, 0));
    if (given < 5 || !decoder.ranges.start(chunk, 0))
      throw new DecodeFault('broken', 'a chunk does not start as the range coder does', at);
    try {
      decoder.run(output.length + size, given);
    } catch (error) {
      if (error instanceof DecodeFault) throw new DecodeFault(error.kind, error.message, at + error.offset);
      throw error;
    }
    if (given < packed) throw new DecodeFault('broken', 'the stream is cut off', input.length);
    if (decoder.ranges.position !== packed || decoder.ranges.code !== 0)
      throw new DecodeFault('broken', 'a chunk does not end where it says', at);
    at += packed;
  }
}

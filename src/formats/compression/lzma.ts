import type { ByteSource } from '../byte-source.ts';
import { DecodeFault, type Output } from './output.ts';
import { below, HALF, RANGE_PADDING, RangeDecoder } from './range-decoder.ts';

/*
 * The LZMA decoder after Igor Pavlov's specification (lzma-specification.txt, public domain). The output is the dictionary.
 */

/** Where each group of probabilities starts in the one table. */
const IS_MATCH = 0;
const IS_REP = 192;
const IS_REP_G0 = 204;
const IS_REP_G1 = 216;
const IS_REP_G2 = 228;
const IS_REP0_LONG = 240;
const SLOT = 432;
const SPECIAL = 688;
const ALIGN = 816;
const LENGTH = 832;
const REP_LENGTH = 1_346;
const LITERAL = 1_860;

/** Within the probabilities of a length. */
const CHOICE_2 = 1;
const LOW = 2;
const MIDDLE = 130;
const HIGH = 258;

const SHORTEST_MATCH = 2;
const END_MARK = 0xffff_ffff;
/** Stands for a length where the end mark was read. */
const MARK = -1;
/** Bytes decoded at a time. */
const PIECE = 4_096;
/** Input that is held at a time: more than a piece can take. */
const WINDOW = 1 << 20;
/** Of a dictionary, however large it is stated. The highest preset of xz has 64 MiB. */
const MOST_HISTORY = 128 << 20;

export interface LzmaProperties {
  readonly literalContext: number;
  readonly literalPosition: number;
  readonly position: number;
}

/** The byte `(pb * 5 + lp) * 9 + lc`, or undefined where it can be none. */
export function lzmaProperties(byte: number): LzmaProperties | undefined {
  if (byte >= 225) return undefined;
  return { literalContext: byte % 9, literalPosition: Math.floor(byte / 9) % 5, position: Math.floor(byte / 45) };
}

/** Literal bits of context and position together; .xz specification 5.3.1. */
export const MOST_LITERAL_BITS = 4;

export type LzmaEnd = 'mark' | 'length';

export class LzmaDecoder {
  readonly ranges = new RangeDecoder();
  private readonly output: Output;
  private probabilities = new Uint16Array(0);
  private properties: LzmaProperties = { literalContext: 0, literalPosition: 0, position: 0 };
  private state = 0;
  private rep0 = 0;
  private rep1 = 0;
  private rep2 = 0;
  private rep3 = 0;
  /** Where the dictionary starts in all output: matches reach no further back. */
  private dictionaryStart = 0;
  private readonly dictionarySize: number;

  constructor(output: Output, dictionarySize: number) {
    this.output = output;
    this.dictionarySize = dictionarySize;
    output.history = Math.max(output.history, Math.min(dictionarySize, MOST_HISTORY));
  }

  resetDictionary(): void {
    this.dictionaryStart = this.output.total;
  }

  setProperties(properties: LzmaProperties): void {
    this.properties = properties;
    const size = LITERAL + (0x300 << (properties.literalContext + properties.literalPosition));
    if (this.probabilities.length !== size) this.probabilities = new Uint16Array(size);
  }

  resetState(): void {
    this.probabilities.fill(HALF);
    this.state = 0;
    this.rep0 = this.rep1 = this.rep2 = this.rep3 = 0;
  }

  /**
   * Decodes until the output got `until` bytes in all, or to the end mark.
   * @throws DecodeFault
   */
  run(until: number, window: InputWindow): LzmaEnd {
    const { ranges, output } = this;
    const most = Math.min(until, output.limit);
    while (output.total < most) {
      // In pieces: what runs often is compiled well, what loops long is compiled for its first turn.
      const count = Math.min(most - output.total, PIECE);
      output.reserve(count);
      window.slide(ranges);
      if (this.piece(output.length + count, window.end - ranges.base) === 'mark') return 'mark';
      if (ranges.base + ranges.position > window.end)
        throw new DecodeFault('broken', 'the stream is cut off', window.end);
    }
    const place = ranges.base + ranges.position;
    if (output.total > until) {
      output.length = until - output.base;
      throw new DecodeFault('broken', 'a match goes past the stated end', place);
    }
    if (output.total > output.limit || most < until) throw output.overflow(place);
    return 'length';
  }

  /** Decodes to `stop` or up to one match further. The hot loop: a literal is decoded in local variables. */
  private piece(stop: number, inputEnd: number): LzmaEnd | undefined {
    const { ranges, output, probabilities } = this;
    const { bytes } = output;
    const dictionaryStart = this.dictionaryStart - output.base;
    const { input } = ranges;
    const positionMask = (1 << this.properties.position) - 1;
    const literalMask = (1 << this.properties.literalPosition) - 1;
    const { literalContext } = this.properties;
    const literalShift = 8 - literalContext;
    let { state } = this;
    let at = output.length;
    while (at < stop) {
      let { range, code, position } = ranges;
      if (position > inputEnd) break;
      const positionState = (at - dictionaryStart) & positionMask;
      const flag = IS_MATCH + (state << 4) + positionState;
      const chance = probabilities[flag] ?? 0;
      const limit = Math.imul(range >>> 11, chance);
      if (code >>> 0 < limit >>> 0) {
        probabilities[flag] = chance + ((2_048 - chance) >> 5);
        range = limit;
        if ((range & 0xff00_0000) === 0) {
          range <<= 8;
          code = (code << 8) | (input[position] ?? 0);
          position += 1;
        }
        const before = at === dictionaryStart ? 0 : (bytes[at - 1] ?? 0);
        const context = (((at - dictionaryStart) & literalMask) << literalContext) + (before >> literalShift);
        const base = LITERAL + 0x300 * context;
        // After a match the byte at its distance tells what to expect, until the two differ: then `half` is 0.
        let half = state < 7 ? 0 : 0x100;
        let expected = state < 7 ? 0 : (bytes[at - this.rep0 - 1] ?? 0);
        let symbol = 1;
        while (symbol < 0x100) {
          expected <<= 1;
          const expectedBit = expected & half;
          const index = base + half + expectedBit + symbol;
          const probability = probabilities[index] ?? 0;
          const bound = Math.imul(range >>> 11, probability);
          const zero = below(code, bound);
          range = (bound & zero) | ((range - bound) & ~zero);
          code = (code - (bound & ~zero)) | 0;
          probabilities[index] = probability + ((31 + (zero & 2_017) - probability) >> 5);
          symbol = (symbol << 1) + 1 + zero;
          half = expectedBit ^ (half & zero);
          if ((range & 0xff00_0000) === 0) {
            range <<= 8;
            code = (code << 8) | (input[position] ?? 0);
            position += 1;
          }
        }
        bytes[at] = symbol;
        at += 1;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        ranges.range = range;
        ranges.code = code;
        ranges.position = position;
        continue;
      }
      this.state = state;
      const length = this.match(at, positionState);
      ({ state } = this);
      if (length === MARK) {
        output.length = at;
        return 'mark';
      }
      const from = at - this.rep0 - 1;
      for (let index = 0; index < length; index += 1) bytes[at + index] = bytes[from + index] ?? 0;
      at += length;
    }
    this.state = state;
    output.length = at;
    return undefined;
  }

  /** Decodes a match, from its flag on; returns its length, its distance is `rep0`. */
  private match(at: number, positionState: number): number {
    const { ranges, probabilities, state } = this;
    ranges.bit(probabilities, IS_MATCH + (state << 4) + positionState);
    let length: number;
    if (ranges.bit(probabilities, IS_REP + state) === 0) {
      this.rep3 = this.rep2;
      this.rep2 = this.rep1;
      this.rep1 = this.rep0;
      length = this.length(LENGTH, positionState);
      this.state = state < 7 ? 7 : 10;
      this.rep0 = this.distance(length);
      if (this.rep0 === END_MARK) return MARK;
    } else if (ranges.bit(probabilities, IS_REP_G0 + state) === 1) {
      this.rotate(state);
      length = this.length(REP_LENGTH, positionState);
      this.state = state < 7 ? 8 : 11;
    } else if (ranges.bit(probabilities, IS_REP0_LONG + (state << 4) + positionState) === 1) {
      length = this.length(REP_LENGTH, positionState);
      this.state = state < 7 ? 8 : 11;
    } else {
      length = 1 - SHORTEST_MATCH;
      this.state = state < 7 ? 9 : 11;
    }
    const place = ranges.base + ranges.position;
    if (this.rep0 >= this.output.base + at - this.dictionaryStart || this.rep0 >= this.dictionarySize) {
      this.output.length = at;
      throw new DecodeFault('broken', 'a match reaches back to before the content', place);
    }
    if (this.rep0 >= at) {
      this.output.length = at;
      throw new DecodeFault(
        'unread',
        `a match reaches back by more than the ${MOST_HISTORY} bytes that are kept`,
        place,
      );
    }
    return length + SHORTEST_MATCH;
  }

  private length(base: number, positionState: number): number {
    const { ranges, probabilities } = this;
    if (ranges.bit(probabilities, base) === 0) return ranges.tree(probabilities, base + LOW + (positionState << 3), 3);
    if (ranges.bit(probabilities, base + CHOICE_2) === 0)
      return 8 + ranges.tree(probabilities, base + MIDDLE + (positionState << 3), 3);
    return 16 + ranges.tree(probabilities, base + HIGH, 8);
  }

  private distance(length: number): number {
    const { ranges, probabilities } = this;
    const slot = ranges.tree(probabilities, SLOT + (Math.min(length, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return start + ranges.reverseTree(probabilities, SPECIAL + start - slot, bits);
    const direct = ranges.direct(bits - 4);
    return start + direct * 16 + ranges.reverseTree(probabilities, ALIGN, 4);
  }

  private rotate(state: number): void {
    const { ranges, probabilities, rep1, rep2 } = this;
    if (ranges.bit(probabilities, IS_REP_G1 + state) === 0) {
      this.rep1 = this.rep0;
      this.rep0 = rep1;
      return;
    }
    if (ranges.bit(probabilities, IS_REP_G2 + state) === 0) {
      this.rep2 = rep1;
      this.rep1 = this.rep0;
      this.rep0 = rep2;
      return;
    }
    const { rep3 } = this;
    this.rep3 = rep2;
    this.rep2 = rep1;
    this.rep1 = this.rep0;
    this.rep0 = rep3;
  }
}

/** The input that a range decoder reads from, a part at a time, which it may read past the end of. */
export interface InputWindow {
  /** Of the real input. */
  readonly end: number;
  /** Moves on so far that a piece finds all that it reads. */
  slide(ranges: RangeDecoder): void;
}

/** All of the input is there: `end` bytes. */
export function wholeInput(end: number): InputWindow {
  return { end, slide: () => {} };
}

/** What was loaded last. Kept over the members of a file: thousands of short ones would load a whole window each. */
export interface HeldInput {
  base: number;
  input: Uint8Array;
}

/** Starts the decoder at `start` of the source; undefined where the five bytes are none. */
export function slidingInput(
  source: ByteSource,
  start: number,
  ranges: RangeDecoder,
  held: HeldInput = { base: 0, input: new Uint8Array(0) },
): InputWindow | undefined {
  const load = (at: number): Uint8Array => {
    const { base, input } = held;
    const end = base + input.length;
    if (at >= base && at < end && (end - at > 2 * PIECE * RANGE_PADDING || end === source.size + RANGE_PADDING)) {
      ranges.base = at;
      return input.subarray(at - base);
    }
    const padded = new Uint8Array(Math.min(WINDOW, Math.max(0, source.size - at)) + RANGE_PADDING);
    padded.set(source.read(at, padded.length - RANGE_PADDING));
    ranges.base = at;
    held.base = at;
    held.input = padded;
    return padded;
  };
  if (!ranges.start(load(start), 0)) return undefined;
  return {
    end: source.size,
    slide: (ranges) => {
      if (ranges.position + PIECE * RANGE_PADDING < ranges.input.length) return;
      const at = ranges.base + ranges.position;
      if (ranges.base + ranges.input.length >= source.size + RANGE_PADDING) return;
      ranges.input = load(at);
      ranges.position = 0;
    },
  };
}

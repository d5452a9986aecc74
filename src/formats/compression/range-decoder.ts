/** Bytes that may be read past the end of the input within one symbol; whoever sets the input pads it by as many. */
export const RANGE_PADDING = 32;

/** A probability of one half, of 2048. */
export const HALF = 1_024;

/** -1 where `a < b` as unsigned 32-bit values, else 0: a branch on bits of compressed data is guessed wrong half the time. */
export function below(a: number, b: number): number {
  return ((~a & b) | ((~a | b) & (a - b))) >> 31;
}

/**
 * The range decoder of LZMA. `range` and `code` are unsigned 32-bit values held as signed ones, which the engine keeps as
 * machine integers; they are compared after `>>> 0`. Normalised after each bit, so that `position` is exact.
 */
export class RangeDecoder {
  input: Uint8Array = new Uint8Array(RANGE_PADDING);
  position = 0;
  /** Of `input` in all of the input. */
  base = 0;
  range = -1;
  code = 0;

  /** Five bytes, the first of which is 0. Returns false where it isn't. */
  start(input: Uint8Array, position: number): boolean {
    this.input = input;
    this.range = -1;
    this.code = 0;
    for (let at = 1; at < 5; at += 1) this.code = (this.code << 8) | (input[position + at] ?? 0);
    this.position = position + 5;
    return input[position] === 0;
  }

  bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index] ?? 0;
    const bound = Math.imul(this.range >>> 11, probability);
    let result = 0;
    if (this.code >>> 0 < bound >>> 0) {
      this.range = bound;
      probabilities[index] = probability + ((2_048 - probability) >> 5);
    } else {
      this.range = (this.range - bound) | 0;
      this.code = (this.code - bound) | 0;
      probabilities[index] = probability - (probability >> 5);
      result = 1;
    }
    if ((this.range & 0xff00_0000) === 0) {
      this.range <<= 8;
      this.code = (this.code << 8) | (this.input[this.position] ?? 0);
      this.position += 1;
    }
    return result;
  }

  /** A value of `bits` bits, highest first. */
  tree(probabilities: Uint16Array, base: number, bits: number): number {
    const { input } = this;
    let { range, code, position } = this;
    const end = 1 << bits;
    let symbol = 1;
    while (symbol < end) {
      const index = base + symbol;
      const probability = probabilities[index] ?? 0;
      const bound = Math.imul(range >>> 11, probability);
      const zero = below(code, bound);
      range = (bound & zero) | ((range - bound) & ~zero);
      code = (code - (bound & ~zero)) | 0;
      probabilities[index] = probability + ((31 + (zero & 2_017) - probability) >> 5);
      symbol = (symbol << 1) + 1 + zero;
      if ((range & 0xff00_0000) === 0) {
        range <<= 8;
        code = (code << 8) | (input[position] ?? 0);
        position += 1;
      }
    }
    this.range = range;
    this.code = code;
    this.position = position;
    return symbol - end;
  }

  /** A value of `bits` bits, lowest first. */
  reverseTree(probabilities: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let at = 0; at < bits; at += 1) {
      const bit = this.bit(probabilities, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << at;
    }
    return value;
  }

  /** `bits` bits of equal probability, highest first. */
  direct(bits: number): number {
    const { input } = this;
    let { range, code, position } = this;
    let value = 0;
    for (let left = bits; left > 0; left -= 1) {
      range >>>= 1;
      const bit = code >>> 0 >= range ? 1 : 0;
      if (bit === 1) code = (code - range) | 0;
      value = (value << 1) | bit;
      if ((range & 0xff00_0000) === 0) {
        range <<= 8;
        code = (code << 8) | (input[position] ?? 0);
        position += 1;
      }
    }
    this.range = range | 0;
    this.code = code;
    this.position = position;
    return value;
  }
}

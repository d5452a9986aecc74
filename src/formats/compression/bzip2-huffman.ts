import { DecodeFault } from './output.ts';
import type { BitReader } from './bzip2-bits.ts';

const LONGEST = 20;
/** Codes up to this many bits are found by one look. */
const FAST = 10;
const SYMBOL_BITS = 9;

/** A canonical code. Codes that no symbol has are left over in tables of broken files. */
export class HuffmanTable {
  /** For each value of the next FAST bits: length << 9 | symbol, or 0. */
  private readonly fast = new Uint16Array(1 << FAST);
  /** Of each length: the first code, how many there are, and where their symbols start. */
  private readonly first = new Int32Array(LONGEST + 2);
  private readonly counts = new Int32Array(LONGEST + 2);
  private readonly starts = new Int32Array(LONGEST + 2);
  private readonly symbols: Uint16Array;

  constructor(lengths: Uint8Array) {
    this.symbols = new Uint16Array(lengths.length);
    for (const length of lengths) this.counts[length] = (this.counts[length] ?? 0) + 1;
    let code = 0;
    let at = 0;
    for (let length = 1; length <= LONGEST; length += 1) {
      code <<= 1;
      this.first[length] = code;
      this.starts[length] = at;
      for (let symbol = 0; symbol < lengths.length; symbol += 1) {
        if (lengths[symbol] !== length) continue;
        this.symbols[at] = symbol;
        at += 1;
        if (length <= FAST && code < 1 << length) {
          const shift = FAST - length;
          this.fast.fill((length << SYMBOL_BITS) | symbol, code << shift, (code + 1) << shift);
        }
        code += 1;
      }
    }
  }

  /** The next symbol, or -1 where the bits are no code. */
  read(bits: BitReader): number {
    while (bits.count < LONGEST) bits.fill();
    const entry = this.fast[(bits.window >>> (bits.count - FAST)) & ((1 << FAST) - 1)] ?? 0;
    if (entry !== 0) {
      bits.count -= entry >> SYMBOL_BITS;
      return entry & ((1 << SYMBOL_BITS) - 1);
    }
    const next = (bits.window >>> (bits.count - LONGEST)) & ((1 << LONGEST) - 1);
    for (let length = 1; length <= LONGEST; length += 1) {
      const index = (next >>> (LONGEST - length)) - (this.first[length] ?? 0);
      if (index < 0 || index >= (this.counts[length] ?? 0)) continue;
      bits.count -= length;
      return this.symbols[(this.starts[length] ?? 0) + index] ?? -1;
    }
    return -1;
  }
}

/** Lengths are written as differences to the one before. */
export function readTable(bits: BitReader, alphabet: number): HuffmanTable {
  const lengths = new Uint8Array(alphabet);
  let length = bits.read(5);
  for (let symbol = 0; symbol < alphabet; symbol += 1) {
    for (;;) {
      if (length < 1 || length > LONGEST)
        throw new DecodeFault('broken', 'the length of a code is out of range', bits.offset());
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new HuffmanTable(lengths);
}

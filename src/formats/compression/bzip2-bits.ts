import { DecodeFault } from './output.ts';

/** Bits of bytes, highest first. Past the end it gives zeros; `check` tells. */
export class BitReader {
  /** The next `count` bits are the low ones of `window`; at most 31 are held. */
  window = 0;
  count = 0;
  position: number;
  readonly input: Uint8Array;

  constructor(input: Uint8Array, position: number) {
    this.input = input;
    this.position = position;
  }

  /** `length`: up to 24. */
  read(length: number): number {
    while (this.count < length) this.fill();
    this.count -= length;
    return (this.window >>> this.count) & ((1 << length) - 1);
  }

  fill(): void {
    const byte = this.position < this.input.length ? (this.input[this.position] ?? 0) : 0;
    this.window = (this.window << 8) | byte;
    this.position += 1;
    this.count += 8;
  }

  /** Of the byte that holds the next bit. */
  offset(): number {
    return Math.min(this.position - (this.count >> 3), this.input.length);
  }

  /** @throws DecodeFault where bits past the end were read */
  check(): void {
    if (this.position - (this.count >> 3) > this.input.length)
      throw new DecodeFault('broken', 'the stream is cut off', this.input.length);
  }

  /** Leaves the rest of the byte; returns the offset behind it. */
  align(): number {
    return this.offset();
  }
}

import type { ByteSource } from '../byte-source.ts';
import { DecodeFault } from './output.ts';

const WINDOW = 64 << 10;

/** Bits of bytes, highest first. Past the end it gives zeros; `check` tells. */
export class BitReader {
  /** The next `count` bits are the low ones of `window`; at most 31 are held. */
  window = 0;
  count = 0;
  private readonly input: ByteSource;
  private bytes: Uint8Array = new Uint8Array(0);
  /** Of the window in the input, and of the next byte in the window. */
  private start: number;
  private next = 0;

  constructor(input: ByteSource, position: number) {
    this.input = input;
    this.start = position;
  }

  /** `length`: up to 24. */
  read(length: number): number {
    while (this.count < length) this.fill();
    this.count -= length;
    return (this.window >>> this.count) & ((1 << length) - 1);
  }

  fill(): void {
    if (this.next >= this.bytes.length && this.start + this.next < this.input.size) this.load();
    this.window = (this.window << 8) | (this.bytes[this.next] ?? 0);
    this.next += 1;
    this.count += 8;
  }

  /** Of the byte that holds the next bit. */
  offset(): number {
    return Math.min(this.position, this.input.size);
  }

  /** @throws DecodeFault where bits past the end were read */
  check(): void {
    if (this.position > this.input.size) throw new DecodeFault('broken', 'the stream is cut off', this.input.size);
  }

  /** Leaves the rest of the byte; returns the offset behind it. */
  align(): number {
    return this.offset();
  }

  private get position(): number {
    return this.start + this.next - (this.count >> 3);
  }

  private load(): void {
    this.start += this.next;
    this.next = 0;
    // Copied: the source may reuse what it returned.
    this.bytes = new Uint8Array(this.input.read(this.start, WINDOW));
  }
}

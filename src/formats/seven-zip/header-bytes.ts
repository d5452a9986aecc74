import { DecodeFault } from '../compression/output.ts';

/** Reads a header of 7z forward ("7zFormat.txt" of the LZMA SDK). Every method throws a DecodeFault past the end. */
export class HeaderBytes {
  at = 0;
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  fault(message: string): DecodeFault {
    return new DecodeFault('broken', message, this.at);
  }

  take(length: number): Buffer {
    if (length > this.left) throw this.fault('a header is cut off');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  u8(): number {
    return this.take(1).readUInt8();
  }

  u32(): number {
    return this.take(4).readUInt32LE();
  }

  /** Up to 8 bytes after a first one, whose highest bits say how many; its other bits are the highest of the number. */
  number(): number {
    const first = this.u8();
    let value = 0;
    let mask = 0x80;
    for (let index = 0; index < 8; index += 1, mask >>= 1) {
      if ((first & mask) === 0) {
        value += (first & (mask - 1)) * 2 ** (8 * index);
        break;
      }
      value += this.u8() * 2 ** (8 * index);
    }
    if (!Number.isSafeInteger(value)) throw this.fault('a number is larger than any file');
    return value;
  }

  /** A number of things each of which takes at least a bit of what is left of the header, or `most`. */
  count(most: number): number {
    const value = this.number();
    if (value > most)
      throw new DecodeFault('limit', `${value} of one kind are more than the ${most} that are read`, this.at);
    return value;
  }

  expect(id: number, what: string): void {
    if (this.u8() !== id) throw this.fault(`${what} does not start where it should`);
  }

  bits(count: number): boolean[] {
    const bytes = this.take(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, index) => ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
  }

  /** Which of `count` things are there: all, or those that bits say. */
  defined(count: number): boolean[] {
    return this.u8() === 0 ? this.bits(count) : Array.from({ length: count }, () => true);
  }

  /** CRCs of those that have one. */
  digests(count: number): (number | undefined)[] {
    return this.defined(count).map((there) => (there ? this.u32() : undefined));
  }

  /** What can lie in a further stream instead, which no writer does. */
  inPlace(): void {
    if (this.u8() !== 0) throw new DecodeFault('unread', 'a header lies in a stream of its own', this.at);
  }
}

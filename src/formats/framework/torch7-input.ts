import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { skipElements, type FrameworkModel } from './reader.ts';

/** Sizes of numbers in binary, by Torch7's names of them. */
export const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  Byte: 1,
  Char: 1,
  Short: 2,
  Half: 2,
  Int: 4,
  Float: 4,
  Long: 8,
  Double: 8,
  '': 4,
};

/** A file of Torch7 as its loader reads it: numbers, and bytes of a stated number. Offsets are in the file. */
export interface Torch7Input {
  readonly position: number;
  readonly remaining: number;
  /** Of the fewest bytes that an object takes. */
  readonly least: number;
  int(): number;
  long(): bigint;
  /** Passes over numbers of one kind. `count`: as the file states it. */
  numbers(kind: string, count: bigint): void;
  /** Passes over bytes. */
  skip(length: number): void;
  bytes(length: number): Uint8Array;
}

/** `torch.save(…, 'binary')`, the usual one, of a little-endian machine with 64 bits. */
export class BinaryInput implements Torch7Input {
  readonly least = 4;
  private readonly model: FrameworkModel;
  private readonly reader: BinaryReader;

  constructor(model: FrameworkModel, reader: BinaryReader) {
    this.model = model;
    this.reader = reader;
  }

  get position(): number {
    return this.reader.position;
  }

  get remaining(): number {
    return this.reader.remaining;
  }

  int(): number {
    return this.reader.i32();
  }

  long(): bigint {
    return this.reader.i64();
  }

  numbers(kind: string, count: bigint): void {
    skipElements(this.model, this.reader, [count], ELEMENT_BYTES[kind] ?? 1);
  }

  skip(length: number): void {
    this.reader.skip(length);
  }

  bytes(length: number): Uint8Array {
    return this.reader.bytes(length);
  }
}

const BLOCK = 64 << 10;
const LINE = 0x0a;
/** Of a number, sign and exponent included. */
const DIGITS = 40;
const INTEGER = /^[-+]?\d{1,19}$/u;
const REAL = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$|^[-+]?(?:nan|inf(?:inity)?)(?:\([^)]*\))?$/iu;

/**
 * `torch.save(…, 'ascii')`, as THDiskFile reads it: numbers in digits, with white space before them; letters and bytes
 * as they are. One line break behind numbers or letters goes with them.
 */
export class AsciiInput implements Torch7Input {
  readonly least = 2;
  private readonly model: FrameworkModel;
  private readonly source: ByteSource;
  private block: Uint8Array = new Uint8Array(0);
  private start = 0;
  private at = 0;

  constructor(model: FrameworkModel, source: ByteSource) {
    this.model = model;
    this.source = source;
  }

  get position(): number {
    return this.start + this.at;
  }

  get remaining(): number {
    return this.source.size - this.position;
  }

  int(): number {
    return Number(this.integer());
  }

  long(): bigint {
    return this.integer();
  }

  numbers(kind: string, count: bigint): void {
    const from = this.position;
    if (count < 0n) this.model.fail('shape', `an array of ${count} elements`, from);
    // Each has a byte at least, and all but the last one something behind it.
    if (count > BigInt(this.remaining)) this.model.fail('shape', `an array of ${count} elements leaves the file`, from);
    if (kind === 'Byte' || kind === 'Char') return this.skip(Number(count));
    for (let left = Number(count); left > 0; left -= 1) {
      const at = this.position;
      const text = this.token();
      if (!REAL.test(text)) this.model.fail('number', 'an element that is no number', at);
    }
    this.line(count > 0n);
  }

  skip(length: number): void {
    if (length > this.remaining) throw new EndOfBytes(this.source.size);
    this.seek(this.position + length);
    this.line(length > 0);
  }

  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw new EndOfBytes(this.source.size);
    const from = this.position;
    const bytes = new Uint8Array(this.source.read(from, length));
    this.skip(length);
    return bytes;
  }

  private integer(): bigint {
    const at = this.position;
    const text = this.token();
    if (!INTEGER.test(text)) this.model.fail('number', 'no whole number where one is due', at);
    this.line(true);
    return BigInt(text.startsWith('+') ? text.slice(1) : text);
  }

  /** What `fscanf` skips, and then all up to the next of it. */
  private token(): string {
    while (isSpace(this.peek())) this.at += 1;
    let text = '';
    for (let byte = this.peek(); byte !== -1 && !isSpace(byte); byte = this.peek()) {
      if (text.length === DIGITS) this.model.fail('number', `a number of more than ${DIGITS} digits`, this.position);
      text += String.fromCharCode(byte);
      this.at += 1;
    }
    if (text === '') throw new EndOfBytes(this.source.size);
    return text;
  }

  private line(due: boolean): void {
    if (due && this.peek() === LINE) this.at += 1;
  }

  /** The next byte, or -1 at the end. */
  private peek(): number {
    if (this.at >= this.block.length) {
      this.start += this.at;
      this.at = 0;
      // Copied: the source may reuse what it returned.
      this.block = new Uint8Array(this.source.read(this.start, BLOCK));
      if (this.block.length === 0) return -1;
    }
    return this.block[this.at] ?? -1;
  }

  private seek(position: number): void {
    this.at = position - this.start;
    if (this.at <= this.block.length) return;
    this.start = position;
    this.at = 0;
    this.block = new Uint8Array(0);
  }
}

/** `isspace` of C. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

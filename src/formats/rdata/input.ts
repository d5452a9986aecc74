import { BinaryReader } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';

/** Thrown where the text is not of the ASCII encoding. */
export class BadText {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

/** Numbers and strings of a serialised object, in one of R's three encodings (src/main/serialize.c). */
export interface Input {
  readonly position: number;
  readonly remaining: number;
  /** NA is −2³¹. */
  integer(): number;
  /** One character for one byte. */
  text(length: number): string;
  skip(kind: 'integers' | 'reals' | 'bytes', count: number): void;
}

/** Big-endian (`X`) or as the writing machine had it (`B`), which is little-endian everywhere today. */
export class BinaryInput implements Input {
  private readonly reader: BinaryReader;

  constructor(source: ByteSource, offset: number, littleEndian: boolean) {
    this.reader = new BinaryReader(source, offset);
    this.reader.littleEndian = littleEndian;
  }

  get position(): number {
    return this.reader.position;
  }

  get remaining(): number {
    return this.reader.remaining;
  }

  integer(): number {
    return this.reader.i32();
  }

  text(length: number): string {
    return Buffer.from(this.reader.bytes(length)).toString('latin1');
  }

  skip(kind: 'integers' | 'reals' | 'bytes', count: number): void {
    this.reader.skip(count * (kind === 'integers' ? 4 : kind === 'reals' ? 8 : 1));
  }
}

const SPACE = new Set([9, 10, 11, 12, 13, 32]);
const BACKSLASH = 0x5c;
/** Longest number in text: a double in hexadecimal. */
const WORD = 64;

/** Words between white space, and strings with the escapes of C. */
export class AsciiInput implements Input {
  private readonly reader: BinaryReader;
  private ahead: number | undefined;

  constructor(source: ByteSource, offset: number) {
    this.reader = new BinaryReader(source, offset);
  }

  get position(): number {
    return this.reader.position - (this.ahead === undefined ? 0 : 1);
  }

  get remaining(): number {
    return this.reader.remaining + (this.ahead === undefined ? 0 : 1);
  }

  integer(): number {
    const word = this.word();
    if (word === 'NA') return -(2 ** 31);
    if (!/^-?\d{1,10}$/u.test(word)) throw new BadText(word);
    return Number(word);
  }

  text(length: number): string {
    this.space();
    const parts: number[] = [];
    for (let index = 0; index < length; index += 1) parts.push(this.character());
    return Buffer.from(parts).toString('latin1');
  }

  skip(kind: 'integers' | 'reals' | 'bytes', count: number): void {
    // Each word takes two bytes at least, so that a false count ends with the file.
    for (let index = 0; index < count; index += 1) {
      const word = this.word();
      const fits = kind === 'reals' ? /^[-+]?(?:NA|NaN|Inf|[\da-fA-FxXpPeE.+-]{1,63})$/u : /^(?:NA|-?[\da-f]{1,11})$/u;
      if (!fits.test(word)) throw new BadText(word);
    }
  }

  private next(): number {
    const byte = this.ahead ?? this.reader.u8();
    this.ahead = undefined;
    return byte;
  }

  private space(): void {
    let byte = this.next();
    while (SPACE.has(byte)) byte = this.next();
    this.ahead = byte;
  }

  private word(): string {
    this.space();
    let word = '';
    while (this.remaining > 0) {
      const byte = this.next();
      if (SPACE.has(byte)) break;
      word += String.fromCharCode(byte);
      if (word.length > WORD) throw new BadText(word);
    }
    return word;
  }

  private character(): number {
    const byte = this.next();
    if (byte !== BACKSLASH) return byte;
    const escaped = String.fromCharCode(this.next());
    const named = 'ntvbrfa'.indexOf(escaped);
    if (named !== -1) return [10, 9, 11, 8, 13, 12, 7][named] ?? 0;
    if (!/[0-7]/u.test(escaped)) return escaped.charCodeAt(0);
    let value = Number(escaped);
    for (let digits = 1; digits < 3; digits += 1) {
      const digit = this.next();
      if (digit < 0x30 || digit > 0x37) {
        this.ahead = digit;
        break;
      }
      value = value * 8 + digit - 0x30;
    }
    return value & 0xff;
  }
}

import type { ByteSource } from '../byte-source.ts';
import type { Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { HDF5_LIMITS } from './limits.ts';

/** Thrown where the budget of the whole file is spent: no other part of it is read. */
export class Exhausted extends Stopped {}

/** An open HDF5 file: sizes of its addresses and lengths, and bounds for everything that is read. */
export class Hdf5File {
  readonly source: ByteSource;
  readonly collector: Collector;
  /** Bytes of an address and of a length in this file. */
  offsetSize = 8;
  lengthSize = 8;
  /** All addresses count from here. */
  base = 0;

  private blocks = 0;
  private bytes = 0;

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.collector = collector;
  }

  /** A block of metadata at an address of the file. @throws Stopped where the file can't hold it */
  block(address: number, length: number, what: string): Cursor {
    const start = address + this.base;
    const offset = this.within(start);
    if (length > HDF5_LIMITS.block) {
      this.collector.limit('hdf5.block', `${what} takes ${length} bytes, more than ${HDF5_LIMITS.block}`, offset);
      throw new Stopped(offset);
    }
    this.blocks += 1;
    this.bytes += length;
    if (this.blocks > HDF5_LIMITS.blocks || this.bytes > HDF5_LIMITS.metadata) {
      // Many structures may share one large block, so what each may read is no bound for all of them.
      const limit = this.blocks > HDF5_LIMITS.blocks ? 'blocks' : 'metadata';
      this.collector.limit(`hdf5.${limit}`, `more metadata than the limit of ${HDF5_LIMITS[limit]}`, offset);
      throw new Exhausted(offset);
    }
    if (start + length > this.source.size) this.fail('past-end', `${what} lies past the end of the file`, offset);
    return new Cursor(this, Buffer.from(new Uint8Array(this.source.read(start, length))), start);
  }

  /** Up to `length` bytes at an address; fewer at the end of the file. */
  upTo(address: number, length: number, what: string): Cursor {
    return this.block(address, Math.max(Math.min(length, this.source.size - this.base - address), 0), what);
  }

  /** A place for a message: addresses of a hostile file lead anywhere. */
  within(offset: number): number {
    return Math.min(offset, this.source.size);
  }

  fail(what: string, message: string, offset: number): never {
    this.collector.problem(`hdf5-${what}`, message, this.within(offset));
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}

/** Reads little-endian fields of one block forward, never past its end. */
export class Cursor {
  readonly file: Hdf5File;
  readonly bytes: Buffer;
  /** Of the block's first byte, in the source. */
  readonly start: number;
  index = 0;

  constructor(file: Hdf5File, bytes: Buffer, start: number) {
    this.file = file;
    this.bytes = bytes;
    this.start = start;
  }

  get offset(): number {
    return this.start + this.index;
  }

  get remaining(): number {
    return this.bytes.length - this.index;
  }

  /** An unsigned number of 1 to 8 bytes; past 2^53 − 1 it is not exact. */
  number(size: number): number {
    const index = this.take(size);
    if (size <= 6) return size === 0 ? 0 : this.bytes.readUIntLE(index, size);
    let value = 0;
    for (let at = size - 1; at >= 0; at -= 1) value = value * 256 + (this.bytes[index + at] ?? 0);
    return value;
  }

  /** An address; undefined where the file says that there is none. */
  address(): number | undefined {
    const index = this.take(this.file.offsetSize);
    const bytes = this.bytes.subarray(index, index + this.file.offsetSize);
    if (bytes.every((byte) => byte === 0xff)) return undefined;
    this.index = index;
    return this.number(this.file.offsetSize);
  }

  length(): number {
    return this.number(this.file.lengthSize);
  }

  slice(length: number): Cursor {
    const index = this.take(length);
    return new Cursor(this.file, this.bytes.subarray(index, index + length), this.start + index);
  }

  skip(length: number): void {
    this.take(length);
  }

  /** Aligns to a multiple of eight from the block's start; the padding may be missing at its end. */
  align(): void {
    this.index = Math.min(this.bytes.length, Math.ceil(this.index / 8) * 8);
  }

  expect(signature: string, what: string): void {
    const index = this.take(4);
    if (this.bytes.toString('latin1', index, index + 4) !== signature)
      this.file.fail('signature', `${what} does not start with ${signature}`, this.start + index);
  }

  /** Text up to a NUL, or to the end of the block. */
  terminated(): string {
    // A heap without a NUL would be searched to its end for every name in it.
    const end = this.bytes.subarray(this.index, this.index + HDF5_LIMITS.nameSearch).indexOf(0);
    const until = end === -1 ? this.bytes.length : this.index + end;
    const text = this.bytes.toString('utf8', this.index, Math.min(until, this.index + HDF5_LIMITS.name));
    this.index = Math.min(this.bytes.length, until + 1);
    return text;
  }

  /** Text of a fixed length, up to a NUL in it. */
  text(length: number): string {
    return this.slice(length).terminated();
  }

  private take(length: number): number {
    if (length > this.bytes.length - this.index)
      this.file.fail('truncated', 'a structure ends inside one of its fields', this.offset);
    const index = this.index;
    this.index += length;
    return index;
  }
}

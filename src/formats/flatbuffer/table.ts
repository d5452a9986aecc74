import type { ByteSource } from '../byte-source.ts';
import type { Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { FLATBUFFER_LIMITS } from './limits.ts';

/** Tables, their field lists and what they refer to lie apart, so several pages are kept, each at its own place. */
const PAGE = 16 << 10;
const PAGES = 64;
/** Longest number that is read at once. */
const NUMBER = 8;

/** Random access to a FlatBuffer whose offsets are all checked, as the library's own verifier does. */
export class FlatBuffer {
  readonly source: ByteSource;
  readonly collector: Collector;
  /** Prefix of problem codes: `tflite`. */
  readonly format: string;
  /** Where what was looked at ends. */
  reached = 0;
  private reads = 0;
  private readonly pages: ({ readonly index: number; readonly bytes: Buffer } | undefined)[] = [];

  constructor(source: ByteSource, collector: Collector, format: string) {
    this.source = source;
    this.collector = collector;
    this.format = format;
  }

  /** The table that the file's root offset names. @throws Stopped */
  root(): Table {
    return this.table(this.u32(0));
  }

  table(position: number): Table {
    const vtable = position - this.i32(position);
    const size = this.u16(vtable);
    const inline = this.u16(vtable + 2);
    if (vtable < 0 || size < 4 || size % 2 !== 0) this.fail('offset', 'a table has no valid field list', position);
    this.check(vtable, size, position);
    this.check(position, inline, position);
    return new Table(this, position, vtable, size);
  }

  u8(at: number): number {
    return this.bytes(at, 1).readUInt8(0);
  }
  u16(at: number): number {
    return this.bytes(at, 2).readUInt16LE(0);
  }
  i32(at: number): number {
    return this.bytes(at, 4).readInt32LE(0);
  }
  u32(at: number): number {
    return this.bytes(at, 4).readUInt32LE(0);
  }
  /** Above 2^53 − 1 not exact. */
  u64(at: number): number {
    return Number(this.bytes(at, 8).readBigUInt64LE(0));
  }

  /** A copy of a range; the caller has checked `length` against a limit of its own. */
  copy(at: number, length: number): Buffer {
    this.check(at, length, at);
    return Buffer.from(new Uint8Array(this.source.read(at, length)));
  }

  text(at: number, limit: number): string {
    const length = this.u32(at);
    this.check(at + 4, length, at);
    const text = this.copy(at + 4, Math.min(length, limit)).toString('utf8');
    return length > limit ? `${text}…` : text;
  }

  check(at: number, length: number, from: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.source.size))
      this.fail('offset', `an offset leads to ${at} and ${length} bytes on, out of the file`, from);
    if (at + length > this.reached) this.reached = at + length;
  }

  fail(what: string, message: string, offset: number): never {
    const within = Math.max(0, Math.min(offset, this.source.size));
    this.collector.problem(`${this.format}-${what}`, message, within);
    this.collector.complete = false;
    throw new Stopped(within);
  }

  private bytes(at: number, length: number): Buffer {
    if (++this.reads > FLATBUFFER_LIMITS.reads) {
      this.collector.limit('flatbuffer.reads', `more than ${FLATBUFFER_LIMITS.reads} numbers`, 0);
      throw new Stopped(0);
    }
    this.check(at, length, at);
    const index = Math.floor(at / PAGE);
    let page = this.pages[index % PAGES];
    if (page?.index !== index) {
      // A little of the next page, for numbers that lie across; copied, because a source may reuse what it returned.
      page = { index, bytes: Buffer.from(new Uint8Array(this.source.read(index * PAGE, PAGE + NUMBER))) };
      this.pages[index % PAGES] = page;
    }
    return page.bytes.subarray(at - index * PAGE, at - index * PAGE + length);
  }
}

export interface Vector {
  /** Of the first element. */
  readonly start: number;
  readonly count: number;
}

/** One table; fields are numbered in the order of the schema. */
export class Table {
  readonly position: number;
  private readonly buffer: FlatBuffer;
  private readonly vtable: number;
  private readonly size: number;

  constructor(buffer: FlatBuffer, position: number, vtable: number, size: number) {
    this.buffer = buffer;
    this.position = position;
    this.vtable = vtable;
    this.size = size;
  }

  u8(field: number, absent = 0): number {
    const at = this.at(field);
    return at === undefined ? absent : this.buffer.u8(at);
  }
  u32(field: number, absent = 0): number {
    const at = this.at(field);
    return at === undefined ? absent : this.buffer.u32(at);
  }
  i32(field: number, absent = 0): number {
    const at = this.at(field);
    return at === undefined ? absent : this.buffer.i32(at);
  }
  u64(field: number, absent = 0): number {
    const at = this.at(field);
    return at === undefined ? absent : this.buffer.u64(at);
  }

  text(field: number, limit: number): string | undefined {
    const at = this.target(field);
    return at === undefined ? undefined : this.buffer.text(at, limit);
  }

  table(field: number): Table | undefined {
    const at = this.target(field);
    return at === undefined ? undefined : this.buffer.table(at);
  }

  /** A vector whose elements take `width` bytes each; all of them lie in the file. */
  vector(field: number, width: number): Vector | undefined {
    const at = this.target(field);
    if (at === undefined) return undefined;
    const count = this.buffer.u32(at);
    this.buffer.check(at + 4, count * width, at);
    return { start: at + 4, count };
  }

  /** The tables of a vector of tables, one by one. */
  *tables(field: number): Generator<Table> {
    const vector = this.vector(field, 4);
    for (let index = 0; index < (vector?.count ?? 0); index += 1) {
      const at = (vector?.start ?? 0) + index * 4;
      yield this.buffer.table(at + this.buffer.u32(at));
    }
  }

  private target(field: number): number | undefined {
    const at = this.at(field);
    return at === undefined ? undefined : at + this.buffer.u32(at);
  }

  private at(field: number): number | undefined {
    const entry = 4 + field * 2;
    if (entry + 2 > this.size) return undefined;
    const offset = this.buffer.u16(this.vtable + entry);
    return offset === 0 ? undefined : this.position + offset;
  }
}

import type { ByteSource } from '../byte-source.ts';
import { PICKLE_LIMITS } from './limits.ts';

/** Lines shorter than this are found again as quickly as remembered. */
const LONG_LINE = 1_024;

/**
 * The last long line that a search met, for its further tries: in bytes without newlines, each of them would look through
 * all the rest again.
 */
export interface LongLine {
  from: number;
  /** Of its newline; infinite if there is none to the end. */
  to: number;
}

/** A look at the source costs as much as these many opcodes, and one more for so many bytes. */
const READ_WORK = 40;
const BYTES_PER_WORK = 16;

/**
 * A forward reader over one window of a byte source, so that a pickle of any size is walked in constant memory.
 * Operands that are only skipped (bytes of arrays) are never read. Positions are absolute in the source.
 */
export class WindowReader {
  readonly source: ByteSource;
  readonly end: number;
  private memory = new Uint8Array(0);
  private text = Buffer.alloc(0);
  /** What was read last; valid until more is. */
  bytes: Uint8Array = this.memory;
  view = new DataView(this.memory.buffer);
  /** Index in `bytes` of the next byte. */
  index = 0;
  /** Number of valid bytes in `bytes`. */
  filled = 0;
  /** Position of `bytes[0]`. */
  base: number;
  /** What bringing bytes cost so far, in plain opcodes. */
  work = 0;
  /** Grows with use, so that a short or false stream costs one short read. */
  private window = 4096;

  private readonly longLine: LongLine | undefined;

  constructor(source: ByteSource, start: number, end: number = source.size, longLine?: LongLine) {
    this.source = source;
    this.longLine = longLine;
    this.base = start;
    this.end = Math.min(end, source.size);
  }

  /** Absolute position of the next byte. */
  get position(): number {
    return this.base + this.index;
  }

  get remaining(): number {
    return this.end - this.base - this.index;
  }

  seek(position: number): void {
    const index = position - this.base;
    if (index >= 0 && index <= this.filled) {
      this.index = index;
      return;
    }
    this.base = position;
    this.index = 0;
    this.filled = 0;
  }

  /** True if `count` bytes (at most the window) are now in `bytes` from `index` on. */
  ensure(count: number): boolean {
    if (this.filled - this.index >= count) return true;
    if (this.remaining < count) return false;
    const position = this.position;
    const wanted = Math.min(this.window, this.end - position);
    this.window = Math.min(this.window * 4, PICKLE_LIMITS.window);
    // Copied, because a source may reuse what it returned; into the same memory, because fresh pages cost more than the copy.
    const read = this.source.read(position, Math.max(wanted, count));
    if (read.length > this.memory.length) {
      this.memory = new Uint8Array(read.length);
      this.text = Buffer.from(this.memory.buffer);
      this.view = new DataView(this.memory.buffer);
    }
    this.memory.set(read);
    this.work += READ_WORK + read.length / BYTES_PER_WORK;
    this.bytes = this.memory.subarray(0, read.length);
    this.base = position;
    this.index = 0;
    this.filled = this.bytes.length;
    return this.filled >= count;
  }

  /** Brings up to `count` bytes, fewer at the end. True if there is any. */
  fill(count: number): boolean {
    return this.ensure(Math.min(count, this.remaining)) && this.filled > this.index;
  }

  /** The next `length` bytes, which `ensure` brought, a character each. Doesn't move. */
  latin1(length: number): string {
    return this.text.toString('latin1', this.index, this.index + length);
  }

  /** Position of the next newline, or -1 if there is none within the line limit. Doesn't move. */
  findNewline(): number {
    const start = this.position;
    const last = Math.min(this.end, start + PICKLE_LIMITS.line);
    const known = this.longLine;
    if (known !== undefined && start >= known.from && start <= known.to) return known.to < last ? known.to : -1;
    const position = this.newlineBefore(last);
    if (known !== undefined && (position === -1 ? last === this.end : position - start >= LONG_LINE)) {
      known.from = start;
      known.to = position === -1 ? Number.POSITIVE_INFINITY : position;
    }
    return position;
  }

  private newlineBefore(last: number): number {
    const start = this.position;
    let from = start;
    while (from < last) {
      this.seek(from);
      if (!this.ensure(1)) break;
      const found = this.bytes.indexOf(0x0a, this.index);
      if (found !== -1) {
        const position = this.base + found;
        this.seek(start);
        return position < last ? position : -1;
      }
      from = this.base + this.filled;
    }
    this.seek(start);
    return -1;
  }
}

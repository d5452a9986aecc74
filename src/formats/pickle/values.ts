import type { ByteSource } from '../byte-source.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { decodeQuoted, decodeRawUnicode } from './text.ts';

/**
 * Symbolic values in three parallel arrays. A value is a number: negative for the small integer `-1 - value`, else an
 * index. Nothing here holds bytes of the stream, only where they lie: an operand of 4 GiB costs 17 bytes.
 */
export const KIND = {
  unknown: 0,
  none: 1,
  true: 2,
  false: 3,
  float: 4,
  integer: 5,
  /** Text as UTF-8 (BINUNICODE…). a: offset, b: length. */
  utf8: 6,
  /** Protocol 0 to 2 `str` of Python 2 (BINSTRING…), one byte a character. */
  latin1: 7,
  /** STRING: quoted, with Python escapes. */
  quoted: 8,
  /** UNICODE: raw-unicode-escape. */
  rawUnicode: 9,
  bytes: 10,
  bytearray: 11,
  /** b: index in the table of globals. */
  global: 12,
  /** a: start in `items`, b: count. */
  tuple: 13,
  list: 14,
  dict: 15,
  set: 16,
  frozenset: 17,
  /** What a call returns. a: callee, b: arguments (a value). */
  call: 18,
  /** a: the identifier (a value). */
  persid: 19,
  /** b: the code. */
  extension: 20,
  /** An out-of-band buffer. */
  buffer: 21,
} as const;

export const UNKNOWN = 0;
export const NONE = 1;
export const TRUE = 2;
export const FALSE = 3;
export const FLOAT = 4;
/** An integer whose value isn't kept: negative or past 2^31. */
export const INTEGER = 5;
const FIRST_FREE = 6;

/** What is never written takes no memory, so a step may be large: each one copies everything before it. */
const GROWTH = 4;

export class ValueHeap {
  readonly source: ByteSource;
  kinds = new Uint8Array(64);
  a = new Float64Array(64);
  b = new Float64Array(64);
  /** 1 for values that a container holds: a second holder means sharing. */
  held = new Uint8Array(64);
  count = FIRST_FREE;
  /** Items of tuples, back to back. */
  items = new Int32Array(64);
  itemCount = 0;
  /** True once a limit was hit: from then on new values are UNKNOWN. */
  full = false;

  constructor(source: ByteSource) {
    this.source = source;
    for (let kind = 0; kind < FIRST_FREE; kind += 1) this.kinds[kind] = kind;
  }

  add(kind: number, a: number, b: number): number {
    const handle = this.count;
    if (handle === this.kinds.length && !this.grow()) return UNKNOWN;
    this.kinds[handle] = kind;
    this.a[handle] = a;
    this.b[handle] = b;
    this.count = handle + 1;
    return handle;
  }

  private grow(): boolean {
    if (this.kinds.length >= PICKLE_LIMITS.values) {
      this.full = true;
      return false;
    }
    const size = Math.min(this.kinds.length * GROWTH, PICKLE_LIMITS.values);
    this.kinds = enlarged(this.kinds, new Uint8Array(size));
    this.held = enlarged(this.held, new Uint8Array(size));
    this.a = enlarged(this.a, new Float64Array(size));
    this.b = enlarged(this.b, new Float64Array(size));
    return true;
  }

  /** A tuple of `stack[from..to)`. Past the limit of items only the count is kept. */
  tuple(stack: Int32Array, from: number, to: number): number {
    const count = to - from;
    const start = this.itemCount;
    if (start + count > this.items.length) {
      if (start + count > PICKLE_LIMITS.items) {
        this.full = true;
        return this.add(KIND.tuple, start, 0);
      }
      let size = this.items.length;
      while (size < start + count) size *= 2;
      this.items = enlarged(this.items, new Int32Array(Math.min(size, PICKLE_LIMITS.items)));
    }
    // Tuples are short: a loop beats a view and a copy.
    for (let index = 0; index < count; index += 1) this.items[start + index] = stack[from + index] ?? UNKNOWN;
    this.itemCount = start + count;
    return this.add(KIND.tuple, start, count);
  }

  integer(value: number): number {
    return value >= 0 && value <= 0x7fff_fffe ? -1 - value : INTEGER;
  }

  kind(handle: number): number {
    return handle < 0 ? KIND.integer : (this.kinds[handle] ?? KIND.unknown);
  }

  /** The value of a small non-negative integer. */
  integerValue(handle: number): number | undefined {
    return handle < 0 ? -1 - handle : undefined;
  }

  isText(handle: number): boolean {
    const kind = this.kind(handle);
    return kind >= KIND.utf8 && kind <= KIND.rawUnicode;
  }

  isBytes(handle: number): boolean {
    const kind = this.kind(handle);
    return kind === KIND.bytes || kind === KIND.bytearray;
  }

  tupleItems(handle: number, limit = 64): number[] {
    if (this.kind(handle) !== KIND.tuple) return [];
    const start = this.a[handle] ?? 0;
    const count = Math.min(this.b[handle] ?? 0, limit);
    return Array.from(this.items.subarray(start, start + count));
  }

  /** The raw operand of a text or bytes value, at most `limit` bytes. */
  raw(handle: number, limit: number): Uint8Array {
    return this.source.read(this.a[handle] ?? 0, Math.min(this.b[handle] ?? 0, limit));
  }

  /** Decodes a text value, at most `limit` characters, a longer one cut and ended with `…`. Undefined for other kinds. */
  text(handle: number, limit: number = PICKLE_LIMITS.name): string | undefined {
    if (!this.isText(handle)) return undefined;
    const length = this.b[handle] ?? 0;
    const raw = Buffer.from(this.raw(handle, limit * 4 + 16));
    let text: string;
    switch (this.kind(handle)) {
      case KIND.utf8:
        text = raw.toString('utf8');
        break;
      case KIND.quoted:
        text = decodeQuoted(raw.toString('latin1'));
        break;
      case KIND.rawUnicode:
        text = decodeRawUnicode(raw.toString('latin1'));
        break;
      default:
        text = raw.toString('latin1');
    }
    return length > raw.length || text.length > limit ? `${text.slice(0, limit)}…` : text;
  }
}

function enlarged<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

import type { ByteSource } from '../byte-source.ts';
import type { Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';

const WINDOW = 256 << 10;

/** Wire types of Protocol Buffers (encoding specification, "Message Structure"). */
export const VARINT = 0;
export const FIXED64 = 1;
export const LENGTH_DELIMITED = 2;
const START_GROUP = 3;
const END_GROUP = 4;
export const FIXED32 = 5;
/** Groups in groups that are passed over. Every reader skips unknown groups; none of the formats here has one. */
const GROUP_DEPTH = 32;
/** 64 bits take ten groups of seven. */
const VARINT_BYTES = 10;

/** The bytes under a message and everything nested in it: one window, whatever the size of the file. */
export class WireBytes {
  readonly source: ByteSource;
  readonly collector: Collector;
  /** Prefix of problem codes: `onnx`. */
  readonly format: string;
  private window: Uint8Array = new Uint8Array(0);
  private base = 0;

  constructor(source: ByteSource, collector: Collector, format: string) {
    this.source = source;
    this.collector = collector;
    this.format = format;
  }

  /** The byte at `offset`, which lies under the size of the source. */
  at(offset: number): number {
    const index = offset - this.base;
    if (index < 0 || index >= this.window.length) return this.load(offset);
    return this.window[index] ?? 0;
  }

  /** UTF-8 of a range, cut after `limit` bytes. */
  text(start: number, end: number, limit: number): string {
    const cut = Math.min(end, start + limit);
    const text = Buffer.from(this.copy(start, cut - start)).toString('utf8');
    return cut < end ? `${text}…` : text;
  }

  /** A copy; the caller has checked `length` against a limit of its own. */
  copy(start: number, length: number): Uint8Array {
    const index = start - this.base;
    if (index >= 0 && index + length <= this.window.length) return this.window.slice(index, index + length);
    return new Uint8Array(this.source.read(start, length));
  }

  /** The message breaks off here: what follows can't be told from noise. */
  fail(what: string, message: string, offset: number): never {
    this.collector.problem(`${this.format}-${what}`, message, Math.min(offset, this.source.size));
    this.collector.complete = false;
    throw new Stopped(offset);
  }

  private load(offset: number): number {
    // Copied, because a source may reuse what it returned.
    this.window = new Uint8Array(this.source.read(offset, WINDOW));
    this.base = offset;
    const [byte] = this.window;
    if (byte === undefined) this.fail('truncated', 'the file ends inside a message', offset);
    return byte;
  }
}

/**
 * One message's fields in file order, as the wire has them: nothing is allocated from a length, and a field that
 * leaves its message ends the reading. `next` moves on; the members then describe the current field.
 */
export class Message {
  /** Field number. */
  field = 0;
  wire = 0;
  /** Of the field's tag. */
  offset = 0;
  /** Payload of a length-delimited field; of a fixed one its bytes. */
  start = 0;
  end = 0;
  readonly bytes: WireBytes;
  /** Of the next field. */
  position: number;
  private readonly until: number;
  private low = 0;
  private high = 0;

  constructor(bytes: WireBytes, start: number, end: number) {
    this.bytes = bytes;
    this.position = start;
    this.until = end;
  }

  /** False at the end of the message. @throws Stopped where the message is malformed */
  next(): boolean {
    if (this.position >= this.until) return false;
    this.offset = this.position;
    this.varint();
    const tag = this.low >>> 0;
    // Field numbers have 29 bits: a larger tag is no tag.
    if (this.high !== 0) this.bytes.fail('tag', 'a field number is out of range', this.offset);
    this.field = tag >>> 3;
    this.wire = tag & 7;
    if (this.field === 0) this.bytes.fail('tag', 'a field has the number 0', this.offset);
    this.payload(0);
    return true;
  }

  /** The varint of the current field as a natural number; above 2^53 − 1 it is not exact. */
  get natural(): number {
    return (this.high >>> 0) * 0x1_0000_0000 + (this.low >>> 0);
  }

  /** The varint as a signed 64-bit number. */
  get signed(): bigint {
    return BigInt.asIntN(64, (BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0));
  }

  get length(): number {
    return this.end - this.start;
  }

  /** The message in the current field. */
  message(): Message {
    return new Message(this.bytes, this.start, this.end);
  }

  /** The same fields again, from the next one on. */
  copy(): Message {
    return new Message(this.bytes, this.position, this.until);
  }

  /** The string in the current field, cut after `limit` bytes. */
  text(limit: number): string {
    return this.bytes.text(this.start, this.end, limit);
  }

  /** Whether the current field has this number and is length-delimited: a message, a string or packed numbers. */
  is(field: number): boolean {
    return this.field === field && this.wire === LENGTH_DELIMITED;
  }

  isVarint(field: number): boolean {
    return this.field === field && this.wire === VARINT;
  }

  private payload(depth: number): void {
    switch (this.wire) {
      case VARINT:
        this.start = this.position;
        this.varint();
        this.end = this.position;
        return;
      case FIXED64:
        return this.take(8);
      case FIXED32:
        return this.take(4);
      case LENGTH_DELIMITED:
        this.varint();
        return this.take(this.natural);
      case START_GROUP:
        return this.skipGroup(depth);
      default:
        this.bytes.fail('tag', `a field has the wire type ${this.wire}`, this.offset);
    }
  }

  private skipGroup(depth: number): void {
    if (depth >= GROUP_DEPTH) this.bytes.fail('depth', 'groups are nested too deep', this.offset);
    const { field, start } = { field: this.field, start: this.position };
    for (;;) {
      if (this.position >= this.until) this.bytes.fail('truncated', 'a group has no end', this.offset);
      this.varint();
      const tag = this.low >>> 0;
      this.wire = tag & 7;
      if (this.wire === END_GROUP) {
        if (tag >>> 3 !== field) this.bytes.fail('tag', 'a group ends as another one', this.position);
        break;
      }
      this.field = tag >>> 3;
      this.payload(depth + 1);
    }
    this.field = field;
    this.wire = START_GROUP;
    this.start = start;
    this.end = this.position;
  }

  private take(length: number): void {
    if (length > this.until - this.position)
      this.bytes.fail('truncated', `a field of ${length} bytes leaves its message`, this.offset);
    this.start = this.position;
    this.position += length;
    this.end = this.position;
  }

  private varint(): void {
    let low = 0;
    let high = 0;
    for (let index = 0; ; index += 1) {
      if (this.position >= this.until) this.bytes.fail('truncated', 'a number leaves its message', this.offset);
      if (index === VARINT_BYTES) this.bytes.fail('varint', 'a number has more than 64 bits', this.offset);
      const byte = this.bytes.at(this.position);
      this.position += 1;
      const bits = byte & 0x7f;
      const shift = index * 7;
      if (shift < 32) low |= bits << shift;
      if (shift === 28) high |= bits >>> 4;
      else if (shift > 28 && shift < 64) high |= bits << (shift - 32);
      if (byte < 0x80) break;
    }
    this.low = low;
    this.high = high;
  }
}

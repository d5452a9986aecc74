import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { quoted, type Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { MSGPACK_LIMITS } from './limits.ts';

/** What a value is; `text` and `bytes` lie at `at` and are `length` long, and so is the content of an extension. */
export type MsgpackScalar =
  | { readonly kind: 'nil' | 'float' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'text' | 'bytes'; readonly at: number; readonly length: number }
  | { readonly kind: 'extension'; readonly code: number; readonly at: number; readonly length: number };

/** Receives values as they stream by. Offsets are absolute in the source, of a value's first byte. */
export interface MsgpackHandler {
  enter(kind: 'map' | 'array', count: number, offset: number): void;
  leave(): void;
  key(name: string): void;
  scalar(value: MsgpackScalar, offset: number): void;
}

interface Open {
  readonly map: boolean;
  /** Keys and values still to come. */
  left: number;
  readonly keys: Set<string>;
}

/**
 * Reads values of MessagePack (the specification's version of 2017), one after another, up to the end of the source.
 * Constant memory apart from the keys of open maps; nothing is allocated from a stated length. Keys that are no strings
 * are delivered as what they look like. @throws Stopped
 */
export class MsgpackReader {
  values = 0;
  documents = 0;
  private readonly reader: BinaryReader;
  private readonly handler: MsgpackHandler;
  private readonly collector: Collector;
  private readonly open: Open[] = [];
  private openKeys = 0;

  constructor(source: ByteSource, handler: MsgpackHandler, collector: Collector) {
    this.reader = new BinaryReader(source);
    this.reader.littleEndian = false;
    this.handler = handler;
    this.collector = collector;
  }

  read(): void {
    try {
      while (this.reader.remaining > 0) this.document();
    } catch (error) {
      if (!(error instanceof EndOfBytes)) throw error;
      this.fail('truncated', 'a value is longer than the file', error.offset);
    }
  }

  private document(): void {
    const offset = this.reader.position;
    // Any byte of text or padding is a small number: only containers follow one another as documents.
    if (this.documents > 0 && !isContainer(this.reader.u8()))
      this.fail('trailing-data', 'bytes follow the last container', offset);
    this.reader.seek(offset);
    this.documents += 1;
    do this.value();
    while (this.open.length > 0);
  }

  private value(): void {
    const container = this.open.at(-1);
    const offset = this.reader.position;
    if (container?.left === 0) {
      this.open.pop();
      this.openKeys -= container.keys.size;
      this.handler.leave();
      return;
    }
    if (++this.values > MSGPACK_LIMITS.values) this.limit('values');
    const isKey = container?.map === true && container.left % 2 === 0;
    if (container !== undefined) container.left -= 1;
    const first = this.reader.u8();
    const [kind, count] = this.container(first);
    if (kind !== undefined) {
      if (isKey) this.fail('key', 'the key of a map is a container', offset);
      this.enter(kind, count, offset);
      return;
    }
    const scalar = this.scalar(first, offset);
    if (isKey && container !== undefined) this.key(scalar, container, offset);
    else this.handler.scalar(scalar, offset);
    if (!('at' in scalar)) return;
    if (scalar.length > this.reader.remaining) this.fail('truncated', 'a value is longer than the file', offset);
    this.reader.seek(scalar.at + scalar.length);
  }

  private enter(kind: 'map' | 'array', count: number, offset: number): void {
    const left = kind === 'map' ? count * 2 : count;
    // Each value takes at least a byte.
    if (left > this.reader.remaining)
      this.fail('length', `a ${kind} of ${count} entries is longer than the file`, offset);
    if (this.open.length >= MSGPACK_LIMITS.depth) this.limit('depth');
    this.open.push({ map: kind === 'map', left, keys: new Set() });
    this.handler.enter(kind, count, offset);
  }

  private key(scalar: MsgpackScalar, container: Open, offset: number): void {
    const name = this.nameOf(scalar);
    if (container.keys.has(name))
      this.collector.problem('msgpack-duplicate-key', `the key ${quoted(name)} stands twice in one map`, offset);
    else if (++this.openKeys > MSGPACK_LIMITS.openKeys) this.limit('openKeys');
    container.keys.add(name);
    this.handler.key(name);
  }

  /** Keys differ by kind too: `1` and `"1"` are two. */
  private nameOf(scalar: MsgpackScalar): string {
    if ('value' in scalar) return `\0${scalar.value}`;
    if (!('at' in scalar) || scalar.kind === 'extension') return `\0${scalar.kind}${this.reader.position}`;
    const { at, length } = scalar;
    if (length > this.reader.remaining) throw new EndOfBytes(at);
    const kept = Buffer.from(this.reader.bytes(Math.min(length, MSGPACK_LIMITS.name))).toString('utf8');
    this.reader.seek(at);
    // Two long keys that start alike are not the same.
    return length > MSGPACK_LIMITS.name ? `${kept}…${at}` : kept;
  }

  private container(first: number): ['map' | 'array', number] | [undefined, 0] {
    if (first >= 0x80 && first <= 0x8f) return ['map', first & 0x0f];
    if (first >= 0x90 && first <= 0x9f) return ['array', first & 0x0f];
    if (first === 0xdc) return ['array', this.reader.u16()];
    if (first === 0xdd) return ['array', this.reader.u32()];
    if (first === 0xde) return ['map', this.reader.u16()];
    if (first === 0xdf) return ['map', this.reader.u32()];
    return [undefined, 0];
  }

  private scalar(first: number, offset: number): MsgpackScalar {
    const { reader } = this;
    if (first <= 0x7f) return { kind: 'integer', value: first };
    if (first >= 0xe0) return { kind: 'integer', value: first - 0x100 };
    if (first >= 0xa0 && first <= 0xbf) return this.piece('text', first & 0x1f);
    switch (first) {
      case 0xc0:
        return { kind: 'nil' };
      case 0xc2:
      case 0xc3:
        return { kind: 'boolean', value: first === 0xc3 };
      case 0xc4:
        return this.piece('bytes', reader.u8());
      case 0xc5:
        return this.piece('bytes', reader.u16());
      case 0xc6:
        return this.piece('bytes', reader.u32());
      case 0xc7:
        return this.extension(reader.u8());
      case 0xc8:
        return this.extension(reader.u16());
      case 0xc9:
        return this.extension(reader.u32());
      case 0xca:
        reader.skip(4);
        return { kind: 'float' };
      case 0xcb:
        reader.skip(8);
        return { kind: 'float' };
      case 0xcc:
        return { kind: 'integer', value: reader.u8() };
      case 0xcd:
        return { kind: 'integer', value: reader.u16() };
      case 0xce:
        return { kind: 'integer', value: reader.u32() };
      case 0xcf:
        return { kind: 'integer', value: Number(reader.u64()) };
      case 0xd0:
        return { kind: 'integer', value: reader.i8() };
      case 0xd1:
        return { kind: 'integer', value: reader.i16() };
      case 0xd2:
        return { kind: 'integer', value: reader.i32() };
      case 0xd3:
        return { kind: 'integer', value: Number(reader.i64()) };
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.extension(1 << (first - 0xd4));
      case 0xd9:
        return this.piece('text', reader.u8());
      case 0xda:
        return this.piece('text', reader.u16());
      case 0xdb:
        return this.piece('text', reader.u32());
      default:
        return this.fail('type', `0x${first.toString(16)} starts no value`, offset);
    }
  }

  private piece(kind: 'text' | 'bytes', length: number): MsgpackScalar {
    return { kind, at: this.reader.position, length };
  }

  private extension(length: number): MsgpackScalar {
    const code = this.reader.i8();
    return { kind: 'extension', code, at: this.reader.position, length };
  }

  private limit(name: keyof typeof MSGPACK_LIMITS): never {
    this.collector.limit(`msgpack.${name}`, `more than ${MSGPACK_LIMITS[name]} ${name}`, this.reader.position);
    throw new Stopped(this.reader.position);
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`msgpack-${what}`, message, offset);
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}

function isContainer(first: number): boolean {
  return (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf);
}

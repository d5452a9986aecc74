import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { quoted, type Collector } from '../collector.ts';
import type { JsonHandler } from '../json/reader.ts';
import { Stopped } from '../stopped.ts';
import { UBJSON_LIMITS } from './limits.ts';

/** What a document of JSON has, and arrays of numbers of one type, which need not be taken one by one. */
export interface UbjsonHandler extends JsonHandler {
  /** Whether the elements of the array that comes next are asked for; else `counted` tells how many there are. */
  wantsNumbers(): boolean;
  counted(count: number, offset: number): void;
}

/** Bytes of the types that have a size of their own; characters count as such. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['U', 1],
  ['I', 2],
  ['l', 4],
  ['L', 8],
  ['d', 4],
  ['D', 8],
  ['C', 1],
]);
/** Types without any bytes. Counted in a header they cost the reader a loop, and the file nothing. */
const EMPTY: ReadonlySet<string> = new Set(['Z', 'T', 'F']);

interface Open {
  readonly object: boolean;
  /** Entries still to come; −1 where a closing mark ends the container. */
  left: number;
  /** The type that all entries have by the header. */
  readonly type: string | undefined;
  readonly keys: Set<string>;
}

/**
 * Reads one document of UBJSON (draft 12), as XGBoost writes it (`src/common/json.cc`, UBJWriter), up to the end of the
 * source. Constant memory apart from the keys of open objects; nothing is allocated from an unchecked length.
 * @throws Stopped
 */
export class UbjsonReader {
  values = 0;
  private readonly reader: BinaryReader;
  private readonly handler: UbjsonHandler;
  private readonly collector: Collector;
  private readonly open: Open[] = [];
  private openKeys = 0;

  constructor(source: ByteSource, handler: UbjsonHandler, collector: Collector) {
    this.reader = new BinaryReader(source);
    this.reader.littleEndian = false;
    this.handler = handler;
    this.collector = collector;
  }

  document(): void {
    try {
      this.value(this.mark());
      while (this.open.length > 0) this.next();
    } catch (error) {
      if (!(error instanceof EndOfBytes)) throw error;
      this.fail('truncated', 'the document is longer than the file', error.offset);
    }
    if (this.reader.remaining > 0)
      this.fail('trailing-data', `${this.reader.remaining} bytes follow the document`, this.reader.position);
  }

  private next(): void {
    const container = this.open.at(-1);
    if (container === undefined) return;
    if (container.left === 0) {
      this.close(container);
      return;
    }
    if (container.left > 0) container.left -= 1;
    else {
      const end = this.reader.position;
      if (this.mark() === (container.object ? '}' : ']')) {
        this.close(container);
        return;
      }
      this.reader.seek(end);
    }
    if (container.object) this.key(container);
    this.value(container.type ?? this.mark());
  }

  private close(container: Open): void {
    this.open.pop();
    this.openKeys -= container.keys.size;
    this.handler.leave(this.reader.position);
  }

  private key(container: Open): void {
    const offset = this.reader.position;
    const name = this.text();
    if (container.keys.has(name))
      this.collector.problem('ubjson-duplicate-key', `the key ${quoted(name)} stands twice in one object`, offset);
    else if (++this.openKeys > UBJSON_LIMITS.openKeys) this.limit('openKeys');
    container.keys.add(name);
    this.handler.key(name, offset);
  }

  private value(type: string): void {
    const offset = this.reader.position - 1;
    if (++this.values > UBJSON_LIMITS.values) this.limit('values');
    switch (type) {
      case '{':
      case '[':
        this.enter(type === '{', offset);
        return;
      case 'Z':
        this.handler.scalar('null', 'null', offset);
        return;
      case 'T':
        this.handler.scalar('true', 'true', offset);
        return;
      case 'F':
        this.handler.scalar('false', 'false', offset);
        return;
      case 'S':
        this.handler.scalar('string', this.text(), offset);
        return;
      case 'C':
        this.handler.scalar('string', String.fromCharCode(this.reader.u8()), offset);
        return;
      case 'H':
        this.handler.scalar('number', this.text(), offset);
        return;
      default:
        this.handler.scalar('number', String(this.number(type, offset)), offset);
    }
  }

  private number(type: string, offset: number): number {
    const { reader } = this;
    switch (type) {
      case 'i':
        return reader.i8();
      case 'U':
        return reader.u8();
      case 'I':
        return reader.i16();
      case 'l':
        return reader.i32();
      case 'L':
        return Number(reader.i64());
      case 'd':
        return reader.f32();
      case 'D':
        return reader.f64();
      default:
        return this.fail('type', `${quoted(type)} is no type of a value`, offset);
    }
  }

  /** `$` and a type, `#` and a count: both belong to the container, and the second is there if the first is. */
  private enter(object: boolean, offset: number): void {
    let type: string | undefined;
    let left = -1;
    const start = this.reader.position;
    let mark = this.mark();
    if (mark === '$') {
      type = this.mark();
      mark = this.mark();
      if (mark !== '#') this.fail('header', 'a container states a type and no count', start);
    }
    if (mark === '#') left = this.length();
    else this.reader.seek(start);
    // Each entry without a type of no bytes takes at least one.
    if (left > this.reader.remaining && (type === undefined || !EMPTY.has(type)))
      this.fail('length', `a container of ${left} entries is longer than the file`, offset);
    if (type !== undefined && EMPTY.has(type) && left > this.reader.source.size)
      this.fail('length', `a container states ${left} entries of no bytes`, offset);
    const bytes = object || type === undefined ? undefined : BYTES.get(type);
    if (bytes !== undefined && !this.handler.wantsNumbers()) {
      this.handler.counted(left, offset);
      this.reader.skip(left * bytes);
      return;
    }
    if (this.open.length >= UBJSON_LIMITS.depth) this.limit('depth');
    this.open.push({ object, left, type, keys: new Set() });
    this.handler.enter(object ? 'object' : 'array', offset);
  }

  private text(): string {
    const length = this.length();
    if (length > UBJSON_LIMITS.text) this.limit('text');
    return Buffer.from(this.reader.bytes(length)).toString('utf8');
  }

  private length(): number {
    const offset = this.reader.position;
    const type = this.mark();
    const length = 'iUIlL'.includes(type) ? this.number(type, offset) : -1;
    if (length < 0) this.fail('length', 'a length is no natural number', offset);
    if (!Number.isSafeInteger(length) || length > this.reader.source.size)
      this.fail('length', `the length ${length} is more than the file has`, offset);
    return length;
  }

  /** A type; `N` stands for nothing, anywhere. */
  private mark(): string {
    for (;;) {
      const byte = this.reader.u8();
      if (byte !== 0x4e) return String.fromCharCode(byte);
    }
  }

  private limit(name: keyof typeof UBJSON_LIMITS): never {
    this.collector.limit(`ubjson.${name}`, `more than ${UBJSON_LIMITS[name]} ${name}`, this.reader.position);
    throw new Stopped(this.reader.position);
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`ubjson-${what}`, message, Math.max(0, offset));
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}

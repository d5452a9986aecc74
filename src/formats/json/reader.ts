import type { ByteSource } from '../byte-source.ts';
import { quoted, type Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { JSON_LIMITS } from './limits.ts';

export type JsonScalar = 'string' | 'number' | 'true' | 'false' | 'null';

/** Receives a document piece by piece. Offsets are absolute in the source, of a value's first byte. */
export interface JsonHandler {
  enter(kind: 'object' | 'array', offset: number): void;
  /** `end` is the offset after the closing bracket. */
  leave(end: number): void;
  key(name: string, offset: number): void;
  /** `text` is a string's content, or the token as written. */
  scalar(kind: JsonScalar, text: string, offset: number): void;
}

export interface JsonOutcome {
  /** Offset after the document, white space not included. */
  readonly end: number;
  /** False if it broke off: the collector says why. */
  readonly whole: boolean;
  readonly values: number;
  readonly depth: number;
}

export interface JsonReaderOptions {
  readonly start?: number;
  /** Exclusive. */
  readonly end?: number;
  /** Prefix of problem codes. */
  readonly format?: string;
  /** Allow white space only, after the document, up to `end`. Otherwise the reader stops behind the document. */
  readonly trailing?: 'refuse' | 'ignore';
  readonly limits?: Partial<Record<keyof typeof JSON_LIMITS, number>>;
}

const WINDOW = 1 << 20;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;
const WORDS: ReadonlyMap<string, JsonScalar> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
]);
/** Not JSON, but Python writes and reads them. */
const NON_FINITE: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads one JSON document (RFC 8259) as a stream, in constant memory apart from the keys of open objects. Duplicate
 * keys, which JSON.parse loses, are reported and both delivered. `NaN`, `Infinity` and `-Infinity` are reported and
 * delivered as numbers. Everything else that isn't JSON ends the reading with a problem. Never throws.
 */
export function readJson(
  source: ByteSource,
  handler: JsonHandler,
  collector: Collector,
  options: JsonReaderOptions = {},
): JsonOutcome {
  const reader = new Reader(source, handler, collector, options);
  let whole = true;
  try {
    reader.document();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    whole = false;
  }
  return { end: reader.documentEnd, whole, values: reader.values, depth: reader.deepest };
}

class Reader {
  values = 0;
  deepest = 0;
  documentEnd: number;
  private readonly source: ByteSource;
  private readonly handler: JsonHandler;
  private readonly collector: Collector;
  private readonly limits: Record<keyof typeof JSON_LIMITS, number>;
  private readonly format: string;
  private readonly trailing: 'refuse' | 'ignore';
  private readonly end: number;
  private readonly cutByLimit: boolean;
  private window: Buffer = Buffer.alloc(0);
  private base: number;
  private index = 0;
  private filled = 0;
  private openKeys = 0;
  /** One entry per open container: the keys seen of an object, undefined for an array. */
  private readonly open: (Set<string> | undefined)[] = [];
  private scratch = new Uint8Array(1 << 12);

  constructor(source: ByteSource, handler: JsonHandler, collector: Collector, options: JsonReaderOptions) {
    this.source = source;
    this.handler = handler;
    this.collector = collector;
    this.limits = { ...JSON_LIMITS, ...options.limits };
    this.format = options.format ?? 'json';
    this.trailing = options.trailing ?? 'refuse';
    this.base = options.start ?? 0;
    this.documentEnd = this.base;
    const wanted = Math.min(options.end ?? source.size, source.size);
    this.end = Math.min(wanted, this.base + this.limits.bytes);
    this.cutByLimit = this.end < wanted;
  }

  document(): void {
    if (this.byteAt(0) === 0xef && this.byteAt(1) === 0xbb && this.byteAt(2) === 0xbf) {
      this.collector.problem(`${this.format}-byte-order-mark`, 'JSON starts with a byte order mark', this.position);
      this.index += 3;
    }
    let valueNext = true;
    do valueNext = valueNext ? this.value() : this.afterValue();
    while (valueNext || this.open.length > 0);
    this.documentEnd = this.position;
    if (this.trailing === 'ignore') return;
    if (this.skipSpace() !== -1) this.fail('trailing', `something follows the JSON document: ${this.glimpse()}`);
    if (this.cutByLimit) this.unexpectedEnd();
  }

  private get position(): number {
    return this.base + this.index;
  }

  /** -1 at the end. */
  private byteAt(ahead: number): number {
    if (this.index + ahead >= this.filled && !this.fill(ahead)) return -1;
    return this.window[this.index + ahead] ?? -1;
  }

  private fill(ahead: number): boolean {
    const position = this.position;
    if (position + ahead >= this.end) return false;
    const read = this.source.read(position, Math.min(WINDOW, this.end - position));
    this.window = Buffer.from(read.buffer, read.byteOffset, read.length);
    this.base = position;
    this.index = 0;
    this.filled = read.length;
    return ahead < read.length;
  }

  private skipSpace(): number {
    for (;;) {
      const byte = this.index < this.filled ? this.window[this.index] : this.byteAt(0);
      if (byte === undefined || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return byte ?? -1;
      this.index++;
    }
  }

  /** Reads a scalar, or enters a container. True if a value must follow: the first one of the container. */
  private value(): boolean {
    const byte = this.skipSpace();
    const offset = this.position;
    if (byte === -1) this.unexpectedEnd();
    if (++this.values > this.limits.values) this.limit('values', 'JSON values');
    if (byte === 0x22) {
      this.handler.scalar('string', this.string(), offset);
      return false;
    }
    if (byte !== 0x7b && byte !== 0x5b) {
      this.word(offset);
      return false;
    }
    this.enter(byte === 0x7b, offset);
    if (this.skipSpace() === (byte === 0x7b ? 0x7d : 0x5d)) {
      this.leave();
      return false;
    }
    if (byte === 0x7b) this.key();
    return true;
  }

  /** After a value inside a container: closes the container or moves to the next value. True if a value must follow. */
  private afterValue(): boolean {
    const byte = this.skipSpace();
    const inObject = this.open.at(-1) !== undefined;
    if (byte === 0x2c) {
      this.index++;
      if (inObject) this.key();
      return true;
    }
    if (byte === (inObject ? 0x7d : 0x5d)) {
      this.leave();
      return false;
    }
    if (byte === -1) this.unexpectedEnd();
    return this.fail('syntax', `expected "," or "${inObject ? '}' : ']'}" and found ${this.glimpse()}`);
  }

  private enter(object: boolean, offset: number): void {
    if (this.open.length >= this.limits.depth) this.limit('depth', 'levels of JSON nesting');
    this.index++;
    this.open.push(object ? new Set() : undefined);
    this.deepest = Math.max(this.deepest, this.open.length);
    this.handler.enter(object ? 'object' : 'array', offset);
  }

  private leave(): void {
    this.index++;
    this.openKeys -= this.open.pop()?.size ?? 0;
    this.handler.leave(this.position);
  }

  private key(): void {
    const byte = this.skipSpace();
    const offset = this.position;
    if (byte === -1) this.unexpectedEnd();
    if (byte !== 0x22) this.fail('syntax', `expected a key in quotes and found ${this.glimpse()}`);
    const name = this.string();
    const seen = this.open.at(-1);
    if (seen?.has(name) === true) {
      this.collector.problem(
        `${this.format}-duplicate-key`,
        `the key ${quoted(name)} stands twice in one object: readers differ in which they believe`,
        offset,
      );
    } else {
      if (++this.openKeys > this.limits.openKeys) this.limit('openKeys', 'keys of open JSON objects');
      seen?.add(name);
    }
    if (this.skipSpace() !== 0x3a) {
      if (this.byteAt(0) === -1) this.unexpectedEnd();
      this.fail('syntax', `expected ":" after the key ${quoted(name)}`);
    }
    this.index++;
    this.handler.key(name, offset);
  }

  /** Most strings lie whole in the window, without escapes; the others go the long way. */
  private string(): string {
    const { window, filled, index } = this;
    const last = Math.min(filled, index + this.limits.string);
    let end = index + 1;
    let seen = 0;
    for (; end < last; end++) {
      const byte = window[end] ?? 0;
      if (byte === 0x22 || byte === 0x5c || byte < 0x20) break;
      seen |= byte;
    }
    if (end >= last || window[end] !== 0x22) return this.longString();
    const offset = this.position;
    this.index = end + 1;
    if (seen < 0x80) return window.toString('latin1', index + 1, end);
    try {
      return utf8.decode(window.subarray(index + 1, end));
    } catch {
      return this.fail('encoding', 'a string holds bytes that are not UTF-8', offset);
    }
  }

  private longString(): string {
    const offset = this.position;
    this.index++;
    let length = 0;
    let plain = true;
    let escaped = false;
    for (;;) {
      const byte = this.byteAt(0);
      if (byte === -1) this.unexpectedEnd();
      if (byte < 0x20) this.fail('control-character', 'a control character stands unescaped in a string');
      if (byte === 0x22) break;
      if (byte >= 0x80) plain = false;
      if (length + 2 > this.limits.string) this.limit('string', 'bytes in one JSON string');
      if (length + 2 > this.scratch.length) this.grow();
      this.scratch[length++] = byte;
      this.index++;
      if (byte === 0x5c) {
        escaped = true;
        const next = this.byteAt(0);
        if (next === -1) this.unexpectedEnd();
        this.scratch[length++] = next;
        this.index++;
      }
    }
    this.index++;
    const raw = Buffer.from(this.scratch.buffer, 0, length);
    if (plain && !escaped) return raw.toString('latin1');
    try {
      const text = plain ? raw.toString('latin1') : utf8.decode(raw);
      // Only the content of one string literal gets there, so what JSON.parse returns can be nothing but a string.
      return escaped ? String(JSON.parse(`"${text}"`)) : text;
    } catch (error) {
      const what = error instanceof SyntaxError ? 'an escape that JSON does not have' : 'bytes that are not UTF-8';
      return this.fail(error instanceof SyntaxError ? 'escape' : 'encoding', `a string holds ${what}`, offset);
    }
  }

  private grow(): void {
    const larger = new Uint8Array(Math.min(this.scratch.length * 2, this.limits.string));
    larger.set(this.scratch);
    this.scratch = larger;
  }

  private word(offset: number): void {
    let text = '';
    while (isWordByte(this.byteAt(0))) {
      let end = this.index + 1;
      while (end < this.filled && isWordByte(this.window[end] ?? 0)) end++;
      text += this.window.toString('latin1', this.index, end);
      this.index = end;
      if (text.length > this.limits.number) this.limit('number', 'characters in one JSON number');
    }
    const kind = WORDS.get(text);
    if (kind !== undefined) {
      this.handler.scalar(kind, text, offset);
    } else if (NUMBER.test(text)) {
      this.handler.scalar('number', text, offset);
    } else if (NON_FINITE.has(text)) {
      this.collector.problem(`${this.format}-non-finite`, `${text} is not a JSON number`, offset);
      this.handler.scalar('number', text, offset);
    } else {
      if (text === '' && this.byteAt(0) === -1) this.unexpectedEnd();
      this.fail('syntax', `expected a value and found ${text === '' ? this.glimpse() : quoted(text)}`, offset);
    }
  }

  private glimpse(): string {
    const byte = this.byteAt(0);
    if (byte === -1) return 'the end';
    return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `the byte 0x${byte.toString(16)}`;
  }

  private unexpectedEnd(): never {
    if (this.cutByLimit) this.limit('bytes', 'bytes in one JSON document');
    return this.fail('truncated', 'the JSON document ends too early');
  }

  private limit(name: keyof typeof JSON_LIMITS, what: string): never {
    this.collector.limit(`json.${name}`, `more than ${this.limits[name]} ${what}`, this.position);
    throw new Stopped(this.position);
  }

  private fail(code: string, message: string, offset = this.position): never {
    this.collector.problem(`${this.format}-${code}`, message, offset);
    throw new Stopped(offset);
  }
}

/** Letters, digits, and the signs that numbers may hold. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

import type { Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';
import type { TextMessage } from './text-schema.ts';

/** A message as the wire has it, and where in the text each of its fields stood. */
export interface Encoded {
  readonly bytes: Buffer;
  /** Offset in the text of what stands at `offset` in the bytes. */
  readonly textOffset: (offset: number) => number;
}

const TOKEN = /[A-Za-z_][\w.]*|[+-]?(?:\d[\w.+-]*|\.\d[\w.+-]*)|-?(?:inf|nan)\b/uy;
const SPACE = /(?:[\s,;]|#[^\n]*)+/uy;
/** The same without what separates values. */
const BLANK = /(?:\s|#[^\n]*)+/uy;
const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/**
 * Protocol Buffers' text format (`.pbtxt`), as far as `schema` goes, turned into the wire format, so that one reader
 * serves both. @throws Stopped where the text is none; the collector says why.
 */
export function encodeText(text: Buffer, schema: TextMessage, collector: Collector): Encoded {
  const encoder = new TextEncoding(text.toString('latin1'), collector);
  encoder.message(schema, undefined, 0);
  return encoder.encoded();
}

class TextEncoding {
  private readonly text: string;
  private readonly collector: Collector;
  private at = 0;
  /** Bytes of the message being written, innermost last; a message's length is known only at its end. */
  private readonly open: { chunks: Buffer[]; length: number; places: [number, number][] }[] = [
    { chunks: [], length: 0, places: [] },
  ];

  constructor(text: string, collector: Collector) {
    this.text = text;
    this.collector = collector;
  }

  encoded(): Encoded {
    const { chunks, places } = this.top();
    return {
      bytes: Buffer.concat(chunks),
      textOffset(offset) {
        let low = 0;
        let high = places.length;
        while (low < high) {
          const middle = (low + high) >>> 1;
          if ((places[middle]?.[0] ?? 0) <= offset) low = middle + 1;
          else high = middle;
        }
        return places[low - 1]?.[1] ?? 0;
      },
    };
  }

  /** Fields up to `end`, or to the end of the text. Without a schema they are passed over. */
  message(schema: TextMessage | undefined, end: string | undefined, depth: number): void {
    if (depth > TENSORFLOW_LIMITS.textDepth) {
      const message = `messages are nested more than ${TENSORFLOW_LIMITS.textDepth} deep`;
      this.collector.limit('tensorflow.textDepth', message, this.at);
      throw new Stopped(this.at);
    }
    for (;;) {
      this.space();
      if (this.at >= this.text.length) {
        if (end !== undefined) this.fail('a message has no end');
        return;
      }
      if (end !== undefined && this.text[this.at] === end) {
        this.at += 1;
        return;
      }
      this.field(schema, depth);
    }
  }

  private field(schema: TextMessage | undefined, depth: number): void {
    const offset = this.at;
    const name = this.name();
    const field = schema?.get(name);
    this.space();
    const colon = this.text[this.at] === ':';
    if (colon) {
      this.at += 1;
      this.space();
    }
    if (this.text[this.at] !== '[') {
      this.value(field, offset, depth);
      return;
    }
    this.at += 1;
    for (;;) {
      this.space();
      if (this.at >= this.text.length) this.fail('a list has no end');
      if (this.text[this.at] === ']') {
        this.at += 1;
        return;
      }
      this.value(field, offset, depth);
    }
  }

  private value(field: ReturnType<TextMessage['get']>, offset: number, depth: number): void {
    const character = this.text[this.at] ?? '';
    if (character === '{' || character === '<') {
      this.at += 1;
      const inner = typeof field?.type === 'function' ? field.type() : undefined;
      const close = character === '{' ? '}' : '>';
      if (field === undefined || inner === undefined) this.message(undefined, close, depth + 1);
      else this.nested(field.number, inner, close, offset, depth);
    } else if (character === '"' || character === "'") {
      const bytes = this.strings();
      if (field?.type === 'text') this.write(field.number, bytes, offset);
    } else {
      TOKEN.lastIndex = this.at;
      const [token] = TOKEN.exec(this.text) ?? [];
      if (token === undefined) this.fail('a value is missing');
      this.at += token?.length ?? 0;
    }
  }

  private nested(number: number, schema: TextMessage, close: string, offset: number, depth: number): void {
    this.open.push({ chunks: [], length: 0, places: [] });
    this.message(schema, close, depth + 1);
    const inner = this.open.pop();
    if (inner === undefined) return;
    const outer = this.top();
    const content = Buffer.concat(inner.chunks);
    const head = this.write(number, content, offset);
    for (const [at, place] of inner.places) outer.places.push([head + at, place]);
  }

  /** Adds a length-delimited field; returns where its content starts. */
  private write(number: number, content: Buffer, offset: number): number {
    const top = this.top();
    const prefix = Buffer.concat([varint((number << 3) | 2), varint(content.length)]);
    top.places.push([top.length, offset]);
    top.chunks.push(prefix, content);
    top.length += prefix.length + content.length;
    return top.length - content.length;
  }

  private top(): { chunks: Buffer[]; length: number; places: [number, number][] } {
    const top = this.open.at(-1);
    return top ?? { chunks: [], length: 0, places: [] };
  }

  /** A field's name, or the type of an extension or Any in brackets. */
  private name(): string {
    if (this.text[this.at] === '[') {
      const end = this.text.indexOf(']', this.at);
      if (end === -1 || end - this.at > 1_000) this.fail('a type has no end');
      this.at = end + 1;
      return '';
    }
    TOKEN.lastIndex = this.at;
    const [name] = TOKEN.exec(this.text) ?? [];
    if (name === undefined) return this.fail('a field has no name');
    this.at += name.length;
    return name;
  }

  /** One string, or several in a row that belong together. */
  private strings(): Buffer {
    const parts: Buffer[] = [];
    for (;;) {
      const quote = this.text[this.at];
      if (quote !== '"' && quote !== "'") return Buffer.concat(parts);
      parts.push(this.string(quote));
      this.skip(BLANK);
    }
  }

  private string(quote: string): Buffer {
    const start = this.at + 1;
    let end = start;
    let escaped = false;
    for (; ; end += 1) {
      const character = this.text[end];
      if (character === undefined || character === '\n') this.fail('a string has no end');
      if (character === quote) break;
      if (character === '\\') {
        escaped = true;
        end += 1;
      }
    }
    this.at = end + 1;
    const raw = this.text.slice(start, end);
    return escaped ? unescape(raw) : Buffer.from(raw, 'latin1');
  }

  private space(): void {
    this.skip(SPACE);
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    this.at += pattern.exec(this.text)?.[0].length ?? 0;
  }

  private fail(message: string): never {
    this.collector.problem('tensorflow-text', message, Math.min(this.at, this.text.length));
    this.collector.complete = false;
    throw new Stopped(this.at);
  }
}

/** C's escapes, and `\u` and `\U` for code points. */
function unescape(raw: string): Buffer {
  const parts: Buffer[] = [];
  const ESCAPE = /\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))/gu;
  let last = 0;
  for (const found of raw.matchAll(ESCAPE)) {
    const [whole, hex, octal, short, long, other = ''] = found;
    parts.push(Buffer.from(raw.slice(last, found.index), 'latin1'));
    last = found.index + whole.length;
    const code = short ?? long;
    if (hex !== undefined) parts.push(Buffer.from([Number.parseInt(hex, 16)]));
    else if (octal !== undefined) parts.push(Buffer.from([Number.parseInt(octal, 8) & 0xff]));
    else if (code !== undefined)
      parts.push(Buffer.from(String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ffff))));
    else parts.push(Buffer.from([SIMPLE.get(other) ?? other.charCodeAt(0)]));
  }
  parts.push(Buffer.from(raw.slice(last), 'latin1'));
  return Buffer.concat(parts);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest > 0);
  return Buffer.from(bytes);
}

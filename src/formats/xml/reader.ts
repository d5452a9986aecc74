import type { ByteSource } from '../byte-source.ts';
import { quoted, type Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { readDocumentType, type DocumentType } from './document-type.ts';
import { XML_LIMITS } from './limits.ts';

/** Receives elements in document order. Offsets are those of the `<`. */
export interface XmlHandler {
  open(name: string, attributes: ReadonlyMap<string, string>, offset: number): void;
  close(name: string): void;
  documentType?(type: DocumentType): void;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const NAME = /[^\s/>=<"'&]+/uy;
const SPACE = /\s*/uy;

/**
 * Elements and attributes of an XML 1.0 document. A document type is a problem and is passed over: no entity but the
 * five of XML itself is ever replaced, and nothing is ever loaded. Text between elements is passed over. Never throws.
 * Returns whether the document was read to its end.
 */
export function readXml(source: ByteSource, handler: XmlHandler, collector: Collector, format: string): boolean {
  if (source.size > XML_LIMITS.bytes) {
    collector.limit('xml.bytes', `a document of ${source.size} bytes, more than ${XML_LIMITS.bytes}`);
    return false;
  }
  const bytes = Buffer.from(source.read(0, source.size));
  if (
    bytes.length >= 2 &&
    (bytes.includes(0) || bytes.readUInt16BE(0) === 0xfeff || bytes.readUInt16BE(0) === 0xfffe)
  ) {
    collector.limit('xml.encoding', 'a document in another encoding than UTF-8 is not read', 0);
    return false;
  }
  try {
    // One character for one byte, so that indexes are offsets.
    new Reader(bytes.toString('latin1'), handler, collector, format).document();
    return true;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    collector.complete = false;
    return false;
  }
}

class Reader {
  private readonly text: string;
  private readonly handler: XmlHandler;
  private readonly collector: Collector;
  private readonly format: string;
  private readonly open: string[] = [];
  private elements = 0;
  private at = 0;

  constructor(text: string, handler: XmlHandler, collector: Collector, format: string) {
    this.text = text;
    this.handler = handler;
    this.collector = collector;
    this.format = format;
  }

  document(): void {
    for (;;) {
      const next = this.text.indexOf('<', this.at);
      if (next === -1) break;
      this.at = next;
      if (this.text.startsWith('<!--', next)) this.skipPast('-->', 4);
      else if (this.text.startsWith('<![CDATA[', next)) this.skipPast(']]>', 9);
      else if (this.text.startsWith('<?', next)) this.skipPast('?>', 2);
      else if (this.text.startsWith('<!', next)) this.documentType();
      else if (this.text.startsWith('</', next)) this.endTag();
      else this.startTag();
    }
    const left = this.open.at(-1);
    if (left !== undefined) this.fail('truncated', `the element ${quoted(left)} has no end`, this.text.length);
  }

  private skipPast(end: string, from: number): void {
    const found = this.text.indexOf(end, this.at + from);
    if (found === -1) this.fail('truncated', `there is no ${quoted(end)}`, this.at);
    this.at = found + end.length;
  }

  /** What loads files and multiplies text is declared here; it is told and not followed. */
  private documentType(): void {
    const type = readDocumentType(this.text, this.at);
    if (this.handler.documentType === undefined || type === undefined) {
      const message = 'the document has a document type, which can load files';
      this.collector.problem(`${this.format}-doctype`, message, this.at);
    }
    if (type === undefined) this.fail('truncated', 'a document type is broken or has no end', this.at);
    this.handler.documentType?.(type);
    this.at = type.end;
  }

  private endTag(): void {
    const offset = this.at;
    this.at += 2;
    const name = this.name();
    this.space();
    if (this.text[this.at] !== '>') this.fail('syntax', 'an end tag has no end', offset);
    this.at += 1;
    const expected = this.open.pop();
    if (expected !== name) this.fail('syntax', `${quoted(name)} ends where ${quoted(expected ?? '')} is open`, offset);
    this.handler.close(name);
  }

  private startTag(): void {
    const offset = this.at;
    this.at += 1;
    const name = this.name();
    const attributes = new Map<string, string>();
    for (;;) {
      this.space();
      const character = this.text[this.at];
      if (character === '>' || character === '/') break;
      if (character === undefined) this.fail('truncated', 'a tag has no end', offset);
      this.attribute(attributes);
    }
    if (++this.elements > XML_LIMITS.elements) this.limit('elements', offset);
    this.handler.open(name, attributes, offset);
    if (this.text.startsWith('/>', this.at)) {
      this.at += 2;
      this.handler.close(name);
      return;
    }
    if (this.text[this.at] !== '>') this.fail('syntax', 'a tag has no end', offset);
    this.at += 1;
    this.open.push(name);
    if (this.open.length > XML_LIMITS.depth) this.limit('depth', offset);
  }

  private attribute(attributes: Map<string, string>): void {
    const offset = this.at;
    const name = this.name();
    this.space();
    if (this.text[this.at] !== '=') this.fail('syntax', `the attribute ${quoted(name)} has no value`, offset);
    this.at += 1;
    this.space();
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") this.fail('syntax', `the attribute ${quoted(name)} is not in quotes`, offset);
    const end = this.text.indexOf(quote ?? '"', this.at + 1);
    if (end === -1) this.fail('truncated', `the attribute ${quoted(name)} has no end`, offset);
    const raw = this.text.slice(this.at + 1, Math.min(end, this.at + 1 + XML_LIMITS.value));
    this.at = end + 1;
    if (attributes.has(name)) this.collector.problem(`${this.format}-syntax`, `${quoted(name)} stands twice`, offset);
    if (attributes.size >= XML_LIMITS.attributes) this.limit('attributes', offset);
    attributes.set(name, this.value(raw, offset));
  }

  private value(raw: string, offset: number): string {
    const text = Buffer.from(raw, 'latin1').toString('utf8');
    if (!text.includes('&')) return text;
    return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,64});/giu, (whole, name: string) => {
      const known = ENTITIES.get(name);
      if (known !== undefined) return known;
      const code = name.startsWith('#') ? Number(name.toLowerCase().replace('#x', '0x').replace('#', '')) : NaN;
      if (code <= 0x10_ffff) return String.fromCodePoint(code);
      if (this.handler.documentType === undefined)
        this.collector.problem(`${this.format}-entity`, `the entity ${quoted(whole)} is none of XML's own`, offset);
      return whole;
    });
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const [found] = NAME.exec(this.text) ?? [];
    if (found === undefined) return this.fail('syntax', 'a name is missing', this.at);
    this.at += found.length;
    return Buffer.from(found.slice(0, XML_LIMITS.value), 'latin1').toString('utf8');
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private limit(name: 'elements' | 'depth' | 'attributes', offset: number): never {
    this.collector.limit(`xml.${name}`, `more than ${XML_LIMITS[name]} ${name}`, offset);
    throw new Stopped(offset);
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`${this.format}-${what}`, message, offset);
    throw new Stopped(offset);
  }
}

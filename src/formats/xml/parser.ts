import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import type { DocumentType, Entity } from './document-type.ts';
import { expansionOf } from './expansion.ts';
import type { XmlFacts } from './facts.ts';
import { XML_LIMITS } from './limits.ts';
import { readXml, type XmlHandler } from './reader.ts';

const ENDINGS: ReadonlySet<string> = new Set('xml pmml svg xsl xslt xsd rdf owl wsdl plist rng sch'.split(' '));
const START = /^\s*<(?:\?xml[\s?]|[!A-Za-z_?])/u;
const DECLARED = /^\s*<\?xml[\s?]/u;
/** What an unreadable rest may not hold: declarations, inclusions and programs. */
const TELLING = /<!(?!--|\[CDATA\[)|XInclude|<(?:[\w.-]{1,64}:)?script/iu;
/** Roots of style sheets, under whatever prefix. */
const STYLE = /(?:^|:)(?:stylesheet|transform)$/u;
const XINCLUDE = 'http://www.w3.org/2001/XInclude';

/** XML documents, by their declaration or by an ending that promises one: PMML, style sheets, images. */
export const xmlParser: Parser = {
  id: 'xml',
  recognise({ head, extension, holds }) {
    if (holds === 'elements') return false;
    const wide = wideStart(head);
    if (wide !== undefined) return wide === 'declared' || ENDINGS.has(extension);
    const text = Buffer.from(head.subarray(0, 1_024)).toString('latin1').replace(/^ï»¿/u, '');
    return DECLARED.test(text) || (ENDINGS.has(extension) && START.test(text));
  },
  parse: (source, { extension }) => readDocument(source, extension === 'pmml'),
};

/**
 * UTF-16 with a byte order mark, or without one where markup starts. Half-precision weights do as well (1.0, 1.0 is `<<`,
 * 1.0, 2.5 is `<A`), so that only a declaration counts without an ending that promises XML.
 */
function wideStart(head: Uint8Array): 'declared' | 'marked' | undefined {
  const [first, second] = head;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!marked && !(first === 0 && second === 0x3c) && !(first === 0x3c && second === 0)) return undefined;
  const big = first === 0xfe || first === 0;
  const units = Buffer.from(head.subarray(marked ? 2 : 0, 66));
  const text = big
    ? units
        .subarray(0, units.length & ~1)
        .swap16()
        .toString('utf16le')
    : units.toString('utf16le');
  return DECLARED.test(text) ? 'declared' : 'marked';
}

function readDocument(source: ByteSource, isModel: boolean): PartialFacts {
  const collector = new Collector();
  const handler = new FactsHandler();
  const whole = readXml(source, handler, collector, 'xml');
  // A document that is broken, no model and declares nothing is of no use to anybody, and of no harm.
  if (!whole && collector.limits.length === 0)
    collector.complete = !isModel && !TELLING.test(Buffer.from(source.read(0, XML_LIMITS.bytes)).toString('latin1'));
  return { documents: [handler.facts()], ...collector.facts() };
}

class FactsHandler implements XmlHandler {
  private root: string | undefined;
  private elements = 0;
  private type: DocumentType | undefined;
  private readonly includes: XmlFacts['includes'] = [];
  private readonly scripts: XmlFacts['scripts'] = [];
  private includesOpen = false;

  facts(): XmlFacts {
    const { root = '', elements, type, includes, scripts } = this;
    const entities = type?.entities ?? [];
    const expansion = expansionOf(entities);
    const listed = [
      ...entities.filter(({ systemId }) => systemId !== undefined),
      ...entities.filter(({ systemId }) => systemId === undefined),
    ];
    return {
      format: 'xml',
      root,
      elements,
      ...(type === undefined
        ? {}
        : { documentType: { name: cut(type.name), offset: type.offset, ...identifiers(type) } }),
      entities: listed.slice(0, XML_LIMITS.listed).map((entity) => ({
        name: cut(entity.name),
        parameter: entity.parameter,
        declares: /<!|&#/u.test(entity.value ?? ''),
        offset: entity.offset,
        ...identifiers(entity),
      })),
      entitiesLeftOut: Math.max(0, listed.length - XML_LIMITS.listed),
      ...(Number.isFinite(expansion) ? { expansion: Math.min(expansion, Number.MAX_SAFE_INTEGER) } : {}),
      includes,
      scripts,
    };
  }

  documentType(type: DocumentType): void {
    this.type ??= type;
  }

  open(name: string, attributes: ReadonlyMap<string, string>, offset: number): void {
    this.root ??= cut(name);
    this.elements += 1;
    const local = name.slice(name.indexOf(':') + 1).toLowerCase();
    if (!this.includesOpen) for (const value of attributes.values()) if (value === XINCLUDE) this.includesOpen = true;
    const href = attributes.get('href');
    const includes =
      (local === 'include' && this.includesOpen) ||
      (STYLE.test(this.root) && (local === 'import' || local === 'include'));
    if (includes && href !== undefined && this.includes.length < XML_LIMITS.listed)
      this.includes.push({ element: cut(name), href: cut(href), offset });
    if ((local === 'script' || local === 'foreignobject') && this.scripts.length < XML_LIMITS.listed)
      this.scripts.push({ element: cut(name), offset });
  }

  close(): void {
    // Only what is opened matters.
  }
}

function identifiers({ publicId, systemId }: Pick<Entity, 'publicId' | 'systemId'>): {
  publicId?: string;
  systemId?: string;
} {
  return defined({
    publicId: publicId === undefined ? undefined : cut(publicId),
    systemId: systemId === undefined ? undefined : cut(systemId),
  });
}

function cut(text: string): string {
  return text.slice(0, XML_LIMITS.name);
}

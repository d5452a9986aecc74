import { describe, expect, it } from 'vitest';
import type { XmlFacts } from '../../src/formats/xml/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const read = (text: string, path = 'a.xml') => factsOfBytes(path, Buffer.from(text));
function xml(text: string, path?: string): XmlFacts {
  const found = read(text, path).documents?.find(({ format }) => format === 'xml');
  if (found?.format !== 'xml') throw new Error('no XML');
  return found;
}

describe('the document type of an XML document', () => {
  it('is read as XML has it: quotes, comments and instructions hide no bracket', () => {
    const type = `<!DOCTYPE a PUBLIC 'p' "s" [ <!-- ]> --> <?x ]> ?> <!ELEMENT a (#PCDATA)> <!ATTLIST a b CDATA "]>">
      <!ENTITY one ']>'> <!ENTITY % two SYSTEM "two.dtd"> %two; <!ENTITY three PUBLIC "q" 'three' NDATA gif> ] >`;
    const facts = xml(`<?xml version="1.0"?>${type}<a/>`);
    expect(facts.documentType).toMatchObject({ name: 'a', publicId: 'p', systemId: 's' });
    expect(facts.entities.map(({ name, parameter, systemId }) => [name, parameter, systemId])).toEqual([
      ['two', true, 'two.dtd'],
      ['three', false, 'three'],
      ['one', false, undefined],
    ]);
    expect(facts).toMatchObject({ root: 'a', elements: 1 });
  });

  it('counts what entities stand for without writing it out', () => {
    const chain = Array.from({ length: 60 }, (_, n) => `<!ENTITY e${n} "${n === 0 ? 'x' : `&e${n - 1};&e${n - 1};`}">`);
    expect(xml(`<!DOCTYPE a [${chain.join('')}]><a/>`).expansion).toBeGreaterThan(2 ** 50);
    expect(xml('<!DOCTYPE a [<!ENTITY e "&e;">]><a/>').expansion).toBeUndefined();
  });

  it('that is broken leaves the document unread', () => {
    expect(read('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "').complete).toBe(false);
    expect(read('<?xml version="1.0"?><a><!ENTITY x SYSTEM "y"></a>').complete).toBe(false);
  });
});

describe('an XML document', () => {
  it('without declarations that is broken says so and blocks nothing', () => {
    expect(read('<?xml version="1.0"?><a><b></a>')).toMatchObject({
      complete: true,
      problems: [{ code: 'xml-syntax' }],
    });
  });

  it('in UTF-16 is not read, and that is said', () => {
    const wide = Buffer.from('\uFEFF<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///x"><a/>', 'utf16le');
    for (const bytes of [wide, wide.subarray(2)])
      expect(factsOfBytes('a.xml', bytes).limits.map(({ limit }) => limit)).toContain('xml.encoding');
  });

  it('is not what half-precision weights are taken for', () => {
    for (const start of ['003c003c', '003c0041', '3c003c00'])
      expect(factsOfBytes('a.bin', Buffer.from(start.padEnd(64, '0'), 'hex')).formats).not.toContain('xml');
  });

  it('shows what it includes only where XInclude is meant', () => {
    expect(xml('<?xml version="1.0"?><a><include href="x"/></a>').includes).toEqual([]);
    expect(
      xml('<?xml version="1.0"?><a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="x"/></a>').includes,
    ).toMatchObject([{ element: 'i:include', href: 'x' }]);
  });
});

import type { Severity } from '../../core/finding.ts';
import type { XmlFacts } from '../../formats/xml/facts.ts';
import { judgePath } from '../judge-path.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Document types that programs carry along, so that no reader loads them. */
const WELL_KNOWN =
  /^https?:\/\/(?:www\.w3\.org\/(?:TR\/|Graphics\/SVG\/|MarkUp\/|Math\/DTD\/|2001\/|1999\/)|www\.apple\.com\/DTDs\/|(?:www\.)?freedesktop\.org\/standards\/|docbook\.sourceforge\.net\/release\/|www\.dmg\.org\/|dtd\.jetbrains\.com\/|www\.oasis-open\.org\/docbook\/|java\.sun\.com\/(?:j2ee\/)?dtds?\/|hibernate\.(?:org|sourceforge\.net)\/dtd\/|(?:www\.)?hibernate\.org\/dtd\/|www\.springframework\.org\/dtd\/|(?:www\.)?checkstyle\.org\/dtds\/|mybatis\.org\/dtd\/|www\.tei-c\.org\/|www\.ncbi\.nlm\.nih\.gov\/dtd\/|dblp\.(?:org|uni-trier\.de)\/|logging\.apache\.org\/|dtd\.nlm\.nih\.gov\/|jats\.nlm\.nih\.gov\/)[\w./-]*$/u;
/** A name and no place: only a catalogue of the reader's own leads anywhere from it (RFC 8141). */
const NAME_ALONE = /^urn:[a-z\d][a-z\d-]{1,31}:[\w:./-]{1,200}$/iu;
/** Characters in one entity past which it is there to exhaust its reader. */
const EXPANSION = 1_000_000;

export const rule: Rule = {
  id: 'xml-entity',
  title: 'An XML document makes its reader load, multiply or run something',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0029'],
  advice: 'Read it only with entities and inclusions off, or have it written again without a document type.',
  appliesTo: (file) => file.documents?.some(({ format }) => format === 'xml') ?? false,
  *check(file) {
    for (const document of file.documents ?? []) {
      if (document.format !== 'xml') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const hit of hits(document)) yield { ...hit, ...member };
    }
  },
};

function* hits({ documentType, entities, expansion, includes, scripts }: XmlFacts): Generator<RuleHit> {
  if (documentType?.systemId !== undefined && documentType.systemId !== '' && !isCarried(documentType.systemId)) {
    const { systemId, offset } = documentType;
    yield {
      message: `the document type is loaded from ${JSON.stringify(systemId)}`,
      severity: outside(systemId),
      offset,
    };
  }
  for (const { name, parameter, declares, systemId, offset } of entities) {
    if (systemId !== undefined && !isCarried(systemId)) {
      const message = `the entity ${JSON.stringify(name)} is loaded from ${JSON.stringify(systemId)}`;
      yield { message, severity: outside(systemId), offset };
    } else if (parameter && systemId === undefined) {
      yield {
        message: `the document type builds itself through ${JSON.stringify(name)}`,
        severity: declares ? 'high' : 'medium',
        offset,
      };
    }
  }
  const at = documentType?.offset ?? 0;
  if (expansion === undefined) yield { message: 'an entity stands for itself, without end', offset: at };
  else if (expansion > EXPANSION)
    yield { message: `an entity stands for ${expansion.toLocaleString('en')} characters`, offset: at };
  for (const { element, href, offset } of includes)
    yield { message: `${element} includes ${JSON.stringify(href)}`, severity: outside(href), offset };
  for (const { element, offset } of scripts)
    yield { message: `${element} holds a program`, severity: 'medium', offset };
}

function isCarried(systemId: string): boolean {
  return WELL_KNOWN.test(systemId) || NAME_ALONE.test(systemId);
}

/** A file beside the document is read with it; anything else is what an attacker wants read. */
function outside(address: string): Severity {
  return judgePath(address) === undefined ? 'medium' : 'high';
}

import { judgeConfiguredName } from '../data/configured-names.ts';
import { dangerOf } from '../data/pickle-dangerous.ts';
import type { Rule, RuleHit } from '../rule.ts';

const PYTHON = /^tag:yaml\.org,2002:python\/([\w/]+?)(?::([\s\S]*))?$/u;
/** Values only, with no name in the tag. */
const VALUES: ReadonlySet<string> = new Set(
  'none bool str unicode bytes int long float complex list tuple dict'.split(' '),
);
/** SnakeYAML builds any class of Java that a tag names (CVE-2022-1471), Psych any of Ruby. */
const FOREIGN = /^(?:!|tag:yaml\.org,2002:)(?:java|javax|com|org|jdk|sun|groovy|ruby)[./:]/u;

export const rule: Rule = {
  id: 'yaml-python-tag',
  title: 'A YAML document builds objects of a programming language',
  severity: 'critical',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0050'],
  advice: 'Load the document with a safe loader only, and have it written again as plain values.',
  appliesTo: (file) =>
    file.documents?.some((document) => document.format === 'yaml' && document.tags.length > 0) ?? false,
  *check(file) {
    for (const document of file.documents ?? []) {
      if (document.format !== 'yaml') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const { tag, offset, line } of document.tags) {
        const hit = judge(tag);
        if (hit !== undefined) yield { ...hit, offset, line, ...member };
      }
    }
  },
};

/** hyperpyyaml, as SpeechBrain reads it, imports the name of the tag and calls it. */
const IMPORTED = /^!(?:apply|new|name|module):([\w.]+)$/u;

/** Functions that MkDocs is given by their names, to draw signs and boxes. */
const DOCUMENTATION = /^(?:materialx?\.extensions|pymdownx|mermaid2|mkdocs)\.[\w.]+$/u;

function judge(tag: string): Pick<RuleHit, 'message' | 'severity'> | undefined {
  const imported = IMPORTED.exec(tag)?.[1];
  const called = imported === undefined ? undefined : judgeConfiguredName(imported);
  if (called?.severity === 'critical' || called?.severity === 'high')
    return { message: `the tag ${JSON.stringify(tag)} calls what ${called.why}`, severity: called.severity };
  const [, kind, name] = PYTHON.exec(tag) ?? [];
  if (kind === undefined) {
    return FOREIGN.test(tag)
      ? { message: `the tag ${JSON.stringify(tag)} builds an object of another language`, severity: 'high' }
      : undefined;
  }
  if (name === undefined && VALUES.has(kind)) return undefined;
  const full = name ?? '';
  const danger = kind === 'module' ? dangerOf(full) : undefined;
  const judged = danger === undefined ? judgeConfiguredName(full) : { severity: 'critical' as const, why: danger };
  const what = `the tag ${kind} names ${full === '' ? 'nothing' : full}`;
  if (judged?.severity === 'critical' || judged?.severity === 'high')
    return { message: `${what}, which ${judged.why}` };
  // Lightning and older tools write paths and namespaces so, and they are harmless.
  if (kind === 'name' && DOCUMENTATION.test(full)) return { message: what, severity: 'medium' };
  if (judged === undefined) return { message: what, severity: 'medium' };
  const builds = kind === 'object/apply' || kind === 'object/new';
  return { message: `${what}, which ${judged.why}`, severity: builds ? 'critical' : 'high' };
}

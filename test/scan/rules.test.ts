import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { locationSchema, SEVERITIES } from '../../src/core/finding.ts';
import { ATLAS } from '../../src/core/atlas.ts';
import { ruleDocs } from '../../src/core/rule.ts';
import type { Rule } from '../../src/scan/rule.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfTree } from '../support/facts-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURES = join(ROOT, 'fixtures/rules');
const expectedSchema = z.record(z.string(), z.strictObject({ severity: z.enum(SEVERITIES), location: locationSchema }));

const ids = SCAN_RULES.map(({ id }) => id);
const names = (directory: string, ending: string): string[] =>
  readdirSync(join(ROOT, directory))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

async function findingsOf(rule: Rule, fixture: string) {
  const { findings, failures } = await runRules(
    [rule],
    factsOfTree(join(FIXTURES, rule.id, fixture)),
    new AbortController().signal,
  );
  expect(failures).toEqual([]);
  return findings;
}

describe('the rules, their documentation, their fixtures and the registry agree', () => {
  it('lists every rule file once, in the order of the ids', () => {
    expect(ids).toEqual(names('src/scan/rules', '.ts').sort());
  });

  it('documents every rule', () => {
    const documented = names('docs/rules', '.md').filter((name) => name !== 'README');
    for (const id of ids) expect(documented).toContain(id);
  });

  it('has fixtures for every rule and for nothing else', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(ids);
  });

  it('refers only to known ATLAS techniques', () => {
    for (const { atlas } of SCAN_RULES) for (const id of atlas) expect(Object.keys(ATLAS)).toContain(id);
  });
});

describe.each(SCAN_RULES)('$id', (rule) => {
  const entries = readdirSync(join(FIXTURES, rule.id));
  const good = entries.filter((name) => name.startsWith('good-'));
  const bad = entries.filter((name) => name.startsWith('bad-'));
  const expected = expectedSchema.parse(JSON.parse(readFileSync(join(FIXTURES, rule.id, 'expected.json'), 'utf8')));

  it('is explained under its title', () => {
    const page = readFileSync(join(ROOT, ruleDocs(rule.id)), 'utf8');
    expect(page).toContain(`# ${rule.id}\n\n${rule.title}.`);
    expect(page).not.toContain('TODO');
  });

  it('has good and bad fixtures and states where each bad one fires', () => {
    expect(good.length).toBeGreaterThan(0);
    expect(bad.length).toBeGreaterThan(0);
    expect(Object.keys(expected).sort()).toEqual(bad.sort());
  });

  it.each(bad)('fires on %s at the stated place', async (fixture) => {
    const findings = await findingsOf(rule, fixture);
    expect(findings.map(({ severity, location }) => ({ severity, location }))).toContainEqual(expected[fixture]);
  });

  it.each(good)('is silent on %s', async (fixture) => {
    const findings = await findingsOf(rule, fixture);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe('the good fixtures of all rules', () => {
  const cases = ids.flatMap((id) =>
    readdirSync(join(FIXTURES, id))
      .filter((name) => name.startsWith('good-'))
      .map((name) => [id, name] as const),
  );

  it.each(cases)('%s/%s blocks under no rule at all', async (id, fixture) => {
    const facts = factsOfTree(join(FIXTURES, id, fixture));
    const { findings, failures } = await runRules(SCAN_RULES, facts, new AbortController().signal);
    expect(failures).toEqual([]);
    expect(findings.filter(({ severity }) => severity === 'high' || severity === 'critical')).toEqual([]);
    expect(facts.every(({ complete }) => complete)).toBe(true);
  });
});

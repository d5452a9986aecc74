import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mapPipelines } from '../../src/audit/map/build.ts';
import type { AuditRule } from '../../src/audit/rule.ts';
import { AUDIT_RULES } from '../../src/audit/rules.ts';
import { contextOf, runAuditRules, type AuditFinding } from '../../src/audit/run-rules.ts';
import { openRepository } from '../../src/audit/source/repository.ts';
import { SIGNAL_RULES } from '../../src/audit/signals/rules.ts';
import { ATLAS } from '../../src/core/atlas.ts';
import { SEVERITIES } from '../../src/core/finding.ts';
import { ruleDocs } from '../../src/core/rule.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'fixtures/audit');
const expectedSchema = z.record(
  z.string(),
  z.strictObject({ severity: z.enum(SEVERITIES), path: z.string(), line: z.number() }),
);
const ids = AUDIT_RULES.map(({ id }) => id);

function findingsOf(rules: readonly AuditRule[], directory: string): readonly AuditFinding[] {
  const context = contextOf(mapPipelines(openRepository(directory)));
  const { findings, failures } = runAuditRules(rules, context);
  expect(failures).toEqual([]);
  return findings;
}

describe('the audit rules, their documentation, their fixtures and the registry agree', () => {
  it('lists every rule file once, in the order of the ids', () => {
    const files = readdirSync(join(ROOT, 'src/audit/rules')).map((name) => name.replace(/\.ts$/u, ''));
    expect(ids).toEqual(files.sort());
  });

  it('shares no id with a rule of scan, and documents nothing that is no rule', () => {
    const all = [...SCAN_RULES, ...AUDIT_RULES, ...SIGNAL_RULES].map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    const documented = readdirSync(join(ROOT, 'docs/rules')).map((name) => name.replace(/\.md$/u, ''));
    expect(documented.filter((name) => name !== 'README').sort()).toEqual(all.sort());
  });

  it('has fixtures for every rule and for nothing else', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(ids);
  });

  it('refers only to known ATLAS techniques', () => {
    for (const { atlas } of AUDIT_RULES) for (const id of atlas) expect(Object.keys(ATLAS)).toContain(id);
  });
});

describe.each(AUDIT_RULES)('$id', (rule) => {
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

  it.each(bad)('fires on %s at the stated line', (fixture) => {
    const found = findingsOf([rule], join(FIXTURES, rule.id, fixture));
    expect(found.map(({ severity, path, line }) => ({ severity, path, line }))).toContainEqual(expected[fixture]);
  });

  it.each(good)('is silent on %s, where no rule finds anything that blocks', (fixture) => {
    const found = findingsOf(AUDIT_RULES, join(FIXTURES, rule.id, fixture));
    expect(found.filter((one) => one.rule === rule.id && one.severity !== 'info')).toEqual([]);
    expect(found.filter(({ severity }) => severity === 'high' || severity === 'critical')).toEqual([]);
  });
});

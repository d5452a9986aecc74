import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readSignals } from '../../../src/audit/signals/read-signals.ts';
import { SIGNAL_RULES } from '../../../src/audit/signals/rules.ts';
import { ATLAS } from '../../../src/core/atlas.ts';
import { fixedClock } from '../../../src/core/clock.ts';
import { SEVERITIES } from '../../../src/core/finding.ts';
import { ruleDocs } from '../../../src/core/rule.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURES = join(ROOT, 'fixtures/signals');
const CLOCK = fixedClock(new Date('2026-06-01T00:00:00Z'));
const expectedSchema = z.record(z.string(), z.strictObject({ severity: z.enum(SEVERITIES), line: z.number() }));
/** What they look for are objects of git, which the test of histories makes, and answers of a forge and packages, as their own tests have them. */
const withoutFiles = (id: string): boolean =>
  id === 'history-secret' || id === 'known-vulnerable-package' || id.startsWith('forge-');

async function findingsOf(rule: string, path: string) {
  const source = rule.startsWith('log-') ? 'logs' : rule.startsWith('access-') ? 'accessLogs' : 'exports';
  const none = { directories: [], history: 'none' as const, logs: [], exports: [], accessLogs: [] };
  const { findings, unread } = await readSignals({ ...none, [source]: [path] }, CLOCK);
  expect(unread).toEqual([]);
  return findings;
}

it('lists the rules in the order of their ids, and has fixtures for each and for nothing else', () => {
  const ids = SIGNAL_RULES.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(readdirSync(FIXTURES).sort()).toEqual(ids.filter((id) => !withoutFiles(id)));
});

describe.each(SIGNAL_RULES.map((rule) => ({ ...rule })))('$id', ({ id, title, atlas }) => {
  it('is explained under its title, and refers to known techniques', () => {
    const page = readFileSync(join(ROOT, ruleDocs(id)), 'utf8');
    expect(page).toContain(`# ${id}\n\n${title}.`);
    for (const technique of atlas) expect(Object.keys(ATLAS)).toContain(technique);
  });

  it.skipIf(withoutFiles(id))(
    'fires on each bad fixture at the stated line, and is silent on the good ones',
    async () => {
      const names = readdirSync(join(FIXTURES, id)).filter((name) => name !== 'expected.json');
      const expected = expectedSchema.parse(JSON.parse(readFileSync(join(FIXTURES, id, 'expected.json'), 'utf8')));
      expect(names.filter((name) => name.startsWith('bad-'))).toEqual(Object.keys(expected));
      expect(names.some((name) => name.startsWith('good-'))).toBe(true);
      for (const name of names) {
        const found = await findingsOf(id, join(FIXTURES, id, name));
        const own = found.filter(({ rule }) => rule === id).map(({ severity, line }) => ({ severity, line }));
        if (name.startsWith('bad-')) expect(own).toEqual([expected[name]]);
        else expect(found).toEqual([]);
      }
    },
  );
});

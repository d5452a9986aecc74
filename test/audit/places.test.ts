import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit/audit.ts';
import { openRepository } from '../../src/audit/source/repository.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/audit');
/** Lines that only open what is meant. */
const OPENS = /^\s*(?:- )?[\w-]+:\s*[|>][-+\d]*\s*$|^\s*(?:steps|jobs|with|env|script|stages|tasks):\s*$/u;

describe.each(readdirSync(FIXTURES))('findings in the fixtures of %s', (rule) => {
  it('are placed on the offending line itself, with other places apart, for every persona', () => {
    const names = readdirSync(join(FIXTURES, rule)).filter((name) => /^(?:bad|good)-/u.test(name));
    for (const name of names) {
      const repository = openRepository(join(FIXTURES, rule, name));
      const { findings } = auditRepository(repository, { persona: 'auditor' });
      for (const { path, line, column, related, rule: found } of findings) {
        const text = repository.text(path)?.line(line) ?? '';
        const at = `${found} ${name}/${path}:${line} ${text}`;
        expect(text.trim(), at).not.toBe('');
        expect(text, at).not.toMatch(OPENS);
        expect(column, at).toBeLessThanOrEqual(text.length + 1);
        expect(related, at).not.toContainEqual({ path, line });
      }
      for (const persona of ['regular', 'pedantic'] as const) {
        const heard = auditRepository(repository, { persona }).findings;
        expect(findings).toEqual(
          expect.arrayContaining(
            [...heard].map((one) => expect.objectContaining({ rule: one.rule, path: one.path, line: one.line })),
          ),
        );
      }
    }
  });
});

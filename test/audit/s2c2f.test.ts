import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit/audit.ts';
import { withKnownFlaws } from '../../src/audit/s2c2f.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';

const workflow = (...steps: string[]): string =>
  `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;
const assessed = (files: Readonly<Record<string, string>>) => {
  const { s2c2f } = auditRepository(repositoryOf(files));
  return { level: s2c2f.level, of: new Map(s2c2f.requirements.map((one) => [one.id, one])) };
};

describe('S2C2F', () => {
  it('has the 25 requirements of version 1.1, each met, not met or not knowable, with its next step', () => {
    const { of, level } = assessed({});
    expect(of.size).toBe(25);
    expect(level).toBe(0);
    expect([...of.values()].every(({ status, note }) => status === 'unknown' && note !== '')).toBe(true);
  });

  it('takes from a database of known flaws whether versions without any are used', () => {
    const { s2c2f } = auditRepository(repositoryOf({ 'requirements.txt': 'numpy==2.0.0\n' }));
    const after = (...given: Parameters<typeof withKnownFlaws> extends [unknown, ...infer Rest] ? Rest : never) =>
      withKnownFlaws(s2c2f, ...given).requirements.find(({ id }) => id === 'UPD-1');
    const hit = { rule: 'known-vulnerable-package', path: 'requirements.txt', line: 1 };
    expect(after([hit], 1)).toMatchObject({ status: 'not-met', evidence: [{ path: 'requirements.txt', line: 1 }] });
    expect(after([], 1)).toMatchObject({ status: 'met' });
    // Nothing was looked up, so nothing is said.
    expect(after([], 0)).toMatchObject({ status: 'unknown' });
  });

  it('takes from pipelines what meets one, at its line, and what shows the contrary', () => {
    const { of } = assessed({
      '.github/workflows/a.yml': workflow(
        'run: uv sync --locked',
        'run: osv-scanner -r .',
        'run: syft . -o spdx-json',
        'run: curl https://x.invalid/i | sh',
        'run: pip install --extra-index-url https://x.invalid/simple internal==1.0',
      ),
      '.github/dependabot.yml': 'version: 2\n',
    });
    const at = (id: string) => [
      of.get(id)?.status,
      ...(of.get(id)?.evidence ?? []).map(({ path, line }) => `${path}:${line}`),
    ];
    expect(at('ING-1')).toEqual(['not-met', '.github/workflows/a.yml:10']);
    expect(at('SCA-1')).toEqual(['met', '.github/workflows/a.yml:8']);
    expect(at('INV-1')).toEqual(['met', '.github/workflows/a.yml:9']);
    expect(at('UPD-2')).toEqual(['met', '.github/dependabot.yml:1']);
    expect(at('AUD-1')).toEqual(['not-met']);
    expect(at('AUD-3')).toEqual(['met', '.github/workflows/a.yml:7']);
    expect(at('ENF-1')).toEqual(['not-met', '.github/workflows/a.yml:11']);
    expect(at('REB-1')).toEqual(['unknown']);
  });

  it('believes no check whose failure nothing minds', () => {
    const { of } = assessed({ '.github/workflows/a.yml': workflow('run: pip-audit || true') });
    expect(of.get('SCA-1')?.status).toBe('unknown');
  });
});

import { describe, expect, it } from 'vitest';
import { EVERY_AUDIT_RULE } from '../../src/audit/every-rule.ts';
import { columns } from '../../src/core/layout.ts';
import { nearest } from '../../src/core/nearest.ts';
import { ruleListSchema } from '../../src/core/rule-list.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { modelgate, type Said } from '../support/modelgate.ts';

const rules = (...args: readonly string[]): Promise<Said> => modelgate('rules', ...args);

describe('modelgate rules', () => {
  it('lists every rule with its severity, title and techniques, in 80 columns', async () => {
    const { exit, stdout, stderr } = await rules();
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const words = stdout.replaceAll(/\s+/gu, ' ');
    for (const { id, title, severity, atlas } of [...SCAN_RULES, ...EVERY_AUDIT_RULE])
      expect(words).toContain(`${severity} ${id} ${title}. ${atlas.join(', ')}`.replaceAll(/\s+/gu, ' '));
    expect(stdout.split('\n').filter((line) => columns(line) > 80)).toEqual([]);
    const { stdout: json } = await rules('--format', 'json');
    expect(ruleListSchema.parse(JSON.parse(json)).rules.map(({ id }) => id)).toEqual(
      [...SCAN_RULES, ...EVERY_AUDIT_RULE].map(({ id }) => id),
    );
  });

  it('explains one rule', async () => {
    const { exit, stdout } = await rules('secret-in-tree');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^# secret-in-tree\n/u);
    expect(stdout).toContain('## What to do');
    const { stdout: json } = await rules('secret-in-tree', '--format', 'json');
    expect(ruleListSchema.parse(JSON.parse(json)).rules).toMatchObject([{ id: 'secret-in-tree', page: stdout.trim() }]);
  });

  it('suggests the rule that a mistyped one most likely is, and none where none is near', async () => {
    const { exit, stdout, stderr } = await rules('secert-in-tree');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('did you mean secret-in-tree?');
    expect((await rules('something-else')).stderr).not.toContain('did you mean');
  });
});

describe('the nearest word', () => {
  const words = ['pickle-structure', 'gguf-structure', 'lfs-pointer'];
  it.each([
    ['pickle-structure', 'pickle-structure'],
    ['pikcle-structure', 'pickle-structure'],
    ['GGUF-structure', 'gguf-structure'],
    ['lfs', 'lfs-pointer'],
    ['lfspointer', 'lfs-pointer'],
    ['structure', undefined],
    ['', undefined],
    ['x'.repeat(1_000), undefined],
  ])('to %s is %s', (typed, expected) => {
    expect(nearest(typed, words)).toBe(expected);
  });
});

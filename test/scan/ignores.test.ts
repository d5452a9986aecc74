import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { sha256FromBytes } from '../../src/core/digest.ts';
import { GateError } from '../../src/core/errors.ts';
import type { Finding } from '../../src/core/finding.ts';
import { applyIgnores } from '../../src/scan/ignores.ts';
import { parseIgnores } from '../../src/scan/parse-ignores.ts';
import { matchesPath } from '../../src/core/path-pattern.ts';

const DIGEST = 'ab'.repeat(32);
const ENTRY = `  - rule: secret-in-tree\n    path: a/b.txt\n    reason: a test key\n    expires: 2026-06-30\n`;
const FILE = `version: 1\nignore:\n${ENTRY}`;

function mistake(text: string): string {
  try {
    parseIgnores(text, 'ignore.yaml');
  } catch (error) {
    if (error instanceof GateError && error.code === 'IGNORE_INVALID') return error.message;
    throw error;
  }
  return '';
}

function finding(path: string, rule = 'secret-in-tree'): Finding {
  return { rule, severity: 'high', confidence: 'high', message: 'm', location: { path }, atlas: [] };
}

const digestOf = (text: string) => sha256FromBytes(createHash('sha256').update(text).digest());

describe('an ignore file', () => {
  it.each([
    [
      'an unknown key',
      FILE.replace('    reason', '    because: x\n    reason'),
      'ignore.yaml:5:5: ignore.0: Unrecognized key: "because"',
    ],
    ['an entry without a reason', FILE.replace(/ {4}reason.*\n/u, ''), 'ignore.yaml:3:5: ignore.0.reason: '],
    ['an entry without a day', FILE.replace(/ {4}expires.*\n/u, ''), 'ignore.yaml:3:5: ignore.0.expires: '],
    [
      'a day that does not exist',
      FILE.replace('2026-06-30', '2026-02-30'),
      'ignore.yaml:6:14: ignore.0.expires: must be a date',
    ],
    [
      'a rule that does not exist',
      FILE.replace('secret-in-tree', 'secrets'),
      'ignore.yaml:3:11: ignore.0.rule: no such rule',
    ],
    [
      'a digest that is none',
      FILE.replace('    reason', '    sha256: abc\n    reason'),
      'ignore.yaml:5:13: ignore.0.sha256: must be 64',
    ],
    [
      'a file that was not read whole, without its digest',
      FILE.replace('secret-in-tree', 'file-incomplete'),
      'ignore.yaml:3:5: ignore.0.sha256: file-incomplete is only ignored for known bytes',
    ],
    ['a tag that means a program', FILE.replace('a test key', '!!js/function x'), 'ignore.yaml: '],
    ['a duplicate key', FILE.replace('    reason', '    rule: lfs-pointer\n    reason'), 'ignore.yaml: '],
    ['nothing', '', 'ignore.yaml:1:1: ignore file: '],
    ['another version', FILE.replace('1', '2'), 'ignore.yaml:1:10: version: '],
  ])('refuses %s, and names the place', (_what, text, said) => {
    expect(mistake(text)).toContain(said);
  });

  it('names every mistake at once', () => {
    expect(mistake(FILE.replace('secret-in-tree', 'x-y').replace('2026-06-30', 'soon')).split('\n')).toHaveLength(2);
  });

  it('holds through its last day, then what it named counts again and is said', () => {
    const ignores = parseIgnores(FILE, 'ignore.yaml');
    const files = [{ path: 'a/b.txt', sha256: digestOf('x') }];
    const on = (day: string) => applyIgnores(ignores, [finding('a/b.txt')], files, fixedClock(new Date(day)));
    expect(on('2026-06-30T23:59:59Z').findings[0]?.ignored).toEqual({ reason: 'a test key', expires: '2026-06-30' });
    const late = on('2026-07-01T00:00:00Z');
    expect(late.findings[0]?.ignored).toBeUndefined();
    expect(late.ignoring).toMatchObject({
      ignored: 0,
      expired: [{ rule: 'secret-in-tree', path: 'a/b.txt', expires: '2026-06-30' }],
      unused: [],
    });
  });

  it('is for its rule, its path and, where it states a digest, for these bytes only', () => {
    const text = FILE.replace('    reason', `    sha256: ${digestOf('honest').slice(7)}\n    reason`);
    const ignores = parseIgnores(text, 'ignore.yaml');
    const clock = fixedClock(new Date('2026-01-01T00:00:00Z'));
    const ignored = (content: string, one: Finding): boolean =>
      applyIgnores(ignores, [one], [{ path: 'a/b.txt', sha256: digestOf(content) }], clock).findings[0]?.ignored !==
      undefined;
    expect(ignored('honest', finding('a/b.txt'))).toBe(true);
    expect(ignored('other', finding('a/b.txt'))).toBe(false);
    expect(ignored('honest', finding('a/c.txt'))).toBe(false);
    expect(ignored('honest', finding('a/b.txt', 'lfs-pointer'))).toBe(false);
    expect(applyIgnores(ignores, [], [], clock).ignoring.unused).toEqual([{ rule: 'secret-in-tree', path: 'a/b.txt' }]);
  });

  it('accepts a file that was not read whole by its digest', () => {
    const text = FILE.replace('secret-in-tree', 'file-incomplete').replace(
      '    reason',
      `    sha256: ${DIGEST}\n    reason`,
    );
    const ignores = parseIgnores(text, 'ignore.yaml');
    const clock = fixedClock(new Date('2026-01-01T00:00:00Z'));
    const whole = finding('a/b.txt', 'file-incomplete');
    const accepted = (content: string): string[] => [
      ...applyIgnores(ignores, [whole], [{ path: 'a/b.txt', sha256: digestOf(content) }], clock).accepted,
    ];
    expect(accepted('x')).toEqual([]);
    const same = [{ path: 'a/b.txt', sha256: sha256FromBytes(Buffer.from(DIGEST, 'hex')) }];
    expect([...applyIgnores(ignores, [whole], same, clock).accepted]).toEqual(['a/b.txt']);
  });
});

describe('a path pattern', () => {
  it.each([
    ['a/b.txt', 'a/b.txt', true],
    ['a/*.txt', 'a/b.txt', true],
    ['a/*.txt', 'a/c/b.txt', false],
    ['a/**.txt', 'a/c/b.txt', true],
    ['**', 'a/b', true],
    ['**/b', 'a/c/b', true],
    ['?.txt', 'b.txt', true],
    ['?.txt', '/.txt', false],
    ['*.txt', 'b.txt2', false],
    ['a', 'ab', false],
    ['[a]*.txt', '[a]*.txt', true],
    ['[a].txt', 'a.txt', false],
    ['模?.bin', '模型.bin', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });

  it('says what a regular expression of the same meaning says', () => {
    const text = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
    fc.assert(
      fc.property(text('ab/*?.'), text('ab/.'), (pattern, path) => {
        const parts = pattern.match(/\*+|[^*]/gu) ?? [];
        const source = parts.map((part) =>
          part === '*' ? '[^/]*' : part.startsWith('*') ? '.*' : part === '?' ? '[^/]' : part.replace('.', '\\.'),
        );
        expect(matchesPath(pattern, path)).toBe(pattern === path || new RegExp(`^${source.join('')}$`, 'u').test(path));
      }),
    );
  });

  it('takes no longer for a pattern that makes others backtrack', () => {
    const started = process.cpuUsage();
    expect(matchesPath(`${'*a'.repeat(200)}b`, 'a'.repeat(1_000))).toBe(false);
    expect(matchesPath(`${'**a'.repeat(200)}b`, 'a/'.repeat(500))).toBe(false);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../src/trust/in-toto/metadata.ts';
import { matchesGlob, sameArtifact } from '../../../src/trust/in-toto/rules.ts';

describe('a pattern of an artifact rule', () => {
  it.each([
    ['*', 'a/b.txt', true],
    ['a/*', 'a/b/c', true],
    ['a/*', 'b/a/c', false],
    ['?.txt', 'a.txt', true],
    ['?.txt', 'ab.txt', false],
    ['[a-c].txt', 'b.txt', true],
    ['[!a-c].txt', 'b.txt', false],
    ['[]].txt', '].txt', true],
    ['[a.txt', '[a.txt', true],
    ['[z-a]', 'm', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s on %s', (pattern, path, expected) => {
    expect(matchesGlob(pattern, path)).toBe(expected);
  });

  it('of stars and question marks matches what the same regular expression does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
    fc.assert(
      fc.property(patterns, letters, (pattern, path) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
        expect(matchesGlob(pattern, path)).toBe(expression.test(path));
      }),
    );
  });

  it('is never slow', () => {
    const path = 'a'.repeat(4_000);
    expect(matchesGlob(`${'*a'.repeat(2_000)}b`, path)).toBe(false);
  });
});

describe('artifacts', () => {
  it('are the same by a digest that is worth something, and by all that both have', () => {
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(sameArtifact({ sha256: one }, { sha256: one, sha512: other })).toBe(true);
    expect(sameArtifact({ sha256: one, sha512: one }, { sha256: one, sha512: other })).toBe(false);
    expect(sameArtifact({ md5: one }, { md5: one })).toBe(false);
    expect(sameArtifact({ sha256: one }, { sha512: one })).toBe(false);
    expect(sameArtifact({}, {})).toBe(false);
  });
});

describe('the text that in-toto signs', () => {
  it('is sorted by code point, escapes only quotes and backslashes, and knows no fractions', () => {
    expect(canonicalText({ b: ['é"\\', true, null], a: 1, '\u{1f600}': {}, '\ufb00': -3 })).toBe(
      '{"a":1,"b":["é\\"\\\\",true,null],"\ufb00":-3,"\u{1f600}":{}}',
    );
    for (const value of [1.5, Number.NaN, 2 ** 60, { a: [0.1] }]) expect(canonicalText(value)).toBeUndefined();
  });
});

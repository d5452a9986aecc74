import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS, findingDocs } from '../../src/compare/finding-kinds.ts';
import { BASE_RELATIONS, CHANGE_KINDS } from '../../src/core/predicates/compare.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/guide/compare.md'), 'utf8');
const anchors = [...page.matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'));

describe('the page about the comparison', () => {
  it.each(Object.keys(FINDING_KINDS))('explains %s where its link leads', (id) => {
    const [file = '', anchor = ''] = findingDocs(id as keyof typeof FINDING_KINDS).split('#');
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(page);
    expect(anchors).toContain(anchor);
  });

  it.each([...CHANGE_KINDS, ...BASE_RELATIONS.filter((relation) => relation !== 'undeclared')])(
    'tells what comes of %s',
    (word) => {
      expect(page.includes(`\`${word}\``)).toBe(true);
    },
  );
});

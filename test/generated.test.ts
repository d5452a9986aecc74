import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatedDocuments } from '../scripts/generated-documents.ts';
import { ERRORS } from '../src/core/errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('generated documents', async () => {
  const documents = await generatedDocuments();

  it.each([...documents.keys()])('%s is what `npm run docs` writes', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(documents.get(path));
  });

  it('leaves no schema behind that nothing generates', () => {
    const schemas = readdirSync(join(root, 'schemas')).map((name) => `schemas/${name}`);
    expect(schemas.filter((path) => !documents.has(path))).toEqual([]);
  });
});

describe('error table', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== join('core', 'errors.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    .join('\n');

  it.each(Object.keys(ERRORS))('%s is raised somewhere', (code) => {
    expect(sources.includes(`'${code}'`)).toBe(true);
  });
});

/** Writes every generated document. `npm run docs`; test/generated.test.ts fails when one is out of date. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedDocuments } from './generated-documents.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const [path, text] of await generatedDocuments()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

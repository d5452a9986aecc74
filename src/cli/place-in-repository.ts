import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

/** Reports name files by their path in the scanned root; viewers of a repository want it from the repository's root. */
export function placeInRepository(source: string): string {
  const directory = statSync(source).isDirectory() ? source : dirname(source);
  const place = relative(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), resolve(directory));
  return place === '' || place.startsWith('..') ? '' : `${place}/`;
}

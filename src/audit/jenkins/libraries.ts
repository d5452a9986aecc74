import { isCommit, type Import } from '../github/model.ts';
import type { Token } from './tokens.ts';

/** Shared libraries: `@Library('name@version')` and `library 'name@version'`. */
export function librariesIn(tokens: readonly Token[]): Import[] {
  const found: Import[] = [];
  for (const [at, token] of tokens.entries()) {
    const annotated = token.text === 'Library' && tokens[at - 1]?.text === '@';
    if (token.kind !== 'name' || !(annotated || token.text === 'library')) continue;
    for (const one of tokens.slice(at + 1, at + 12)) {
      if (one.kind === 'sign' && !/[([,]/u.test(one.text)) break;
      if (one.kind === 'name' && !/^(?:identifier)$/u.test(one.text)) break;
      if (one.kind === 'text') found.push({ scalar: one.scalar, movable: movable(one.text) });
    }
  }
  return found;
}

function movable(name: string): string | undefined {
  const version = name.split('@').at(1);
  if (version === undefined) return 'no version at all';
  if (isCommit(version)) return undefined;
  return /^(?:main|master|develop|trunk)$/u.test(version) ? `the branch ${version}` : `${version}, a tag or branch`;
}

/** Inputs on disk: seeds from the project's own files, and what fuzzing found worth keeping. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LONGEST } from './mutate.ts';
import type { Input } from './target.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
export const ROOT = join(HERE, '../..');
export const CORPUS = join(HERE, 'corpus');
export const CRASHES = join(HERE, 'crashes');
/** Everything that a run found, beside the little of it that is committed: where `--resume` goes on. */
export const WORKING = join(ROOT, '.build/fuzz');

/** Between what a file is kept for and the name under which it is read. */
const MARK = '--';
const NAMED_BY_HASH = /^[0-9a-f]{12}$/u;

/** An input that is kept: `label` says why, or is a hash. */
export interface Kept extends Input {
  readonly label: string;
}

/** Whether somebody named it, a bug that it shows for example: then it stays whatever it covers. */
export function isNamed({ label }: Kept): boolean {
  return !NAMED_BY_HASH.test(label);
}

export function keptUnder(name: string, bytes: Buffer): Kept {
  return { name, bytes, label: createHash('sha256').update(name).update(bytes).digest('hex').slice(0, 12) };
}

export function readKept(directory: string): Kept[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.includes(MARK))
    .sort()
    .map((file) => {
      const at = file.indexOf(MARK);
      return {
        label: file.slice(0, at),
        name: file.slice(at + MARK.length),
        bytes: readFileSync(join(directory, file)),
      };
    });
}

export function writeKept(directory: string, { label, name, bytes }: Kept): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${label}${MARK}${name}`);
  writeFileSync(path, bytes);
  return path;
}

/** Makes `directory` hold exactly these. */
export function replaceKept(directory: string, kept: readonly Kept[]): void {
  const names = new Set(kept.map(({ label, name }) => `${label}${MARK}${name}`));
  for (const old of readKept(directory)) {
    const file = `${old.label}${MARK}${old.name}`;
    if (!names.has(file)) rmSync(join(directory, file));
  }
  for (const one of kept) writeKept(directory, one);
}

/** The project's fixtures of a size that mutations do something to, under their own names. */
export function fixtureInputs(): Input[] {
  return ['fixtures', 'suites'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))
      .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))
      .filter(({ bytes }) => bytes.length <= LONGEST),
  );
}

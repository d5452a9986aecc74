import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GateError } from '../../src/core/errors.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Where a test has its submission and its quarantine. */
export async function places(): Promise<{ readonly source: string; readonly blobs: string }> {
  const root = await temporaryDirectory();
  return { source: join(root, 'model'), blobs: join(root, 'run', 'blobs') };
}

export const never = new AbortController().signal;
export const quiet = { signal: never, progress: silentProgress };

/** Writes files by relative path. */
export function writeTree(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** The error that a promise rejects with; fails the test if it resolves. */
export async function refusal(work: Promise<unknown>): Promise<GateError> {
  const outcome = await work.then(
    () => 'resolved',
    (error: unknown) => error,
  );
  if (!(outcome instanceof GateError))
    throw new GateError('INTERNAL', `no GateError but ${String(outcome)}`, { cause: outcome });
  return outcome;
}

/** Every file below a directory that isn't a named blob: what must not be left behind. */
export function leftovers(blobs: string): string[] {
  return readdirSync(blobs, { recursive: true, encoding: 'utf8' })
    .filter((path) => lstatSync(join(blobs, path)).isFile())
    .filter((path) => !/^sha256\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/u.test(path));
}

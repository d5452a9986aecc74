import { lstat, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import * as z from 'zod';
import { subjectOf, comparePaths } from '../core/submission.ts';
import type { Sha256 } from '../core/digest.ts';
import { pinnedHashes } from './pinned-hash.ts';

/** A directory of 100,000 files has a list of some 10 MB. */
const MAX_LIST_BYTES = 64 << 20;
const MAX_FILES = 100_000;

const listSchema = z
  .array(z.object({ md5: z.string().regex(/^[0-9a-f]{32}$/u), relpath: z.string().min(1).max(4_096) }))
  .max(MAX_FILES);

export type Found =
  | { readonly kind: 'confirmed'; readonly sha256: Sha256; readonly size: number; readonly files: number }
  | { readonly kind: 'differs' | 'absent'; readonly why: string };

/**
 * Looks a pin up in a DVC remote that is a directory: `files/md5/ab/cdef…` since DVC 3.0, `ab/cdef…` before. Every object
 * is hashed again, those of a directory too.
 * @param md5 32 hexadecimal digits, with `.dir` behind those of a directory
 */
export async function findInRemote(remote: string, md5: string, signal: AbortSignal): Promise<Found> {
  const path = await objectPath(remote, md5);
  if (path === undefined) return { kind: 'absent', why: 'the remote does not hold it' };
  const hashes = await pinnedHashes(path, signal);
  const digest = md5.slice(0, 32);
  if (hashes.md5 !== digest && hashes.convertedMd5 !== digest)
    return { kind: 'differs', why: `the object in the remote has the md5 ${hashes.md5}` };
  if (!md5.endsWith('.dir')) return { kind: 'confirmed', sha256: hashes.sha256, size: hashes.size, files: 1 };
  const list = hashes.size > MAX_LIST_BYTES ? undefined : listOf(await readFile(path, 'utf8'));
  if (list === undefined) return { kind: 'differs', why: 'the list of the directory is none' };
  const files: { path: string; sha256: Sha256 }[] = [];
  let size = 0;
  for (const { md5: own, relpath } of list) {
    const found = await findInRemote(remote, own, signal);
    if (found.kind !== 'confirmed') return { ...found, why: `${relpath}: ${found.why}` };
    files.push({ path: relpath, sha256: found.sha256 });
    size += found.size;
  }
  return { kind: 'confirmed', sha256: subjectOf(files), size, files: files.length };
}

function listOf(text: string): z.infer<typeof listSchema> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = listSchema.safeParse(json).data;
  const escapes = list?.some(
    ({ relpath }) => posix.normalize(relpath) !== relpath || relpath.startsWith('/') || /^\.\.(?:\/|$)/u.test(relpath),
  );
  return escapes === true || new Set(list?.map(({ relpath }) => relpath)).size !== list?.length ? undefined : list;
}

/** What DVC hashes for a directory: its files in order of their names, as Python writes JSON. */
export function directoryList(files: readonly { readonly path: string; readonly md5: string }[]): string {
  const entries = files
    .toSorted((a, b) => comparePaths(a.path, b.path))
    .map(({ path, md5 }) => `{"md5": "${md5}", "relpath": ${pythonString(path)}}`);
  return `[${entries.join(', ')}]`;
}

/** `json.dumps` escapes what is not ASCII. */
function pythonString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/gu, (unit) =>
    unit === '\u007f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

async function objectPath(remote: string, md5: string): Promise<string | undefined> {
  const parts = [md5.slice(0, 2), md5.slice(2)];
  for (const path of [join(remote, 'files', 'md5', ...parts), join(remote, ...parts)]) {
    const entry = await lstat(path).catch(() => undefined);
    if (entry?.isFile() === true) return path;
  }
  return undefined;
}

import { createHash } from 'node:crypto';
import { bytesOf, sha256FromBytes, type Blake3, type Sha256 } from './digest.ts';
import { GateError } from './errors.ts';

/**
 * One file of a submission. `path` is its name in the submission (relative, `/` between parts, valid UTF-8, no `..`).
 * `blob` is the absolute path of the immutable bytes that every stage reads: in quarantine for an intake; the file
 * itself when one stage runs alone over a directory that the operator vouches for.
 */
export interface SubmissionFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
  /** For quick checks that it is still the same: of every file in quarantine, elsewhere where it was asked for. */
  readonly blake3?: Blake3 | undefined;
  readonly blob: string;
}

/**
 * What a submitter handed over. `name` is the last part of the path it came from: a label for people, never an identity.
 * `files` is sorted as the OMS specification sorts (code point order of names, which is the byte order of UTF-8).
 */
export interface Submission {
  readonly name: string;
  readonly subject: Sha256;
  readonly files: SubmissionFile[];
}

/**
 * A file as records list it.
 * @throws GateError INTERNAL for a file whose BLAKE3 digest nobody asked for when it was read
 */
export function manifestEntry({ path, size, sha256, blake3 }: SubmissionFile): {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
  readonly blake3: Blake3;
} {
  if (blake3 === undefined) throw new GateError('INTERNAL', `${path} was read without its BLAKE3 digest`);
  return { path, size, sha256, blake3 };
}

/** Code point order, which UTF-8 byte order equals; `Array.sort()` alone orders UTF-16 units and differs. */
export function comparePaths(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

/**
 * The subject: SHA-256 over the concatenated raw SHA-256 digests of all files in path order.
 * The order and the concatenation are the OMS specification's; there is no ignore list.
 */
export function subjectOf(files: readonly { readonly path: string; readonly sha256: Sha256 }[]): Sha256 {
  const root = createHash('sha256');
  for (const file of files.toSorted((a, b) => comparePaths(a.path, b.path))) root.update(bytesOf(file.sha256));
  return sha256FromBytes(root.digest());
}

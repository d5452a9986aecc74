import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Blake3Hasher } from '@napi-rs/blake-hash';
import { hexOf } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { isSpecIgnored, type Manifest, type Resource } from '../trust/oms-manifest.ts';

export interface Coverage {
  readonly covered: number;
  readonly changed: string[];
  readonly missing: string[];
  readonly unlisted: string[];
  readonly ignored: string[];
}

/** What a signer may leave out without hiding code, weights or configuration behind it. */
const HARMLESS = /\.(?:md|txt|rst|pdf|png|jpe?g|gif|webp|svg|csv)$|(?:^|\/)(?:LICENSE|NOTICE)$/iu;

/**
 * Holds a signed manifest against the files of a submission. Nothing is skipped: a file that is neither listed nor
 * harmlessly ignored counts as unlisted, because a loader would load it all the same.
 * @param own the signature files themselves, which can't be covered
 */
export async function coverageOf(
  manifest: Manifest,
  files: readonly SubmissionFile[],
  own: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Coverage> {
  const coverage: Coverage = { covered: 0, changed: [], missing: [], unlisted: [], ignored: [] };
  const candidates = files.filter(({ path }) => !own.has(path));
  const listed = Map.groupBy(manifest.resources, ({ path }) => path);
  // Early signers wrote `.` for a model that is a single file.
  const dot = listed.get('.');
  const [only] = candidates;
  if (dot !== undefined && listed.size === 1 && candidates.length === 1 && only !== undefined) {
    listed.delete('.');
    listed.set(only.path, dot);
  }
  let covered = 0;
  for (const file of candidates) {
    const resources = listed.get(file.path);
    listed.delete(file.path);
    if (resources !== undefined) {
      if (await matches(file, resources, signal)) covered++;
      else coverage.changed.push(file.path);
    } else if (isSpecIgnored(file.path) || (isIgnored(file.path, manifest.ignored) && HARMLESS.test(file.path))) {
      coverage.ignored.push(file.path);
    } else {
      coverage.unlisted.push(file.path);
    }
  }
  coverage.missing.push(...listed.keys());
  return { ...coverage, covered };
}

function isIgnored(path: string, ignored: readonly string[]): boolean {
  return ignored.some((name) => path === name || path.startsWith(`${name}/`));
}

async function matches(file: SubmissionFile, resources: readonly Resource[], signal: AbortSignal): Promise<boolean> {
  const whole = resources.every(({ range }) => range === undefined);
  const shards = resources.toSorted((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
  // Shards must tile the file: a gap would be bytes that nobody signed.
  let end = 0;
  for (const resource of shards) {
    if (!whole && resource.range?.start !== end) return false;
    end = resource.range?.end ?? file.size;
    if ((await digestOf(file, resource, signal)) !== resource.digest) return false;
  }
  return whole ? resources.length === 1 : end === file.size;
}

async function digestOf(file: SubmissionFile, { algorithm, range }: Resource, signal: AbortSignal): Promise<string> {
  if (range === undefined && algorithm === 'sha256') return hexOf(file.sha256);
  if (range === undefined && algorithm === 'blake3') return hexOf(file.blake3);
  const blake3 = algorithm === 'blake3' ? new Blake3Hasher() : undefined;
  const hash = createHash(algorithm === 'blake2b' ? 'blake2b512' : 'sha256');
  const part = range === undefined ? {} : { start: range.start, end: range.end - 1 };
  for await (const chunk of createReadStream(file.blob, { ...part, highWaterMark: 4 * 1024 * 1024, signal })) {
    if (!Buffer.isBuffer(chunk)) throw new GateError('INTERNAL', 'a byte stream gave text');
    if (blake3 === undefined) hash.update(chunk);
    else blake3.update(chunk);
  }
  return (blake3?.digestBuffer() ?? hash.digest()).toString('hex');
}

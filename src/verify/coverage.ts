import type { SubmissionFile } from '../core/submission.ts';
import { digestFile } from '../trust/oms-digest.ts';
import { isSpecIgnored, type Manifest, type Resource } from '../trust/oms-manifest.ts';
import { isLoadable } from './loadable.ts';
import { wholeDigest } from './oms-resources.ts';

export interface Coverage {
  readonly covered: number;
  readonly changed: string[];
  readonly missing: string[];
  readonly unlisted: string[];
  readonly ignored: string[];
}

/**
 * Holds a signed manifest against the files of a submission. A file that is neither listed nor left out by the signer
 * counts as unlisted, because a loader would load it all the same; so does one that nobody may leave out.
 * @param own the signatures themselves, which need not be listed; one that is listed counts like any other file
 */
export async function coverageOf(
  manifest: Manifest,
  files: readonly SubmissionFile[],
  own: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Coverage> {
  const coverage: Coverage = { covered: 0, changed: [], missing: [], unlisted: [], ignored: [] };
  const listed = Map.groupBy(manifest.resources, ({ path }) => path);
  const candidates = files.filter(({ path }) => !own.has(path) || listed.has(path));
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
    } else if (isSpecIgnored(file.path) || (manifest.sharded && file.size === 0)) {
      coverage.ignored.push(file.path); // an empty file has no shard
    } else if (isIgnored(file.path, manifest.ignored) && !(await isLoadable(file))) {
      coverage.ignored.push(file.path);
    } else {
      coverage.unlisted.push(file.path);
    }
  }
  coverage.missing.push(...listed.keys());
  return { ...coverage, covered };
}

/** Whether the signer chose to leave a path out. */
export function isIgnored(path: string, ignored: readonly string[]): boolean {
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
  return range === undefined ? wholeDigest(file, algorithm, signal) : digestFile(file.blob, algorithm, range, signal);
}

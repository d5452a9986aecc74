import { hexOf } from '../core/digest.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { digestFile, type OmsHash } from '../trust/oms-digest.ts';
import type { Resource } from '../trust/oms-manifest.ts';

/** What a signature lists of `files`: each whole, or in shards of `shardSize` bytes. An empty file has no shard. */
export async function omsResources(
  files: readonly SubmissionFile[],
  hash: OmsHash,
  shardSize: number | undefined,
  signal: AbortSignal,
): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (const file of files) {
    if (shardSize === undefined) {
      resources.push({ path: file.path, algorithm: hash, digest: await wholeDigest(file, hash, signal) });
      continue;
    }
    for (let start = 0; start < file.size; start += shardSize) {
      const range = { start, end: Math.min(start + shardSize, file.size) };
      const digest = await digestFile(file.blob, hash, range, signal);
      resources.push({ path: file.path, algorithm: hash, digest, range });
    }
  }
  return resources;
}

/** Of a whole file; for two of the hashes known since it was read. */
export async function wholeDigest(file: SubmissionFile, hash: OmsHash, signal: AbortSignal): Promise<string> {
  if (hash === 'sha256') return hexOf(file.sha256);
  if (hash === 'blake3' && file.blake3 !== undefined) return hexOf(file.blake3);
  return digestFile(file.blob, hash, undefined, signal);
}

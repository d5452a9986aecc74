import { join, normalize } from 'node:path';

/** A snapshot directory of the Hugging Face cache, or a directory inside one. */
export interface CacheSnapshot {
  /** `…/models--org--name/blobs`, where its links must lead. */
  readonly blobs: string;
}

const SNAPSHOT = /^(.*\/(?:models|datasets|spaces)--[^/]+)\/snapshots\/[^/]+(?:\/.*)?$/u;
/** A Git blob's SHA-1, or for LFS files the SHA-256. */
const BLOB_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/** `directory` is a real path (no link in it). */
export function cacheSnapshotOf(directory: string): CacheSnapshot | undefined {
  const repository = SNAPSHOT.exec(directory)?.[1];
  return repository === undefined ? undefined : { blobs: join(repository, 'blobs') };
}

/**
 * The name in `blobs/` that a link in `directory` leads to, if it is of the one form that the cache makes:
 * `../../blobs/<hash>` with as many `..` as it takes. Everything else is undefined: no link is followed for being a link.
 */
export function cacheBlobName(snapshot: CacheSnapshot, directory: string, target: string): string | undefined {
  if (target.startsWith('/')) return undefined;
  // Lexical, which here is true: the walk has met every directory on the way and none was a link.
  const resolved = normalize(join(directory, target));
  const prefix = `${snapshot.blobs}/`;
  const name = resolved.startsWith(prefix) ? resolved.slice(prefix.length) : '';
  return BLOB_NAME.test(name) ? name : undefined;
}

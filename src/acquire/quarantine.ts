import { realpath, type FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { subjectOf, type Submission, type SubmissionFile } from '../core/submission.ts';
import { blobPath, BlobStore, diskError, type UnnamedBlob } from './blob-store.ts';
import { cancelled } from './cancelled.ts';
import { sameIdentity } from './open-beneath.ts';
import { ReadAhead, type Digests } from './read-ahead.ts';
import { changed, openSource, type Source, type SourceFile } from './source.ts';
import { unreadable } from './walk.ts';

export { blobPath } from './blob-store.ts';

export interface QuarantineRequest {
  /** A directory or one file. */
  readonly source: string;
  /** The directory for blobs; whoever calls holds the lock of the run that it belongs to. */
  readonly blobs: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface Quarantined {
  readonly submission: Submission;
  /** Milliseconds until all copies were on the disk (fsync): a cost of the disk, not of the gate. */
  readonly syncMs: number;
  /** Whether the copies share the source's blocks. */
  readonly reflinked: boolean;
}

interface Copied extends Digests, UnnamedBlob {
  readonly file: SourceFile;
}

/**
 * Copies a submission into content-addressed, immutable blobs. Every byte of the source is read exactly once; that read
 * feeds SHA-256, BLAKE3 and the copy, so the digests describe the copy whatever happens to the source. Where the file
 * system shares blocks, the clone is hashed instead. After an error or abort nothing unfinished is left.
 * @throws GateError SOURCE_NOT_FOUND, SUBMISSION_EMPTY, SUBMISSION_REFUSED, SOURCE_UNREADABLE, SOURCE_CHANGED,
 * DISK_FULL, CANCELLED, USAGE if the blobs would lie inside the source
 */
export async function quarantine(request: QuarantineRequest): Promise<Quarantined> {
  const { signal, blobs } = request;
  const source = await openSource(request.source, signal);
  try {
    const store = await BlobStore.open(blobs);
    try {
      await refuseInside(request);
      const { copied, reflinked } = await copyAll(source, store, request);
      const start = performance.now();
      await abortable(store.commit(copied, signal), signal);
      const syncMs = performance.now() - start;
      return { submission: submission(source.name, copied, blobs), syncMs, reflinked };
    } catch (error) {
      await store.clear();
      throw diskError(error, blobs);
    }
  } finally {
    source.close();
  }
}

/** A run directory inside the submission would be taken in with it, and change while it is read. */
async function refuseInside({ source, blobs }: QuarantineRequest): Promise<void> {
  const [outer, inner] = [await realpath(source), await realpath(blobs)];
  if (inner.startsWith(outer + sep)) {
    throw new GateError('USAGE', `the run directory ${inner} lies inside the submission ${outer}`, {
      next: 'Pass a --run-dir outside of it.',
    });
  }
}

async function copyAll(
  source: Source,
  store: BlobStore,
  request: QuarantineRequest,
): Promise<{ copied: readonly Copied[]; reflinked: boolean }> {
  const reader = new ReadAhead();
  const total = source.files.reduce((sum, file) => sum + file.identity.size, 0n);
  const copied: Copied[] = [];
  let done = 0;
  let clones = true;
  let reflinked = false;
  for (const file of source.files) {
    const advance = (bytes: number): void => {
      done += bytes;
      request.progress({ label: file.path, done, total: Number(total), unit: 'bytes' });
    };
    const handle = await file.open();
    try {
      const task: Task = { file, handle, store, reader, signal: request.signal, advance };
      // One refusal by the file system is enough: asking again for every file costs a call each.
      const cloned = clones && file.identity.size > 0n ? await clone(task) : undefined;
      reflinked ||= cloned !== undefined;
      if (cloned === undefined && clones && file.identity.size > 0n) {
        clones = false;
        await store.requireSpace(total - BigInt(done));
      }
      copied.push(cloned ?? (await copy(task)));
      if (!sameIdentity(await handle.stat({ bigint: true }), file.identity)) throw changed(file.path);
    } finally {
      await handle.close();
    }
  }
  return { copied, reflinked };
}

interface Task {
  readonly file: SourceFile;
  readonly handle: FileHandle;
  readonly store: BlobStore;
  readonly reader: ReadAhead;
  readonly signal: AbortSignal;
  readonly advance: (bytes: number) => void;
}

async function copy({ file, handle, store, reader, signal, advance }: Task): Promise<Copied> {
  const { temporary, writer } = await store.create(Number(file.identity.size));
  try {
    const write = async (chunk: Uint8Array): Promise<void> => writer.write(chunk);
    const digests = await reader
      .digest({ from: handle, size: Number(file.identity.size), signal, blake3: true, advance, write })
      .catch((error: unknown) => {
        throw readError(file, error);
      });
    if (digests === undefined) throw changed(file.path);
    return { ...digests, temporary, file };
  } finally {
    await writer.close();
  }
}

async function clone({ file, handle, store, reader, signal, advance }: Task): Promise<Copied | undefined> {
  const cloned = await store.clone(handle);
  if (cloned === undefined) return undefined;
  const size = Number(file.identity.size);
  const from = await store.reopen(cloned);
  try {
    const digests = await reader.digest({ from, size, signal, blake3: true, advance });
    if (digests === undefined) throw changed(file.path);
    return { ...digests, ...cloned, file };
  } finally {
    await from.close();
  }
}

/** EIO and the like are the source's fault; a full disk is not. */
function readError(file: SourceFile, error: unknown): unknown {
  const told = diskError(error, '');
  return told !== error || error instanceof GateError ? error : unreadable(file.path, error);
}

function submission(name: string, copied: readonly Copied[], blobs: string): Submission {
  const files = copied.map(({ file, sha256, blake3 }): SubmissionFile => ({
    path: file.path,
    size: Number(file.identity.size),
    sha256,
    blake3,
    blob: blobPath(blobs, sha256),
  }));
  return { name, subject: subjectOf(files), files };
}

/** An fsync can't be interrupted, but nobody has to wait for it. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(cancelled(signal));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    aborted.promise.catch(() => {});
  }
}

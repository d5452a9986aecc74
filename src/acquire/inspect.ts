import { closeSync, fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { sha256FromBytes } from '../core/digest.ts';
import type { Progress } from '../core/progress.ts';
import { subjectOf, type Submission, type SubmissionFile } from '../core/submission.ts';
import { throwIfCancelled } from './cancelled.ts';
import { Hasher } from './hash-here.ts';
import { HashPool } from './hash-pool.ts';
import { THREADS_FROM_BYTES } from './limits.ts';
import { sameIdentity } from './open-beneath.ts';
import type { OnRefused } from './refusals.ts';
import type { ReadAhead } from './read-ahead.ts';
import { changed, openSource, type Source, type SourceFile } from './source.ts';
import { GateError } from '../core/errors.ts';
import { unreadable } from './walk.ts';

export interface InspectRequest {
  readonly source: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Told of each entry that can't be taken or read, which is then left out; without it, the first one ends the call. */
  readonly onRefused?: OnRefused;
  /** Compute BLAKE3 digests too. */
  readonly blake3?: boolean | undefined;
  /** Called when the first files are being hashed. */
  readonly begun?: () => void;
  /** Links to files count as the files that they lead to. */
  readonly followLinks?: boolean | undefined;
  /** Take names that are the same on some systems for two names. */
  readonly exactNames?: boolean | undefined;
}

/**
 * Hashes a submission in place, by the same rules as `quarantine`, and copies nothing: `blob` is the file itself, so
 * the result holds only as long as nobody writes there. For single stages over a directory that the operator vouches for.
 * @throws GateError SOURCE_NOT_FOUND, SUBMISSION_EMPTY, SUBMISSION_REFUSED, SOURCE_UNREADABLE, SOURCE_CHANGED, CANCELLED
 */
export async function inspect(request: InspectRequest): Promise<Submission> {
  return (await inspectWhile({ ...request, alone: true }, () => Promise.resolve())).submission;
}

/** A file whose digest is not known yet. */
export type FoundFile = Pick<SubmissionFile, 'path' | 'size' | 'blob'>;

/**
 * The same, while `work` reads the same files: hashing and parsing each keep a core busy. All files are looked at once more
 * when both are done, so that the digests and what `work` saw are of the same bytes. Whichever fails first ends the other.
 */
export async function inspectWhile<T>(
  request: InspectRequest & { readonly alone?: boolean },
  work: (files: readonly FoundFile[], signal: AbortSignal) => Promise<T>,
): Promise<{ readonly submission: Submission; readonly result: T }> {
  const source = await openSource(request.source, request.signal, request);
  const failure = new AbortController();
  const signal = AbortSignal.any([request.signal, failure.signal]);
  const ending = async <R>(task: Promise<R>): Promise<R> => {
    try {
      return await task;
    } catch (error) {
      failure.abort(error);
      throw error;
    }
  };
  try {
    const found = source.files.map(({ path, identity, absolute }) => ({
      path,
      size: Number(identity.size),
      blob: absolute,
    }));
    const tasks = [ending(hashAll(source, { ...request, signal })), ending(work(found, signal))] as const;
    await Promise.allSettled(tasks); // nothing may read on when this has ended
    if (!request.signal.aborted && failure.signal.aborted) throw failure.signal.reason;
    const [files, result] = await Promise.all(tasks);
    const hashed = new Set(files.map(({ path }) => path));
    await unchanged(
      source.files.filter(({ path }) => hashed.has(path)),
      request.signal,
    );
    return { submission: { name: source.name, subject: subjectOf(files), files }, result };
  } finally {
    source.close();
  }
}

async function unchanged(files: readonly SourceFile[], signal: AbortSignal): Promise<void> {
  for (const [at, file] of files.entries()) {
    closeSync(file.openSync()); // which looks at it
    if (at % PAUSE_EVERY !== 0) continue;
    await setImmediate();
    throwIfCancelled(signal);
  }
}

/** Files that are looked at before a signal is heard. */
const PAUSE_EVERY = 64;

type Hashed = Omit<InspectRequest, 'source'> & { readonly alone?: boolean };

async function hashAll(
  source: Source,
  { signal, progress, onRefused, blake3 = false, alone = false, begun }: Hashed,
): Promise<SubmissionFile[]> {
  const total = Number(source.files.reduce((sum, file) => sum + file.identity.size, 0n));
  const lanes = blake3 || total < THREADS_FROM_BYTES ? 1 : Math.min(availableParallelism(), source.files.length);
  // A thread costs as much to bring up as 50 MB to hash: where nothing else is at work, this one is a lane too.
  const threads = blake3 || total < THREADS_FROM_BYTES ? 0 : lanes - (alone && lanes > 1 ? 1 : 0);
  const pool = threads === 0 ? undefined : new HashPool(threads, signal);
  // Threads are up meanwhile; what is hashed here must not keep the parsers from being started.
  await setImmediate();
  const by: Hashers = { here: new Hasher({ alone }), pool, readAhead: blake3 ? await readAhead() : undefined };
  const digests = new Map<SourceFile, SubmissionFile>();
  let done = 0;
  // Largest first, so that no thread ends long after the others.
  const queue = pool === undefined ? [...source.files] : source.files.toSorted(bySize);
  const lane = async (hashers: Hashers): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const { path } = file;
      const advance = (bytes: number): void => {
        done += bytes;
        progress({ label: path, done, total, unit: 'bytes' });
      };
      try {
        digests.set(file, await hashed(file, hashers, { signal, blake3, advance }));
      } catch (error) {
        if (onRefused === undefined || signal.aborted || !(error instanceof GateError)) {
          queue.length = 0;
          throw error;
        }
        onRefused(path, error.message);
      }
    }
  };
  try {
    const working = Array.from({ length: lanes }, async (_, at) =>
      lane(at < threads ? by : { ...by, pool: undefined }),
    );
    begun?.();
    const ended = await Promise.allSettled(working);
    for (const { reason } of ended.filter((one) => one.status === 'rejected')) throw reason;
  } finally {
    pool?.close();
  }
  return source.files.flatMap((file) => digests.get(file) ?? []);
}

function bySize(a: SourceFile, b: SourceFile): number {
  return Number(b.identity.size - a.identity.size);
}

interface Hashing {
  readonly signal: AbortSignal;
  readonly blake3: boolean;
  readonly advance: (bytes: number) => void;
}

/** Loaded where it is wanted: BLAKE3 is native code. */
async function readAhead(): Promise<ReadAhead> {
  const loaded = await import('./read-ahead.ts');
  return new loaded.ReadAhead();
}

/** Who hashes: whoever of the others there is, but for files that this thread is done with sooner. */
interface Hashers {
  readonly here: Hasher;
  readonly pool: HashPool | undefined;
  readonly readAhead: ReadAhead | undefined;
}

/** A file of so many bytes is hashed sooner than another thread is told of it. */
const SMALL_BYTES = 64 << 10;

async function hashed(file: SourceFile, by: Hashers, hashing: Hashing): Promise<SubmissionFile> {
  const { signal, blake3, advance } = hashing;
  const size = Number(file.identity.size);
  if (by.readAhead === undefined && (by.pool === undefined || size <= SMALL_BYTES)) {
    const digests = await by.here.digest(file, signal, advance);
    return { path: file.path, size, ...digests, blob: file.absolute };
  }
  if (by.readAhead === undefined) {
    // Opened at once: what is loaded meanwhile would keep the thread waiting.
    const descriptor = file.openSync();
    try {
      const digest = await by.pool?.digest(file.path, { descriptor, size, algorithm: 'sha256' }, advance);
      if (digest === undefined || !sameIdentity(fstatSync(descriptor, { bigint: true }), file.identity))
        throw changed(file.path);
      return { path: file.path, size, sha256: sha256FromBytes(digest), blob: file.absolute };
    } finally {
      closeSync(descriptor);
    }
  }
  const handle = await file.open();
  try {
    const digests = await by.readAhead
      .digest({ from: handle, size, signal, blake3, advance })
      .catch((error: unknown) => {
        throw error instanceof GateError ? error : unreadable(file.path, error);
      });
    const after = await handle.stat({ bigint: true });
    if (digests === undefined || !sameIdentity(after, file.identity)) throw changed(file.path);
    return { path: file.path, size, ...digests, blob: file.absolute };
  } finally {
    await handle.close();
  }
}

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { hexOf, type Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { subjectOf, type Submission, type SubmissionFile } from '../core/submission.ts';
import { syncDirectory } from '../storage/atomic-file.ts';
import { openSource } from './open-source.ts';
import { readOnce, type Digests } from './read-once.ts';
import { walkSource, type SourceFile } from './walk.ts';

export interface QuarantineRequest {
  readonly source: string;
  /** The directory of the blobs; created when missing. */
  readonly blobs: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface Quarantined {
  readonly submission: Submission;
  /** Milliseconds spent waiting for the disk (fsync), which no copy can do without. */
  readonly syncMs: number;
  readonly reflinked: boolean;
}

/** Where a blob lies under the blobs' directory. */
export function blobPath(blobs: string, digest: Sha256): string {
  const hex = hexOf(digest);
  return join(blobs, 'sha256', hex.slice(0, 2), hex);
}

/**
 * Copies a submission into content-addressed, read-only blobs. Each source byte is read exactly once; that read feeds the
 * copy and both hashes. Where the file system can, the copy is a reflink, and the clone is what is hashed.
 * @throws GateError as walkSource() and openSource(), DISK_FULL, and the signal's reason
 */
export async function quarantine({ source, blobs, signal, progress }: QuarantineRequest): Promise<Quarantined> {
  const files = await walkSource(source);
  const staging = join(blobs, 'staging');
  // What a killed run left here was never named, so nothing refers to it.
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const copier = new Copier(blobs, staging, signal, (done) => progress({ label: 'acquire', done, total, unit: 'bytes' }));
  try {
    const copied: SubmissionFile[] = [];
    for (const file of files) copied.push(await copier.copy(file));
    await syncDirectory(blobs);
    const submission = { name: basename(resolve(source)), subject: subjectOf(copied), files: copied };
    return { submission, syncMs: copier.syncMs, reflinked: copier.reflinked };
  } catch (error) {
    if (systemCode(error) === 'ENOSPC' || systemCode(error) === 'EDQUOT') {
      throw new GateError('DISK_FULL', `no space left for the copy of ${source} in ${blobs}`, { cause: error });
    }
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

class Copier {
  syncMs = 0;
  reflinked = false;
  readonly #blobs: string;
  readonly #staging: string;
  readonly #signal: AbortSignal;
  readonly #report: (done: number) => void;
  #done = 0;
  #canClone = true;

  constructor(blobs: string, staging: string, signal: AbortSignal, report: (done: number) => void) {
    this.#blobs = blobs;
    this.#staging = staging;
    this.#signal = signal;
    this.#report = report;
  }

  async copy(file: SourceFile): Promise<SubmissionFile> {
    const source = await openSource(file);
    const temporary = join(this.#staging, randomBytes(8).toString('hex'));
    try {
      const cloned = await this.#clone(`/proc/self/fd/${source.handle.fd}`, temporary);
      const target = await open(temporary, cloned ? 'r+' : 'wx+', 0o600);
      try {
        const digests = cloned
          ? await readOnce(target, (chunk) => this.#advance(chunk.length), this.#signal)
          : await readOnce(source.handle, async (chunk, position) => {
              await writeAll(target, chunk, position);
              await this.#advance(chunk.length);
            }, this.#signal);
        await source.unchanged();
        if (digests.bytes !== file.size) throw new GateError('SOURCE_CHANGED', `${file.path} changed its size while it was read`);
        await target.chmod(0o400);
        const before = performance.now();
        await target.sync();
        this.syncMs += performance.now() - before;
        return await this.#publish(file, digests, temporary);
      } finally {
        await target.close();
      }
    } finally {
      await source.handle.close();
    }
  }

  async #advance(bytes: number): Promise<void> {
    this.#done += bytes;
    this.#report(this.#done);
  }

  /** A copy-on-write clone costs no time and no space; most file systems can't, and the first refusal settles it. */
  async #clone(from: string, to: string): Promise<boolean> {
    if (!this.#canClone) return false;
    try {
      await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
      await open(to, 'r').then(async (file) => {
        await file.chmod(0o600);
        await file.close();
      });
      this.reflinked = true;
      return true;
    } catch {
      await rm(to, { force: true });
      this.#canClone = false;
      return false;
    }
  }

  async #publish(file: SourceFile, { sha256, blake3, bytes }: Digests, temporary: string): Promise<SubmissionFile> {
    const blob = blobPath(this.#blobs, sha256);
    await mkdir(dirname(blob), { recursive: true, mode: 0o700 });
    await rename(temporary, blob);
    await syncDirectory(dirname(blob));
    return { path: file.path, size: bytes, sha256, blake3, blob };
  }
}

async function writeAll(target: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await target.write(chunk, written, chunk.length - written, position + written);
    written += bytesWritten;
  }
}

import type { Progress } from '../core/progress.ts';
import { subjectOf, type Submission, type SubmissionFile } from '../core/submission.ts';
import { sameIdentity } from './open-beneath.ts';
import type { OnRefused } from './refusals.ts';
import { ReadAhead } from './read-ahead.ts';
import { changed, openSource, type SourceFile } from './source.ts';
import { GateError } from '../core/errors.ts';
import { unreadable } from './walk.ts';

export interface InspectRequest {
  readonly source: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Told of each entry that can't be taken or read, which is then left out; without it, the first one ends the call. */
  readonly onRefused?: OnRefused;
}

/**
 * Hashes a submission in place, by the same rules as `quarantine`, and copies nothing: `blob` is the file itself, so
 * the result holds only as long as nobody writes there. For single stages over a directory that the operator vouches for.
 * @throws GateError SOURCE_NOT_FOUND, SUBMISSION_EMPTY, SUBMISSION_REFUSED, SOURCE_UNREADABLE, SOURCE_CHANGED, CANCELLED
 */
export async function inspect({ source: given, signal, progress, onRefused }: InspectRequest): Promise<Submission> {
  const source = await openSource(given, signal, onRefused);
  try {
    const reader = new ReadAhead();
    const total = Number(source.files.reduce((sum, file) => sum + file.identity.size, 0n));
    const files: SubmissionFile[] = [];
    let done = 0;
    for (const file of source.files) {
      const advance = (bytes: number): void => {
        done += bytes;
        progress({ label: file.path, done, total, unit: 'bytes' });
      };
      try {
        files.push(await hashed(file, reader, signal, advance));
      } catch (error) {
        if (onRefused === undefined || signal.aborted || !(error instanceof GateError)) throw error;
        onRefused(file.path, error.message);
      }
    }
    return { name: source.name, subject: subjectOf(files), files };
  } finally {
    source.close();
  }
}

async function hashed(
  file: SourceFile,
  reader: ReadAhead,
  signal: AbortSignal,
  advance: (bytes: number) => void,
): Promise<SubmissionFile> {
  const size = Number(file.identity.size);
  const handle = await file.open();
  try {
    const digests = await reader
      .digest({ from: handle, size, signal }, async (chunk) => advance(chunk.length))
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

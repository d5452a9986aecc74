import { basename, resolve } from 'node:path';
import type { Progress } from '../core/progress.ts';
import { subjectOf, type Submission, type SubmissionFile } from '../core/submission.ts';
import { openSource } from './open-source.ts';
import { readOnce } from './read-once.ts';
import { walkSource } from './walk.ts';

export interface InspectRequest {
  readonly source: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Hashes a model where it lies, under the same rules as quarantine(): for a base that the operator vouches for, and for one
 * stage run alone. The blobs are the files themselves, so later reads are only as good as their directory.
 * @throws GateError as walkSource() and openSource()
 */
export async function inspect({ source, signal, progress }: InspectRequest): Promise<Submission> {
  const listed = await walkSource(source);
  const total = listed.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const files: SubmissionFile[] = [];
  for (const file of listed) {
    const opened = await openSource(file);
    try {
      const { sha256, blake3, bytes } = await readOnce(
        opened.handle,
        async (chunk) => {
          done += chunk.length;
          progress({ label: `read ${basename(source)}`, done, total, unit: 'bytes' });
        },
        signal,
      );
      await opened.unchanged();
      files.push({ path: file.path, size: bytes, sha256, blake3, blob: file.real });
    } finally {
      await opened.handle.close();
    }
  }
  return { name: basename(resolve(source)), subject: subjectOf(files), files };
}

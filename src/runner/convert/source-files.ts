import { posix } from 'node:path';
import type { Submission, SubmissionFile } from '../../core/submission.ts';
import type { Checkpoint } from '../../formats/checkpoints/checkpoint.ts';
import { SOURCE_FILES, type SourceFile } from './description.ts';

/** The files that loaders read with the weights: those of the same directory, by their exact names. */
export function sourceFiles({ paths }: Checkpoint, submission: Submission): ReadonlyMap<SourceFile, SubmissionFile> {
  const directory = posix.dirname(paths[0] ?? '');
  const found = new Map<SourceFile, SubmissionFile>();
  for (const name of SOURCE_FILES) {
    const file = submission.files.find(({ path }) => path === posix.join(directory, name));
    if (file !== undefined) found.set(name, file);
  }
  return found;
}

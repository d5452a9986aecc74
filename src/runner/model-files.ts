import { posix } from 'node:path';
import type { Submission, SubmissionFile } from '../core/submission.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';

/** What transformers reads beside the weights; no Python and no pickle. */
const READ = /\.(?:json|txt|model|jinja)$/u;

/** The files that a container runner is shown of a checkpoint: its weights, and what is read beside them. */
export function modelFiles({ paths }: Pick<Checkpoint, 'paths'>, submission: Submission): readonly SubmissionFile[] {
  const directory = posix.dirname(paths[0] ?? '');
  const members = new Set(paths);
  return submission.files.filter(
    ({ path }) => members.has(path) || (posix.dirname(path) === directory && READ.test(path)),
  );
}

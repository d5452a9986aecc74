import { hexOf } from '../../core/digest.ts';
import type { Covers } from '../../core/predicates/attestation.ts';
import { subjectOf, type SubmissionFile } from '../../core/submission.ts';
import type { Statement } from '../../trust/statement.ts';
import { isLoadable } from '../loadable.ts';
import type { Manifest } from './attestation-file.ts';

/** What a statement can be about, once for all statements. */
export interface Model {
  /** With and without the signatures and statements that lie beside the model: no statement can name itself. */
  readonly roots: ReadonlySet<string>;
  /** OCI manifests whose layers are the model's files, no more and no less. */
  readonly manifests: ReadonlySet<string>;
  readonly files: readonly SubmissionFile[];
  readonly loadable: readonly SubmissionFile[];
}

/** @param own signatures and statements, which are no part of the model */
export async function modelOf(
  submitted: readonly SubmissionFile[],
  own: ReadonlySet<string>,
  manifests: readonly Manifest[],
): Promise<Model> {
  const files = submitted.filter(({ path }) => !own.has(path));
  const loadable: SubmissionFile[] = [];
  for (const file of files) if (await isLoadable(file)) loadable.push(file);
  const digests = new Set(files.map(({ sha256 }) => sha256));
  const same = manifests.filter(
    ({ layers }) =>
      layers.length > 0 && new Set(layers).size === digests.size && layers.every((one) => digests.has(one)),
  );
  return {
    roots: new Set([submitted, files].filter((some) => some.length > 0).map((some) => hexOf(subjectOf(some)))),
    manifests: new Set(same.map(({ digest }) => hexOf(digest))),
    files,
    loadable,
  };
}

/**
 * How much of a model a statement is about, by its subjects' SHA-256 digests alone: their names prove nothing, and another algorithm's digest is
 * another thing. Undefined: nothing of it.
 */
export function coverOf({ subject }: Pick<Statement, 'subject'>, model: Model): Covers | undefined {
  const named = new Set(subject.flatMap(({ digest }) => digest['sha256'] ?? []));
  const has = (digests: ReadonlySet<string>): boolean => [...digests].some((one) => named.has(one));
  if (has(model.roots)) return 'root';
  if (has(model.manifests)) return 'manifest';
  const covers = (files: readonly SubmissionFile[]): boolean =>
    files.length > 0 && files.every(({ sha256 }) => named.has(hexOf(sha256)));
  if (covers(model.files)) return 'files';
  if (covers(model.loadable)) return 'weights';
  return model.files.some(({ sha256 }) => named.has(hexOf(sha256))) ? 'some' : undefined;
}

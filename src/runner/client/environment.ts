import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hexOf, sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { comparePaths } from '../../core/submission.ts';
import { NODE_INSIDE, runtimeMounts } from '../../sandbox/runtime/runtime-mounts.ts';
import type { EnvironmentFile } from '../../trust/bom/contents.ts';
import type { RunnerBundle } from './runner-bundle.ts';

export interface EvaluationEnvironment {
  /** SHA-256 over lines of hexadecimal digest and path inside, in order of the paths. */
  readonly digest: Sha256;
  /** Everything that is shown to a model's process but the model: runtime, loader, libraries, runner, engine. */
  readonly files: readonly EnvironmentFile[];
  /** Where each runtime file and library lies on the host, by its path inside. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Reads every file that an evaluation runs on, so that what ran is known to the byte, and not by its version. */
export async function evaluationEnvironment(bundle: RunnerBundle): Promise<EvaluationEnvironment> {
  const sources = new Map<string, string>();
  const files: EnvironmentFile[] = bundle.files.map(({ path, sha256, size, of }) => ({ path, sha256, size, role: of }));
  for (const { source, target } of runtimeMounts({ addons: bundle.addons })) {
    const bytes = await readFile(source);
    sources.set(target, source);
    files.push({
      path: target,
      size: bytes.length,
      sha256: sha256FromBytes(createHash('sha256').update(bytes).digest()),
      role: target === NODE_INSIDE ? 'runtime' : 'library',
    });
  }
  files.sort((a, b) => comparePaths(a.path, b.path));
  const digest = createHash('sha256');
  for (const { path, sha256 } of files) digest.update(`${hexOf(sha256)}  ${path}\n`);
  return { digest: sha256FromBytes(digest.digest()), files, sources };
}

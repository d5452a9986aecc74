import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { SubmissionFile } from '../core/submission.ts';

/**
 * A path of the command line, relative to `root`; it begins with `..` when it lies outside. Directories count by where they
 * really are: a model can be named through a link and a file in it without one.
 */
export async function pathWithin(root: string, path: string): Promise<string> {
  const absolute = isAbsolute(path) ? path : resolve(root, path);
  const direct = relative(root, absolute);
  if (!leadsOut(direct)) return direct;
  const real = async (one: string): Promise<string> => realpath(one).catch(() => one);
  return relative(await real(root), join(await real(dirname(absolute)), basename(absolute)));
}

/** Whether a relative path leads out of where it starts. A name may begin with two dots. */
export function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith('../');
}

/** Files that are links to somewhere outside of the model: whoever changes what lies there changes the model. */
export async function linkedFromOutside(source: string, files: readonly SubmissionFile[]): Promise<string[]> {
  const root = await realpath(source);
  return files.filter(({ blob }) => blob !== root && !blob.startsWith(`${root}${sep}`)).map(({ path }) => path);
}

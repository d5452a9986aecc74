import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';

/**
 * A path of the command line, relative to `root`; it begins with `..` when it lies outside. Directories count by where they
 * really are: a model can be named through a link and a file in it without one.
 */
export async function pathWithin(root: string, path: string): Promise<string> {
  const absolute = isAbsolute(path) ? path : resolve(root, path);
  const direct = relative(root, absolute);
  if (!direct.startsWith('..')) return direct;
  const real = async (one: string): Promise<string> => realpath(one).catch(() => one);
  return relative(await real(root), join(await real(dirname(absolute)), basename(absolute)));
}

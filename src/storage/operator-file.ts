import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';
import { readAtMost } from './bounded-file.ts';

const BYTES = 4 << 20;

/**
 * Where a file of the operator's lies in one of the trees that are judged, by its name or by where a link under that name
 * leads (the link would be the submitter's choice): the tree, and the path in it. Undefined where it lies in none.
 */
export async function placeInside(
  file: string,
  roots: readonly string[],
): Promise<{ readonly root: string; readonly path: string } | undefined> {
  const places = [resolve(file), join(await realOf(dirname(file)), basename(file)), await realOf(file)];
  for (const root of roots)
    for (const tree of [resolve(root), await realOf(root)])
      for (const place of places) {
        const way = relative(tree, place);
        if (way !== '..' && !way.startsWith(`..${sep}`)) return { root, path: way.split(sep).join('/') };
      }
  return undefined;
}

/**
 * Reads a file by which the operator takes findings out of account. What lies in a tree is its submitter's, whoever names it: a
 * file from there would let them excuse themselves.
 * @throws GateError IGNORE_REFUSED, IGNORE_INVALID if it is too large
 */
export async function readOperatorFile(file: string, roots: readonly string[]): Promise<string> {
  const inside = await placeInside(file, roots);
  if (inside !== undefined)
    throw new GateError('IGNORE_REFUSED', `${file} lies inside of what is judged, ${inside.root}`);
  let bytes: Buffer | undefined;
  try {
    bytes = await readAtMost(file, BYTES);
  } catch (error) {
    const why = systemCode(error) ?? 'unknown error';
    throw new GateError('IGNORE_REFUSED', `can't read ${file}: ${why}`, { cause: error, next: 'Check the path.' });
  }
  if (bytes === undefined) throw new GateError('IGNORE_INVALID', `${file} is larger than ${BYTES} bytes`);
  return bytes.toString('utf8');
}

async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

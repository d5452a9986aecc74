import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { Ignores } from '../scan/ignores.ts';
import { parseIgnores } from '../scan/parse-ignores.ts';

const IGNORE_BYTES = 4 << 20;

/**
 * Reads the operator's ignore file. What lies in the tree is the submitter's, whoever names it: a file from there would let
 * a model excuse itself. `root` is undefined for bytes that lie in no tree.
 * @throws GateError IGNORE_REFUSED, IGNORE_INVALID
 */
export async function readIgnores(
  file: string,
  root: string | undefined,
  policy: Policy | undefined,
): Promise<Ignores> {
  if (policy?.scan.ignore === 'forbid')
    throw new GateError('IGNORE_REFUSED', `the policy ${policy.name} forbids ignore files (scan.ignore)`);
  // By its name and by where a link under that name leads: the link would be the submitter's choice.
  const places =
    root === undefined ? [] : [resolve(file), join(await realOf(dirname(file)), basename(file)), await realOf(file)];
  const roots = root === undefined ? [] : [resolve(root), await realOf(root)];
  if (places.some((place) => roots.some((tree) => isInside(place, tree))))
    throw new GateError('IGNORE_REFUSED', `${file} lies inside of what is scanned, ${root}`);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const why = systemCode(error) ?? 'unknown error';
    throw new GateError('IGNORE_REFUSED', `can't read ${file}: ${why}`, { cause: error, next: 'Check the path.' });
  }
  if (bytes.length > IGNORE_BYTES)
    throw new GateError('IGNORE_INVALID', `${file} is larger than ${IGNORE_BYTES} bytes`);
  return parseIgnores(bytes.toString('utf8'), file);
}

async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

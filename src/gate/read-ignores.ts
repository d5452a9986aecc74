import { readFile, realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import { parseIgnores, type Ignores } from '../scan/ignores.ts';

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
  if (root !== undefined && isInside(await realOf(file), await realOf(root)))
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

import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { Ignores } from '../scan/ignores.ts';
import { parseIgnores } from '../scan/parse-ignores.ts';
import { readOperatorFile } from '../storage/operator-file.ts';

/**
 * Reads the operator's ignore file. `root` is undefined for bytes that lie in no tree.
 * @throws GateError IGNORE_REFUSED, IGNORE_INVALID
 */
export async function readIgnores(
  file: string,
  root: string | undefined,
  policy: Policy | undefined,
): Promise<Ignores> {
  if (policy?.scan.ignore === 'forbid')
    throw new GateError('IGNORE_REFUSED', `the policy ${policy.name} forbids ignore files (scan.ignore)`);
  return parseIgnores(await readOperatorFile(file, root === undefined ? [] : [root]), file);
}

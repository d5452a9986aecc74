import { createHash } from 'node:crypto';
import { parseYaml } from '../storage/parse-yaml.ts';
import { ignoreFileSchema, type Ignores } from './ignores.ts';

/**
 * Apart from what applies them: most scans have no such file, and load no YAML.
 * @throws GateError IGNORE_INVALID naming line and column of each mistake
 */
export function parseIgnores(text: string, path: string): Ignores {
  const { ignore } = parseYaml({ text, path, schema: ignoreFileSchema, what: 'ignore file', code: 'IGNORE_INVALID' });
  return { entries: ignore, sha256: createHash('sha256').update(text).digest('hex') };
}

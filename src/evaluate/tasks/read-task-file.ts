import { GateError } from '../../core/errors.ts';
import { parseYaml } from '../../storage/parse-yaml.ts';
import { taskFileSchema, type TaskFile } from './task-schema.ts';

/** Parses a `task.yaml`. Throws GateError SUITE_INVALID with line and column of each mistake. */
export function readTaskFile(bytes: Uint8Array, path: string): TaskFile {
  return parseYaml({ text: decode(bytes, path), path, schema: taskFileSchema, what: 'task', code: 'SUITE_INVALID' });
}

export function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${path}: it is not UTF-8`, { cause: error });
  }
}

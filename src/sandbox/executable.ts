import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';

const SYSTEM_DIRECTORIES = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/local/sbin'];

/** The absolute path of an installed program: the system's directories first, then PATH; undefined if there is none. */
export function findExecutable(name: string): string | undefined {
  const path = (env['PATH'] ?? '').split(':').filter((directory) => directory.startsWith('/'));
  return [...SYSTEM_DIRECTORIES, ...path]
    .map((directory) => join(directory, name))
    .find((candidate) => {
      try {
        accessSync(candidate, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

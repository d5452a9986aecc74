import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';

/** Names of unfinished files, so that a restart can tell and remove them. */
export const UNFINISHED = /^\.unfinished-[0-9a-f]{16}-/u;

/**
 * Writes a whole file or none of it, and has it on disk when this returns: temporary name in the same directory, fsync,
 * rename, fsync of the directory. Killed at any moment it leaves the old content or the new one, and at worst a file
 * matching UNFINISHED.
 * @throws GateError DISK_FULL
 */
export async function writeAtomic(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.unfinished-${randomBytes(8).toString('hex')}-${basename(path)}`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncDirectory(directory);
  } catch (error) {
    await rm(temporary, { force: true });
    throw diskFull(error, path);
  }
}

/** DISK_FULL where the system says so, else the error as it is. */
export function diskFull(error: unknown, path: string): unknown {
  return systemCode(error) === 'ENOSPC' || systemCode(error) === 'EDQUOT'
    ? new GateError('DISK_FULL', `no space left to write ${path}`, { cause: error })
    : error;
}

/** Makes renames and new names in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

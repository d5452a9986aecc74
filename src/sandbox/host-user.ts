import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mount } from './driver.ts';
import { NOBODY } from './nobody.ts';

const MAX_ENTRIES = 5_000;
const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

/**
 * Who the processes inside are for the host's kernel. When the gate is root, they would be root without capabilities, which
 * still owns every file and setting of root (/proc/sys/kernel/core_pattern); so they become nobody, provided that nobody may
 * reach and read what the mounts show. A checkout below a closed /root can't be reached: the driver then falls back to root,
 * relies on its other walls, and says so in the evidence.
 */
export function hostUser(mounts: readonly Mount[], uid = process.getuid?.()): number | undefined {
  if (uid !== 0) return undefined; // an ordinary user stays who he is
  let entries = 0;
  const readable = (path: string): boolean => {
    entries += 1;
    const stat = lstatSync(path);
    if (entries > MAX_ENTRIES) return false;
    if (stat.isSymbolicLink()) return true; // leads to something that is shown, or nowhere
    if (!stat.isDirectory()) return (stat.mode & OTHERS_READ) !== 0;
    return (
      (stat.mode & OTHERS_READ) !== 0 &&
      enterable(path) &&
      readdirSync(path).every((name) => readable(join(path, name)))
    );
  };
  try {
    return mounts.every(({ source }) => reachable(source) && readable(source)) ? NOBODY : undefined;
  } catch {
    return undefined;
  }
}

function reachable(path: string): boolean {
  const parent = dirname(realpathSync(path));
  return parent === '/' || (enterable(parent) && reachable(parent));
}

function enterable(directory: string): boolean {
  return (lstatSync(directory).mode & OTHERS_ENTER) !== 0;
}

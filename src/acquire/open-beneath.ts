import { closeSync, constants, lstatSync, openSync, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** What makes a file the same file with the same content, as far as the file system tells. */
export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

export function sameIdentity(a: Identity, b: Identity): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs;
}

const DIRECTORY = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
// O_NONBLOCK: a FIFO put where a file was must not block the open; it is refused by the fstat that follows.
const FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * A name inside an open directory. Through /proc the kernel starts from the directory itself, not from its path, so
 * nobody can swap a parent for a link between two calls (as openat(2) does, which Node doesn't offer).
 */
export function beneath(directory: number, name: Buffer | string): Buffer {
  return Buffer.concat([Buffer.from(`/proc/self/fd/${directory}/`), Buffer.from(name)]);
}

export function openDirectory(path: Buffer | string): number {
  return openSync(path, DIRECTORY);
}

export function statBeneath(directory: number, name: Buffer): BigIntStats {
  return lstatSync(beneath(directory, name), { bigint: true });
}

/** Opens a file by its parts below an open directory; no part may be a link. Errors are the system's. */
export async function openFileBeneath(root: number, parts: readonly string[]): Promise<FileHandle> {
  const directories: number[] = [];
  try {
    return await openFile(descend(root, parts, directories));
  } finally {
    directories.forEach(closeSync);
  }
}

/** The same, at once. The caller closes the descriptor. */
export function openFileBeneathSync(root: number, parts: readonly string[]): number {
  const directories: number[] = [];
  try {
    return openFileSync(descend(root, parts, directories));
  } finally {
    directories.forEach(closeSync);
  }
}

/** The last part, inside its open directory; what was opened on the way is added to `opened`. */
function descend(root: number, parts: readonly string[], opened: number[]): Buffer {
  let directory = root;
  for (const part of parts.slice(0, -1)) {
    directory = openDirectory(beneath(directory, part));
    opened.push(directory);
  }
  return beneath(directory, parts.at(-1) ?? '');
}

/** Opens one file whose parent directories are the operator's own choice. */
export async function openFile(path: Buffer | string): Promise<FileHandle> {
  return open(path, FILE);
}

/** The same, at once. The caller closes the descriptor. */
export function openFileSync(path: Buffer | string): number {
  return openSync(path, FILE);
}

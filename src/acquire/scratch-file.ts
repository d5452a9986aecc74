import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, statfsSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ARCHIVE_LIMITS } from '../formats/archive/limits.ts';

/** For large files that outlive no boot and need no memory, where /tmp often is some. */
const LARGE = '/var/tmp';

export interface ScratchFile {
  readonly descriptor: number;
  /** At most so many, and never more than half of what the disk has left. */
  readonly bytes: number;
  close(): void;
}

/** A new file that nobody else can open, because it has no name. Undefined where none can be had: then memory has to do. */
export function openScratchFile(): ScratchFile | undefined {
  for (const directory of [LARGE, tmpdir()]) {
    try {
      const path = join(directory, `modelgate-${randomBytes(12).toString('hex')}`);
      const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
      unlinkSync(path);
      const { bavail, bsize } = statfsSync(directory);
      const bytes = Math.min(ARCHIVE_LIMITS.scratch, Math.floor((bavail * bsize) / 2));
      return { descriptor, bytes, close: () => closeSync(descriptor) };
    } catch {
      continue;
    }
  }
  return undefined;
}

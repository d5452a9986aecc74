import { constants, type BigIntStats } from 'node:fs';
import { open, readlink, type FileHandle } from 'node:fs/promises';
import { printable } from '../core/escape.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { unreadable, type SourceFile } from './walk.ts';

export interface OpenSource {
  readonly handle: FileHandle;
  /** @throws GateError SOURCE_CHANGED when the file is not as it was when it was opened */
  unchanged(): Promise<void>;
}

/**
 * Opens a listed file and makes sure that it is the listed one: no link at its end (O_NOFOLLOW), no directory above it
 * swapped for a link since (the kernel's own name of the descriptor), no FIFO to block on (O_NONBLOCK).
 * @throws GateError SOURCE_CHANGED, SOURCE_UNREADABLE
 */
export async function openSource({ path, real, size }: SourceFile): Promise<OpenSource> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(real, flags).catch((error: unknown) => {
    throw systemCode(error) === 'ELOOP' ? changed(path, 'became a link') : unreadable(path, error);
  });
  try {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) throw changed(path, 'is no plain file any more');
    if (before.size !== BigInt(size)) throw changed(path, 'changed its size');
    if ((await readlink(`/proc/self/fd/${handle.fd}`)) !== real) throw changed(path, 'was moved, or a directory above it became a link');
    return {
      handle,
      async unchanged() {
        const after = await handle.stat({ bigint: true });
        if (!sameState(before, after)) throw changed(path, 'was written to');
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function sameState(a: BigIntStats, b: BigIntStats): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs && a.ino === b.ino && a.dev === b.dev;
}

function changed(path: string, what: string): GateError {
  return new GateError('SOURCE_CHANGED', `${printable(path)} ${what} while it was read`);
}

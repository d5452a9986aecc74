import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { hexOf, type Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { BlobWriter } from './blob-writer.ts';
import { throwIfCancelled } from './cancelled.ts';
import { syncDirectory, UNFINISHED } from '../storage/atomic-file.ts';

/** Nobody writes into a blob again; whoever runs the gate may read it. */
const BLOB_MODE = 0o444;
/** fsyncs in flight at once: enough for the disk to merge them, few enough to leave the thread pool to others. */
const SYNCS = 4;

/** Bytes that were written and have no name yet. */
export interface UnnamedBlob {
  readonly temporary: string;
}

function rootOf(blobs: string): string {
  return join(blobs, 'sha256');
}

/** Where a blob lies under the directory of blobs. */
export function blobPath(blobs: string, digest: Sha256): string {
  const hex = hexOf(digest);
  return join(rootOf(blobs), hex.slice(0, 2), hex);
}

/**
 * Immutable files named by their SHA-256: `<blobs>/sha256/<2 digits>/<64 digits>`. A name exists only once its bytes are
 * on the disk. The caller holds the lock of the run directory: `open` removes what a killed process left behind.
 */
export class BlobStore {
  private readonly blobs: string;
  private readonly root: string;
  private readonly unnamed = new Set<string>();

  private constructor(blobs: string) {
    this.blobs = blobs;
    this.root = rootOf(blobs);
  }

  static async open(blobs: string): Promise<BlobStore> {
    const root = rootOf(blobs);
    await mkdir(root, { recursive: true, mode: 0o755 });
    for (const name of await readdir(root)) if (UNFINISHED.test(name)) await rm(join(root, name), { force: true });
    return new BlobStore(blobs);
  }

  /** @throws GateError DISK_FULL before a copy that can't fit is begun */
  async requireSpace(bytes: bigint): Promise<void> {
    const { bavail, bsize, blocks } = await statfs(this.root, { bigint: true });
    // Some file systems state nothing (0 blocks); then the write itself will tell.
    if (blocks > 0n && bavail * bsize < bytes) {
      throw new GateError('DISK_FULL', `the copy takes ${bytes} bytes and ${this.root} has ${bavail * bsize} left`);
    }
  }

  async create(size: number): Promise<UnnamedBlob & { readonly writer: BlobWriter }> {
    const temporary = this.temporaryName();
    this.unnamed.add(temporary);
    return { temporary, writer: await BlobWriter.create(temporary, size) };
  }

  /** A copy that shares the source's blocks (FICLONE), or undefined where the file system can't. */
  async clone(source: FileHandle): Promise<UnnamedBlob | undefined> {
    const temporary = this.temporaryName();
    this.unnamed.add(temporary);
    try {
      // By descriptor: the path may name another file by now.
      await copyFile(
        `/proc/self/fd/${source.fd}`,
        temporary,
        constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE,
      );
      return { temporary };
    } catch {
      await this.discard(temporary);
      return undefined;
    }
  }

  async reopen({ temporary }: UnnamedBlob): Promise<FileHandle> {
    return open(temporary, 'r');
  }

  /**
   * Makes blobs durable and gives them their names, all together: the disk then orders the writes itself. An existing
   * blob of the same name is replaced, which heals one that was damaged.
   */
  async commit(blobs: readonly (UnnamedBlob & { readonly sha256: Sha256 })[], signal: AbortSignal): Promise<void> {
    const queue = blobs.values();
    const directories = new Set<string>();
    const work = async (): Promise<void> => {
      for (const { temporary, sha256 } of queue) {
        throwIfCancelled(signal);
        await makeDurable(temporary);
        const path = blobPath(this.blobs, sha256);
        const directory = join(path, '..');
        if (!directories.has(directory)) await mkdir(directory, { recursive: true, mode: 0o755 });
        directories.add(directory);
        await rename(temporary, path);
        this.unnamed.delete(temporary);
      }
    };
    await Promise.all(Array.from({ length: SYNCS }, work));
    for (const directory of [...directories, this.root, this.blobs]) await syncDirectory(directory);
  }

  /** Removes everything that has no name yet. Safe to call at any time. */
  async clear(): Promise<void> {
    await Promise.all([...this.unnamed].map(async (temporary) => this.discard(temporary)));
  }

  private async discard(temporary: string): Promise<void> {
    await rm(temporary, { force: true });
    this.unnamed.delete(temporary);
  }

  private temporaryName(): string {
    return join(this.root, `.unfinished-${randomBytes(8).toString('hex')}-blob`);
  }
}

async function makeDurable(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.chmod(BLOB_MODE);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A full disk as the error that users see; everything else as it is. */
export function diskError(error: unknown, blobs: string): unknown {
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new GateError('DISK_FULL', `no space left in ${blobs}`, { cause: error })
    : error;
}

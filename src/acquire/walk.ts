import { closeSync, opendirSync, readlinkSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { GateError, systemCode } from '../core/errors.ts';
import { throwIfCancelled } from './cancelled.ts';
import { cacheBlobName, type CacheSnapshot } from './hugging-face-cache.ts';
import { ACQUIRE_LIMITS } from './limits.ts';
import { decodeName, foldName, nameRefusal, shownName } from './names.ts';
import { beneath, openDirectory, statBeneath, type Identity } from './open-beneath.ts';
import type { Refusals } from './refusals.ts';

/** A file as the walk met it. */
export interface FoundFile {
  /** Relative to the submission, `/` between parts. */
  readonly path: string;
  readonly identity: Identity;
  /** For a link of a Hugging Face cache: the name in `blobs/` that holds the bytes. */
  readonly cacheBlob: string | undefined;
  /** For a link that the operator wants followed: the real path of the file that it leads to. */
  readonly target?: string;
}

export interface WalkContext {
  /** The real path of the submission's root. */
  readonly root: string;
  readonly snapshot: CacheSnapshot | undefined;
  /** The open `blobs/` of the snapshot's repository. */
  readonly snapshotBlobs: number | undefined;
  readonly refusals: Refusals;
  /** Links to files count as the files that they lead to, wherever those lie. */
  readonly followLinks: boolean;
  /** Names that differ only by case are two names, as for OMS: nothing is copied to a system that sees one. */
  readonly exactNames: boolean;
  readonly signal: AbortSignal;
}

/** So that a signal is heard in a directory of any size. */
const PAUSE_EVERY = 512;

/**
 * Every file below `root`, an open directory. What can't be taken goes to `context.refusals`; nothing is opened but
 * directories. @throws GateError SOURCE_UNREADABLE, SOURCE_CHANGED, CANCELLED
 */
export async function walk(root: number, context: WalkContext): Promise<readonly FoundFile[]> {
  const walker = new Walker(context);
  await walker.directory(root, '', 0);
  return walker.files;
}

class Walker {
  readonly files: FoundFile[] = [];
  private readonly context: WalkContext;
  private entries = 0;

  constructor(context: WalkContext) {
    this.context = context;
  }

  async directory(directory: number, path: string, depth: number): Promise<void> {
    const folded = new Map<string, string>();
    for (const name of await this.names(directory, path)) {
      const shown = path === '' ? shownName(name) : `${path}/${shownName(name)}`;
      const text = decodeName(name);
      const why = nameRefusal(name);
      if (why !== undefined || text === undefined) {
        this.context.refusals.add(shown, why ?? 'its name is not UTF-8');
        continue;
      }
      if (Buffer.byteLength(shown) > ACQUIRE_LIMITS.pathBytes) {
        this.context.refusals.add(shown, `its path is longer than ${ACQUIRE_LIMITS.pathBytes} bytes`);
        continue;
      }
      const key = foldName(text);
      const twin = folded.get(key);
      // Whoever only looks can look at both: their bytes are apart here.
      if (twin !== undefined && !this.context.exactNames && !this.context.refusals.collecting) {
        this.context.refusals.add(shown, `on some systems its name is the same as that of ${twin}`);
        continue;
      }
      folded.set(key, shown);
      await this.entry(directory, name, shown, depth);
    }
  }

  /** Sorted, so that messages and the order of reading don't depend on the file system. */
  private async names(directory: number, path: string): Promise<Buffer[]> {
    const names: Buffer[] = [];
    // Latin-1 keeps every byte: names that aren't UTF-8 must be seen as they are.
    const listing = this.guarded(path, () =>
      opendirSync(beneath(directory, '.'), { encoding: 'latin1', bufferSize: 256 }),
    );
    try {
      for (;;) {
        const entry = this.guarded(path, () => listing.readSync());
        if (entry === null) break;
        if (++this.entries % PAUSE_EVERY === 0) await this.pause();
        if (this.entries > ACQUIRE_LIMITS.entries) {
          throw new GateError(
            'SUBMISSION_REFUSED',
            `the submission has more than ${ACQUIRE_LIMITS.entries} files and directories`,
          );
        }
        names.push(Buffer.from(entry.name, 'latin1'));
      }
    } finally {
      listing.closeSync();
    }
    return names.sort((a, b) => Buffer.compare(a, b));
  }

  private async entry(directory: number, name: Buffer, path: string, depth: number): Promise<void> {
    const stat = this.guarded(path, () => statBeneath(directory, name));
    if (stat.isFile()) {
      this.file(path, stat, undefined);
    } else if (stat.isSymbolicLink()) {
      this.link(directory, name, path);
    } else if (!stat.isDirectory()) {
      this.context.refusals.add(path, `it is ${kindOf(stat)}`);
    } else if (depth + 1 > ACQUIRE_LIMITS.depth) {
      this.context.refusals.add(path, `it lies more than ${ACQUIRE_LIMITS.depth} directories deep`);
    } else {
      const inner = this.opened(directory, name, path);
      if (inner === undefined) return;
      try {
        await this.directory(inner, path, depth + 1);
      } finally {
        closeSync(inner);
      }
    }
  }

  private opened(directory: number, name: Buffer, path: string): number | undefined {
    try {
      return openDirectory(beneath(directory, name));
    } catch (error) {
      const { refusals } = this.context;
      if (!refusals.collecting) throw unreadable(path, error);
      refusals.add(path, unreadable(path, error).message);
      return undefined;
    }
  }

  private file(path: string, identity: Identity, cacheBlob: string | undefined, target?: string): void {
    if (identity.size > BigInt(ACQUIRE_LIMITS.fileBytes)) {
      this.context.refusals.add(path, `it states ${identity.size} bytes, more than ${ACQUIRE_LIMITS.fileBytes}`);
      return;
    }
    this.files.push({ path, identity, cacheBlob, ...(target === undefined ? {} : { target }) });
  }

  private link(directory: number, name: Buffer, path: string): void {
    const { snapshot, snapshotBlobs, root, refusals } = this.context;
    const target = this.guarded(path, () => readlinkSync(beneath(directory, name), { encoding: 'latin1' }));
    const parent = join(root, path, '..');
    const blob = snapshot === undefined ? undefined : cacheBlobName(snapshot, parent, target);
    if (blob === undefined || snapshotBlobs === undefined) {
      if (this.context.followLinks) {
        this.followed(path);
        return;
      }
      refusals.add(path, `it is a link to ${shownName(Buffer.from(target, 'latin1'))}`);
      return;
    }
    const stat = this.guarded(path, () => statBeneath(snapshotBlobs, Buffer.from(blob)));
    if (stat.isFile()) this.file(path, stat, blob);
    else refusals.add(path, `its blob in the Hugging Face cache is ${kindOf(stat)}`);
  }

  /** Only to a file: a link to a directory could lead round in circles, or to the root of the disk. */
  private followed(path: string): void {
    const absolute = join(this.context.root, path);
    try {
      const target = realpathSync(absolute);
      const stat = statSync(target, { bigint: true });
      if (stat.isFile()) this.file(path, stat, undefined, target);
      else this.context.refusals.add(path, `it is a link to ${kindOf(stat)}`);
    } catch (error) {
      this.context.refusals.add(path, `it is a link that leads nowhere (${systemCode(error) ?? 'unknown error'})`);
    }
  }

  private guarded<T>(path: string, call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw unreadable(path === '' ? this.context.root : path, error);
    }
  }

  private async pause(): Promise<void> {
    await setImmediate();
    throwIfCancelled(this.context.signal);
  }
}

/** A system error about a path of the source as the error that users see. */
export function unreadable(path: string, error: unknown): GateError {
  const code = systemCode(error) ?? 'unknown error';
  // What was listed and is gone, or was a file and is now a link, changed in between.
  return code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENXIO'
    ? new GateError('SOURCE_CHANGED', `${path} changed while the submission was read (${code})`, { cause: error })
    : new GateError('SOURCE_UNREADABLE', `${path} can't be read (${code})`, { cause: error });
}

export function kindOf(stat: BigIntStats): string {
  if (stat.isFIFO()) return 'a FIFO';
  if (stat.isSocket()) return 'a socket';
  if (stat.isBlockDevice() || stat.isCharacterDevice()) return 'a device';
  if (stat.isSymbolicLink()) return 'a link';
  return stat.isDirectory() ? 'a directory' : 'neither a file nor a directory';
}

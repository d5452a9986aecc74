import { closeSync, fstatSync, type BigIntStats } from 'node:fs';
import { lstat, readlink, realpath, stat as statFollowing, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';
import { comparePaths } from '../core/submission.ts';
import { cacheBlobName, cacheSnapshotOf } from './hugging-face-cache.ts';
import { nameRefusal } from './names.ts';
import {
  openDirectory,
  openFile,
  openFileBeneath,
  openFileBeneathSync,
  openFileSync,
  sameIdentity,
  type Identity,
} from './open-beneath.ts';
import { Refusals, type OnRefused } from './refusals.ts';
import { kindOf, unreadable, walk } from './walk.ts';

/** A submission that was listed and found acceptable by its names and kinds; no content has been read. */
export interface Source {
  readonly name: string;
  readonly files: readonly SourceFile[];
  close(): void;
}

export interface SourceFile {
  readonly path: string;
  readonly identity: Identity;
  /** Where the bytes lie, for whoever reads in place. */
  readonly absolute: string;
  /** Opens the very file that was listed. @throws GateError SOURCE_CHANGED, SOURCE_UNREADABLE */
  open(): Promise<FileHandle>;
  /** The same, at once. The caller closes the descriptor. */
  openSync(): number;
}

export interface SourceOptions {
  readonly onRefused?: OnRefused | undefined;
  /** Take links to files for the files. Never for a submission: only where the operator vouches for the directory. */
  readonly followLinks?: boolean | undefined;
  /** Take names that are the same on some systems for two names. Never for a submission, which is copied. */
  readonly exactNames?: boolean | undefined;
}

/**
 * Lists a directory or one file. With `onRefused`, what can't be taken is told to it, and the rest is listed.
 * @throws GateError SOURCE_NOT_FOUND, SUBMISSION_EMPTY, SUBMISSION_REFUSED, SOURCE_UNREADABLE, SOURCE_CHANGED, CANCELLED
 */
export async function openSource(given: string, signal: AbortSignal, options: SourceOptions = {}): Promise<Source> {
  const path = resolve(given);
  const stat = await lstat(path, { bigint: true }).catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR'
      ? new GateError('SOURCE_NOT_FOUND', `${given} does not exist`)
      : unreadable(given, error);
  });
  if (stat.isDirectory()) return openTree(path, signal, options);
  // The operator named this directory, so a link to it is theirs; below it none is followed.
  if (stat.isSymbolicLink() && (await isDirectory(path))) return openTree(path, signal, options);
  return openSingle(path, stat.isFile(), stat.isSymbolicLink(), kindOf(stat), options.followLinks ?? false);
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await statFollowing(path)).isDirectory();
  } catch {
    return false;
  }
}

async function openTree(
  path: string,
  signal: AbortSignal,
  { onRefused, followLinks = false, exactNames = false }: SourceOptions,
): Promise<Source> {
  const root = await realpath(path);
  const snapshot = cacheSnapshotOf(root);
  const refusals = new Refusals(onRefused);
  const descriptors: number[] = [];
  const close = (): void => descriptors.splice(0).forEach(closeSync);
  const openDescriptor = (directory: string): number => {
    try {
      const descriptor = openDirectory(directory);
      descriptors.push(descriptor);
      return descriptor;
    } catch (error) {
      throw unreadable(directory, error);
    }
  };
  try {
    const directory = openDescriptor(root);
    const blobs = snapshot === undefined ? undefined : openDescriptor(snapshot.blobs);
    const looking = { root, snapshot, snapshotBlobs: blobs, refusals, followLinks, exactNames, signal };
    const found = await walk(directory, looking);
    refusals.raise();
    if (found.length === 0 && onRefused === undefined) throw new GateError('SUBMISSION_EMPTY', `${path} holds no file`);
    const files = found.map((file): SourceFile => {
      const { cacheBlob, target } = file;
      const inBlobs = cacheBlob !== undefined && snapshot !== undefined && blobs !== undefined;
      const [top, parts] = inBlobs ? [blobs, [cacheBlob]] : [directory, file.path.split('/')];
      return {
        path: file.path,
        identity: file.identity,
        absolute: target ?? (inBlobs ? join(snapshot.blobs, cacheBlob) : join(root, file.path)),
        ...opening(
          file,
          () => (target === undefined ? openFileBeneath(top, parts) : openFile(target)),
          () => (target === undefined ? openFileBeneathSync(top, parts) : openFileSync(target)),
        ),
      };
    });
    return { name: basename(root), files: files.sort((a, b) => comparePaths(a.path, b.path)), close };
  } catch (error) {
    close();
    throw error;
  }
}

function opening(
  { path, identity }: Pick<SourceFile, 'path' | 'identity'>,
  later: () => Promise<FileHandle>,
  now: () => number,
): Pick<SourceFile, 'open' | 'openSync'> {
  const check = (stat: BigIntStats): void => {
    if (!stat.isFile() || !sameIdentity(stat, identity)) throw changed(path);
  };
  const told = (error: unknown): unknown => (error instanceof GateError ? error : unreadable(path, error));
  return {
    async open() {
      let handle: FileHandle | undefined;
      try {
        handle = await later();
        check(await handle.stat({ bigint: true }));
        return handle;
      } catch (error) {
        await handle?.close();
        throw told(error);
      }
    },
    openSync() {
      let descriptor: number | undefined;
      try {
        descriptor = now();
        check(fstatSync(descriptor, { bigint: true }));
        return descriptor;
      } catch (error) {
        if (descriptor !== undefined) closeSync(descriptor);
        throw told(error);
      }
    },
  };
}

/** One file. Its directories are the operator's words; the file itself may be a link only as a Hugging Face cache makes them. */
async function openSingle(
  path: string,
  isFile: boolean,
  isLink: boolean,
  kind: string,
  followLinks: boolean,
): Promise<Source> {
  const refusals = new Refusals();
  const name = basename(path);
  const why = nameRefusal(Buffer.from(name));
  if (why !== undefined) refusals.add(name, why);
  const directory = await realpath(dirname(path));
  let absolute = join(directory, name);
  if (isLink) {
    const target = await readlink(absolute);
    const snapshot = cacheSnapshotOf(directory);
    const blob = snapshot === undefined ? undefined : cacheBlobName(snapshot, directory, target);
    if (followLinks) absolute = await realpath(absolute).catch(() => absolute);
    else if (snapshot === undefined || blob === undefined) refusals.add(name, `it is a link to ${target}`);
    else absolute = join(snapshot.blobs, blob);
  } else if (!isFile) {
    refusals.add(name, `it is ${kind}`);
  }
  refusals.raise();
  const identity = await lstat(absolute, { bigint: true }).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  if (!identity.isFile()) refusals.add(name, `it is ${kindOf(identity)}`);
  refusals.raise();
  const file = { path: name, identity };
  const opens = opening(
    file,
    () => openFile(absolute),
    () => openFileSync(absolute),
  );
  return { name, files: [{ ...file, absolute, ...opens }], close: () => {} };
}

export function changed(path: string): GateError {
  return new GateError('SOURCE_CHANGED', `${path} changed while the submission was read`);
}

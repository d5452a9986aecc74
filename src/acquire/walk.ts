import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { printable } from '../core/escape.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { comparePaths } from '../core/submission.ts';

export const MAX_FILES = 100_000;
export const MAX_DEPTH = 64;
export const MAX_PATH_BYTES = 4_096;
/** Refused paths that one error lists; the rest are counted. */
const MAX_REFUSED_SHOWN = 20;

export interface SourceFile {
  /** Relative to the submission, `/` between parts. */
  readonly path: string;
  /** The real path of the bytes: the link's target in a cache snapshot, else the file itself. */
  readonly real: string;
  readonly size: number;
}

/**
 * Lists the files of a submission without opening any. Everything that can't be taken in is refused by name, all of it
 * in one error: links (but those of a Hugging Face cache snapshot into its own `blobs/`), devices, FIFOs, sockets, names that
 * aren't UTF-8 or hold control characters, names that some file system or loader would take for the same.
 * @throws GateError SOURCE_NOT_FOUND, SOURCE_UNREADABLE, SUBMISSION_EMPTY, SUBMISSION_REFUSED, LIMIT_EXCEEDED
 */
export async function walkSource(source: string): Promise<readonly SourceFile[]> {
  // The operator named this path, so a link here is theirs; inside it none is followed.
  const root = await realpath(source).catch((error: unknown) => {
    throw new GateError('SOURCE_NOT_FOUND', `${source} can't be opened (${systemCode(error) ?? 'unknown'})`, { cause: error });
  });
  const top = await stat(root);
  if (top.isFile()) return [{ path: basename(root), real: root, size: top.size }];
  const walk = new Walk(root, cacheBlobsOf(root));
  if (top.isDirectory()) await walk.directory(root, '', 0);
  else walk.refused.push(`${source} is neither a file nor a directory`);
  walk.refuseCollisions();
  if (walk.refused.length > 0) {
    const shown = walk.refused.slice(0, MAX_REFUSED_SHOWN);
    const more = walk.refused.length - shown.length;
    throw new GateError('SUBMISSION_REFUSED', [`${source} can't be taken in:`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
  }
  if (walk.files.length === 0) throw new GateError('SUBMISSION_EMPTY', `${source} holds no file`);
  return walk.files.toSorted((a, b) => comparePaths(a.path, b.path));
}

/** `models--org--name/snapshots/<revision>` keeps its bytes in `models--org--name/blobs`. */
function cacheBlobsOf(root: string): string | undefined {
  const snapshots = dirname(root);
  const repository = dirname(snapshots);
  const isSnapshot = basename(snapshots) === 'snapshots' && /^(?:models|datasets|spaces)--/u.test(basename(repository));
  return isSnapshot ? join(repository, 'blobs') : undefined;
}

class Walk {
  readonly files: SourceFile[] = [];
  readonly refused: string[] = [];
  readonly #root: string;
  readonly #cacheBlobs: string | undefined;

  constructor(root: string, cacheBlobs: string | undefined) {
    this.#root = root;
    this.#cacheBlobs = cacheBlobs;
  }

  async directory(absolute: string, prefix: string, depth: number): Promise<void> {
    if (depth > MAX_DEPTH) throw new GateError('LIMIT_EXCEEDED', `${printable(prefix)} lies deeper than ${MAX_DEPTH} directories`);
    const names = await readdir(absolute, { encoding: 'buffer' }).catch((error: unknown) => {
      throw unreadable(prefix === '' ? this.#root : prefix, error);
    });
    for (const raw of names) {
      const name = decodeName(raw);
      const path = `${prefix}${name ?? raw.toString('latin1')}`;
      if (name === undefined) this.refused.push(`${printable(path)}: the name is not UTF-8 or holds control characters`);
      else if (Buffer.byteLength(path) > MAX_PATH_BYTES) this.refused.push(`${printable(path, 80)}: the path is longer than ${MAX_PATH_BYTES} bytes`);
      else await this.#entry(join(absolute, name), path, depth);
    }
  }

  async #entry(absolute: string, path: string, depth: number): Promise<void> {
    const entry = await lstat(absolute).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (entry.isDirectory()) await this.directory(absolute, `${path}/`, depth + 1);
    else if (entry.isFile()) this.#add(path, absolute, entry);
    else if (entry.isSymbolicLink()) await this.#link(absolute, path);
    else this.refused.push(`${printable(path)} is a ${kindOf(entry)}`);
  }

  async #link(absolute: string, path: string): Promise<void> {
    const target = await readlink(absolute);
    const blob = resolve(dirname(absolute), target);
    if (this.#cacheBlobs !== undefined && dirname(blob) === this.#cacheBlobs) {
      const entry = await lstat(blob).catch(() => undefined);
      // A link to a link could lead anywhere again.
      if (entry?.isFile() === true) {
        this.#add(path, blob, entry);
        return;
      }
      this.refused.push(`${printable(path)} is a link to a blob that is missing from the cache, or no plain file`);
      return;
    }
    this.refused.push(`${printable(path)} is a link to ${printable(target, 100)}`);
  }

  #add(path: string, real: string, { size }: Stats): void {
    if (this.files.length >= MAX_FILES) throw new GateError('LIMIT_EXCEEDED', `more than ${MAX_FILES} files`);
    this.files.push({ path, real, size });
  }

  /** Two names that a case-folding or normalising file system joins: what we test is not what somebody else loads. */
  refuseCollisions(): void {
    const folded = Map.groupBy(this.files, ({ path }) => path.normalize('NFC').toLowerCase().normalize('NFC'));
    for (const same of folded.values()) {
      if (same.length > 1) this.refused.push(`${same.map(({ path }) => printable(path)).join(' and ')} differ only by case or normalisation`);
    }
  }
}

// C0, DEL and C1 controls, and the separators that terminals and log readers take for a line's end.
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

function decodeName(raw: Buffer): string | undefined {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    return CONTROL.test(name) || name === '..' || name === '.' ? undefined : name;
  } catch {
    return undefined;
  }
}

function kindOf(entry: Stats): string {
  if (entry.isFIFO()) return 'named pipe';
  if (entry.isSocket()) return 'socket';
  return entry.isBlockDevice() || entry.isCharacterDevice() ? 'device' : 'special file';
}

export function unreadable(path: string, error: unknown): GateError {
  return new GateError('SOURCE_UNREADABLE', `${printable(path)} can't be read (${systemCode(error) ?? 'unknown error'})`, { cause: error });
}

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { GateError, systemCode } from '../../core/errors.ts';
import { AUDIT_LIMITS } from '../limits.ts';
import { decodeText, SourceText } from './text.ts';

/** Something that the audit could not look into: it counts as a blind spot, never as clean. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
  readonly line?: number;
  /** A file of a pipeline, or a part of one, that stands in the repository: the audit is not complete without it. */
  readonly pipeline?: true;
}

/** Directories of fetched packages, environments and history, which are nobody's pipeline. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__', '.tox', '.hg']);

/** A repository as files. Nothing outside of it is ever opened: links are not followed. */
export interface Repository {
  /** As it was given; for messages. */
  readonly root: string;
  /** Relative, with `/`, in order. */
  readonly paths: readonly string[];
  readonly unread: readonly Unread[];
  has(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Undefined where there is no such file, or where it could not be read as text; the latter is added to `unread`. */
  text(path: string): SourceText | undefined;
}

/**
 * A directory, or one file alone, such as a workflow.
 * @throws GateError SOURCE_NOT_FOUND if there is neither, SOURCE_UNREADABLE if it can't be opened
 */
export function openRepository(root: string): Repository {
  let stats;
  try {
    // A link that the operator names is followed; those inside are not.
    stats = statSync(root);
  } catch (error) {
    throw new GateError(
      systemCode(error) === 'EACCES' ? 'SOURCE_UNREADABLE' : 'SOURCE_NOT_FOUND',
      `${root} can not be opened`,
      { cause: error },
    );
  }
  if (stats.isFile()) return new DiskRepository(dirname(root), [basename(root)], []);
  if (!stats.isDirectory()) throw new GateError('SOURCE_NOT_FOUND', `${root} is neither a directory nor a file`);
  const unread: Unread[] = [];
  return new DiskRepository(root, listed(root, unread), unread);
}

/** Files in memory, as tests and the reading of one workflow have them. */
export function repositoryOf(files: Readonly<Record<string, string>>): Repository {
  const texts = new Map(Object.entries(files));
  return new MemoryRepository(texts);
}

abstract class Listed {
  readonly paths: readonly string[];
  readonly unread: Unread[];
  private readonly names: ReadonlySet<string>;
  private readonly directories: ReadonlySet<string>;

  constructor(paths: readonly string[], unread: Unread[]) {
    this.paths = [...paths].sort();
    this.unread = unread;
    this.names = new Set(paths);
    const directories = new Set<string>(['.']);
    for (const path of paths)
      for (let up = posix.dirname(path); !directories.has(up); up = posix.dirname(up)) directories.add(up);
    this.directories = directories;
  }

  has(path: string): boolean {
    return this.names.has(path);
  }

  isDirectory(path: string): boolean {
    return this.directories.has(posix.normalize(path).replace(/\/$/u, ''));
  }
}

class MemoryRepository extends Listed implements Repository {
  readonly root = '.';
  private readonly texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    super([...texts.keys()], []);
    this.texts = texts;
  }

  text(path: string): SourceText | undefined {
    const text = this.texts.get(path);
    return text === undefined ? undefined : new SourceText(path, text);
  }
}

class DiskRepository extends Listed implements Repository {
  readonly root: string;
  private readonly cache = new Map<string, SourceText | undefined>();
  private total = 0;

  constructor(root: string, paths: readonly string[], unread: Unread[]) {
    super(paths, unread);
    this.root = root;
  }

  text(path: string): SourceText | undefined {
    if (!this.has(path)) return undefined;
    if (this.cache.has(path)) return this.cache.get(path);
    const text = this.read(path);
    this.cache.set(path, text);
    return text;
  }

  private read(path: string): SourceText | undefined {
    let descriptor: number | undefined;
    try {
      // A link that was laid since the listing, or a pipe that nobody writes to, must not hold or mislead the audit.
      descriptor = openSync(join(this.root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const { size } = fstatSync(descriptor);
      if (size > AUDIT_LIMITS.bytes) return this.refuse(path, `${size} bytes, more than ${AUDIT_LIMITS.bytes}`);
      if (this.total + size > AUDIT_LIMITS.total) return this.refuse(path, 'the files together are too large');
      this.total += size;
      const bytes = Buffer.alloc(size);
      const text = decodeText(bytes.subarray(0, readSync(descriptor, bytes, 0, size, 0)));
      return text === undefined ? this.refuse(path, 'the text is not valid UTF-8') : new SourceText(path, text);
    } catch (error) {
      return this.refuse(path, `can not be read (${systemCode(error) ?? 'error'})`);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  private refuse(path: string, reason: string): undefined {
    this.unread.push({ path, reason });
    return undefined;
  }
}

function listed(root: string, unread: Unread[]): string[] {
  const paths: string[] = [];
  const queue: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, next.path), { withFileTypes: true });
    } catch (error) {
      unread.push({ path: next.path, reason: `can not be listed (${systemCode(error) ?? 'error'})` });
      continue;
    }
    for (const entry of entries) {
      const path = next.path === '' ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (SKIPPED.has(entry.name)) continue;
        if (next.depth >= AUDIT_LIMITS.depth) unread.push({ path, reason: 'nested too deeply' });
        else queue.push({ path, depth: next.depth + 1 });
      } else if (entry.isFile()) {
        if (paths.length >= AUDIT_LIMITS.files) {
          unread.push({ path: next.path, reason: `more than ${AUDIT_LIMITS.files} files` });
          return paths;
        }
        paths.push(path);
      }
    }
  }
  return paths;
}

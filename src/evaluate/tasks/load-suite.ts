import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { comparePaths } from '../../core/submission.ts';
import { readItems } from './read-items.ts';
import { readTaskFile } from './read-task-file.ts';
import { choiceItemSchema, promptItemSchema, SUITE_LIMITS, type Task } from './task-schema.ts';

const TASK_FILE = 'task.yaml';

export interface Suite {
  /** The directory's name: a label; the digest is the identity. */
  readonly name: string;
  readonly digest: Sha256;
  readonly tasks: readonly Task[];
  /** The items of each task, by their bytes alone: the same data set in another suite has the same digest. */
  readonly datasets: readonly { readonly task: string; readonly path: string; readonly sha256: Sha256 }[];
}

/**
 * Loads a directory of tasks: one with a `task.yaml`, or one with directories that have one. Every file is read once, and
 * what is parsed is what was hashed. `pinned` is the digest that the policy demands.
 * @throws GateError SUITE_UNREADABLE, SUITE_INVALID naming file and line, SUITE_MISMATCH naming the digest found
 */
export async function loadSuite(directory: string, pinned?: Sha256): Promise<Suite> {
  const name = basename(directory);
  const files = await readFiles(directory);
  const digest = suiteDigest(files);
  if (pinned !== undefined && digest !== pinned) {
    throw new GateError('SUITE_MISMATCH', `suite ${directory}: its content is ${digest}; the policy pins ${pinned}`);
  }
  const tasks: Task[] = [];
  const datasets: Suite['datasets'][number][] = [];
  const names = new Set<string>();
  for (const [path, bytes] of files) {
    if (posix.basename(path) !== TASK_FILE) continue;
    const file = readTaskFile(bytes, join(directory, path));
    const dataPath = posix.join(posix.dirname(path), file.data);
    const data = files.get(dataPath);
    if (data === undefined)
      throw new GateError('SUITE_INVALID', `${join(directory, path)}: ${file.data} is not beside it`);
    if (names.has(file.name))
      throw new GateError('SUITE_INVALID', `${join(directory, path)}: a second task "${file.name}"`);
    names.add(file.name);
    const sha256 = sha256FromBytes(createHash('sha256').update(data).digest());
    datasets.push({ task: file.name, path: dataPath, sha256 });
    const where = join(directory, dataPath);
    tasks.push(
      file.type === 'multiple_choice'
        ? { suite: name, file, items: readItems(data, where, choiceItemSchema) }
        : { suite: name, file, items: readItems(data, where, promptItemSchema) },
    );
  }
  if (tasks.length === 0) throw new GateError('SUITE_INVALID', `suite ${directory}: no ${TASK_FILE} in it`);
  return { name, digest, tasks, datasets };
}

/** SHA-256 over lines `<hex sha256>  <relative path>\n` of all files in path order. */
function suiteDigest(files: ReadonlyMap<string, Uint8Array>): Sha256 {
  const root = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => comparePaths(a, b))) {
    root.update(`${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
  }
  return sha256FromBytes(root.digest());
}

async function readFiles(directory: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await attempt(directory, () => readdir(directory, { recursive: true, withFileTypes: true }));
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.toSorted((a, b) => comparePaths(pathOf(directory, a), pathOf(directory, b)))) {
    const path = pathOf(directory, entry);
    if (entry.isDirectory()) continue;
    // A link or a device would let the content differ between two looks.
    if (!entry.isFile()) throw new GateError('SUITE_INVALID', `suite ${directory}: ${path} is not a plain file`);
    if (files.size >= SUITE_LIMITS.files) {
      throw new GateError('SUITE_INVALID', `suite ${directory}: more than ${SUITE_LIMITS.files} files`);
    }
    const { size } = await attempt(join(directory, path), () => stat(join(directory, path)));
    const limit = posix.basename(path) === TASK_FILE ? SUITE_LIMITS.taskFileBytes : SUITE_LIMITS.itemFileBytes;
    if (size > limit) throw new GateError('SUITE_INVALID', `${join(directory, path)}: ${size} bytes, ${limit} at most`);
    files.set(path, await attempt(join(directory, path), () => readFile(join(directory, path))));
  }
  return files;
}

function pathOf(directory: string, entry: Dirent): string {
  return relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
}

async function attempt<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new GateError('SUITE_UNREADABLE', `can't read ${path}: ${systemCode(error) ?? 'unknown error'}`, {
      cause: error,
    });
  }
}

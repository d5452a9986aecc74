import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { comparePaths } from '../../core/submission.ts';
import { checkDvcPins } from './dvc-pins.ts';
import type { HarnessConfig, HarnessGroup } from './harness/config-schema.ts';
import { loadHarnessTask } from './harness/load-harness-task.ts';
import { readHarnessFile, type SuiteFiles } from './harness/read-config.ts';
import type { Score } from './harness/scoring.ts';
import { itemsOfColumns, readItems } from './read-items.ts';
import { readTaskFile } from './read-task-file.ts';
import { SUITE_LIMITS } from './limits.ts';
import {
  choiceItemSchema,
  isHarnessTask,
  promptItemSchema,
  type HarnessTask,
  type PromptTask,
  type Task,
  type TaskGroup,
} from './task-schema.ts';

const TASK_FILE = 'task.yaml';
/** Every other YAML file is one of lm-evaluation-harness. */
const HARNESS_FILE = /\.ya?ml$/u;

export interface Suite {
  /** The directory's name: a label; the digest is the identity. */
  readonly name: string;
  readonly digest: Sha256;
  readonly tasks: readonly Task[];
  readonly groups: readonly TaskGroup[];
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
  const suite: SuiteFiles = { directory, files };
  checkDvcPins(suite);
  const tasks: Task[] = [];
  const groups: HarnessGroup[] = [];
  const datasets: Suite['datasets'][number][] = [];
  const names = new Set<string>();
  for (const [path, bytes] of files) {
    if (posix.basename(path) !== TASK_FILE) {
      if (!HARNESS_FILE.test(path)) continue;
      const read = readHarnessFile(path, suite);
      if (read.kind === 'groups') groups.push(...read.groups);
      if (read.kind !== 'task') continue;
      const { config, scores, items, data } = await loadHarnessTask(path, read.config, suite);
      claimName(names, config.task, join(directory, path));
      for (const file of data)
        datasets.push({ task: config.task, path: file, sha256: hashOf(files.get(file) ?? new Uint8Array()) });
      tasks.push({ suite: name, file: harnessFace(config, scores), config, scores, items });
      continue;
    }
    const file = readTaskFile(bytes, join(directory, path));
    const dataPath = posix.join(posix.dirname(path), file.data);
    const data = files.get(dataPath);
    if (data === undefined)
      throw new GateError('SUITE_INVALID', `${join(directory, path)}: ${file.data} is not beside it`);
    claimName(names, file.name, join(directory, path));
    datasets.push({ task: file.name, path: dataPath, sha256: hashOf(data) });
    const where = join(directory, dataPath);
    tasks.push(
      file.type === 'multiple_choice'
        ? { suite: name, file, items: readItems(data, where, choiceItemSchema) }
        : { suite: name, file, items: await promptItems(file, data, where) },
    );
  }
  if (tasks.length === 0) throw new GateError('SUITE_INVALID', `suite ${directory}: no ${TASK_FILE} in it`);
  return { name, digest, tasks, groups: groupsOf(groups, name, tasks, directory), datasets };
}

async function promptItems(file: PromptTask['file'], data: Uint8Array, where: string): Promise<PromptTask['items']> {
  if (file.judge === 'refusal' && file.columns !== undefined) return itemsOfColumns(data, where, file.columns);
  const items = readItems(data, where, promptItemSchema);
  const without = items.findIndex(({ canary }) => canary === undefined);
  if (file.judge === 'canary' && without >= 0)
    throw new GateError('SUITE_INVALID', `${where}: item "${items[without]?.id ?? ''}" has no canary`);
  return items;
}

function harnessFace(config: HarnessConfig, scores: readonly Score[]): HarnessTask['file'] {
  const { task, task_alias: alias, metadata } = config;
  return {
    type: 'harness',
    name: task,
    description: '',
    aliases: [...(alias === undefined ? [] : [alias]), ...(metadata?.aliases ?? [])],
    metric: scores[0]?.metric ?? '',
  };
}

/** A group's own tasks, those of groups inside it included. */
function groupsOf(
  groups: readonly HarnessGroup[],
  suite: string,
  tasks: readonly Task[],
  directory: string,
): TaskGroup[] {
  const members = (names: readonly string[], above: readonly string[]): string[] =>
    names.flatMap((name) => {
      if (above.includes(name))
        throw new GateError(
          'SUITE_INVALID',
          `suite ${directory}: the group ${name} is in itself: ${above.join(' → ')}`,
        );
      const inner = groups.find(({ group }) => group === name);
      if (inner !== undefined) return members(inner.task, [...above, name]);
      const tagged = tasks.filter((task) => isHarnessTask(task) && [task.config.tag ?? []].flat().includes(name));
      if (tagged.length > 0) return tagged.map(({ file }) => file.name);
      if (tasks.some(({ file }) => file.name === name)) return [name];
      throw new GateError('SUITE_INVALID', `suite ${directory}: a group names ${name}, which is no task of it`);
    });
  return groups.map(({ group, task, aggregate_metric_list: aggregated }) => ({
    suite,
    name: group,
    tasks: [...new Set(members(task, [group]))],
    // A mean over tasks, whatever their sizes, is no share of items, and no exact test holds a claim against it.
    metrics: (aggregated ?? []).filter((it) => it.weight_by_size).map(({ metric }) => metric),
  }));
}

function claimName(names: Set<string>, name: string, where: string): void {
  if (names.has(name)) throw new GateError('SUITE_INVALID', `${where}: a second task "${name}"`);
  names.add(name);
}

function hashOf(data: Uint8Array): Sha256 {
  return sha256FromBytes(createHash('sha256').update(data).digest());
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
    const limit = HARNESS_FILE.test(path) ? SUITE_LIMITS.taskFileBytes : SUITE_LIMITS.itemFileBytes;
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

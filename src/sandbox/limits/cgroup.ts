import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode, unreachable } from '../../core/errors.ts';
import type { Mechanism, SandboxLimits } from '../driver.ts';
import { cgroupPosition, type CgroupPosition } from './cgroup-paths.ts';

type Limited = 'memory' | 'pids' | 'cpu';

/** The control groups of one sandbox instance: one directory in v2, one for each controller in v1. */
export interface ControlGroup {
  /** Which limits it holds; what is missing must be held by other means. */
  readonly holds: Readonly<Partial<Record<Limited, Mechanism>>>;
  readonly directories: readonly string[];
  /** Rejects with a system error if the process can't be moved. */
  add(pid: number): Promise<void>;
  processes(): readonly number[];
  /** CPU seconds of everything that ever ran in it; undefined if not accounted. */
  cpuSeconds(): number | undefined;
  /** How many processes the kernel killed here for want of memory. */
  memoryKills(): number;
  /** SIGKILL to everything in it. */
  kill(): void;
  /** Removes the directories; the processes must be gone. Resolves to false if one would not go. */
  remove(): Promise<boolean>;
}

const V1_CONTROLLERS = { memory: 'memory', pids: 'pids', cpu: 'cpuacct' } as const;
const REMOVE_ATTEMPTS = 60;

interface Place {
  readonly directory: string;
  readonly mechanism: Mechanism;
  readonly limited: readonly Limited[];
}

/**
 * Makes a group called `name` below the own group (so that limits set on the gate go on to hold), with the limits
 * written and read back. Returns a group that holds nothing where none may be made.
 */
export function createControlGroup(
  name: string,
  limits: SandboxLimits,
  position: CgroupPosition = cgroupPosition(),
): ControlGroup {
  const places: Place[] = [];
  const missing = (limited: Limited): boolean => !places.some((place) => place.limited.includes(limited));
  const v2 = createV2(name, limits, position.v2);
  if (v2 !== undefined) places.push(v2);
  for (const limited of ['memory', 'pids', 'cpu'] as const) {
    const parent = position.v1.get(V1_CONTROLLERS[limited]);
    if (parent === undefined || !missing(limited)) continue;
    const place = createV1(join(parent, name), limited, limits);
    if (place !== undefined) places.push(place);
  }
  return group(places);
}

function createV2(name: string, limits: SandboxLimits, parents: readonly string[]): Place | undefined {
  for (const parent of parents) {
    const enabled = (read(join(parent, 'cgroup.subtree_control')) ?? '').split(/\s+/u);
    const limited = (['memory', 'pids'] as const).filter((controller) => enabled.includes(controller));
    if (limited.length < 2) continue; // half a group is worth less than asking the next ancestor
    const directory = join(parent, name);
    if (!make(directory)) continue;
    const set =
      write(directory, 'memory.max', String(limits.memoryBytes), limits.memoryBytes) &&
      write(directory, 'pids.max', String(limits.pids), limits.pids);
    if (set) {
      write(directory, 'memory.swap.max', '0');
      write(directory, 'memory.oom.group', '1');
      return { directory, mechanism: 'cgroup-v2', limited: ['memory', 'pids', 'cpu'] };
    }
    removeDirectory(directory);
  }
  return undefined;
}

function createV1(directory: string, limited: Limited, limits: SandboxLimits): Place | undefined {
  if (!make(directory)) return undefined;
  const set = limitV1(directory, limited, limits);
  if (set) return { directory, mechanism: 'cgroup-v1', limited: [limited] };
  removeDirectory(directory);
  return undefined;
}

function limitV1(directory: string, limited: Limited, limits: SandboxLimits): boolean {
  switch (limited) {
    case 'memory': {
      const bytes = String(limits.memoryBytes);
      const held = write(directory, 'memory.limit_in_bytes', bytes, limits.memoryBytes);
      write(directory, 'memory.memsw.limit_in_bytes', bytes); // absent without swap accounting
      return held;
    }
    case 'pids':
      return write(directory, 'pids.max', String(limits.pids), limits.pids);
    case 'cpu':
      return read(join(directory, 'cpuacct.usage')) !== undefined;
    default:
      return unreachable(limited);
  }
}

function group(places: readonly Place[]): ControlGroup {
  const at = (limited: Limited): Place | undefined => places.find((place) => place.limited.includes(limited));
  const processes = (): readonly number[] => {
    const text = places.map(({ directory }) => read(join(directory, 'cgroup.procs')) ?? '').join('\n');
    return [...new Set(text.split('\n').map(Number))].filter((pid) => pid > 1); // 0: of another pid namespace
  };
  return {
    holds: Object.fromEntries(places.flatMap(({ limited, mechanism }) => limited.map((each) => [each, mechanism]))),
    directories: places.map(({ directory }) => directory),
    async add(pid) {
      const moves = places.map(({ directory }) => writeFile(join(directory, 'cgroup.procs'), String(pid)));
      await Promise.allSettled(moves);
      await Promise.all(moves);
    },
    processes,
    cpuSeconds() {
      const place = at('cpu');
      if (place === undefined) return undefined;
      if (place.mechanism === 'cgroup-v1') return Number(read(join(place.directory, 'cpuacct.usage')) ?? 0) / 1e9;
      return field(read(join(place.directory, 'cpu.stat')), 'usage_usec') / 1e6;
    },
    memoryKills() {
      const place = at('memory');
      if (place === undefined) return 0;
      const file = place.mechanism === 'cgroup-v1' ? 'memory.oom_control' : 'memory.events';
      return field(read(join(place.directory, file)), 'oom_kill');
    },
    kill() {
      for (const pid of processes()) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // gone already
        }
      }
    },
    async remove() {
      for (let attempt = 0; ; attempt++) {
        const left = places.filter(({ directory }) => !removeDirectory(directory));
        if (left.length === 0) return true;
        if (attempt === REMOVE_ATTEMPTS) return false;
        await sleep(Math.min(1 + attempt, 50)); // the last process leaves its group a moment after it was reaped
      }
    },
  };
}

/** Whether the directory is new and ours. */
function make(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch {
    return false;
  }
}

function removeDirectory(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    return systemCode(error) === 'ENOENT';
  }
}

/** Writes, and reads back where `expected` is given: the kernel rounds to pages, and never up past one. */
function write(directory: string, file: string, value: string, expected?: number): boolean {
  try {
    writeFileSync(join(directory, file), value);
  } catch {
    return false;
  }
  const now = Number(read(join(directory, file)) ?? Number.NaN);
  return expected === undefined || (now > 0 && now <= expected);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The number behind `key ` at the start of a line; 0 if there is none. */
function field(text: string | undefined, key: string): number {
  const line = text?.split('\n').find((candidate) => candidate.startsWith(`${key} `));
  return line === undefined ? 0 : Number(line.slice(key.length + 1));
}

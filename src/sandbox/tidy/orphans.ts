import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineEnvironment, podmanOptions } from '../container/engine.ts';
import { findExecutable } from '../executable.ts';
import { cgroupPosition } from '../limits/cgroup-paths.ts';
import { CONTAINER_SUFFIX, isOrphaned } from './instance-name.ts';

const PAUSE_MS = 25;
const REMOVE_MS = 10_000;

/**
 * Ends and removes what gates that are gone left behind: processes that were still building a sandbox, everything in their
 * control groups, the groups, their temporary directories. Nothing of a gate that lives, nothing of another user. Never
 * throws. Looks at least `settle` times, because a gate that died this moment may have been making something, and at most
 * `attempts` times. Resolves to false if something would not go.
 */
export async function removeOrphans({ settle, attempts }: { settle: number; attempts: number }): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    killProcessesNamed(isOrphaned);
    const groups = cgroupParents().flatMap((parent) =>
      children(parent)
        .filter(isOrphaned)
        .map((name) => join(parent, name)),
    );
    const directories = children(tmpdir())
      .filter(isOrphaned)
      .map((name) => join(tmpdir(), name))
      .filter(isOurs);
    if (groups.length === 0 && directories.length === 0 && attempt + 1 >= settle) return true;
    for (const group of groups) {
      killMembers(group);
      attemptTo(() => rmdirSync(group));
    }
    for (const directory of directories) {
      // An engine that was making the container goes on when its gate is gone: asked for again until nothing can come.
      if (directory.endsWith(CONTAINER_SUFFIX)) {
        removeContainer(basename(directory, CONTAINER_SUFFIX));
        if (attempt + 1 < settle) continue;
      }
      attemptTo(() => rmSync(directory, { recursive: true, force: true }));
    }
    await sleep(PAUSE_MS);
  }
  return false;
}

/** SIGKILL to every process whose argv[0] is an instance's name: bubblewrap before it starts the program. */
export function killProcessesNamed(matches: (name: string) => boolean): void {
  for (const pid of children('/proc').map(Number)) {
    if (!(pid > 1)) continue;
    const name = attemptTo(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0', 1)[0]);
    if (name?.startsWith('modelgate-') === true && matches(name)) attemptTo(() => process.kill(pid, 'SIGKILL'));
  }
}

function removeContainer(name: string): void {
  const engine = findExecutable('podman');
  if (engine === undefined) return;
  attemptTo(() =>
    execFileSync(engine, [...podmanOptions(), 'rm', '--force', '--time=0', '--ignore', name], {
      env: engineEnvironment(),
      stdio: 'ignore',
      timeout: REMOVE_MS,
    }),
  );
}

function isOurs(path: string): boolean {
  const uid = process.getuid?.();
  return uid === 0 || attemptTo(() => lstatSync(path).uid) === uid;
}

function killMembers(group: string): void {
  const text = attemptTo(() => readFileSync(join(group, 'cgroup.procs'), 'utf8')) ?? '';
  for (const pid of text.split('\n').map(Number)) if (pid > 1) attemptTo(() => process.kill(pid, 'SIGKILL'));
}

function cgroupParents(): readonly string[] {
  const { v1, v2 } = cgroupPosition();
  return [...new Set([...v1.values(), ...v2])];
}

function children(directory: string): readonly string[] {
  return attemptTo(() => readdirSync(directory)) ?? [];
}

/** Processes and directories vanish while they are looked at. */
function attemptTo<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}

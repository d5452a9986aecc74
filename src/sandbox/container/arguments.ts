import { readFileSync } from 'node:fs';
import type { Mount, SandboxLimits } from '../driver.ts';
import { NOBODY } from '../nobody.ts';
import { CONTAINER_LABEL } from './engine.ts';

interface Container {
  readonly name: string;
  /** The file of the seccomp profile. */
  readonly profile: string;
  readonly pidFile: string;
  readonly mounts: readonly Mount[];
  readonly limits: SandboxLimits | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Kernel-wide facts that tell about the host or its other users, beside those that the engine masks itself. */
const MASKED = ['/proc/config.gz', '/proc/kallsyms', '/proc/key-users', '/proc/cmdline', '/proc/sysrq-trigger'];

/** Of the user inside, over all containers: a limit for each stands in its control group. */
const MOST_PROCESSES = 32_768;

const WALLS = [
  '--interactive',
  '--network=none',
  '--ipc=none',
  '--cgroupns=private',
  '--read-only',
  '--read-only-tmpfs=false',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  `--security-opt=mask=${MASKED.join(':')}`,
  `--user=${NOBODY}:${NOBODY}`,
  '--hostname=sandbox',
  '--no-hosts',
  '--unsetenv-all',
  '--http-proxy=false',
  '--systemd=false',
  '--image-volume=ignore',
  '--log-driver=none',
  '--mount=type=tmpfs,destination=/sys,ro=true,tmpfs-size=4096',
] as const;

/** Everything between `create` and the root. */
export function containerArguments({ name, profile, pidFile, mounts, limits, env }: Container): readonly string[] {
  return [
    ...WALLS,
    `--name=${name}`,
    `--label=${CONTAINER_LABEL}=${name}`,
    `--security-opt=seccomp=${profile}`,
    `--pidfile=${pidFile}`,
    ...(limits === undefined ? [] : limited(limits)),
    ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
    ...mounts.map(
      ({ source, target }) =>
        `--mount=${field('type', 'bind')},${field('source', source)},${field('destination', target)},ro=true`,
    ),
  ];
}

function limited({ openFiles, tmpBytes }: SandboxLimits): readonly string[] {
  return [
    `--mount=type=tmpfs,destination=/tmp,tmpfs-size=${tmpBytes},tmpfs-mode=1777,noexec`,
    `--ulimit=nofile=${openFiles}:${openFiles}`,
    '--ulimit=core=0:0',
    // The engine's default may lie above what this machine allows.
    `--ulimit=nproc=${processes()}`,
  ];
}

function processes(): string {
  const hard = Number(/^Max processes\s+\S+\s+(\d+)/mu.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1]);
  const most = hard > 0 ? Math.min(hard, MOST_PROCESSES) : MOST_PROCESSES;
  return `${most}:${most}`;
}

/** One field of a value that the engine reads as CSV (RFC 4180): a comma in a path would begin another option. */
function field(key: string, value: string): string {
  return /[",\n]/u.test(value) ? `"${key}=${value.replaceAll('"', '""')}"` : `${key}=${value}`;
}

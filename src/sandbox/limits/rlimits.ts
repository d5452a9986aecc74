import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { GateError } from '../../core/errors.ts';
import type { SandboxLimits } from '../driver.ts';

const run = promisify(execFile);

/** What resource limits have to hold because no control group does. */
export interface RlimitDuty {
  readonly memory: boolean;
  readonly pids: boolean;
  readonly cpu: boolean;
}

/** prlimit(1) option → the name in /proc/PID/limits and the value. */
function wanted(
  limits: SandboxLimits,
  duty: RlimitDuty,
  fileBytes: number | undefined,
): readonly (readonly [string, string, number])[] {
  return [
    ['core', 'Max core file size', 0],
    // The tmpfs has a size of its own, a file on the host has this one.
    ...(fileBytes === undefined ? [] : ([['fsize', 'Max file size', fileBytes]] as const)),
    ['nofile', 'Max open files', limits.openFiles],
    ['memlock', 'Max locked memory', 0],
    ['msgqueue', 'Max msgqueue size', 0],
    // A second wall behind the account of the control group, which is read by a process that could be late.
    ['cpu', 'Max cpu time', duty.cpu ? limits.cpuSeconds : limits.cpuSeconds + 2],
    // RLIMIT_AS would count what Node merely reserves, and keep it from starting.
    ...(duty.memory ? ([['data', 'Max data size', limits.memoryBytes]] as const) : []),
    ...(duty.pids ? ([['nproc', 'Max processes', limits.pids]] as const) : []),
  ];
}

/**
 * Sets the limits on a process that waits to be let go, hard and soft alike, and reads them back from the kernel.
 * From outside and after its user namespace was made: RLIMIT_NPROC then counts in that namespace only.
 * Throws GateError SANDBOX_FAILED.
 */
export async function setRlimits(order: {
  readonly prlimit: string;
  readonly pid: number;
  /** The host user of the process, where it isn't the gate's: only he, or CAP_SYS_RESOURCE, may set its limits. */
  readonly user: number | undefined;
  readonly limits: SandboxLimits;
  readonly duty: RlimitDuty;
  /** Of the scratch file, where there is one. */
  readonly fileBytes: number | undefined;
}): Promise<void> {
  const { prlimit, pid, user, limits, duty, fileBytes } = order;
  const rows = wanted(limits, duty, fileBytes);
  const options = rows.map(([option, , value]) => `--${option}=${value}:${value}`);
  try {
    await run(prlimit, [`--pid=${pid}`, ...options], {
      ...(user === undefined ? {} : { uid: user, gid: user }),
      env: {},
      timeout: 5_000,
    });
  } catch (error) {
    throw new GateError('SANDBOX_FAILED', 'prlimit could not set the resource limits of the sandbox', { cause: error });
  }
  const shown = readFileSync(`/proc/${pid}/limits`, 'utf8');
  for (const [, name, value] of rows) {
    const line = shown.split('\n').find((candidate) => candidate.startsWith(name));
    const [soft, hard] = line?.slice(name.length).trim().split(/\s+/u) ?? [];
    if (soft !== String(value) || hard !== String(value)) {
      throw new GateError(
        'SANDBOX_FAILED',
        `the kernel did not take the limit "${name}" = ${value} (${line ?? 'absent'})`,
      );
    }
  }
}

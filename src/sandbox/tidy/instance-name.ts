import { readFileSync, readlinkSync } from 'node:fs';
import { pid } from 'node:process';

/**
 * Every sandbox instance has a name, and everything that is made for it carries the name: control groups, temporary
 * directories, argv[0] of the process that builds the sandbox. The name tells whose instance it is, so whatever a killed
 * gate left behind can be found and removed without a record of it.
 */
export interface Owner {
  readonly namespace: string;
  readonly pid: number;
  /** A pid alone is used again after its process ended. */
  readonly startTime: string;
}

const NAME = /^modelgate-(\d+)-(\d+)-(\d+)-\d+(?:-|$)/u;
let counter = 0;

/** Ends the name of the temporary directory of an instance that a container engine holds. */
export const CONTAINER_SUFFIX = '-podman';

/** `modelgate-<pid namespace>-<pid>-<start time>-<number>` */
export function newInstanceName(): string {
  counter += 1;
  return ['modelgate', pidNamespace(), pid, processState('self')?.startTime ?? '0', counter].join('-');
}

/** Whose a name is; undefined for a name of another form. What follows the number after a hyphen doesn't matter. */
export function ownerOf(name: string): Owner | undefined {
  const [, namespace, owner, startTime] = NAME.exec(name) ?? [];
  if (namespace === undefined || owner === undefined || startTime === undefined) return undefined;
  return { namespace, pid: Number(owner), startTime };
}

/** Whether the owner is known to be gone. An owner in another pid namespace can't be judged from here: false. */
export function isOrphaned(name: string): boolean {
  const owner = ownerOf(name);
  if (owner === undefined || owner.namespace !== pidNamespace()) return false;
  const state = processState(owner.pid);
  return state === undefined || state.dead || state.startTime !== owner.startTime;
}

/** Field 22 (clock ticks since boot) and field 3 of /proc/PID/stat; undefined if there is no such process. */
export function processState(
  process: number | 'self',
): { readonly startTime: string; readonly dead: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before it may hold spaces and brackets
    const [state, startTime] = [fields[0], fields[19]];
    if (state === undefined || startTime === undefined) return undefined;
    return { startTime, dead: state === 'Z' || state === 'X' };
  } catch {
    return undefined;
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/gu, '');
  } catch {
    return '0';
  }
}

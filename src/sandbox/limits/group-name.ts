import { readFileSync, readlinkSync } from 'node:fs';
import { pid } from 'node:process';

const PREFIX = 'modelgate';
let counter = 0;

/** A process of one boot and pid namespace: a pid alone is used again after its process ended. */
export interface Owner {
  readonly namespace: string;
  readonly pid: number;
  readonly startTime: string;
}

/** The start time of a process in clock ticks since boot (field 22 of /proc/PID/stat), undefined if there is none. */
export function startTime(process: number | 'self'): string | undefined {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]; // the name before it may hold spaces and brackets
  } catch {
    return undefined;
  }
}

export function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/gu, '');
  } catch {
    return '0';
  }
}

/** A new name for control groups and state of one sandbox instance, which tells whose it is. */
export function groupName(): string {
  counter += 1;
  return [PREFIX, pidNamespace(), pid, startTime('self') ?? '0', counter].join('-');
}

/** Whose a name is; undefined for a name of another form. */
export function ownerOf(name: string): Owner | undefined {
  const found = /^modelgate-(\d+)-(\d+)-(\d+)-\d+$/u.exec(name);
  const [, namespace, owner, start] = found ?? [];
  if (namespace === undefined || owner === undefined || start === undefined) return undefined;
  return { namespace, pid: Number(owner), startTime: start };
}

/** Whether the owner is known to be gone. An owner in another pid namespace can't be judged from here. */
export function isOrphaned(name: string): boolean {
  const owner = ownerOf(name);
  return owner !== undefined && owner.namespace === pidNamespace() && startTime(owner.pid) !== owner.startTime;
}

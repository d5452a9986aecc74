import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Tripwires } from '../core/predicates/tripwires.ts';
import type { Enforcement, SandboxExit, SandboxInstance, SandboxLimits } from './driver.ts';
import type { ControlGroup } from './limits/cgroup.ts';
import { treeUse } from './limits/process-tree.ts';
import type { StderrTail } from './stderr-tail.ts';

const METER_INTERVAL_MS = 100;

/** A sandbox that was let go. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly group: ControlGroup;
  readonly gone: Promise<void>;
  readonly tail: StderrTail;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly enforcement: Enforcement;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  /** What a guard reports; `ended` when nothing more comes. */
  readonly reported?: { readonly ended: Promise<void> };
  readonly tripwires?: () => Tripwires;
  /** Removes what a container engine keeps of the instance. */
  readonly remove?: () => Promise<void>;
}

/** Holds wall clock, CPU and memory, and removes what was made for the instance when it is over. */
export function supervise(running: Running): SandboxInstance {
  const { child, pid, group, gone, tail, stdin, stdout, enforcement, limits, signal, remove, reported, tripwires } =
    running;
  let reason: SandboxExit['killedBy'] = 'none';
  // Only the process inside: bubblewrap then reaps it and ends by itself. While bubblewrap lives, the pid is not reused.
  const end = (why: SandboxExit['killedBy']): void => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    if (reason === 'none') reason = why;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
    // An engine's client would first pass on what nobody reads.
    if (remove !== undefined) child.kill('SIGKILL');
  };
  const cancel = (): void => end('cancelled');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const clock = setTimeout(() => end('wall-clock'), limits.wallClockMs);
  const meter = setInterval(() => {
    // Without a control group the kernel limits each process alone; the sum is added up here.
    const tree = enforcement.memory === 'rlimit' || enforcement.cpu === 'rlimit' ? treeUse(pid) : undefined;
    if (enforcement.memory === 'rlimit' && (tree?.memoryBytes ?? 0) > limits.memoryBytes) end('memory');
    if ((group.cpuSeconds() ?? tree?.cpuSeconds ?? 0) > limits.cpuSeconds) end('cpu');
  }, METER_INTERVAL_MS);
  const finish = async (): Promise<SandboxExit> => {
    await gone;
    clearTimeout(clock);
    clearInterval(meter);
    signal.removeEventListener('abort', cancel);
    await tail.ended;
    await reported?.ended;
    const { exitCode: code, signalCode } = child;
    const died = signalCode ?? signalOf(code);
    const killedBy = reason === 'none' ? blame(group, enforcement, limits.cpuSeconds, code, died) : reason;
    await remove?.();
    await group.remove();
    return { code: died === null ? code : null, signal: died, killedBy, stderrTail: tail.text() };
  };
  return {
    stdin,
    stdout,
    exited: finish(),
    kill: cancel,
    enforcement,
    ...(tripwires === undefined ? {} : { tripwires }),
  };
}

/** What the kernel ended, as its accounts tell. */
function blame(
  group: ControlGroup,
  enforcement: Enforcement,
  cpuSeconds: number,
  code: number | null,
  signal: string | null,
): SandboxExit['killedBy'] {
  if (code !== 0 && group.memoryKills() > 0) return 'memory';
  if (signal !== 'SIGKILL') return 'none';
  const used = group.cpuSeconds();
  // Nobody else sends SIGKILL into the namespace: RLIMIT_CPU does when its hard limit is reached.
  return enforcement.cpu === 'rlimit' || (used !== undefined && used >= cpuSeconds) ? 'cpu' : 'none';
}

/** bubblewrap ends with 128 + N when the process inside was ended by signal N. */
function signalOf(code: number | null): string | null {
  if (code === null || code <= 128) return null;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0] ?? null;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { constants } from 'node:os';
import { addAbortSignal, Duplex, Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { printable } from '../core/escape.ts';
import { inheritedDescriptors } from './descriptors.ts';
import type { Enforcement, SandboxExit, SandboxInstance, SandboxLimits } from './driver.ts';
import { createControlGroup, type ControlGroup } from './limits/cgroup.ts';
import { treeUse } from './limits/process-tree.ts';
import { setRlimits } from './limits/rlimits.ts';
import { StderrTail } from './stderr-tail.ts';
import { killProcessesNamed } from './tidy/orphans.ts';
import { keepTidy } from './tidy/watchdog.ts';

/** Descriptors that bubblewrap is told about; 0 to 2 are the sandbox's own. */
export const INFO_FD = 3;
export const BLOCK_FD = 4;
export const DATA_FD = 5;

const START_TIMEOUT_MS = 10_000;
const METER_INTERVAL_MS = 100;
const MAX_INFO_CHARACTERS = 4096;

export interface LaunchPlan {
  readonly bwrap: string;
  readonly prlimit: string;
  /** Everything after `bwrap`, up to and with the program. It names INFO_FD and BLOCK_FD, and has --as-pid-1. */
  readonly args: readonly string[];
  /** Written to DATA_FD, as `args` says what for. */
  readonly data: Uint8Array;
  /** What the host's kernel enforces. */
  readonly limits: SandboxLimits;
  /** From newInstanceName(). */
  readonly name: string;
  /** Become this user and group before anything else; undefined: stay who the gate is. */
  readonly user: number | undefined;
  readonly evidence: Pick<Enforcement, 'driver' | 'version' | 'specification' | 'hostUid'>;
}

const infoSchema = z.object({ 'child-pid': z.int().min(2) });

/**
 * Starts bubblewrap, and lets the process inside go only when it is in its control group and under its resource limits:
 * bubblewrap tells the pid (--info-fd) and waits for one byte (--block-fd) after the walls are up. The process is pid 1 of
 * its namespace, so its end is the end of everything inside, and bubblewrap reaps it: no orphan, no zombie.
 */
export async function launch(plan: LaunchPlan, signal: AbortSignal): Promise<SandboxInstance> {
  if (signal.aborted) throw new GateError('CANCELLED', 'the sandbox was not started: cancelled');
  const { limits } = plan;
  await keepTidy();
  const group = createControlGroup(plan.name, limits);
  const child = spawn(plan.bwrap, plan.args, {
    argv0: plan.name, // until it becomes the program: see tidy/
    cwd: '/',
    env: {},
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', ...coverInherited()],
    ...(plan.user === undefined ? {} : { uid: plan.user, gid: plan.user }),
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve()); // could not be spawned
  });
  const streams: readonly unknown[] = child.stdio;
  const [stdin, stdout, stderr, info, block, data] = streams;
  if (!(stdin instanceof Writable && stdout instanceof Readable && stderr instanceof Readable)) throw noPipes();
  if (!(info instanceof Duplex && block instanceof Duplex && data instanceof Duplex)) throw noPipes();
  for (const stream of [stdin, stdout, stderr, info, block, data]) stream.on('error', () => {}); // told by `exited`
  const tail = new StderrTail(stderr);
  const started = new AbortController();
  try {
    data.end(plan.data);
    const limit = AbortSignal.any([signal, started.signal, AbortSignal.timeout(START_TIMEOUT_MS)]);
    void gone.then(() => started.abort());
    const pid = await childPid(info, limit);
    group.add(pid);
    const holds = group.holds;
    const duty = { memory: holds.memory === undefined, pids: holds.pids === undefined, cpu: holds.cpu === undefined };
    if (duty.pids && plan.user === undefined && process.getuid?.() === 0) {
      throw new GateError(
        'SANDBOX_FAILED',
        'nothing here can limit processes: there is no pids control group, and RLIMIT_NPROC does not bind root',
        {
          next: 'Run the gate as an ordinary user, make the model readable for all users, or give the gate a control group.',
        },
      );
    }
    await setRlimits({ prlimit: plan.prlimit, user: plan.user, pid, limits, duty });
    await release(block, limit);
    const enforcement: Enforcement = {
      ...plan.evidence,
      memory: holds.memory ?? 'rlimit',
      pids: holds.pids ?? 'rlimit',
      cpu: holds.cpu ?? 'rlimit',
    };
    return supervise({ child, pid, group, gone, tail, stdin, stdout, enforcement, limits, signal });
  } catch (error) {
    child.kill('SIGKILL');
    group.kill();
    killProcessesNamed((name) => name === plan.name); // without its parent the half-built sandbox waits for ever
    await gone;
    await tail.ended;
    await group.remove();
    if (signal.aborted) throw new GateError('CANCELLED', 'the sandbox was not started: cancelled', { cause: error });
    if (error instanceof GateError) throw error;
    const said = printable(tail.text().trim()) || (error instanceof Error ? error.message : String(error));
    throw new GateError('SANDBOX_FAILED', `${plan.evidence.driver} could not start the sandbox: ${said}`, {
      cause: error,
    });
  }
}

const NULL_DEVICE = openSync('/dev/null', 'r');

/** /dev/null over every descriptor that the gate itself inherited. */
function coverInherited(): ('ignore' | number)[] {
  const inherited = inheritedDescriptors().filter((fd) => fd > DATA_FD);
  const covered: ('ignore' | number)[] = Array.from(
    { length: Math.max(DATA_FD, ...inherited) - DATA_FD },
    () => 'ignore',
  );
  for (const fd of inherited) covered[fd - DATA_FD - 1] = NULL_DEVICE;
  return covered;
}

/** The pid of the process inside, as this pid namespace sees it. */
async function childPid(info: Duplex, signal: AbortSignal): Promise<number> {
  let text = '';
  addAbortSignal(signal, info);
  for await (const chunk of info) {
    text += String(chunk);
    if (text.includes('}') || text.length > MAX_INFO_CHARACTERS) break;
  }
  return infoSchema.parse(JSON.parse(text))['child-pid'];
}

/**
 * Sends the byte and waits until bubblewrap has taken it and closed its end. If it dies without taking it, the kernel
 * answers ECONNRESET: so a clean end means that every mount succeeded.
 */
async function release(block: Duplex, signal: AbortSignal): Promise<void> {
  block.resume();
  block.write('\n');
  await once(block, 'end', { signal }); // rejects on 'error'
  block.destroy();
}

interface Running {
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
}

function supervise(running: Running): SandboxInstance {
  const { child, pid, group, gone, tail, stdin, stdout, enforcement, limits, signal } = running;
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
    const { exitCode: code, signalCode } = child;
    const died = signalCode ?? signalOf(code);
    const killedBy = reason === 'none' ? blame(group, enforcement, limits.cpuSeconds, code, died) : reason;
    await group.remove();
    return { code: died === null ? code : null, signal: died, killedBy, stderrTail: tail.text() };
  };
  return { stdin, stdout, exited: finish(), kill: cancel, enforcement };
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

function noPipes(): GateError {
  return new GateError(
    'SANDBOX_FAILED',
    'the sandbox process came without pipes: too many open files, or no more processes',
  );
}

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Duplex, Readable, Writable } from 'node:stream';
import { GateError } from '../core/errors.ts';
import { printable } from '../core/escape.ts';
import { openBarrier } from './barrier.ts';
import { inheritedDescriptors } from './descriptors.ts';
import type { Enforcement, SandboxInstance, SandboxLimits, SandboxSpec } from './driver.ts';
import { release, StatusReader } from './handshake.ts';
import { createControlGroup } from './limits/cgroup.ts';
import { confine } from './limits/confine.ts';
import { yieldProcessor } from './limits/yield-processor.ts';
import { StderrTail } from './stderr-tail.ts';
import { supervise } from './supervise.ts';
import { processState } from './tidy/instance-name.ts';
import { killProcessesNamed } from './tidy/orphans.ts';
import { keepTidy } from './tidy/watchdog.ts';
import type { GvisorLog } from './tripwire/gvisor-log.ts';
import { REPORT_FD } from './tripwire/guard-places.ts';
import type { TripwireLog } from './tripwire/log.ts';

/** Descriptors that bubblewrap is told about; 0 to 2 are the sandbox's own. */
const STATUS_FD = 3;
const BARRIER_FD = 4;
export const DATA_FD = 5;
/** bubblewrap hands on what it was not told about. */
const SCRATCH_FD = 6;
export const GUARD_FD = 8;

const START_TIMEOUT_MS = 15_000;

export interface LaunchPlan {
  readonly bwrap: string;
  readonly prlimit: string;
  /** Everything after `bwrap`, up to and with the program: `launchOptions`, and the walls. */
  readonly args: readonly string[];
  /** Written to DATA_FD, as `args` says what for. */
  readonly data: Uint8Array;
  /** What the host's kernel enforces. */
  readonly limits: SandboxLimits;
  /** From newInstanceName(). */
  readonly name: string;
  /** Become this user and group before anything else; undefined: stay who the gate is. */
  readonly user: number | undefined;
  readonly scratch?: SandboxSpec['scratch'];
  readonly yields?: boolean | undefined;
  /** The program that stands before the one inside and reports what that tries, for GUARD_FD. */
  readonly guard?: { readonly program: Uint8Array; readonly log: TripwireLog };
  /** Who reads what the runtime writes to REPORT_FD, a FIFO; where the launch fails, the caller abandons it. */
  readonly observer?: GvisorLog;
  readonly evidence: Pick<Enforcement, 'driver' | 'version' | 'specification' | 'hostUid'>;
}

/** What every plan's `args` must begin with. */
export const launchOptions: readonly string[] = [
  '--as-pid-1',
  '--die-with-parent',
  '--json-status-fd',
  String(STATUS_FD),
  '--block-fd',
  String(BARRIER_FD),
];

/**
 * Starts bubblewrap, and lets the process inside go only when it is in its control group and under its resource limits:
 * bubblewrap tells the pid and, once the walls are up, waits at a barrier. The process is pid 1 of its namespace, so its
 * end is the end of everything inside, and bubblewrap reaps it: no orphan, no zombie. Resolves when the program runs.
 *
 * A gate that dies at any point leaves nothing that runs: before the release the half-built sandbox waits at the barrier
 * for ever and the watchdog ends it by its name; after it, the kernel ends the program with bubblewrap, and the watchdog
 * knows its pid, should it have died in the instant between the two.
 */
export async function launch(plan: LaunchPlan, signal: AbortSignal): Promise<SandboxInstance> {
  if (signal.aborted) throw cancelled();
  const [watchdog, barrier] = await Promise.all([keepTidy(), openBarrier(plan.name)]);
  const group = createControlGroup(plan.name, plan.limits);
  const child = spawn(plan.bwrap, plan.args, {
    argv0: plan.name, // until it becomes the program: see tidy/
    cwd: '/',
    env: {},
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', barrier, 'pipe', ...beyondOwn(plan)],
    ...(plan.user === undefined ? {} : { uid: plan.user, gid: plan.user }),
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve()); // could not be spawned
  });
  let tail: StderrTail | undefined;
  try {
    const { stdin, stdout, stderr, status, data } = pipesOf(child.stdio);
    tail = new StderrTail(stderr);
    // Node throws away what a process wrote before it ended if nobody listens yet; nobody can before this returns.
    stdout.on('readable', keepUnread);
    const reader = new StatusReader(status);
    const ended = new AbortController();
    void gone.then(() => ended.abort());
    const limit = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(START_TIMEOUT_MS)]);
    data.end(plan.data);
    const reported = plan.guard === undefined ? observed(plan) : watchGuard(plan.guard, child.stdio);
    const pid = await reader.childPid(limit);
    const startTime = processState(pid)?.startTime;
    if (startTime !== undefined) watchdog.note(pid, startTime);
    const enforcement = await confine(plan, group, pid);
    await release({ barrier, pid, name: plan.name, reader, gone, signal: limit });
    if (plan.yields === true) yieldProcessor(pid);
    stdout.off('readable', keepUnread);
    const instance = supervise({
      child,
      pid,
      group,
      gone,
      tail,
      stdin,
      stdout,
      enforcement,
      limits: plan.limits,
      signal,
      ...(reported === undefined ? {} : { reported, tripwires: () => reported.log.report() }),
    });
    return plan.scratch === undefined ? instance : { ...instance, scratch: SCRATCH_FD };
  } catch (error) {
    child.kill('SIGKILL');
    group.kill();
    killProcessesNamed((name) => name === plan.name); // without its parent the half-built sandbox would wait for ever
    await gone;
    await tail?.ended;
    await group.remove();
    if (signal.aborted) throw cancelled(error);
    if (error instanceof GateError) throw error;
    const said = printable(tail?.text().trim() ?? '') || (error instanceof Error ? error.message : String(error));
    const message = `${plan.evidence.driver} could not start the sandbox: ${said}`;
    throw new GateError('SANDBOX_FAILED', message, { cause: error });
  } finally {
    closeSync(barrier);
  }
}

interface Pipes {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly status: Readable;
  readonly data: Writable;
}

function pipesOf([stdin, stdout, stderr, status, , data]: readonly unknown[]): Pipes {
  const whole =
    stdin instanceof Writable &&
    stdout instanceof Readable &&
    stderr instanceof Readable &&
    status instanceof Duplex &&
    data instanceof Duplex;
  if (!whole) {
    throw new GateError('SANDBOX_FAILED', 'the sandbox came without pipes: too many open files, or no more processes');
  }
  for (const stream of [stdin, stdout, stderr, status, data]) stream.on('error', () => {}); // `exited` tells
  return { stdin, stdout, stderr, status, data };
}

function keepUnread(): void {}

const NULL_DEVICE = openSync('/dev/null', 'r');

/** The FIFO has no end of its own: what is left in it is read when everything inside is gone. */
function observed({ observer }: LaunchPlan): { readonly log: GvisorLog; readonly ended: Promise<void> } | undefined {
  if (observer === undefined) return undefined;
  return {
    log: observer,
    get ended() {
      return observer.finish();
    },
  };
}

/** Hands the guard in and adds up what it reports. */
function watchGuard(
  { program, log }: NonNullable<LaunchPlan['guard']>,
  streams: readonly unknown[],
): { readonly log: TripwireLog; readonly ended: Promise<void> } {
  const [reports, data] = [streams[REPORT_FD], streams[GUARD_FD]];
  if (!(reports instanceof Duplex) || !(data instanceof Duplex)) {
    throw new GateError('SANDBOX_FAILED', 'the sandbox came without pipes: too many open files, or no more processes');
  }
  for (const stream of [reports, data]) stream.on('error', () => {}); // `exited` tells
  data.end(program);
  reports.on('data', (chunk: Uint8Array) => log.push(chunk));
  return { log, ended: new Promise((resolve) => reports.once('close', () => resolve())) };
}

/** The scratch file, the guard's pipes, and /dev/null over every descriptor that the gate itself inherited. */
function beyondOwn({ scratch, guard, observer }: LaunchPlan): ('ignore' | 'pipe' | number)[] {
  const inherited = inheritedDescriptors().filter((fd) => fd > DATA_FD);
  const count = Math.max(guard === undefined && observer === undefined ? DATA_FD : GUARD_FD, ...inherited) - DATA_FD;
  const covered: ('ignore' | 'pipe' | number)[] = Array.from({ length: count }, () => 'ignore');
  const place = (fd: number, what: 'pipe' | number): void => {
    covered[fd - DATA_FD - 1] = what;
  };
  for (const fd of inherited) place(fd, NULL_DEVICE);
  if (scratch !== undefined) place(SCRATCH_FD, scratch.descriptor);
  if (observer !== undefined) place(REPORT_FD, observer.descriptor);
  if (guard !== undefined) for (const fd of [REPORT_FD, GUARD_FD]) place(fd, 'pipe');
  return covered;
}

function cancelled(cause?: unknown): GateError {
  return new GateError('CANCELLED', 'the sandbox was not started: cancelled', { cause });
}

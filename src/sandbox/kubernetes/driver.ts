import { constants } from 'node:os';
import { env } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { Availability, Enforcement, SandboxDriver, SandboxExit } from '../driver.ts';
import { NOBODY } from '../nobody.ts';
import type { SandboxInstance, SandboxSpec } from '../driver.ts';
import { Cluster } from './api.ts';
import { attach, type Attachment } from './attach.ts';
import { ENTER_FAILED, enterProgram } from './enter-program.ts';
import { hostLabel, Run, sweep } from './job.ts';
import { loaderArguments, planLoad, sendLoad } from './load.ts';
import { CONTAINERS, LOAD_ROOT, podOf, type Plan } from './objects.ts';
import { stateOf, versionSchema, type Terminated } from './pod-state.ts';
import { kubernetesSettings } from './settings.ts';
import { NO_CLUSTER, SETTINGS_VARIABLE } from './settings-variable.ts';
import { seccompFilter } from '../seccomp/filter.ts';
import { allMounts, checkSpecification, specificationDigest } from '../specification.ts';
import { StderrTail } from '../stderr-tail.ts';
import { newInstanceName } from '../tidy/instance-name.ts';

const SIGKILL = 9;
const FIRST_SIGNAL_CODE = 128;
const DRAIN_MS = 5_000;
/** How long the cluster may take to tell how a container ended. */
const TELL_SECONDS = 30;
const NOT_ENTERED =
  'modelgate: the walls that are put up inside (seccomp, resource limits) were refused in the container\n';
const CUT = 'the connection to the pod was cut before its program ended';

/**
 * A Job of one pod for each run, in a cluster that the operator names. The files of the specification go through the attach pipe
 * into a volume that a first container fills and the second has read-only; there a program of ours puts up what a pod has no
 * setting for, and becomes the program. What the cluster itself does with the Job is asked for, and seen only as far as the
 * probe sees it from inside.
 */
export const inCluster: SandboxDriver = {
  name: 'kubernetes',

  async detect(): Promise<Availability> {
    try {
      const { cluster, version } = await connected();
      return { available: true, version: `${version} (${cluster.settings.runtimeClassName})` };
    } catch (error) {
      return { available: false, why: error instanceof Error ? error.message : String(error) };
    }
  },

  async start(spec: SandboxSpec, signal: AbortSignal): Promise<SandboxInstance> {
    checkSpecification(spec);
    if (allMounts(spec).some(({ target }) => `${target}/`.startsWith('/modelgate/'))) {
      throw new GateError('SANDBOX_FAILED', 'sandbox specification: /modelgate is not for mounts');
    }
    if (signal.aborted) throw cancelled();
    const { cluster, version } = await connected();
    const { settings } = cluster;
    const { program, digest } = seccompFilter();
    const mounts = allMounts(spec);
    const [load, loader] = await Promise.all([
      planLoad(mounts, enterProgram(spec, program)),
      loaderArguments(LOAD_ROOT),
    ]);
    const host = hostLabel();
    const targets = mounts.map(({ target }) => target);
    const { limits } = spec;
    const plan: Plan = {
      name: `${newInstanceName()}-${host}`,
      host,
      settings,
      limits,
      targets,
      bytes: load.bytes,
      loader,
    };
    const walls = {
      driver: 'kubernetes',
      version,
      pod: podOf({ settings, limits, targets: [], bytes: 0, loader }),
      seccomp: digest,
    };
    const enforcement: Enforcement = {
      driver: 'kubernetes',
      version: `${version} (${settings.runtimeClassName})`,
      memory: 'asked',
      pids: 'asked',
      cpu: 'asked',
      hostUid: NOBODY,
      specification: specificationDigest(spec, walls),
    };
    const run = await Run.begin(cluster, plan, signal);
    let loading: Attachment | undefined;
    let running: Attachment | undefined;
    try {
      const { startSeconds } = settings;
      const first = await run.until((pod) => stateOf(pod, 'load').running !== undefined, startSeconds, signal);
      const pod = first.metadata.name;
      loading = await attach(cluster, pod, CONTAINERS.load, signal);
      const stop = (): void => loading?.cut();
      signal.addEventListener('abort', stop, { once: true });
      loading.stderr.resume();
      await sendLoad(load, loading.stdin, loading.stdout).finally(() => signal.removeEventListener('abort', stop));
      await run.until((seen) => started(stateOf(seen, 'run')), startSeconds, signal);
      running = await attach(cluster, pod, CONTAINERS.run, signal);
      running.stdin.write('\n'); // the byte that the enter program waits for
      return supervise({ run, attachment: running, enforcement, wallClockMs: limits.wallClockMs, signal });
    } catch (error) {
      running?.cut();
      await run.remove();
      if (signal.aborted) throw cancelled(error);
      if (error instanceof GateError) throw error;
      const said = printable(error instanceof Error ? error.message : String(error), 400);
      throw new GateError('SANDBOX_FAILED', `kubernetes could not start the sandbox: ${said}`, { cause: error });
    } finally {
      loading?.cut();
    }
  },
};

function started(state: ReturnType<typeof stateOf>): boolean {
  return state.running !== undefined || state.terminated !== undefined;
}

interface Supervised {
  readonly run: Run;
  readonly attachment: Attachment;
  readonly enforcement: Enforcement;
  readonly wallClockMs: number;
  readonly signal: AbortSignal;
}

function supervise({ run, attachment, enforcement, wallClockMs, signal }: Supervised): SandboxInstance {
  const { stdin, stdout, stderr, over, cut } = attachment;
  const tail = new StderrTail(stderr);
  const ended = Promise.withResolvers<SandboxExit['killedBy']>();
  let reason: SandboxExit['killedBy'] = 'none';
  const end = (why: SandboxExit['killedBy']): void => {
    if (reason === 'none') reason = why;
    ended.resolve(reason);
  };
  const cancel = (): void => end('cancelled');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const clock = setTimeout(() => end('wall-clock'), wallClockMs);
  const finish = async (): Promise<SandboxExit> => {
    const first = await Promise.race([over, ended.promise]);
    const terminated = typeof first === 'string' ? undefined : await howItEnded(run, first.whole, ended.promise);
    clearTimeout(clock);
    signal.removeEventListener('abort', cancel);
    const removed = run.remove();
    if (typeof first === 'string') cut();
    await Promise.race([over, sleep(DRAIN_MS)]);
    cut();
    await removed;
    await tail.ended;
    if (terminated === undefined || typeof terminated === 'string') {
      const stderrTail = reason === 'none' ? `${tail.text()}\nmodelgate: ${terminated}\n` : tail.text();
      return { code: null, signal: 'SIGKILL', killedBy: reason, stderrTail };
    }
    const exit = exitOf(terminated);
    const refused = exit.code === ENTER_FAILED && tail.text() === '';
    return { ...exit, stderrTail: refused ? NOT_ENTERED : tail.text() };
  };
  return { stdin, stdout, exited: finish(), kill: cancel, enforcement };
}

/** A text where its end can't be trusted: the connection was cut, the pod was evicted, the API server is gone, or it was ended from here. */
async function howItEnded(run: Run, whole: boolean, ended: Promise<unknown>): Promise<Terminated | string> {
  const given = new AbortController();
  void ended.then(() => given.abort());
  try {
    const pod = await run.until(
      (seen) => stateOf(seen, 'run').terminated !== undefined,
      whole ? TELL_SECONDS : 1,
      given.signal,
    );
    const { reason, message } = pod.status;
    if (reason !== undefined) return `the pod was ended: ${printable(`${reason}: ${message ?? ''}`, 400)}`;
    return stateOf(pod, 'run').terminated ?? CUT;
  } catch (error) {
    return `${CUT}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function exitOf({ exitCode, signal, reason }: Terminated): Omit<SandboxExit, 'stderrTail'> {
  const number = signal ?? (exitCode > FIRST_SIGNAL_CODE ? exitCode - FIRST_SIGNAL_CODE : 0);
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
  if (reason === 'OOMKilled') return { code: name === null ? exitCode : null, signal: name, killedBy: 'memory' };
  // Nobody but the kernel sends it there: for RLIMIT_CPU.
  const killedBy = number === SIGKILL ? 'cpu' : 'none';
  return { code: name === null ? exitCode : null, signal: name, killedBy };
}

interface Connected {
  readonly cluster: Cluster;
  readonly version: string;
}

const connections = new Map<string | undefined, Promise<Connected>>();

/** Once in a gate's life for each settings file: reaches the API server, and removes what earlier gates left. Throws GateError SANDBOX_FAILED. */
async function connected(): Promise<Connected> {
  const of = env[SETTINGS_VARIABLE];
  const connection = connections.get(of) ?? connect();
  connections.set(of, connection);
  try {
    return await connection;
  } catch (error) {
    connections.delete(of); // it may answer the next time
    throw error;
  }
}

async function connect(): Promise<Connected> {
  const settings = kubernetesSettings();
  if (settings === undefined) throw new GateError('SANDBOX_FAILED', NO_CLUSTER);
  const cluster = await Cluster.open(settings);
  const { gitVersion } = versionSchema.parse(await cluster.ask({ verb: 'get', resource: 'version', path: '/version' }));
  await sweep(cluster);
  return { cluster, version: printable(gitVersion, 40) };
}

function cancelled(cause?: unknown): GateError {
  return new GateError('CANCELLED', 'the sandbox was not started: cancelled', { cause });
}

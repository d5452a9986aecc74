import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateError } from '../core/errors.ts';
import { printable } from '../core/escape.ts';
import { containerArguments } from './container/arguments.ts';
import { containerSeccomp } from './container/seccomp.ts';
import { askEngine, CONTAINER_LABEL, engineEnvironment, podmanOptions } from './container/engine.ts';
import type { Availability, Enforcement, SandboxDriver, SandboxInstance } from './driver.ts';
import { NOBODY } from './nobody.ts';
import type { SandboxSpec } from './driver.ts';
import { findExecutable } from './executable.ts';
import { createControlGroup } from './limits/cgroup.ts';
import { confine } from './limits/confine.ts';
import { allMounts, checkSpecification, specificationDigest } from './specification.ts';
import { StderrTail } from './stderr-tail.ts';
import { supervise } from './supervise.ts';
import { CONTAINER_SUFFIX, isOrphaned, newInstanceName, processState } from './tidy/instance-name.ts';
import { keepTidy } from './tidy/watchdog.ts';

const NEEDS = 'Install podman and runc (`apt-get install podman runc`).';
const POLL_MS = 2;
const REMOVE_ATTEMPTS = 6;
const REMOVE_PAUSE_MS = 50;

interface Installation {
  readonly podman: string;
  readonly prlimit: string;
  readonly version: string;
  readonly runtime: string;
}

/**
 * podman with `runc`: an empty root of our own with the specification's mounts, no image and no network. A container is made
 * and initialised, so that its first process waits; that process is put under the same limits as with every driver; then it
 * is let go. The engine's part (conmon, the container's record) is labelled and removed on every way out.
 */
export const podman: SandboxDriver = {
  name: 'podman',

  async detect(): Promise<Availability> {
    try {
      const { version, runtime } = await installation();
      return { available: true, version: `${version} (${runtime})` };
    } catch (error) {
      return { available: false, why: error instanceof Error ? error.message : String(error) };
    }
  },

  async start(spec: SandboxSpec, signal: AbortSignal): Promise<SandboxInstance> {
    checkSpecification(spec);
    const { podman: engine, prlimit, version, runtime } = await installation();
    if (signal.aborted) throw cancelled();
    const watchdog = await keepTidy();
    const name = newInstanceName();
    const directory = join(tmpdir(), `${name}${CONTAINER_SUFFIX}`);
    const profile = join(directory, 'seccomp.json');
    const pidFile = join(directory, 'pid');
    const walls = {
      driver: 'podman',
      version,
      runtime,
      arguments: containerArguments(WITHOUT),
      seccomp: containerSeccomp(),
    };
    const evidence: Pick<Enforcement, 'driver' | 'version' | 'specification' | 'hostUid'> = {
      driver: 'podman',
      version: `${version} (${runtime})`,
      specification: specificationDigest(spec, walls),
      hostUid: NOBODY,
    };
    const group = createControlGroup(name, spec.limits);
    if (group.holds.memory === undefined || group.holds.pids === undefined) {
      await group.remove();
      // The user inside is one for all containers of the host, and a resource limit would count them together.
      throw new GateError('SANDBOX_FAILED', 'podman: no control group for memory and processes can be made here');
    }
    const ask = (args: readonly string[]): Promise<string> => askEngine(engine, args, { name, signal });
    const remove = async (): Promise<void> => {
      // The engine's own clean-up, which begins when the process is gone, may be at work on the same container.
      for (let attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
        try {
          await askEngine(engine, ['rm', '--force', '--time=0', '--ignore', name], { name });
          rmSync(directory, { recursive: true, force: true });
          return;
        } catch {
          await sleep(REMOVE_PAUSE_MS * (attempt + 1));
        }
      }
      // The directory stays: by it whoever tidies up knows that there is a container.
    };
    try {
      mkdirSync(join(directory, 'root'), { recursive: true, mode: 0o755 });
      writeFileSync(profile, JSON.stringify(containerSeccomp()));
      const made = containerArguments({
        name,
        profile,
        pidFile,
        mounts: allMounts(spec),
        limits: spec.limits,
        env: spec.env,
      });
      await ask(['create', ...made, '--rootfs', join(directory, 'root'), ...spec.argv]);
      await ask(['init', name]);
      const pid = Number(readFileSync(pidFile, 'latin1'));
      const startTime = processState(pid)?.startTime;
      if (!(pid > 1) || startTime === undefined) throw new GateError('SANDBOX_FAILED', 'podman told no living process');
      watchdog.note(pid, startTime);
      const enforcement = await confine({ prlimit, limits: spec.limits, user: NOBODY, evidence }, group, pid);
      const waiting = commandOf(pid);
      const child = spawn(
        engine,
        [...podmanOptions(), 'start', '--attach', '--interactive', '--sig-proxy=false', name],
        {
          argv0: name,
          cwd: '/',
          env: engineEnvironment(),
          stdio: ['pipe', 'pipe', 'pipe'],
        },
      );
      const gone = new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.once('error', () => resolve());
      });
      const { stdin, stdout, stderr } = child;
      for (const stream of [stdin, stdout, stderr]) stream.on('error', () => {}); // `exited` tells
      stdout.on('readable', keepUnread);
      const tail = new StderrTail(stderr);
      const over = new AbortController();
      void gone.then(() => over.abort());
      while (!over.signal.aborted && commandOf(pid) === waiting) await sleep(POLL_MS);
      stdout.off('readable', keepUnread);
      return supervise({
        child,
        pid,
        group,
        gone,
        tail,
        stdin,
        stdout,
        enforcement,
        limits: spec.limits,
        signal,
        remove,
      });
    } catch (error) {
      await remove();
      group.kill();
      await group.remove();
      if (signal.aborted) throw cancelled(error);
      if (error instanceof GateError) throw error;
      const said = printable(error instanceof Error ? error.message : String(error), 600);
      throw new GateError('SANDBOX_FAILED', `podman could not start the sandbox: ${said}`, { cause: error });
    }
  },
};

/** What every container's walls are made of, without what is of one instance. */
const WITHOUT = { name: '', profile: '', pidFile: '', mounts: [], limits: undefined, env: {} } as const;

let installed: Promise<Installation> | undefined;

/** Throws GateError SANDBOX_FAILED saying what is missing. */
async function installation(): Promise<Installation> {
  installed ??= look();
  return installed;
}

async function look(): Promise<Installation> {
  const missing = (what: string): GateError => new GateError('SANDBOX_FAILED', `${what}. ${NEEDS}`, { next: NEEDS });
  const engine = findExecutable('podman');
  const prlimit = findExecutable('prlimit');
  if (engine === undefined) throw missing('podman is not installed');
  if (prlimit === undefined) throw missing('prlimit is not installed');
  if (process.getuid?.() !== 0) throw missing('podman needs root here, and the gate is not root');
  if (findExecutable('runc') === undefined) throw missing('runc is not installed');
  const text = await askEngine(engine, ['info', '--format', '{{.Version.Version}} {{.Host.OCIRuntime.Name}}'], {});
  const [version = 'unknown', runtime = 'unknown'] = text.trim().split(' ');
  await sweep(engine);
  return { podman: engine, prlimit, version, runtime };
}

/** What gates left that were ended in a way that left nobody to tidy up: known by label and name. */
async function sweep(engine: string): Promise<void> {
  const filter = ['--filter', `label=${CONTAINER_LABEL}`, '--format', '{{.Names}}'];
  const names = (await askEngine(engine, ['ps', '--all', ...filter], {})).split('\n').filter(isOrphaned);
  if (names.length > 0) await askEngine(engine, ['rm', '--force', '--time=0', '--ignore', ...names], {});
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return undefined;
  }
}

function keepUnread(): void {}

function cancelled(cause?: unknown): GateError {
  return new GateError('CANCELLED', 'the sandbox was not started: cancelled', { cause });
}

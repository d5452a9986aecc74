import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { canonicalJson } from '../core/canonical-json.ts';
import { GateError } from '../core/errors.ts';
import { openBarrier } from './barrier.ts';
import type { Availability, SandboxDriver, SandboxInstance, SandboxSpec } from './driver.ts';
import { findExecutable } from './executable.ts';
import { NOBODY } from './nobody.ts';
import { DATA_FD, launch, launchOptions } from './launch.ts';
import { ociConfiguration, ociSeccomp } from './oci-bundle.ts';
import { allMounts, checkSpecification, specificationDigest } from './specification.ts';
import type { GvisorLog } from './tripwire/gvisor-log.ts';
import { REPORT_FD } from './tripwire/guard-places.ts';
import { newInstanceName } from './tidy/instance-name.ts';

const run = promisify(execFile);

/**
 * runsc runs inside a shell built by bubblewrap: a pid namespace that dies with the gate, no network, and a file system of
 * runsc, the bundle and the mounts alone. State directory and bundle live in that shell, so nothing is left on the host; and
 * whoever breaks out of gVisor's kernel finds no host there. No user namespace: runsc needs root to build its own walls.
 */
const SHELL = [
  '--unshare-pid',
  '--unshare-net',
  '--unshare-ipc',
  '--unshare-uts',
  '--new-session',
  '--clearenv',
  '--chdir',
  '/',
];
const RUNSC_INSIDE = '/runsc';
const BUNDLE = '/bundle';
const STATE = '/state';
const ROOT = '/rootfs';

/** `systrap` is the fast platform of newer builds, `ptrace` that of older ones; kvm hangs where virtualisation is nested. */
const PLATFORMS = ['systrap', 'ptrace'] as const;
const FLAGS = ['--network=none', '--ignore-cgroups', '--oci-seccomp', '--host-uds=none', '--host-fifo=none'];

/** gVisor's own threads and the host processes behind those inside, which the host's limit counts too. */
const OWN_PROCESSES = 96;
const OWN_OPEN_FILES = 4_096;

const NEEDS =
  'Install gVisor and bubblewrap (`apt-get install runsc bubblewrap`, or gvisor.dev/docs/user_guide/install).';

interface Installation {
  readonly runsc: string;
  readonly bwrap: string;
  readonly prlimit: string;
  readonly version: string;
  readonly platform: string;
  readonly flags: readonly string[];
}

/** gVisor (`runsc`) from an OCI bundle; never `runsc do`, which shows the host's file system. */
export const gvisor: SandboxDriver = {
  name: 'gvisor',

  async detect(): Promise<Availability> {
    try {
      const { version, platform } = await installation();
      return { available: true, version: `${version} (${platform})` };
    } catch (error) {
      return { available: false, why: error instanceof Error ? error.message : String(error) };
    }
  },

  async start(spec: SandboxSpec, signal: AbortSignal): Promise<SandboxInstance> {
    checkSpecification(spec);
    const { runsc, bwrap, prlimit, version, platform, flags } = await installation();
    const walls = { driver: 'gvisor', version, platform, flags, shell: SHELL, seccomp: ociSeccomp() };
    const name = newInstanceName();
    const observer = await observerOf(spec, name);
    const traced = observer === undefined ? {} : { traced: observer.flags };
    try {
      return await launch(
        {
          bwrap,
          prlimit,
          args: shellArguments(spec, runsc, [
            '--root',
            STATE,
            `--platform=${platform}`,
            ...flags,
            ...(observer === undefined ? [] : [...observer.flags, `--debug-log=/proc/self/fd/${REPORT_FD}`]),
            'run',
            '--bundle',
            BUNDLE,
            name,
          ]),
          data: Buffer.from(canonicalJson(ociConfiguration(spec, ROOT))),
          limits: { ...spec.limits, pids: spec.limits.pids + OWN_PROCESSES, openFiles: OWN_OPEN_FILES },
          name,
          user: undefined,
          yields: spec.yields,
          ...(observer === undefined ? {} : { observer: observer.log }),
          evidence: {
            driver: 'gvisor',
            version: `${version} (${platform})`,
            hostUid: NOBODY,
            specification: specificationDigest(spec, { ...walls, ...traced }),
          },
        },
        signal,
      );
    } catch (error) {
      // Its FIFO never ends by itself: a gate that was stopped before anything started would wait for it for ever.
      observer?.log.abandon();
      throw error;
    }
  },
};

/** Loaded where something is watched: parsers are not. */
async function observerOf(
  spec: SandboxSpec,
  name: string,
): Promise<{ readonly log: GvisorLog; readonly flags: readonly string[] } | undefined> {
  if (spec.tripwires === undefined) return undefined;
  const { GvisorLog: Log, TRACE_FLAGS } = await import('./tripwire/gvisor-log.ts');
  const shown = spec.mounts.map(({ target }) => target);
  return { log: new Log(await openBarrier(name), shown, spec.tripwires), flags: TRACE_FLAGS };
}

function shellArguments(spec: SandboxSpec, runsc: string, command: readonly string[]): readonly string[] {
  const options: readonly (readonly string[])[] = [
    SHELL,
    launchOptions,
    ['--proc', '/proc'],
    ['--dev', '/dev'],
    ['--tmpfs', '/tmp'],
    ['--tmpfs', STATE],
    ['--ro-bind', runsc, RUNSC_INSIDE],
    ['--ro-bind-data', String(DATA_FD), `${BUNDLE}/config.json`],
    // bubblewrap makes missing directories for itself alone (0700); gVisor's file server asks as nobody.
    ...parents(['/proc/x', '/dev/x', '/tmp/x', '/sys/x', ...allMounts(spec).map(({ target }) => target)]).map(
      (directory) => ['--dir', `${ROOT}${directory}`],
    ),
    ...allMounts(spec).map(({ source, target }) => ['--ro-bind', source, `${ROOT}${target}`]),
    ['--', RUNSC_INSIDE, ...command],
  ];
  return options.flat();
}

/** Every directory above the paths, the outer before the inner. */
function parents(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) found.add(path.slice(0, end));
  }
  return [...found];
}

let installed: Promise<Installation> | undefined;

/** Throws GateError SANDBOX_FAILED saying what is missing. */
async function installation(): Promise<Installation> {
  installed ??= look();
  return installed;
}

async function look(): Promise<Installation> {
  const missing = (what: string): GateError => new GateError('SANDBOX_FAILED', `${what}. ${NEEDS}`, { next: NEEDS });
  const runsc = findExecutable('runsc');
  const bwrap = findExecutable('bwrap');
  const prlimit = findExecutable('prlimit');
  if (runsc === undefined) throw missing('runsc is not installed');
  if (bwrap === undefined || prlimit === undefined) throw missing('bwrap or prlimit is not installed');
  if (process.getuid?.() !== 0) throw missing('runsc needs root here, and the gate is not root');
  const { stdout: versions } = await run(runsc, ['--version'], { env: {}, timeout: 5_000 });
  const { stdout: help, stderr } = await run(runsc, ['flags'], { env: {}, timeout: 5_000 });
  const known = `${help}${stderr}`;
  const platform = PLATFORMS.find((name) => platformLine(known).includes(name));
  if (platform === undefined) throw missing('this build of runsc has neither the systrap nor the ptrace platform');
  const flags = FLAGS.filter((flag) => known.includes(flag.slice(1).split('=')[0] ?? flag));
  for (const needed of ['--network=none', '--ignore-cgroups', '--oci-seccomp']) {
    if (!flags.includes(needed)) throw missing(`this build of runsc lacks ${needed}`);
  }
  return { runsc, bwrap, prlimit, version: /version\s+(\S+)/u.exec(versions)?.[1] ?? 'unknown', platform, flags };
}

/** The line of the help text that lists the platforms. */
function platformLine(help: string): string {
  return help.split('\n').find((line) => line.includes('which platform to use')) ?? '';
}

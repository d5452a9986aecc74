import { existsSync } from 'node:fs';
import type { Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import { bubblewrapVersion } from './bubblewrap-version.ts';
import type { Availability, Canaries, SandboxDriver, SandboxInstance, SandboxSpec } from './driver.ts';
import { findExecutable } from './executable.ts';
import { hostUser } from './host-user.ts';
import { DATA_FD, GUARD_FD, launch, launchOptions, type LaunchPlan } from './launch.ts';
import { NOBODY } from './nobody.ts';
import { newInstanceName } from './tidy/instance-name.ts';
import { entryFilter, seccompFilter, type SeccompFilter } from './seccomp/filter.ts';
import type { TripwireLog } from './tripwire/log.ts';
import { GUARD_INSIDE } from './tripwire/guard-places.ts';
import { allMounts, checkSpecification, specificationDigest } from './specification.ts';

/** Settings of the whole kernel, which belong to the host's root whatever the namespace: an empty directory instead. */
const MASKED_DIRECTORIES = ['sys', 'irq', 'bus', 'fs', 'scsi', 'acpi', 'driver', 'tty'];
/** Kernel-wide facts that tell about the host or its other users; /dev/null is shown in their place (as runc masks them). */
const MASKED_FILES = [
  'sysrq-trigger',
  'kcore',
  'keys',
  'key-users',
  'timer_list',
  'sched_debug',
  'config.gz',
  'kallsyms',
  'cmdline',
];

/** The walls, in the order in which bubblewrap builds them. Part of what the specification's digest covers. */
const WALLS = [
  '--unshare-all', // user, ipc, pid, net, uts, cgroup: no network interface but a loopback of its own
  '--new-session', // no controlling terminal to type into (CVE-2017-5226)
  '--clearenv',
  '--cap-drop',
  'ALL',
  '--uid',
  String(NOBODY),
  '--gid',
  String(NOBODY),
  '--hostname',
  'sandbox',
  '--chdir',
  '/',
] as const;

const NEEDS = 'Install bubblewrap and util-linux (`apt-get install bubblewrap`).';

/**
 * bubblewrap with a seccomp program of our own. The /tmp inside is a tmpfs of stated size; bubblewrap (0.8) has no way to
 * mount it noexec. /proc is one of the own pid namespace; there is no /sys, no /etc, and /dev holds the harmless nodes.
 */
export const bubblewrap: SandboxDriver = {
  name: 'bubblewrap',

  async detect(): Promise<Availability> {
    const bwrap = findExecutable('bwrap');
    if (bwrap === undefined) return { available: false, why: `bwrap is not installed. ${NEEDS}` };
    if (findExecutable('prlimit') === undefined) return { available: false, why: `prlimit is not installed. ${NEEDS}` };
    try {
      seccompFilter();
      return { available: true, version: await bubblewrapVersion(bwrap) };
    } catch (error) {
      return { available: false, why: error instanceof Error ? error.message : String(error) };
    }
  },

  async start(spec: SandboxSpec, signal: AbortSignal): Promise<SandboxInstance> {
    checkSpecification(spec);
    const bwrap = findExecutable('bwrap');
    const prlimit = findExecutable('prlimit');
    if (bwrap === undefined || prlimit === undefined) {
      throw new GateError('SANDBOX_FAILED', 'bwrap or prlimit is not installed', { next: NEEDS });
    }
    const guard = spec.tripwires === undefined ? undefined : await guardOf(spec, spec.tripwires);
    const { program, digest } = guard?.filter ?? seccompFilter();
    const version = await bubblewrapVersion(bwrap).catch(() => 'unknown');
    const walls = {
      driver: 'bubblewrap',
      version,
      arguments: WALLS,
      masked: [MASKED_DIRECTORIES, MASKED_FILES],
      seccomp: digest,
      ...(guard === undefined ? {} : { guard: guard.digest }),
    };
    const user = hostUser(allMounts(spec));
    const evidence = { driver: 'bubblewrap', version, specification: specificationDigest(spec, walls) } as const;
    const plan: LaunchPlan = {
      bwrap,
      prlimit,
      args: bubblewrapArguments(spec, WALLS, guard !== undefined),
      data: program,
      ...(guard === undefined ? {} : { guard }),
      limits: spec.limits,
      name: newInstanceName(),
      user,
      ...(spec.scratch === undefined ? {} : { scratch: spec.scratch }),
      yields: spec.yields,
      evidence: { ...evidence, hostUid: user ?? ownUid() },
    };
    if (plan.user === undefined) return launch(plan, signal);
    try {
      return await launch(plan, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      // Some systems let only root make user namespaces. What is in force then stands in the enforcement.
      const asRoot = { ...plan, user: undefined, evidence: { ...evidence, hostUid: ownUid() } };
      return launch({ ...asRoot, name: newInstanceName() }, signal);
    }
  },
};

interface Guard {
  readonly filter: SeccompFilter;
  readonly program: Uint8Array;
  readonly digest: Sha256;
  readonly log: TripwireLog;
}

/** Loaded where something is watched: parsers are not. Undefined on a processor that there is no guard for. */
async function guardOf(spec: SandboxSpec, canaries: Canaries): Promise<Guard | undefined> {
  const [{ hasGuard, guardProgram }, { TripwireLog }] = await Promise.all([
    import('./tripwire/guard.ts'),
    import('./tripwire/log.ts'),
  ]);
  if (!hasGuard()) return undefined;
  const shown = spec.mounts.map(({ target }) => target);
  return { ...guardProgram(), filter: entryFilter(), log: new TripwireLog(shown, canaries) };
}

function ownUid(): number {
  return process.getuid?.() ?? 0;
}

/** The paths that this kernel has: bubblewrap could not mount over others. */
function onHost(names: readonly string[]): readonly string[] {
  return names.map((name) => `/proc/${name}`).filter((path) => existsSync(path));
}

/** The whole command line after `bwrap`. `walls` is for the negative control in tests. */
export function bubblewrapArguments(
  spec: SandboxSpec,
  walls: readonly string[] = WALLS,
  guarded = false,
): readonly string[] {
  const options: readonly (readonly string[])[] = [
    walls,
    launchOptions,
    ['--seccomp', String(DATA_FD)],
    ...Object.entries(spec.env).map(([name, value]) => ['--setenv', name, value]),
    ['--proc', '/proc'],
    ['--dev', '/dev'],
    ...onHost(MASKED_DIRECTORIES).map((path) => ['--tmpfs', path, '--remount-ro', path]),
    ...onHost(MASKED_FILES).map((path) => ['--ro-bind', '/dev/null', path]),
    ...allMounts(spec).map(({ source, target }) => ['--ro-bind', source, target]),
    ['--ro-bind', '/dev/null', '/dev/zero'], // mapped as shared, it is memory that counts against no resource limit
    // The roots that bubblewrap makes itself are writable, and count against no limit, until they are remounted.
    ['--remount-ro', '/dev'],
    ['--size', String(spec.limits.tmpBytes), '--tmpfs', '/tmp'],
    ...(guarded ? [['--perms', '0555', '--ro-bind-data', String(GUARD_FD), GUARD_INSIDE]] : []),
    ['--remount-ro', '/'],
    ['--', ...(guarded ? [GUARD_INSIDE] : []), ...spec.argv],
  ];
  return options.flat();
}

import type { SandboxDriverName } from '../../core/policy.ts';
import type { SandboxExit, SandboxSpec } from '../driver.ts';
import { ATTEMPTS, DESCRIPTOR_CALLS, isRefusal } from './attempts.ts';
import { GUARD_INSIDE } from '../tripwire/guard-places.ts';
import { OWN_THINGS } from './own-things.ts';
import type { Observations } from './observations.ts';
import type { Wall, WallReport } from './walls.ts';

/** Node, its own devices and pseudo terminals: what a /dev may hold. */
const HARMLESS_DEVICES = new Set([
  'null',
  'zero',
  'full',
  'random',
  'urandom',
  'tty',
  'ptmx',
  'pts',
  'shm',
  'fd',
  'stdin',
  'stdout',
  'stderr',
  'core',
  'mqueue',
  'net',
]);
const NULL_DEVICE = 'character 1:3';
const TMPFS_ROUNDING = 64 * 1024;

/** What the probe's main program saw, wall by wall. `reached` lists the host's listeners that something reached. */
export function judge(
  seen: Observations,
  spec: SandboxSpec,
  driver: SandboxDriverName,
  reached: readonly string[],
): readonly WallReport[] {
  return [
    calls('sockets', seen),
    connections(seen, reached),
    absent('names', 'answer from a name server', names(seen)),
    absent('host-files', 'path of the host visible', [...seen.opened, ...strangeRoot(seen, spec, driver)]),
    absent('environment', 'variable from outside', strangeVariables(seen, spec, driver)),
    absent('descriptors', 'descriptor handed in', strangeDescriptors(seen)),
    absent('read-only-root', 'writable path outside /tmp', seen.written),
    temporary(seen, spec),
    absent('processes', 'foreign process visible', strangeProcesses(seen, spec)),
    absent('devices', 'device beyond the harmless ones', strangeDevices(seen, driver)),
    absent('kernel-settings', 'kernel setting that can be changed', seen.settings),
    absent('privileges', 'privilege', privileges(seen)),
    calls('system-calls', seen),
  ];
}

function absent(wall: Wall, what: string, found: readonly string[]): WallReport {
  const held = found.length === 0;
  return { wall, held, detail: held ? `no ${what}` : `${what}: ${found.slice(0, 8).join(', ')}` };
}

function calls(wall: 'sockets' | 'system-calls', seen: Observations): WallReport {
  const results = ATTEMPTS.map((attempt, index) => ({ attempt, result: seen.calls[index] }));
  const mine = results.filter(({ attempt }) => attempt.wall === wall);
  // A call without a result was never made, and proves nothing.
  const broken = mine.filter(({ result }) => result === undefined || !isRefusal(result));
  if (broken.length === 0) return { wall, held: true, detail: `${mine.length} raw system calls refused` };
  const named = broken
    .slice(0, 8)
    .map(({ attempt, result }) => `${attempt.what} → ${result ?? `no result (${seen.callsEnd})`}`);
  return { wall, held: false, detail: `not refused: ${named.join(', ')}` };
}

function connections(seen: Observations, reached: readonly string[]): WallReport {
  const made = Object.entries(seen.connections).filter(([, result]) => result === 'connected' || result === 'sent');
  const tried = Object.entries(seen.connections).map(([name, result]) => `${name} ${result}`);
  const held = made.length === 0 && reached.length === 0 && tried.length > 0;
  const through = [...made.map(([name]) => name), ...reached.map((name) => `${name} listener reached`)];
  return { wall: 'connections', held, detail: held ? tried.join(', ') : `got through: ${through.join(', ')}` };
}

/** ENOTFOUND would be an answer: somebody said that there is no such name. */
function names(seen: Observations): readonly string[] {
  return Object.entries(seen.names)
    .filter(
      ([how, result]) =>
        result === 'resolved' || result.startsWith('is ') || (how === 'direct' && result === 'ENOTFOUND'),
    )
    .map(([how, result]) => `${how}: ${result}`);
}

function strangeRoot(seen: Observations, spec: SandboxSpec, driver: SandboxDriverName): readonly string[] {
  const expected = new Set([
    'dev',
    'proc',
    'tmp',
    'probe',
    'sys', // what could be in it is among the paths tried
    ...(spec.tripwires === undefined || driver !== 'bubblewrap' ? [] : [GUARD_INSIDE.slice(1)]),
    ...OWN_THINGS[driver].paths.map((path) => path.slice(1)),
    ...spec.mounts.map(({ target }) => target.split('/')[1] ?? ''),
  ]);
  return seen.root.filter((name) => !expected.has(name)).map((name) => `/${name}`);
}

function strangeVariables(seen: Observations, spec: SandboxSpec, driver: SandboxDriverName): readonly string[] {
  const { variables } = OWN_THINGS[driver];
  return Object.entries(seen.environment)
    .filter(([name, value]) => spec.env[name] !== value && variables[name] !== value)
    .map(([name]) => name);
}

function strangeDescriptors(seen: Observations): readonly string[] {
  const results = seen.calls.slice(ATTEMPTS.length, ATTEMPTS.length + DESCRIPTOR_CALLS.length);
  if (results.length < DESCRIPTOR_CALLS.length) return ['not all could be asked for'];
  return results.flatMap((result, index) => {
    const descriptor = String(index + 3);
    const leadsTo = seen.descriptors[descriptor] ?? 'unknown';
    return result < 0 || leadsTo === '/dev/null' ? [] : [`${descriptor} → ${leadsTo}`];
  });
}

function temporary(seen: Observations, spec: SandboxSpec): WallReport {
  const { statBytes, writtenBytes, error } = seen.temporary;
  const limit = spec.limits.tmpBytes;
  const held = statBytes <= limit + TMPFS_ROUNDING && writtenBytes <= limit + TMPFS_ROUNDING && statBytes > 0;
  const end = error === 'none' ? 'stopped by itself' : error;
  return {
    wall: 'temporary-space',
    held,
    detail: `/tmp holds ${statBytes} bytes of ${limit} allowed; ${writtenBytes} written, then ${end}`,
  };
}

function strangeProcesses(seen: Observations, spec: SandboxSpec): readonly string[] {
  const program = spec.argv[0];
  const found = Object.entries(seen.processes);
  if (found.length === 0) return ['/proc could not be read'];
  return found
    .filter(
      ([, argument]) =>
        argument !== program && argument !== GUARD_INSIDE && !argument.startsWith('/probe/') && argument !== 'ENOENT',
    )
    .map(([pid, argument]) => `${pid} (${argument})`);
}

function strangeDevices(seen: Observations, driver: SandboxDriverName): readonly string[] {
  return Object.entries(seen.devices)
    .filter(
      ([name, kind]) =>
        kind.startsWith('block') ||
        (!HARMLESS_DEVICES.has(name) && !OWN_THINGS[driver].devices.includes(name) && kind !== NULL_DEVICE),
    )
    .map(([name, kind]) => `${name} (${kind})`);
}

function privileges(seen: Observations): readonly string[] {
  const capabilities = Object.entries(seen.status).filter(
    ([name, value]) => name.startsWith('Cap') && !/^0+$/u.test(value),
  );
  return [
    ...(seen.uid.length === 0 || seen.uid.some((id) => id <= 0) ? [`user or group ${seen.uid.join(' ')}`] : []),
    ...capabilities.map(([name, value]) => `${name} ${value}`),
    ...(seen.status['CapEff'] === undefined ? ['capabilities unknown'] : []),
  ];
}

const ENOMEM = -12;

/**
 * Whether the memory wall held: refused by the kernel, or the process killed for it. Whatever ended it otherwise, its time for one, proves
 * no wall, and is told for what it is: whoever reads "got it" looks for a hole.
 */
export function judgeMemory(
  answer: number | undefined,
  killedBy: SandboxExit['killedBy'],
): { readonly held: boolean; readonly how: string } {
  if (answer === ENOMEM) return { held: true, how: 'was refused' };
  if (killedBy === 'memory') return { held: true, how: 'was killed' };
  if (answer !== undefined) return { held: false, how: answer < 0 ? `was answered with error ${-answer}` : 'got it' };
  return {
    held: false,
    how: killedBy === 'none' ? 'gave no answer' : `gave no answer before it was ended (${killedBy})`,
  };
}

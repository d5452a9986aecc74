import { printable } from '../core/escape.ts';
import { wrap } from '../core/layout.ts';
import type { DriverHealth, SandboxHealth } from './doctor.ts';
import type { ProbeReport } from './probe/walls.ts';

const UNPROVEN = 'unproven: what the cluster enforces is asked for, and known only as far as the probe saw it inside';

/** What `modelgate doctor` says about sandboxes, in lines of at most 80 columns. */
export function renderDoctorText(health: SandboxHealth): string[] {
  const landlock = health.landlock === null ? 'none' : `ABI ${health.landlock}`;
  const who = health.user === 0 ? 'root' : `user ${health.user}`;
  const chosen = health.drivers.find(({ usable }) => usable);
  const only = chosen?.driver === 'kubernetes' ? ' where the policy says `sandbox.minimum: kubernetes`' : '';
  return [
    `Sandboxes on Linux ${printable(health.kernel, 40)} ${health.architecture}, as ${who} (Landlock: ${landlock})`,
    '',
    ...health.drivers.flatMap(renderDriver),
    chosen === undefined
      ? 'No sandbox works here: models can be verified, scanned and compared, not run.'
      : `The gate will use ${chosen.driver}${only}.`,
  ];
}

function renderDriver({ driver, usable, version, why, probe, probeMs }: DriverHealth): string[] {
  const head = `${usable ? '✓' : '✗'} ${driver}${version === undefined ? '' : ` ${printable(version, 40)}`}`;
  const time = probeMs === undefined ? '' : `, started and probed in ${(probeMs / 1000).toFixed(2)} s`;
  return [
    `${head}${time}`,
    ...(why === undefined ? [] : wrap(printable(why, 600), { first: '    ' })),
    ...(probe === undefined ? [] : renderProbe(probe)),
    '',
  ];
}

/** One line for each wall, and what enforces the limits. */
function renderProbe(probe: ProbeReport): string[] {
  const { memory, pids, cpu, hostUid } = probe.enforcement;
  return [
    ...wrap(`limits held by: memory ${memory}, processes ${pids}, CPU ${cpu}; runs as host user ${hostUid}`, {
      first: '    ',
    }),
    ...(memory === 'asked' ? wrap(UNPROVEN, { first: '    ' }) : []),
    ...probe.walls.flatMap(({ wall, held, detail }) =>
      wrap(printable(detail, 300), { first: `  ${held ? '✓' : '✗'} ${wall.padEnd(20)}`, rest: ' '.repeat(24) }),
    ),
  ];
}

import { printable } from '../core/escape.ts';
import type { DriverHealth, SandboxHealth } from './doctor.ts';
import type { ProbeReport } from './probe/walls.ts';

const WIDTH = 80;

/** What `modelgate doctor` says about sandboxes, in lines of at most 80 columns. */
export function renderDoctorText(health: SandboxHealth): string[] {
  const landlock = health.landlock === null ? 'none' : `ABI ${health.landlock}`;
  const who = health.user === 0 ? 'root' : `user ${health.user}`;
  const chosen = health.drivers.find(({ usable }) => usable);
  return [
    `Sandboxes on Linux ${printable(health.kernel, 40)} ${health.architecture}, as ${who} (Landlock: ${landlock})`,
    '',
    ...health.drivers.flatMap(renderDriver),
    chosen === undefined
      ? 'No sandbox works here: models can be verified, scanned and compared, not run.'
      : `The gate will use ${chosen.driver}.`,
  ];
}

function renderDriver({ driver, usable, version, why, probe, probeMs }: DriverHealth): string[] {
  const head = `${usable ? '✓' : '✗'} ${driver}${version === undefined ? '' : ` ${printable(version, 40)}`}`;
  const time = probeMs === undefined ? '' : `, started and probed in ${(probeMs / 1000).toFixed(2)} s`;
  return [
    `${head}${time}`,
    ...(why === undefined ? [] : wrap(printable(why, 600), '    ')),
    ...(probe === undefined ? [] : renderProbe(probe)),
    '',
  ];
}

/** One line for each wall, and what enforces the limits. */
function renderProbe(probe: ProbeReport): string[] {
  const { memory, pids, cpu, hostUid } = probe.enforcement;
  return [
    ...wrap(`limits held by: memory ${memory}, processes ${pids}, CPU ${cpu}; runs as host user ${hostUid}`, '    '),
    ...probe.walls.flatMap(({ wall, held, detail }) => {
      const [first = '', ...rest] = wrap(printable(detail, 300), ' '.repeat(24));
      return [`  ${held ? '✓' : '✗'} ${wall.padEnd(20)}${first.trimStart()}`, ...rest];
    }),
  ];
}

/** Lines of at most WIDTH columns, each behind `indent`; a longer word is cut into pieces. */
function wrap(text: string, indent: string): string[] {
  const room = WIDTH - indent.length;
  const lines: string[] = [];
  let line = '';
  const pieces = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? []);
  for (const piece of pieces) {
    if (line !== '' && line.length + 1 + piece.length > room) {
      lines.push(indent + line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}

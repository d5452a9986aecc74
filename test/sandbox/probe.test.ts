import { afterEach, describe, expect, it, vi } from 'vitest';
import { baselineSpecification } from '../../src/sandbox/choose.ts';
import { judgeMemory } from '../../src/sandbox/probe/judge.ts';
import { endWhenLate, LONGEST_MS, QUIET_MS } from '../../src/sandbox/probe/patience.ts';
import { probeSandbox, reportOnSandbox } from '../../src/sandbox/probe/probe.ts';
import type { Wall } from '../../src/sandbox/probe/walls.ts';
import { WALLS } from '../../src/sandbox/probe/walls.ts';
import { ALLOW_EVERYTHING, weakened, type Weakness } from './weakened-driver.ts';

const never = new AbortController().signal;
const isRoot = process.getuid?.() === 0;
const MIB = 1024 * 1024;

/** Before the root is made read-only. */
function add(...options: string[]): (args: readonly string[]) => readonly string[] {
  return (args) => args.toSpliced(args.lastIndexOf('--remount-ro'), 0, ...options);
}

/** Takes a run of options out. */
function without(...options: string[]): (args: readonly string[]) => readonly string[] {
  return (args) => {
    const at = args.findIndex((_, index) => options.every((option, offset) => args[index + offset] === option));
    expect(at).toBeGreaterThanOrEqual(0);
    return args.toSpliced(at, options.length);
  };
}

/** What is taken out, and the walls that the probe must then find broken. */
const WEAKNESSES: readonly { what: string; weakness: Weakness; walls: readonly Wall[]; rootOnly?: boolean }[] = [
  {
    what: 'the host network and no filter',
    weakness: { args: add('--share-net'), filter: ALLOW_EVERYTHING },
    walls: ['connections', 'sockets', 'system-calls'],
  },
  { what: 'no filter', weakness: { filter: ALLOW_EVERYTHING }, walls: ['sockets', 'system-calls'] },
  { what: 'a host directory', weakness: { args: add('--ro-bind', '/etc', '/etc') }, walls: ['host-files'] },
  {
    what: 'the host temporary directory',
    weakness: { args: add('--bind', '/tmp', '/tmp') },
    walls: ['host-files', 'temporary-space'],
  },
  { what: 'a variable of the gate', weakness: { args: add('--setenv', 'GATE_SECRET', 'x') }, walls: ['environment'] },
  { what: 'a writable root', weakness: { args: without('--remount-ro', '/') }, walls: ['read-only-root'] },
  { what: 'a writable /dev', weakness: { args: without('--remount-ro', '/dev') }, walls: ['read-only-root'] },
  {
    what: 'more temporary space',
    weakness: { args: add('--size', String(256 * MIB), '--tmpfs', '/tmp') },
    walls: ['temporary-space'],
  },
  { what: 'the devices of the host', weakness: { args: add('--dev-bind', '/dev', '/dev') }, walls: ['devices'] },
  {
    what: 'the processes of the host',
    weakness: { args: add('--ro-bind', '/proc', '/proc') },
    walls: ['processes'],
  },
  { what: 'no limit on processes', weakness: { limits: { pids: 4_000 } }, walls: ['process-limit'] },
  { what: 'no limit on memory', weakness: { limits: { memoryBytes: 4_000 * MIB } }, walls: ['memory-limit'] },
  {
    what: 'root inside, with its capabilities',
    weakness: { args: add('--uid', '0', '--gid', '0', '--cap-add', 'ALL') },
    walls: ['privileges'],
    rootOnly: true,
  },
  {
    what: 'kernel settings in reach of the user root',
    weakness: { args: without('--tmpfs', '/proc/sys', '--remount-ro', '/proc/sys') },
    walls: ['kernel-settings'],
    rootOnly: true,
  },
];

describe('the isolation probe', () => {
  it('finds nothing in the driver that the weakened ones are made of', async () => {
    const report = await probeSandbox(weakened({}), baselineSpecification(), never);
    expect(report.walls.map(({ wall }) => wall).toSorted()).toEqual([...WALLS].toSorted());
    expect(report.walls.every(({ held }) => held)).toBe(true);
  });

  it.each(WEAKNESSES)('notices $what', async ({ weakness, walls, rootOnly }) => {
    if (rootOnly === true && !isRoot) return; // an ordinary user has nothing to give away there
    const report = await reportOnSandbox(weakened(weakness), baselineSpecification(), never);
    const broken = report.walls.filter(({ held }) => !held).map(({ wall }) => wall);
    expect(broken).toEqual(expect.arrayContaining([...walls]));
  });

  it('stops the run when a wall does not hold, naming the wall', async () => {
    const leaky = weakened({ args: add('--share-net'), filter: ALLOW_EVERYTHING });
    await expect(probeSandbox(leaky, baselineSpecification(), never)).rejects.toMatchObject({
      code: 'SANDBOX_LEAKS',
      message: expect.stringMatching(/connections .*got through: .*tcp/u),
    });
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const probing = probeSandbox(weakened({}), baselineSpecification(), controller.signal);
    setTimeout(() => controller.abort(), 60);
    await expect(probing).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

it.each([
  [-12, 'none', true, 'was refused'],
  [undefined, 'memory', true, 'was killed'],
  [140_000_000, 'none', false, 'got it'],
  [undefined, 'wall-clock', false, 'gave no answer before it was ended (wall-clock)'],
  [undefined, 'none', false, 'gave no answer'],
  [-1, 'none', false, 'was answered with error 1'],
] as const)('memory is judged by the answer %s and the end %s', (answer, killedBy, held, how) => {
  expect(judgeMemory(answer, killedBy)).toEqual({ held, how });
});

describe('an instance of the probe', () => {
  afterEach(() => vi.useRealTimers());

  /** After how many milliseconds it is ended; undefined if `answered` comes first. */
  const ended = (busy: () => boolean, answered = Number.POSITIVE_INFINITY): number | undefined => {
    vi.useFakeTimers();
    const begun = Date.now();
    let at: number | undefined;
    const onTime = endWhenLate(() => (at = Date.now() - begun), busy);
    if (Number.isFinite(answered)) setTimeout(onTime, answered);
    vi.advanceTimersByTime(10 * LONGEST_MS);
    return at;
  };

  it('that hangs is ended soon on a machine that is free, and as late as is stated on one that is not', () => {
    expect(ended(() => false)).toBe(QUIET_MS);
    expect(ended(() => true)).toBe(LONGEST_MS);
  });

  it('that answers late, because everything else goes first, has answered', () => {
    expect(ended(() => true, LONGEST_MS - 1)).toBeUndefined();
  });

  it('is given the whole time by what is probed before a run is known', () => {
    expect(baselineSpecification().limits.wallClockMs).toBeGreaterThanOrEqual(LONGEST_MS);
  });
});

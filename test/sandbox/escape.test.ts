import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EscapeRoom } from '../../bench/escape/contract.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver } from '../../src/sandbox/driver.ts';
import { newInstanceName } from '../../src/sandbox/tidy/instance-name.ts';
import { ALLOW_EVERYTHING, weakened, type Weakness } from './weakened-driver.ts';

const add =
  (...options: string[]) =>
  (args: readonly string[]): readonly string[] =>
    args.toSpliced(args.lastIndexOf('--remount-ro'), 0, ...options);

const WEAKNESSES: readonly { what: string; weakness: Weakness; escapes: RegExp }[] = [
  {
    what: 'no filter',
    weakness: { filter: ALLOW_EVERYTHING },
    escapes: /socket\(family 16, .*socket\(family 40, .*io_uring_setup/u,
  },
  {
    what: 'the network of the host',
    weakness: { args: add('--share-net'), filter: ALLOW_EVERYTHING },
    escapes: /the host by IPv4: connected.*tcp listener reached/u,
  },
  { what: 'files of the host', weakness: { args: add('--ro-bind', '/etc', '/etc') }, escapes: /open \/etc\/passwd/u },
  { what: 'a variable', weakness: { args: add('--setenv', 'GATE', 'x') }, escapes: /variable GATE/u },
  { what: 'the devices of the host', weakness: { args: add('--dev-bind', '/dev', '/dev') }, escapes: /block device/u },
  {
    what: 'the processes of the host',
    weakness: { args: add('--ro-bind', '/proc', '/proc') },
    escapes: /sees \d+ proc/u,
  },
  {
    what: 'more room in /tmp',
    weakness: { args: add('--size', '99999744', '--tmpfs', '/tmp') },
    escapes: /into \/tmp/u,
  },
];

describe('the contract of escapes', () => {
  let room: EscapeRoom;
  beforeEach(async () => {
    room = await EscapeRoom.open();
  });
  afterEach(() => room.close());

  it.each(WEAKNESSES)('tells of $what', async ({ weakness, escapes }) => {
    const found = await room.run(weakened(weakness), 'exit');
    expect(found.escapes.join(' ')).toMatch(escapes);
    expect(found.leaks).toEqual([]);
  });

  it('tells of limits that nobody set', async () => {
    const unlimited = weakened({ limits: { pids: 4_000, memoryBytes: 2 ** 33 } });
    expect((await room.run(unlimited, 'fork')).escapes).toEqual([expect.stringMatching(/processes made of/u)]);
  });

  it('tells of a process that is left', async () => {
    const started: (() => void)[] = [];
    const leaky: SandboxDriver = {
      ...bubblewrap,
      async start(spec, signal) {
        const left = spawn('/usr/bin/sleep', ['100'], { argv0: newInstanceName(), stdio: 'ignore' });
        started.push(() => left.kill('SIGKILL'));
        return bubblewrap.start(spec, signal);
      },
    };
    const { escapes, leaks } = await room.run(leaky, 'exit');
    for (const end of started) end();
    expect(escapes).toEqual([]);
    expect(leaks).toEqual([expect.stringMatching(/^modelgate-/u)]);
  });
});

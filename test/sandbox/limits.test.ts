import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, writeFileSync, mkdtempSync, rmSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hostUser } from '../../src/sandbox/host-user.ts';
import { createControlGroup } from '../../src/sandbox/limits/cgroup.ts';
import { parsePosition } from '../../src/sandbox/limits/cgroup-paths.ts';
import { treeUse } from '../../src/sandbox/limits/process-tree.ts';
import { isOrphaned, newInstanceName, ownerOf } from '../../src/sandbox/tidy/instance-name.ts';

const helper = fileURLToPath(new URL('./helper-limits.ts', import.meta.url));
const ORDINARY_USER = 61_234;

/** Runs the helper and returns what it printed as JSON. */
async function runHelper(options: { uid?: number; inherit?: number }): Promise<unknown> {
  const ids = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const inherited = options.inherit === undefined ? [] : ['ignore' as const, 'ignore' as const, options.inherit];
  const child = spawn(process.execPath, [helper, options.inherit === undefined ? 'limits' : 'descriptors'], {
    ...ids,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'inherit', ...inherited],
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function readableByAll(path: string): boolean {
  return path === '/' || ((statSync(path).mode & 0o005) === 0o005 && readableByAll(dirname(path)));
}

describe('limits without control groups', () => {
  const possible =
    process.getuid?.() !== 0 || (readableByAll(dirname(helper)) && readableByAll(dirname(process.execPath)));

  it.skipIf(!possible)('bite for an ordinary user, and the evidence says which mechanism held them', async () => {
    const result = await runHelper(process.getuid?.() === 0 ? { uid: ORDINARY_USER } : {});
    expect(result).toEqual({
      mechanisms:
        process.getuid?.() === 0
          ? ['rlimit', 'rlimit', 'rlimit']
          : [expect.any(String), expect.any(String), expect.any(String)],
      hog: true,
      hogs: 'memory',
      spin: 'cpu',
      spins: 'cpu',
      children: true,
      sleep: 'wall-clock',
    });
  });

  it('adds up a tree of processes', async () => {
    const child = spawn(
      process.execPath,
      [
        '-e',
        'const b=Buffer.alloc(64<<20,1);while(process.cpuUsage().user<3e5);console.log(b.length);setInterval(()=>{},1e6)',
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    await once(child.stdout, 'data');
    const use = treeUse(child.pid ?? 0);
    expect(use.memoryBytes).toBeGreaterThan(64 << 20);
    expect(use.memoryBytes).toBeLessThan(300 << 20);
    expect(use.cpuSeconds).toBeGreaterThan(0.2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(treeUse(child.pid ?? 0)).toEqual({ memoryBytes: 0, cpuSeconds: 0 });
  });
});

describe('descriptors that the gate inherited', () => {
  it('never reach the inside', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-descriptors-'));
    try {
      writeFileSync(join(directory, 'secret'), 'secret');
      const secret = openSync(join(directory, 'secret'), 'r');
      const seen = await runHelper({ inherit: secret });
      expect(seen).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('control group positions', () => {
  it('reads a pure v2 host, from the own group up', () => {
    const position = parsePosition(
      '0::/user.slice/user-1000.slice/app.scope\n',
      '30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n',
    );
    const top = '/sys/fs/cgroup';
    expect(position.v1.size).toBe(0);
    expect(position.v2).toEqual([
      `${top}/user.slice/user-1000.slice/app.scope`,
      `${top}/user.slice/user-1000.slice`,
      `${top}/user.slice`,
      top,
    ]);
  });

  it('reads a hybrid host, and a container that is shown only its own subtree', () => {
    const hybrid = parsePosition(
      '9:memory:/a b\n8:cpu,cpuacct:/x\n7:pids:/\n0::/\n',
      [
        '1 0 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
        '2 0 0:2 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
        '3 0 0:3 / /sys/fs/cgroup/p\\040ids rw - cgroup cgroup rw,pids',
        '4 0 0:4 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw',
      ].join('\n'),
    );
    expect(hybrid.v1.get('memory')).toBe('/sys/fs/cgroup/memory/a b');
    expect(hybrid.v1.get('cpuacct')).toBe('/sys/fs/cgroup/cpu,cpuacct/x');
    expect(hybrid.v1.get('pids')).toBe('/sys/fs/cgroup/p ids/');
    expect(hybrid.v2[0]).toBe('/sys/fs/cgroup/unified/');
    const docker = parsePosition(
      '4:memory:/docker/abc\n',
      '1 0 0:1 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory',
    );
    expect(docker.v1.get('memory')).toBe('/sys/fs/cgroup/memory');
    expect(parsePosition('4:memory:/../x\n', '1 0 0:1 / /m ro - cgroup cgroup rw,memory').v1.size).toBe(0);
    expect(parsePosition('', 'garbage\n- \n')).toEqual({ v1: new Map(), v2: [] });
  });
});

describe('a control group of version 2', () => {
  const limits = {
    memoryBytes: 512 << 20,
    pids: 40,
    cpuSeconds: 9,
    wallClockMs: 9_000,
    tmpBytes: 1 << 20,
    openFiles: 64,
  };
  /** A directory in the place of the kernel's: it keeps what is written, and tells what is laid there. */
  function hierarchy(controllers: string): string {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-v2-'));
    writeFileSync(join(directory, 'cgroup.subtree_control'), `${controllers}\n`);
    return directory;
  }

  it('has memory, swap and processes limited, dies as one, and tells what was used and killed', () => {
    const own = hierarchy('cpu');
    const above = hierarchy('cpu memory pids');
    try {
      // Where the own group hands on only some controllers, the one above it is asked.
      const group = createControlGroup('it', limits, { v1: new Map(), v2: [own, above] });
      const at = join(above, 'it');
      expect(group.directories).toEqual([at]);
      expect(group.holds).toEqual({ memory: 'cgroup-v2', pids: 'cgroup-v2', cpu: 'cgroup-v2' });
      const written = ['memory.max', 'memory.swap.max', 'memory.oom.group', 'pids.max'];
      expect(written.map((name) => readFileSync(join(at, name), 'utf8'))).toEqual(['536870912', '0', '1', '40']);
      writeFileSync(join(at, 'cpu.stat'), 'usage_usec 2500000\nuser_usec 2000000\n');
      writeFileSync(join(at, 'memory.events'), 'low 0\noom 3\noom_kill 2\n');
      writeFileSync(join(at, 'cgroup.procs'), '0\n4194305\n');
      expect([group.cpuSeconds(), group.memoryKills(), group.processes()]).toEqual([2.5, 2, [4_194_305]]);
    } finally {
      for (const directory of [own, above]) rmSync(directory, { recursive: true });
    }
  });

  it('holds nothing, and says so, where none of its limits can be written', () => {
    const closed = hierarchy('memory');
    try {
      const group = createControlGroup('it', limits, { v1: new Map(), v2: [closed, '/nowhere'] });
      expect([group.holds, group.directories]).toEqual([{}, []]);
    } finally {
      rmSync(closed, { recursive: true });
    }
  });
});

describe('instance names', () => {
  it('tell a living owner from a dead one, and never judge foreign names', () => {
    const name = newInstanceName();
    expect(ownerOf(name)).toMatchObject({ pid: process.pid });
    expect(isOrphaned(name)).toBe(false);
    const { namespace, pid, startTime } = ownerOf(name) ?? { namespace: '', pid: 0, startTime: '' };
    expect(isOrphaned(`modelgate-${namespace}-${pid}-${Number(startTime) + 1}-1`)).toBe(true); // the pid was used again
    expect(isOrphaned(`modelgate-${namespace}-4194305-1-1-XYZ`)).toBe(true);
    expect(isOrphaned(`modelgate-1-4194305-1-1`)).toBe(false); // of another pid namespace
    for (const other of ['modelgate', 'modelgate-cache', 'modelgate-1-2', 'tmp', `x${name}`])
      expect(isOrphaned(other)).toBe(false);
  });
});

describe('the host user of a sandbox', () => {
  it('is nobody for root, unless nobody can read what is shown', () => {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-user-'));
    try {
      const mount = { source: join(directory, 'file'), target: '/file' };
      writeFileSync(mount.source, '', { mode: 0o644 });
      chmodSync(directory, 0o755);
      expect(hostUser([mount], 0)).toBe(65_534);
      expect(hostUser([mount], 1000)).toBeUndefined();
      chmodSync(mount.source, 0o600);
      expect(hostUser([mount], 0)).toBeUndefined();
      chmodSync(mount.source, 0o644);
      chmodSync(directory, 0o700);
      expect(hostUser([mount], 0)).toBeUndefined();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

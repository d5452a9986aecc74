/**
 * The isolation probe's program: runs inside a sandbox, tries to get out, and tells what it saw. One file without imports
 * of ours, because it is all that the sandbox is shown of modelgate; `judge.ts` outside decides what it means.
 */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns';
import fs from 'node:fs';
import net from 'node:net';
import type { Observations, ProbeTask } from './observations.ts';

const WAIT_MS = 250;
const CHUNK_BYTES = 4 * 1024 * 1024;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by probe.ts; zod is not shown inside
const task = JSON.parse(process.argv[2] ?? '') as ProbeTask;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** The result of `step`, or the code of its error as `otherwise` makes of it. */
function attempt<T>(step: () => T, otherwise: (code: string) => T): T {
  try {
    return step();
  } catch (error) {
    return otherwise(codeOf(error));
  }
}

function settled(start: (done: (result: string) => void) => void): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('no answer'), WAIT_MS).unref();
    attempt(() => start(resolve), resolve);
  });
}

function connect(options: net.NetConnectOpts): Promise<string> {
  return settled((done) => {
    const socket = net.connect(options);
    socket.once('connect', () => {
      done('connected');
      socket.destroy();
    });
    socket.once('error', (error) => done(codeOf(error)));
    setTimeout(() => socket.destroy(), WAIT_MS).unref();
  });
}

function send(address: string, port: number): Promise<string> {
  return settled((done) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => done(codeOf(error)));
    socket.send('probe', port, address, (error) => {
      done(error === null ? 'sent' : codeOf(error));
      socket.close();
    });
  });
}

async function connections(): Promise<Record<string, string>> {
  const [host, ipv6, documentation, abstract, unix, datagram, datagramOut] = await Promise.all([
    connect({ host: '127.0.0.1', port: task.tcpPort }),
    connect({ host: '::1', port: task.tcpPort }),
    connect({ host: '192.0.2.1', port: 80 }),
    connect({ path: `\0${task.abstractSocket}` }),
    connect({ path: task.unixSocket }),
    send('127.0.0.1', task.udpPort),
    send('192.0.2.1', 53),
  ]);
  return { host, ipv6, documentation, abstract, unix, datagram, datagramOut };
}

async function names(): Promise<Record<string, string>> {
  const system = settled((done) =>
    lookup('modelgate-probe.invalid', (error, address) => done(error === null ? `is ${address}` : codeOf(error))),
  );
  const direct = settled((done) => {
    const resolver = new Resolver({ timeout: WAIT_MS, tries: 1 });
    resolver.setServers([`127.0.0.1:${task.udpPort}`]);
    resolver.resolve4('modelgate-probe.invalid', (error) => done(error === null ? 'resolved' : codeOf(error)));
  });
  return { system: await system, direct: await direct };
}

function list(path: string): string[] {
  return attempt(
    () => fs.readdirSync(path),
    () => [],
  );
}

function kind(path: string): string {
  const stat = attempt(
    () => fs.statSync(path),
    () => undefined,
  );
  if (stat === undefined) return 'unreadable';
  if (stat.isBlockDevice()) return 'block';
  if (stat.isCharacterDevice()) return `character ${stat.rdev >> 8}:${stat.rdev & 255}`;
  return stat.isDirectory() ? 'directory' : 'file';
}

function opens(path: string, flags: string): boolean {
  return attempt(
    () => {
      fs.closeSync(fs.openSync(path, flags));
      return true;
    },
    (code) => code === 'EISDIR' && flags === 'r',
  );
}

function written(): string[] {
  const directories = [
    '/',
    '/usr',
    '/usr/lib',
    '/usr/bin',
    '/dev',
    '/dev/shm',
    '/dev/mqueue',
    '/proc',
    '/proc/sys',
    '/probe',
  ];
  const made = directories
    .map((directory) => `${directory.replace(/\/$/u, '')}/modelgate-probe`)
    .filter(
      (path) =>
        opens(path, 'w') ||
        attempt(
          () => (fs.mkdirSync(path), true),
          () => false,
        ),
    );
  return [...made, ...task.readOnlyPaths.filter((path) => opens(path, 'r+') || opens(`${path}/modelgate-probe`, 'w'))];
}

function temporary(): Observations['temporary'] {
  const { blocks, bsize } = fs.statfsSync('/tmp');
  let writtenBytes = 0;
  const error = attempt(
    () => {
      const file = fs.openSync('/tmp/fill', 'w');
      const chunk = Buffer.alloc(CHUNK_BYTES, 1);
      while (writtenBytes < task.fillBytes) writtenBytes += fs.writeSync(file, chunk);
      fs.closeSync(file);
      return 'none';
    },
    (code) => code,
  );
  attempt(
    () => fs.rmSync('/tmp/fill', { force: true }),
    () => undefined,
  );
  return { statBytes: blocks * bsize, writtenBytes, error };
}

function rawCalls(): Pick<Observations, 'calls' | 'callsEnd'> {
  const { stdout, signal, error } = spawnSync(task.callsProgram, [], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 3_000,
  });
  const bytes = stdout ?? Buffer.alloc(0);
  const calls = Array.from({ length: bytes.length >> 3 }, (_, index) => Number(bytes.readBigInt64LE(index * 8)));
  return { calls, callsEnd: signal ?? (error === undefined ? '' : codeOf(error)) };
}

function status(): Record<string, string> {
  const lines = attempt(
    () => fs.readFileSync('/proc/self/status', 'utf8').split('\n'),
    () => [],
  );
  return Object.fromEntries(
    lines
      .map((line) => line.split(':\t'))
      .filter((pair) => pair.length === 2 && /^(Cap|NoNew|Secc)/u.test(pair[0] ?? '')),
  );
}

const SETTINGS = [
  '/proc/sys/kernel/core_pattern',
  '/proc/sys/kernel/hostname',
  '/proc/sys/kernel/modprobe',
  '/proc/sys/vm/overcommit_memory',
  '/proc/sysrq-trigger',
  '/sys/kernel/uevent_helper',
  '/sys/fs/cgroup/cgroup.procs',
];

const pending = Promise.all([connections(), names()]);
const pids = list('/proc').filter((name) => /^\d+$/u.test(name));
const seen: Omit<Observations, 'connections' | 'names'> = {
  environment: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ''])),
  root: list('/'),
  opened: task.hostPaths.filter((path) => opens(path, 'r')),
  descriptors: Object.fromEntries(
    list('/proc/self/fd').map((fd) => [
      fd,
      attempt(
        () => fs.readlinkSync(`/proc/self/fd/${fd}`),
        () => 'closed',
      ),
    ]),
  ),
  written: written(),
  temporary: temporary(),
  processes: Object.fromEntries(
    pids.map((pid) => [
      pid,
      attempt(
        () => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '',
        (code) => code,
      ),
    ]),
  ),
  devices: Object.fromEntries(list('/dev').map((name) => [name, kind(`/dev/${name}`)])),
  settings: SETTINGS.filter((path) => opens(path, 'r+')),
  uid: [
    process.getuid?.() ?? -1,
    process.geteuid?.() ?? -1,
    process.getgid?.() ?? -1,
    ...(process.getgroups?.() ?? []),
  ],
  status: status(),
  ...rawCalls(),
};
const [connected, named] = await pending;
const observations: Observations = { ...seen, connections: connected, names: named };
fs.writeSync(1, JSON.stringify(observations));
process.exit(0);

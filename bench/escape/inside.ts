/**
 * The program that tries to escape: runs inside a sandbox, tells what it got, and then leaves in the way that it was told to.
 * One file without imports of ours, because it is all that the sandbox is shown; `contract.ts` outside judges.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns';
import fs from 'node:fs';
import net from 'node:net';
import type { EscapeTask } from './contract.ts';

const WAIT_MS = 250;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by contract.ts; zod is not shown inside
const task = JSON.parse(process.argv[2] ?? '') as EscapeTask;

const escapes: string[] = [];
let tried = 0;

/** `step` must throw, or answer false or undefined; anything else is what somebody outside would not have given away. */
function must(what: string, step: () => unknown): void {
  tried += 1;
  try {
    const got = step();
    if (got !== false && got !== undefined) escapes.push(`${what}: ${JSON.stringify(got)?.slice(0, 100)}`);
  } catch {
    // refused, as it must be
  }
}

async function mustNot(what: string, start: (got: (what: string) => void, refused: () => void) => void): Promise<void> {
  tried += 1;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, WAIT_MS).unref();
    try {
      start((got) => {
        escapes.push(`${what}: ${got}`);
        resolve();
      }, resolve);
    } catch {
      resolve();
    }
  });
}

function connects(what: string, options: net.NetConnectOpts): Promise<void> {
  return mustNot(what, (got, refused) => {
    const socket = net.connect(options);
    socket.once('connect', () => {
      got('connected');
      socket.destroy();
    });
    socket.once('error', refused);
    setTimeout(() => socket.destroy(), WAIT_MS).unref();
  });
}

function sends(what: string, address: string, port: number): Promise<void> {
  return mustNot(what, (got, refused) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', refused);
    socket.send('x', port, address, (error) => {
      if (error === null) got('sent');
      else refused();
      socket.close();
    });
  });
}

async function network(): Promise<void> {
  await Promise.all([
    connects('the host by IPv4', { host: '127.0.0.1', port: task.tcpPort }),
    connects('the host by IPv6', { host: '::ffff:127.0.0.1', port: task.tcpPort }),
    connects('an outside address', { host: '192.0.2.1', port: 443 }),
    connects('an abstract socket', { path: `\0${task.abstractSocket}` }),
    connects('a socket in the file system', { path: task.unixSocket }),
    connects('a socket through a link', { path: `${task.shown}/socket` }),
    sends('the host by datagram', '127.0.0.1', task.udpPort),
    sends('an outside address by datagram', '192.0.2.1', 53),
    sends('everybody nearby', 'ff02::1', task.udpPort),
    mustNot('a name by the library', (got, refused) =>
      lookup('escape.invalid', (error, address) => (error === null ? got(address) : refused())),
    ),
    mustNot('a name by asking', (got, refused) => {
      const resolver = new Resolver({ timeout: WAIT_MS, tries: 1 });
      resolver.setServers([`127.0.0.1:${task.udpPort}`, '192.0.2.1']);
      resolver.resolveTxt('escape.invalid', (error) =>
        error === null || error.code === 'ENOTFOUND' ? got('an answer') : refused(),
      );
    }),
  ]);
  must('a server of its own', () => {
    const server = net.createServer();
    server.once('error', () => {});
    server.listen(0);
    return server.address() === null ? undefined : 'listens';
  });
}

function hostFiles(): void {
  for (const path of task.hostPaths) {
    must(`open ${path}`, () => fs.openSync(path, 'r'));
    must(`open /proc/1/root${path}`, () => fs.openSync(`/proc/1/root${path}`, 'r'));
    must(`open /proc/self/cwd/../..${path}`, () => fs.openSync(`/proc/self/cwd/../..${path}`, 'r'));
  }
  for (const [name, value] of Object.entries(process.env))
    must(`variable ${name}`, () => !task.ownVariables.includes(name) && value);
  for (const place of ['/proc/1/environ', '/proc/self/environ'])
    must(`the secret in ${place}`, () => fs.readFileSync(place, 'latin1').includes(task.secret));
}

function links(): void {
  const { shown, secretPath } = task;
  for (const name of ['absolute', 'relative', 'proc', 'loop'])
    must(`follow ${name}`, () => fs.readFileSync(`${shown}/${name}`, 'utf8'));
  must('a symbolic link of its own', () => {
    fs.symlinkSync(secretPath, '/tmp/link');
    return fs.readFileSync('/tmp/link', 'utf8');
  });
  must('a symbolic link over /proc', () => {
    fs.symlinkSync('/proc/1/cwd', '/tmp/cwd');
    return fs.readFileSync(`/tmp/cwd${secretPath}`, 'utf8');
  });
  must('above the root', () => fs.readFileSync(`/${'../'.repeat(40)}${secretPath.slice(1)}`, 'utf8'));
  must('above a mount', () => fs.readFileSync(`${shown}/../secret`, 'utf8'));
  must('through a descriptor', () => {
    const directory = fs.openSync(shown, 'r');
    return fs.readFileSync(`/proc/self/fd/${directory}/../secret`, 'utf8');
  });
  must('a hard link into /tmp', () => (fs.linkSync(`${shown}/plain`, '/tmp/hard'), 'made'));
  must('a hard link beside', () => (fs.linkSync(`${shown}/plain`, `${shown}/hard`), 'made'));
  must('a hard link to what is open', () => {
    const file = fs.openSync(`${shown}/plain`, 'r');
    fs.linkSync(`/proc/self/fd/${file}`, '/tmp/open');
    return fs.lstatSync('/tmp/open').isSymbolicLink() ? undefined : 'made';
  });
  must('write through a link', () => (fs.writeFileSync(`${shown}/absolute`, 'x'), 'written'));
  must('write a file shown', () => (fs.writeFileSync(`${shown}/plain`, 'x'), 'written'));
  must('make a file beside', () => (fs.writeFileSync(`${shown}/new`, 'x'), 'written'));
  must('rename a file shown', () => (fs.renameSync(`${shown}/plain`, `${shown}/moved`), 'moved'));
  must('remove a file shown', () => (fs.rmSync(`${shown}/plain`), 'removed'));
  must('change the mode of a file shown', () => (fs.chmodSync(`${shown}/plain`, 0o4777), 'changed'));
  must('change the times of a file shown', () => (fs.utimesSync(`${shown}/plain`, 1, 1), 'changed'));
}

function root(): void {
  const directories = ['/', '/usr', '/usr/bin', '/usr/lib', '/dev', '/dev/shm', '/dev/pts', '/proc', '/sys', '/etc'];
  for (const directory of [...directories, '/run', '/var', '/root', '/home', '/probe']) {
    must(`write into ${directory}`, () => (fs.writeFileSync(`${directory}/escape`, 'x'), 'written'));
    must(`make a directory in ${directory}`, () => (fs.mkdirSync(`${directory}/escape-directory`), 'made'));
  }
  const settings = ['core_pattern', 'modprobe', 'hostname', 'hotplug', 'randomize_va_space', 'yama/ptrace_scope'];
  for (const name of settings) must(`set ${name}`, () => fs.openSync(`/proc/sys/kernel/${name}`, 'r+'));
  for (const path of [
    '/proc/sysrq-trigger',
    '/proc/sys/vm/overcommit_memory',
    '/proc/self/exe', // CVE-2019-5736
    '/proc/1/exe',
    '/usr/bin/node',
    '/sys/kernel/uevent_helper',
    '/sys/fs/cgroup/release_agent', // CVE-2022-0492
    '/sys/fs/cgroup/cgroup.procs',
    '/sys/fs/cgroup/memory/release_agent',
  ])
    must(`open ${path} for writing`, () => fs.openSync(path, 'r+'));
}

function devices(): void {
  const kernel = [
    'mem',
    'kmem',
    'port',
    'kmsg',
    'kvm',
    'fuse',
    'loop-control',
    'loop0',
    'vda',
    'sda',
    'dm-0',
    'btrfs-control',
  ];
  for (const name of [...kernel, 'vsock', 'vhost-vsock', 'net/tun', 'uinput', 'dri/card0', 'nvidia0', 'mapper/control'])
    must(`open /dev/${name}`, () => {
      if (fs.statSync(`/dev/${name}`).rdev === fs.statSync('/dev/null').rdev) return undefined; // masked
      return task.ownDevices.includes(name) ? undefined : fs.openSync(`/dev/${name}`, 'r');
    });
  for (const name of fs.readdirSync('/dev')) {
    must(`block device /dev/${name}`, () => fs.statSync(`/dev/${name}`).isBlockDevice());
  }
  for (const name of ['kcore', 'kallsyms', 'kmsg', 'keys', 'timer_list', 'config.gz'])
    must(`read /proc/${name}`, () => {
      const file = fs.openSync(`/proc/${name}`, 'r');
      return fs.readSync(file, Buffer.alloc(16)) > 0;
    });
}

function processes(): void {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  tried += 1;
  if (pids.length > 4) escapes.push(`sees ${pids.length} processes`);
  must('a signal to the host', () => process.kill(task.victim, 'SIGKILL'));
  must('a question about the host', () => fs.readFileSync(`/proc/${task.victim}/cmdline`, 'utf8'));
  must('the memory of the host', () => fs.openSync(`/proc/${task.victim}/mem`, 'r+'));
}

/** Bytes until it is full: as many as were allowed and no more. The judge compares. */
function fillDisk(): number {
  let written = 0;
  try {
    const file = fs.openSync('/tmp/fill', 'w');
    const chunk = Buffer.alloc(4 << 20, 1);
    while (written < task.fillBytes) written += fs.writeSync(file, chunk);
  } catch {
    // full
  }
  fs.rmSync('/tmp/fill', { force: true });
  return written;
}

function raw(program: string): { readonly results: number[]; readonly end: string } {
  const { stdout, signal, error } = spawnSync(program, [], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
  const bytes = stdout ?? Buffer.alloc(0);
  const results = Array.from({ length: bytes.length >> 3 }, (_, index) => Number(bytes.readBigInt64LE(index * 8)));
  return { results, end: signal ?? (error === undefined ? '' : String(error)) };
}

/** A program of the files shown, made the caller's own in /tmp with the setuid bit. */
function ownSetuid(): { readonly results: number[] } {
  try {
    fs.copyFileSync(task.whoAmI, '/tmp/setuid');
    fs.chmodSync('/tmp/setuid', 0o6755);
    return raw('/tmp/setuid');
  } catch {
    return { results: [] };
  }
}

/** Processes that sleep until somebody ends them, started by one that is gone. */
function orphans(): void {
  spawn(task.orphans, [task.marker], { detached: true, stdio: 'ignore' }).on('error', () => {});
}

/** Its results go to the gate as they come: where the sandbox is ended for it, they are what is known. */
function forkBomb(): Promise<void> {
  const bomb = spawn(task.forks, [task.marker], { stdio: ['ignore', 1, 'ignore'] });
  return new Promise((resolve) => {
    bomb.once('exit', () => resolve());
    bomb.once('error', () => resolve());
  });
}

async function leave(): Promise<void> {
  if (task.ending === 'fork') await forkBomb();
  if (task.ending === 'fork' || task.ending === 'exit') process.exit(0);
  if (task.ending === 'crash') process.abort();
  // A deaf process with children that outlive whoever started them.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const)
    process.on(signal, () => {});
  if (task.ending === 'memory') {
    spawn(task.memory, [task.marker], { stdio: 'ignore' }).on('error', () => {});
    const kept: Buffer[] = [];
    setInterval(() => kept.push(Buffer.alloc(16 << 20, 1)), 1);
  } else if (task.ending === 'flood') {
    const flood = Buffer.alloc(1 << 20, 10);
    for (;;) fs.writeSync(1, flood);
  } else setInterval(() => {}, 1_000_000);
}

await network();
hostFiles();
links();
root();
devices();
processes();
const report = {
  calls: raw(task.attempts).results,
  foreign: Object.fromEntries(Object.entries(task.foreign).map(([name, program]) => [name, raw(program)])),
  setuid: [...raw(`${task.shown}/setuid`).results, ...ownSetuid().results],
  filled: fillDisk(),
  escapes,
  tried,
};
orphans();
fs.writeSync(1, `${JSON.stringify(report)}\n`);
await leave();

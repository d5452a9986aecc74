import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { SandboxDriver, SandboxExit, SandboxSpec } from '../../src/sandbox/driver.ts';
import { forkCalls, memoryCalls } from '../../src/sandbox/probe/attempts.ts';
import { openHostTargets, type HostTargets } from '../../src/sandbox/probe/host-targets.ts';
import { OWN_THINGS } from '../../src/sandbox/probe/own-things.ts';
import { rawProgram } from '../../src/sandbox/probe/raw-program.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { attemptsProgram, escapesAmong, foreignEntries, rawAttempts, whoAmI } from './attempts.ts';
import { leftovers, processesWith } from './leftovers.ts';

const MIB = 1024 * 1024;
const LIMITS = {
  memoryBytes: 256 * MIB,
  pids: 32,
  cpuSeconds: 20,
  wallClockMs: 120_000,
  tmpBytes: 8 * MIB,
  openFiles: 128,
};
const ORPHANS = 4;
const TMPFS_ROUNDING = 64 * 1024;
const MAX_REPORT_BYTES = 4 * MIB;
/** How long the host may take to be as before: control groups empty a moment after their last process. */
const SETTLE_MS = 5_000;
const CLOCK_MS = 1_000;

/** Others may mount on this machine while a soak runs; what a sandbox mounts is named after the gate's process. */
const OWN_MOUNT = new RegExp(`modelgate-\\d+-${process.pid}-`, 'u');

/** How the program inside ends: by itself, by a crash, by taking all memory or processes, by writing without end, by not ending. */
export const ENDINGS = ['exit', 'crash', 'memory', 'fork', 'flood', 'cancelled', 'wall-clock'] as const;
export type Ending = (typeof ENDINGS)[number];

const KILLED_BY = {
  exit: 'none',
  crash: 'none',
  memory: 'memory',
  flood: 'cancelled',
  cancelled: 'cancelled',
  'wall-clock': 'wall-clock',
} as const;
/** The attempts take a fraction of it on an idle machine; a run that is cut short reports nothing and counts as an escape. */
const WALL_CLOCK_MS = 12_000;

/** What the gate tells the program inside: one JSON argument. Paths are as seen inside. */
export interface EscapeTask {
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly abstractSocket: string;
  readonly unixSocket: string;
  readonly hostPaths: readonly string[];
  readonly ownVariables: readonly string[];
  readonly ownDevices: readonly string[];
  readonly shown: string;
  readonly secretPath: string;
  readonly secret: string;
  readonly victim: number;
  readonly fillBytes: number;
  readonly attempts: string;
  readonly foreign: Readonly<Record<string, string>>;
  readonly whoAmI: string;
  readonly forks: string;
  readonly orphans: string;
  readonly memory: string;
  readonly marker: string;
  readonly ending: Ending;
}

const numbers = z.array(z.int());
const reportSchema = z.object({
  calls: numbers,
  foreign: z.record(z.string(), z.object({ results: numbers, end: z.string() })),
  setuid: numbers,
  filled: z.int(),
  escapes: z.array(z.string()),
  tried: z.int(),
});

interface Ended {
  readonly exit: SandboxExit;
  /** The report's line; empty without one. */
  readonly text: string;
  /** What came after it. */
  readonly rest: Buffer;
}

export interface EscapeResult {
  readonly tried: number;
  /** What somebody inside got that they must not, or changed outside. */
  readonly escapes: readonly string[];
  /** What was left on the host: processes, mounts, control groups, files. */
  readonly leaks: readonly string[];
}

/** The files, listeners and the process that every run of the contract fails at, made once. */
export class EscapeRoom {
  readonly #targets: HostTargets;
  readonly #directory: string;
  readonly #victim;
  readonly #secret = randomBytes(16).toString('hex');
  readonly #clock = Date.now() - performance.now();
  readonly #host: string;

  private constructor(targets: HostTargets) {
    this.#targets = targets;
    this.#directory = mkdtempSync(join(realpathSync(tmpdir()), 'escape-room-'));
    chmodSync(this.#directory, 0o755);
    // In a group of its own: a signal that a terminal or a time limit sends to this one's would look like an escape.
    this.#victim = spawn('/usr/bin/sleep', ['1000000'], { stdio: 'ignore', detached: true });
    process.env['ESCAPE_ROOM_SECRET'] = this.#secret;
    this.#furnish();
    this.#host = this.#state();
  }

  /** Throws a system error if the machine has no loopback or no temporary directory. */
  static async open(): Promise<EscapeRoom> {
    return new EscapeRoom(await openHostTargets());
  }

  close(): void {
    delete process.env['ESCAPE_ROOM_SECRET'];
    this.#victim.kill('SIGKILL');
    this.#targets.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /**
   * One sandbox, every attempt, one way out; `yields` as parsers and probes do. Throws GateError SANDBOX_FAILED if the driver can't
   * start it.
   */
  async run(driver: SandboxDriver, ending: Ending, yields = false): Promise<EscapeResult> {
    const marker = `escape-${randomBytes(8).toString('hex')}`;
    const spec = this.#specification(driver, ending, marker);
    const ended = await this.#runInside(driver, yields ? { ...spec, yields } : spec, ending);
    const leaks = await settled(() => [
      ...processesWith(marker).map((pid) => `process ${pid}`),
      ...leftovers(process.pid).filter((name) => !this.#targets.directory.includes(name)),
      ...this.#changes(),
    ]);
    const { tried, escapes } = this.#judge(ended, ending);
    const reached = this.#targets.reached().map((listener) => `${listener} listener reached`);
    return { tried, escapes: [...escapes, ...reached], leaks };
  }

  #furnish(): void {
    const program = (name: string, bytes: Uint8Array, mode: number): void => {
      writeFileSync(join(this.#directory, name), bytes);
      chmodSync(join(this.#directory, name), mode);
    };
    mkdirSync(this.#shown);
    writeFileSync(join(this.#directory, 'secret'), this.#secret);
    chmodSync(join(this.#directory, 'secret'), 0o666);
    writeFileSync(join(this.#shown, 'plain'), 'plain');
    chmodSync(join(this.#shown, 'plain'), 0o666);
    chmodSync(this.#shown, 0o777);
    symlinkSync(join(this.#directory, 'secret'), join(this.#shown, 'absolute'));
    symlinkSync('../secret', join(this.#shown, 'relative'));
    symlinkSync(`/proc/1/root${this.#directory}/secret`, join(this.#shown, 'proc'));
    symlinkSync('loop', join(this.#shown, 'loop'));
    symlinkSync(this.#targets.unixSocket, join(this.#shown, 'socket'));
    program('shown/setuid', whoAmI(), 0o6755);
    program('attempts', attemptsProgram(this.#victim.pid ?? 0), 0o755);
    program('forks', rawProgram(forkCalls(LIMITS.pids)), 0o755);
    program('orphans', rawProgram(forkCalls(LIMITS.pids).slice(0, ORPHANS)), 0o755);
    program('memory', rawProgram(memoryCalls(LIMITS.memoryBytes * 2)), 0o755);
    for (const [name, bytes] of Object.entries(foreignEntries())) program(name, bytes, 0o755);
  }

  get #shown(): string {
    return join(this.#directory, 'shown');
  }

  #specification(driver: SandboxDriver, ending: Ending, marker: string): SandboxSpec {
    const own = OWN_THINGS[driver.name];
    const inside = (name: string): string => `/probe/${name}`;
    const foreign = Object.keys(foreignEntries());
    const hostPaths = [
      '/etc',
      '/etc/passwd',
      '/etc/shadow',
      '/root',
      '/home',
      '/var',
      '/run',
      '/boot',
      '/bin/sh',
      '/opt',
    ];
    const task: EscapeTask = {
      tcpPort: this.#targets.tcpPort,
      udpPort: this.#targets.udpPort,
      abstractSocket: this.#targets.abstractSocket,
      unixSocket: this.#targets.unixSocket,
      hostPaths: [
        ...hostPaths.filter((path) => !own.paths.includes(path)),
        this.#targets.canary,
        join(this.#directory, 'secret'),
        process.execPath,
        fileURLToPath(import.meta.url),
      ],
      ownVariables: Object.keys(own.variables),
      ownDevices: own.devices,
      shown: '/shown',
      secretPath: join(this.#directory, 'secret'),
      secret: this.#secret,
      victim: this.#victim.pid ?? 0,
      fillBytes: LIMITS.tmpBytes + 8 * MIB,
      attempts: inside('attempts'),
      foreign: Object.fromEntries(foreign.map((name) => [name, inside(name)])),
      whoAmI: '/shown/setuid',
      forks: inside('forks'),
      orphans: inside('orphans'),
      memory: inside('memory'),
      marker,
      ending,
    };
    const files = ['attempts', 'forks', 'orphans', 'memory', ...foreign];
    return {
      argv: [NODE_INSIDE, inside('inside.mts'), JSON.stringify(task)],
      env: {},
      mounts: [...runtimeMounts(), { source: this.#shown, target: '/shown' }],
      probeMounts: [
        { source: fileURLToPath(new URL('./inside.ts', import.meta.url)), target: inside('inside.mts') },
        ...files.map((name) => ({ source: join(this.#directory, name), target: inside(name) })),
      ],
      limits: ending === 'wall-clock' ? { ...LIMITS, wallClockMs: WALL_CLOCK_MS } : LIMITS,
    };
  }

  async #runInside(driver: SandboxDriver, spec: SandboxSpec, ending: Ending): Promise<Ended> {
    const instance = await driver.start(spec, new AbortController().signal);
    let output = Buffer.alloc(0);
    instance.stdout.on('data', (chunk: Buffer) => {
      if (output.length < MAX_REPORT_BYTES) output = Buffer.concat([output, chunk]);
      if ((ending === 'cancelled' || ending === 'flood') && output.includes('\n')) instance.kill();
    });
    const closed = new Promise((resolve) => instance.stdout.once('close', resolve));
    const exit = await instance.exited;
    await closed;
    const end = output.indexOf('\n') + 1;
    return { exit, text: output.subarray(0, end).toString('utf8'), rest: output.subarray(end) };
  }

  #judge({ exit, text, rest }: Ended, ending: Ending): { readonly tried: number; readonly escapes: string[] } {
    const parsed = reportSchema.safeParse(text === '' ? undefined : JSON.parse(text));
    // What was not tried is not held.
    if (!parsed.success) return { tried: 0, escapes: [`no report: ${JSON.stringify(exit).slice(0, 400)}`] };
    const { calls, foreign, setuid, filled, escapes, tried } = parsed.data;
    const victim = this.#victim.pid ?? 0;
    const found = [...escapes, ...escapesAmong(calls, victim)];
    for (const [name, { results, end }] of Object.entries(foreign)) {
      if (results.some((result) => result >= 0)) found.push(`a socket through the ${name} entry`);
      if (results.length === 0 && end === '') found.push(`the ${name} entry was not tried`);
    }
    if (setuid.length < 2) found.push('setuid was not tried');
    if (setuid.includes(0)) found.push(`a setuid bit was honoured: ${setuid.join(' ')}`);
    if (text.includes(this.#secret)) found.push('the secret of the host came out');
    if (filled > LIMITS.tmpBytes + TMPFS_ROUNDING) found.push(`${filled} bytes written into /tmp`);
    if (ending === 'fork') {
      const made = Array.from({ length: rest.length >> 3 }, (_, at) => rest.readBigInt64LE(at * 8));
      const forked = made.filter((pid) => pid > 0n).length;
      if (forked >= LIMITS.pids || forked === 0) found.push(`${forked} processes made of ${LIMITS.pids} allowed`);
    } else if (exit.killedBy !== KILLED_BY[ending]) {
      found.push(`ended by ${exit.killedBy} instead of ${KILLED_BY[ending]}`);
    }
    const further = Object.keys(foreign).length + setuid.length + 4;
    return { tried: tried + rawAttempts(victim).length + further, escapes: found };
  }

  /** Everything of the host that somebody inside might have changed. */
  #changes(): readonly string[] {
    const changed: string[] = [];
    if (this.#state() !== this.#host) changed.push(`the host changed: ${this.#state()} instead of ${this.#host}`);
    if (this.#victim.exitCode !== null || this.#victim.signalCode !== null)
      changed.push('a process of the host was ended');
    for (const line of readFileSync('/proc/self/mountinfo', 'utf8').split('\n'))
      if (line.includes(this.#directory) || OWN_MOUNT.test(line)) changed.push(`mount ${line}`);
    const drift = Math.abs(Date.now() - performance.now() - this.#clock);
    if (drift > CLOCK_MS) changed.push(`the clock moved by ${Math.round(drift)} ms`);
    return changed;
  }

  #state(): string {
    const text = (path: string): string => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return '';
      }
    };
    const plain = statSync(join(this.#shown, 'plain'));
    const state = {
      settings: ['kernel/core_pattern', 'kernel/modprobe', 'vm/overcommit_memory'].map((name) =>
        text(`/proc/sys/${name}`),
      ),
      hostname: hostname(),
      modules: text('/proc/modules').split('\n').length,
      shared: text('/proc/sysvipc/shm').split('\n').length,
      files: [readdirSync(this.#directory), readdirSync(this.#shown)],
      plain: [text(join(this.#shown, 'plain')), plain.mode, plain.nlink, plain.mtimeMs],
      secret: text(join(this.#directory, 'secret')),
    };
    return createHash('sha256').update(JSON.stringify(state)).digest('hex').slice(0, 16);
  }
}

/** What is left when it no longer changes, or nothing as soon as there is nothing. */
async function settled(look: () => readonly string[]): Promise<readonly string[]> {
  let found = look();
  for (const end = performance.now() + SETTLE_MS; found.length > 0 && performance.now() < end; found = look())
    await sleep(10);
  return found;
}

import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { EscapeRoom } from '../../bench/escape/contract.ts';
import type { Tripwires } from '../../src/core/predicates/tripwires.ts';
import { openBarrier } from '../../src/sandbox/barrier.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { baselineSpecification } from '../../src/sandbox/choose.ts';
import type { SandboxDriver, SandboxExit, SandboxSpec } from '../../src/sandbox/driver.ts';
import { gvisor } from '../../src/sandbox/gvisor.ts';
import { probeSandbox } from '../../src/sandbox/probe/probe.ts';
import { rawProgram, type RawCall } from '../../src/sandbox/probe/raw-program.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { SYSTEM_CALLS, type SystemCall } from '../../src/sandbox/seccomp/system-calls.ts';
import { GvisorLog } from '../../src/sandbox/tripwire/gvisor-log.ts';
import { newInstanceName } from '../../src/sandbox/tidy/instance-name.ts';
import { TripwireLog } from '../../src/sandbox/tripwire/log.ts';
import { WATCHED } from '../../src/sandbox/tripwire/watched.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const { signal } = new AbortController();
const CANARIES = { file: '/home/operator/.aws/credentials', address: '10.20.30.40' };
const call = (name: SystemCall, ...values: RawCall['arguments']): RawCall => ({
  number: SYSTEM_CALLS[name][0] ?? -1,
  arguments: values,
});

/** bubblewrap with the guard in every specification. */
const guarded: SandboxDriver = {
  ...bubblewrap,
  start: (spec, either) => bubblewrap.start({ ...spec, tripwires: CANARIES }, either),
};

describe.skipIf(process.arch !== 'x64')('what a program tries', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    chmodSync(directory, 0o755);
    writeFileSync(join(directory, 'credentials'), 'a canary');
    mkdirSync(join(directory, 'raw'), { mode: 0o755 });
  });

  const specification = (argv: readonly string[], raw?: readonly RawCall[]): SandboxSpec => {
    const program = join(directory, 'raw', 'program');
    if (raw !== undefined) {
      writeFileSync(program, rawProgram(raw));
      chmodSync(program, 0o755);
    }
    return {
      ...baselineSpecification(),
      argv,
      mounts: [...runtimeMounts(), { source: join(directory, 'credentials'), target: CANARIES.file }],
      ...(raw === undefined ? {} : { probeMounts: [{ source: program, target: '/probe/program' }] }),
      tripwires: CANARIES,
    };
  };
  const run = async (spec: SandboxSpec): Promise<{ exit: SandboxExit; output: Buffer; seen: Tripwires }> => {
    const instance = await bubblewrap.start(spec, signal);
    const chunks: Buffer[] = [];
    instance.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    const drained = instance.stdout.closed ? undefined : once(instance.stdout, 'close');
    const exit = await instance.exited;
    await drained;
    const seen = instance.tripwires?.();
    if (seen === undefined) throw new Error('nobody watched');
    return { exit, output: Buffer.concat(chunks), seen };
  };
  const script = (text: string): Promise<{ exit: SandboxExit; output: Buffer; seen: Tripwires }> =>
    run(specification([NODE_INSIDE, '-e', text]));

  it('is nothing where it is honest', async () => {
    const { exit, seen } = await script('console.log(require("fs").readdirSync("/tmp"));setTimeout(()=>{},20)');
    expect(exit.code).toBe(0);
    expect(seen).toMatchObject({ blockedConnections: 0, permissionDenials: 0, execs: 0, canaryTouches: 0 });
  });

  it('is told: connections, paths that nobody showed, programs', async () => {
    const { seen, output } = await script(
      'const n=require("net");for(let i=0;i<3;i++)n.connect(80,"192.0.2.1").on("error",e=>console.log(e.code));' +
        'try{require("fs").readFileSync("/etc/shadow")}catch{};require("child_process").spawnSync("/usr/bin/node",["-e","0"])',
    );
    expect(output.toString()).toBe('EAFNOSUPPORT\n'.repeat(3)); // the filter's own error
    expect(seen).toMatchObject({ blockedConnections: 3, execs: 1, canaryTouches: 0 });
    expect(seen.events).toContainEqual({ kind: 'connection', what: 'socket family 2 type 1', count: 3 });
    expect(seen.events).toContainEqual({ kind: 'open', what: '/etc/shadow', count: 1 });
  });

  it('is told call by call where it goes past every library, each with its own error', async () => {
    const denied = WATCHED.filter(({ kind, error }) => kind === 'denial' && error !== 0);
    const { output, seen } = await run(
      specification(
        ['/probe/program'],
        denied.map(({ call: name }) => call(name, -1, 0, 0, 0, 0, 0)),
      ),
    );
    const results = Array.from({ length: output.length >> 3 }, (_, at) => Number(output.readBigInt64LE(at * 8)));
    expect(results).toEqual(denied.map(({ error }) => -error));
    expect(seen.permissionDenials).toBe(denied.length);
    expect(seen.events.length).toBeLessThanOrEqual(64);
  });

  it('touches a canary: the file by any path to it, the address without a socket', async () => {
    const { seen } = await script(
      `const fs=require("fs");fs.readFileSync(${JSON.stringify(CANARIES.file)});fs.openSync("home/../home/operator/.aws/credentials");` +
        'process.chdir("/home/operator/.aws");fs.readFileSync("credentials");fs.readdirSync("/home/operator")',
    );
    expect(seen).toMatchObject({ canaryTouches: 4 });
    // struct sockaddr_in: family 2, port 80, 10.20.30.40
    const connect = call('connect', 0, '\u0002\u0000\u0000P\n\u0014\u001e(\u0000\u0000\u0000\u0000', 16);
    const { seen: raw } = await run(specification(['/probe/program'], [connect]));
    expect(raw.events).toContainEqual({ kind: 'canary', what: 'connect 10.20.30.40', count: 1 });
  });

  it('is counted however often, and kept little of', async () => {
    const calls = Array.from({ length: 5_000 }, (_, at) => call('socket', at % 200, 1, 0));
    const { seen } = await run(specification(['/probe/program'], calls));
    expect(seen.blockedConnections).toBe(5_000);
    expect(seen.events.length).toBeLessThanOrEqual(64);
  });

  it('does not reach the one who watches', async () => {
    const { output, exit } = await script(
      'const fs=require("fs"),t=f=>{try{return f()}catch(e){return e.code}};' +
        't(()=>process.kill(1,"SIGKILL"));t(()=>process.kill(1,"SIGSTOP"));' +
        'console.log(JSON.stringify(["/proc/1/mem","/proc/1/fd/7","/proc/1/environ"].map(p=>t(()=>fs.openSync(p,"r+")))))',
    );
    expect(exit.code).toBe(0);
    for (const code of JSON.parse(output.toString())) expect(code).toMatch(/^(EACCES|EPERM|ENOENT)$/u);
  });

  it('gets through no wall', async () => {
    const report = await probeSandbox(guarded, specification([NODE_INSIDE]), signal);
    expect(report.walls.every(({ held }) => held)).toBe(true);
    const room = await EscapeRoom.open();
    try {
      for (const ending of ['exit', 'crash', 'memory', 'fork', 'flood', 'cancelled'] as const) {
        const { escapes, leaks } = await room.run(guarded, ending);
        expect({ ending, escapes, leaks }).toEqual({ ending, escapes: [], leaks: [] });
      }
    } finally {
      room.close();
    }
  });
});

describe('what a program tries in gVisor', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    chmodSync(directory, 0o755);
    writeFileSync(join(directory, 'credentials'), 'a canary');
  });
  const run = async (script: string): Promise<{ exit: SandboxExit; seen: Tripwires }> => {
    const instance = await gvisor.start(
      {
        ...baselineSpecification(),
        argv: [NODE_INSIDE, '-e', script],
        mounts: [...runtimeMounts(), { source: join(directory, 'credentials'), target: CANARIES.file }],
        tripwires: CANARIES,
      },
      signal,
    );
    instance.stdout.resume();
    const exit = await instance.exited;
    const seen = instance.tripwires?.();
    if (seen === undefined) throw new Error('nobody watched');
    return { exit, seen };
  };

  it('is nothing where it is honest', async () => {
    const { exit, seen } = await run('setTimeout(()=>{},20)');
    expect(exit.code).toBe(0);
    expect(seen).toMatchObject({ by: 'gvisor-log', blockedConnections: 0, permissionDenials: 0, execs: 0 });
    expect(seen).toMatchObject({ canaryTouches: 0 });
  });

  it('is told: connections, paths that nobody showed, programs, the canary by an indirect path', async () => {
    const { seen } = await run(
      'const n=require("net"),fs=require("fs");for(let i=0;i<3;i++)n.connect(80,"192.0.2.1").on("error",()=>{});' +
        'try{fs.readFileSync("/etc/shadow")}catch{};require("child_process").spawnSync("/usr/bin/node",["-e","0"]);' +
        'process.chdir("/home/operator");fs.readFileSync(".aws/../.aws/credentials")',
    );
    expect(seen).toMatchObject({ blockedConnections: 3, execs: 1, canaryTouches: 1 });
    expect(seen.events).toContainEqual({ kind: 'connection', what: 'socket', count: 3 });
    expect(seen.events).toContainEqual({ kind: 'open', what: '/etc/shadow', count: 1 });
  });
});

describe('the account of what was tried', () => {
  it('takes reports in any pieces, and garbage for nothing', () => {
    const log = new TripwireLog([], CANARIES);
    const record = Buffer.alloc(336);
    record.writeInt32LE(SYSTEM_CALLS.openat[0], 16);
    record.write('/etc/passwd\0', 80);
    for (const byte of record) log.push(Uint8Array.of(byte));
    log.push(Buffer.alloc(336 * 3, 0xff));
    expect(log.report()).toMatchObject({ opensOutside: 1, canaryTouches: 0 });
    expect(log.report().events).toEqual([{ kind: 'open', what: '/etc/passwd', count: 1 }]);
  });

  it('reads a log in any pieces, and lines that a path forges only add', async () => {
    const descriptor = await openBarrier(newInstanceName());
    const log = new GvisorLog(descriptor, [], CANARIES);
    const lines =
      'D1128 12:52:17.2 3143 task_syscall.go:240] [   1:   1] Syscall 41: denied by seccomp\n' +
      'I1128 12:52:17.3 3143 strace.go:570] [   1:   1] node E openat(AT_FDCWD /home, 0x7f69 operator/x, O_RDONLY|O_CLOEXEC, 0o0)\n' +
      'I1128 12:52:17.3 3143 strace.go:570] [   1:   1] node E openat(AT_FDCWD /, 0x7f69 /etc/a, O_RDONLY, b, O_RDONLY, 0o0)\n' +
      'x] Syscall 101: denied by seccomp\n';
    for (const character of lines) log.push(character);
    log.push('x'.repeat(100_000));
    await log.finish();
    expect(log.report()).toMatchObject({ blockedConnections: 1, permissionDenials: 1, canaryTouches: 1 });
  });
});

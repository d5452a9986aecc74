import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Schema } from '../../core/digest-schema.ts';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { SandboxDriverName } from '../../core/policy.ts';
import { programFile } from '../../core/program-file.ts';
import type { Enforcement, SandboxDriver, SandboxExit, SandboxSpec } from '../driver.ts';
import { NODE_INSIDE } from '../runtime/runtime-mounts.ts';
import { PROBE_ROOT } from '../specification.ts';
import { ATTEMPTS, DESCRIPTOR_CALLS, forkCalls, memoryCalls } from './attempts.ts';
import { openHostTargets, type HostTargets } from './host-targets.ts';
import { judge, judgeMemory } from './judge.ts';
import { observationsSchema, type ProbeTask } from './observations.ts';
import { OWN_THINGS } from './own-things.ts';
import { endWhenLate } from './patience.ts';
import { rawProgram } from './raw-program.ts';
import { probeReportSchema, type ProbeReport, type WallReport } from './walls.ts';

const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
/**
 * The memory wall is tried at this size, so that it costs little; its real size is read back from the kernel at every start.
 * gVisor’s own kernel counts too, and runc’s last step; they would not come up in less.
 */
const TRIED_MEMORY_BYTES: Readonly<Record<SandboxDriverName, number>> = {
  kubernetes: 64 * 1024 * 1024,
  podman: 64 * 1024 * 1024,
  bubblewrap: 16 * 1024 * 1024,
  gvisor: 64 * 1024 * 1024,
};
const MAX_FILL_BYTES = 256 * 1024 * 1024;
const PHASES = 3;

const INSIDE = programFile(new URL('./inside.ts', import.meta.url));

/**
 * Tries to get out of a sandbox of exactly this specification, in three instances of their own that run side by side:
 * the walls (`argv` and the probe's own files differ, so the specification's digest is that of the run); the process limit
 * (likewise); and the memory limit (likewise, but with a smaller `memoryBytes`, so this one has a digest of its own).
 * Nothing of a submission takes part, except as a mount that nobody reads.
 *
 * `spec` must hold `runtimeMounts()`. Throws GateError SANDBOX_LEAKS naming every wall that did not hold, SANDBOX_FAILED
 * if the probe could not run to its end, CANCELLED.
 */
export async function probeSandbox(
  driver: SandboxDriver,
  spec: SandboxSpec,
  signal: AbortSignal,
  begun?: () => void,
): Promise<ProbeReport> {
  const report = await reportOnSandbox(driver, spec, signal, begun);
  const broken = report.walls.filter(({ held }) => !held);
  if (broken.length > 0) {
    const told = broken.map(({ wall, detail }) => `${wall} (${printable(detail)})`).join('; ');
    throw new GateError('SANDBOX_LEAKS', `${driver.name}: these walls do not hold: ${told}`);
  }
  return report;
}

/**
 * The same without the verdict: for `doctor`, which shows the broken walls too. `begun` is called when all instances run: who has
 * something long to do in this thread does it then.
 */
export async function reportOnSandbox(
  given: SandboxDriver,
  spec: SandboxSpec,
  signal: AbortSignal,
  begun: () => void = () => {},
): Promise<ProbeReport> {
  let waiting = PHASES;
  const driver: SandboxDriver = {
    ...given,
    start: async (instance, until) => {
      const started = await given.start(instance, until);
      waiting -= 1;
      if (waiting === 0) begun();
      return started;
    },
  };
  const targets = await openHostTargets();
  try {
    const phases = [
      walls(driver, spec, targets, signal),
      processLimit(driver, spec, targets, signal),
      memoryLimit(driver, spec, targets, signal),
    ] as const;
    await Promise.allSettled(phases); // no instance may outlive this call
    const [main, processes, memory] = await Promise.all(phases);
    return probeReportSchema.parse({
      driver: driver.name,
      specification: sha256Schema.parse(main.enforcement.specification),
      enforcement: main.enforcement,
      walls: [...main.walls, processes, memory],
    });
  } finally {
    targets.close();
  }
}

async function walls(
  driver: SandboxDriver,
  spec: SandboxSpec,
  targets: HostTargets,
  signal: AbortSignal,
): Promise<{ readonly walls: readonly WallReport[]; readonly enforcement: Enforcement }> {
  const calls = program(targets, 'calls', rawProgram([...ATTEMPTS.map(({ call }) => call), ...DESCRIPTOR_CALLS]));
  const task: ProbeTask = {
    tcpPort: targets.tcpPort,
    udpPort: targets.udpPort,
    abstractSocket: targets.abstractSocket,
    unixSocket: targets.unixSocket,
    hostPaths: hostPaths(targets, spec, driver),
    readOnlyPaths: spec.mounts.map(({ target }) => target),
    fillBytes: Math.min(
      spec.limits.tmpBytes + 8 * 1024 * 1024,
      MAX_FILL_BYTES,
      Math.floor(spec.limits.memoryBytes / 4),
    ),
    callsProgram: calls.target,
  };
  const script = { source: INSIDE, target: `${PROBE_ROOT}/${INSIDE.endsWith('.ts') ? 'inside.mts' : 'inside.mjs'}` };
  const probe: SandboxSpec = {
    ...spec,
    argv: [NODE_INSIDE, script.target, JSON.stringify(task)],
    probeMounts: [script, calls],
  };
  const { exit, output, enforcement } = await runToEnd(driver, probe, signal);
  if (exit.code !== 0) throw unfinished(driver, 'the probe', exit);
  const seen = observationsSchema.parse(JSON.parse(output.toString('utf8')));
  return { walls: judge(seen, probe, driver.name, targets.reached()), enforcement };
}

async function processLimit(
  driver: SandboxDriver,
  spec: SandboxSpec,
  targets: HostTargets,
  signal: AbortSignal,
): Promise<WallReport> {
  const mount = program(targets, 'forks', rawProgram(forkCalls(spec.limits.pids)));
  const { exit, output } = await runToEnd(driver, { ...spec, argv: [mount.target], probeMounts: [mount] }, signal);
  const results = numbers(output);
  const made = results.filter((result) => result > 0).length;
  const refused = results.filter((result) => result === -11).length; // EAGAIN
  const held = made < spec.limits.pids && (refused > 0 || exit.code !== 0) && results.length > 0;
  const end = exit.code === 0 ? `${refused} refused` : 'then the sandbox was ended';
  return { wall: 'process-limit', held, detail: `${made} processes made of ${spec.limits.pids} allowed, ${end}` };
}

async function memoryLimit(
  driver: SandboxDriver,
  spec: SandboxSpec,
  targets: HostTargets,
  signal: AbortSignal,
): Promise<WallReport> {
  const memoryBytes = Math.min(TRIED_MEMORY_BYTES[driver.name], spec.limits.memoryBytes);
  const mount = program(targets, 'memory', rawProgram(memoryCalls(memoryBytes * 2)));
  const limits = { ...spec.limits, memoryBytes };
  const { exit, output } = await runToEnd(
    driver,
    { ...spec, limits, argv: [mount.target], probeMounts: [mount] },
    signal,
  );
  const { held, how } = judgeMemory(numbers(output)[0], exit.killedBy);
  return {
    wall: 'memory-limit',
    held,
    detail: `a process that took ${memoryBytes * 2} bytes where ${memoryBytes} are allowed ${how}`,
  };
}

/** A file of the probe, made in the gate's own directory and shown under PROBE_ROOT. */
function program(
  targets: HostTargets,
  name: string,
  bytes: Uint8Array,
): { readonly source: string; readonly target: string } {
  const source = join(targets.directory, name);
  writeFileSync(source, bytes);
  chmodSync(source, 0o755);
  return { source, target: `${PROBE_ROOT}/${name}` };
}

/** What of the host must not be there. A directory that holds a mount has to be. */
function hostPaths(targets: HostTargets, spec: SandboxSpec, driver: SandboxDriver): readonly string[] {
  const fixed = [
    '/etc',
    '/etc/passwd',
    '/etc/shadow',
    '/root',
    '/home',
    '/var',
    '/run',
    '/boot',
    '/sys/kernel',
    '/sys/devices',
    '/bin/sh',
    '/usr/bin/env',
  ];
  const own = fileURLToPath(new URL('../../../package.json', import.meta.url));
  return [...fixed, own, targets.canary].filter(
    (path) =>
      !OWN_THINGS[driver.name].paths.includes(path) &&
      !spec.mounts.some(
        ({ target }) => target === path || target.startsWith(`${path}/`) || path.startsWith(`${target}/`),
      ),
  );
}

async function runToEnd(
  driver: SandboxDriver,
  spec: SandboxSpec,
  signal: AbortSignal,
): Promise<{ readonly exit: SandboxExit; readonly output: Buffer; readonly enforcement: Enforcement }> {
  const instance = await driver.start({ ...spec, yields: true }, signal);
  const onTime = endWhenLate(() => instance.kill());
  const chunks: Buffer[] = [];
  let bytes = 0;
  instance.stdin.end();
  instance.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_OUTPUT_BYTES) instance.kill();
    else chunks.push(chunk);
  });
  // A program without output may be gone before this hears of it: then there is no further event to wait for.
  const drained = instance.stdout.closed ? undefined : new Promise((resolve) => instance.stdout.once('close', resolve));
  const exit = await instance.exited;
  await drained;
  onTime();
  if (signal.aborted) throw new GateError('CANCELLED', 'the isolation probe was cancelled');
  if (bytes > MAX_OUTPUT_BYTES) throw unfinished(driver, 'the probe wrote without end and', exit);
  return { exit, output: Buffer.concat(chunks), enforcement: instance.enforcement };
}

function numbers(output: Buffer): readonly number[] {
  return Array.from({ length: output.length >> 3 }, (_, index) => Number(output.readBigInt64LE(index * 8)));
}

function unfinished(driver: SandboxDriver, what: string, exit: SandboxExit): GateError {
  const how = exit.signal ?? `exit code ${exit.code ?? 'none'}`;
  return new GateError(
    'SANDBOX_FAILED',
    `${driver.name}: ${what} did not finish: ${how} ${printable(exit.stderrTail.trim().slice(-400))}`,
  );
}

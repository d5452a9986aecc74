import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { SANDBOX_DRIVERS, type SandboxDriverName } from '../core/policy.ts';
import { baselineSpecification } from './choose.ts';
import { driverNamed } from './drivers.ts';
import { reportOnSandbox } from './probe/probe.ts';
import { rawProgram } from './probe/raw-program.ts';
import { probeReportSchema } from './probe/walls.ts';
import { SYSTEM_CALLS } from './seccomp/system-calls.ts';
import { newInstanceName } from './tidy/instance-name.ts';

const driverHealthSchema = z.object({
  driver: z.enum(SANDBOX_DRIVERS),
  /** Installed, started, and every wall held. */
  usable: z.boolean(),
  version: z.string().optional(),
  /** Why it isn't usable. */
  why: z.string().optional(),
  probe: probeReportSchema.optional(),
  /** Milliseconds for three starts side by side and the whole probe. */
  probeMs: z.number().optional(),
});
export type DriverHealth = z.infer<typeof driverHealthSchema>;

const sandboxHealthSchema = z.object({
  version: z.literal(1),
  kernel: z.string(),
  architecture: z.string(),
  /** The Landlock ABI that the kernel offers; null if none. For information: no driver depends on it. */
  landlock: z.int().positive().nullable(),
  user: z.int().nonnegative(),
  /** Strongest first. */
  drivers: z.array(driverHealthSchema),
});
export type SandboxHealth = z.infer<typeof sandboxHealthSchema>;

/** Tries every driver for real. Throws GateError CANCELLED only. */
export async function doctorReport(signal: AbortSignal): Promise<SandboxHealth> {
  const drivers: DriverHealth[] = [];
  for (const name of SANDBOX_DRIVERS.toReversed()) drivers.push(await healthOf(name, signal));
  return sandboxHealthSchema.parse({
    version: 1,
    kernel: release(),
    architecture: process.arch,
    landlock: await landlockAbi(),
    user: process.getuid?.() ?? 0,
    drivers,
  });
}

async function healthOf(name: SandboxDriverName, signal: AbortSignal): Promise<DriverHealth> {
  const driver = driverNamed(name);
  const found = await driver.detect();
  if (!found.available) return { driver: name, usable: false, why: found.why };
  const { version } = found;
  const begun = performance.now();
  try {
    const probe = await reportOnSandbox(driver, baselineSpecification(), signal);
    const probeMs = Math.round(performance.now() - begun);
    const broken = probe.walls.filter(({ held }) => !held).map(({ wall }) => wall);
    if (broken.length === 0) return { driver: name, usable: true, version, probe, probeMs };
    return {
      driver: name,
      usable: false,
      version,
      why: `these walls do not hold: ${broken.join(', ')}`,
      probe,
      probeMs,
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return { driver: name, usable: false, version, why: error instanceof Error ? error.message : String(error) };
  }
}

/** landlock_create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION), asked by our own few instructions. */
async function landlockAbi(): Promise<number | null> {
  const number = SYSTEM_CALLS.landlock_create_ruleset[process.arch === 'arm64' ? 1 : 0];
  const directory = mkdtempSync(join(tmpdir(), `${newInstanceName()}-`));
  try {
    const program = join(directory, 'landlock');
    writeFileSync(program, rawProgram([{ number, arguments: [0, 0, 1] }]), { mode: 0o700 });
    const child = spawn(program, [], { cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'ignore'], timeout: 2_000 });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(child, 'close');
    const answer = Buffer.concat(chunks);
    const abi = answer.length === 8 ? Number(answer.readBigInt64LE()) : 0;
    return abi > 0 ? abi : null;
  } catch {
    return null; // a /tmp without execution, or another processor
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

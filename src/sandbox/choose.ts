import { GateError } from '../core/errors.ts';
import { SANDBOX_DRIVERS, type SandboxDriverName } from '../core/policy.ts';
import type { SandboxDriver, SandboxSpec } from './driver.ts';
import { driverNamed, PARSING_DRIVERS } from './drivers.ts';
import { LONGEST_MS } from './probe/patience.ts';
import { probeSandbox } from './probe/probe.ts';
import type { ProbeReport } from './probe/walls.ts';
import { NODE_INSIDE, runtimeMounts } from './runtime/runtime-mounts.ts';

/** A driver that was passed over, and why: part of the evidence. */
interface PassedOver {
  readonly driver: SandboxDriverName;
  readonly why: string;
}

export interface ChosenSandbox {
  readonly driver: SandboxDriver;
  /** The probe of `baselineSpecification()`; a run with another specification is probed again. */
  readonly report: ProbeReport;
  /** Stronger drivers that don't work here. */
  readonly passedOver: readonly PassedOver[];
}

const MIB = 1024 * 1024;

/** A node program with nothing but Node: what is probed before anything is known about the run. */
export function baselineSpecification(): SandboxSpec {
  return {
    argv: [NODE_INSIDE],
    env: {},
    mounts: runtimeMounts(),
    limits: {
      memoryBytes: 1024 * MIB,
      pids: 64,
      cpuSeconds: 20,
      wallClockMs: LONGEST_MS,
      tmpBytes: 8 * MIB, // the probe fills it
      openFiles: 256,
    },
  };
}

/**
 * The strongest driver, not weaker than `minimum`, that is installed and whose probe shows every wall holding.
 * Throws GateError NO_SANDBOX saying what each driver lacks, or CANCELLED. `candidates` is for tests, strongest first.
 */
export async function chooseSandbox(options: {
  readonly minimum: SandboxDriverName;
  readonly signal: AbortSignal;
  readonly candidates?: readonly SandboxDriver[];
  /** Called when the walls of one are being tried. */
  readonly trying?: () => void;
}): Promise<ChosenSandbox> {
  const { minimum, signal, trying } = options;
  const candidates = options.candidates ?? SANDBOX_DRIVERS.toReversed().map(driverNamed);
  const passedOver: PassedOver[] = [];
  for (const driver of candidates) {
    if (SANDBOX_DRIVERS.indexOf(driver.name) < SANDBOX_DRIVERS.indexOf(minimum)) continue;
    const found = await driver.detect();
    if (!found.available) {
      passedOver.push({ driver: driver.name, why: found.why });
      continue;
    }
    try {
      const report = await probeSandbox(driver, baselineSpecification(), signal, trying);
      return { driver, report, passedOver };
    } catch (error) {
      if (!(error instanceof GateError) || error.code === 'CANCELLED') throw error;
      passedOver.push({ driver: driver.name, why: `${error.code}: ${error.message}` });
    }
  }
  const reasons = passedOver.map(({ driver, why }) => `\n${driver}: ${why}`).join('');
  throw new GateError('NO_SANDBOX', `no sandbox as strong as ${minimum} works here${reasons}`);
}

/**
 * The same for parsing: the quickest driver that is not weaker than `minimum`. Parsers are memory-safe code of our own that
 * needs walls around its mistakes; a model runs native code that may be taken over, so for that the strongest is chosen.
 * `candidates` is for tests, quickest first.
 */
export function chooseParsingSandbox(options: {
  readonly minimum: SandboxDriverName;
  readonly signal: AbortSignal;
  readonly candidates?: readonly SandboxDriver[];
  readonly trying?: () => void;
}): Promise<ChosenSandbox> {
  return chooseSandbox({ candidates: PARSING_DRIVERS, ...options });
}

import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { SANDBOX_DRIVERS, type SandboxDriverName } from '../core/policy.ts';

/** A host path shown inside. Everything is read-only inside; the only writable place is the tmpfs on `/tmp`. */
export interface Mount {
  readonly source: string;
  readonly target: string;
}

/** Limits that the driver enforces with the kernel, not with the good will of what runs inside. */
export interface SandboxLimits {
  readonly memoryBytes: number;
  readonly pids: number;
  /** CPU seconds over all processes inside. */
  readonly cpuSeconds: number;
  readonly wallClockMs: number;
  readonly tmpBytes: number;
  readonly openFiles: number;
}

/**
 * What runs inside and with what. Two runs with an equal specification get the same walls: the probe runs in its own
 * instance of the same specification with another `argv`.
 */
export interface SandboxSpec {
  /** Absolute paths as seen inside. argv[0] is the program. */
  readonly argv: readonly string[];
  /** The whole environment inside; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly limits: SandboxLimits;
}

export interface SandboxExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Which limit ended it, as far as the driver can tell. */
  readonly killedBy: 'memory' | 'cpu' | 'wall-clock' | 'cancelled' | 'none';
  /** The last 16 KiB of stderr, lossy UTF-8. Untrusted text. */
  readonly stderrTail: string;
}

/** A running sandbox. The one pipe is stdin and stdout; stderr is kept only as a bounded tail. */
export interface SandboxInstance {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Resolves, never rejects, when every process inside is gone. */
  readonly exited: Promise<SandboxExit>;
  /** Ends everything inside at once. Idempotent; await `exited` after it. */
  kill(): void;
  /** What was really in force for this instance. */
  readonly enforcement: Enforcement;
}

/** Which mechanism holds each limit: evidence, so that nobody has to believe the specification. */
export const enforcementSchema = z.object({
  driver: z.enum(SANDBOX_DRIVERS),
  version: z.string(),
  memory: z.enum(['cgroup-v1', 'cgroup-v2', 'rlimit']),
  pids: z.enum(['cgroup-v1', 'cgroup-v2', 'rlimit']),
  cpu: z.enum(['cgroup-v1', 'cgroup-v2', 'rlimit']),
  /** SHA-256 of the canonical JSON of the specification without argv. */
  specification: z.string(),
});
export type Enforcement = z.infer<typeof enforcementSchema>;

export interface SandboxDriver {
  readonly name: SandboxDriverName;
  /** Whether it can work here, and if not, why and what to install. Never throws. */
  detect(): Promise<{ readonly available: true; readonly version: string } | { readonly available: false; readonly why: string }>;
  /** Starts `spec.argv`. Throws GateError SANDBOX_FAILED if it can't be started. */
  start(spec: SandboxSpec, signal: AbortSignal): Promise<SandboxInstance>;
}

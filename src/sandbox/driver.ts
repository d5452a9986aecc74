import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import type { Tripwires } from '../core/predicates/tripwires.ts';
import { SANDBOX_DRIVERS, type SandboxDriverName } from '../core/policy.ts';

/**
 * A host path shown inside. Everything is read-only inside; the only writable path is the tmpfs on `/tmp`. `source` is a
 * plain file, or a directory that holds only plain files and directories: a FIFO or device in it would be a way out.
 */
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
 * instance of the same specification with another `argv`. A node program starts with NODE_INSIDE, and `runtimeMounts()`
 * brings what Node needs.
 */
export interface SandboxSpec {
  /** Absolute paths as seen inside. argv[0] is the program; it must lie in a mount. */
  readonly argv: readonly string[];
  /** The whole environment inside; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly limits: SandboxLimits;
  /** To be told what the program tries, where the driver can see it, and what it has no reason to touch. */
  readonly tripwires?: Canaries;
  /**
   * Files that belong to `argv` and not to the walls: the isolation probe's script and helper. Their targets lie under
   * `/probe/`; they are the only part of a specification besides `argv` that its digest leaves out.
   */
  readonly probeMounts?: readonly Mount[];
  /** A file that the program may write to, as far as `bytes`: open for reading and writing, and without a name on the host. */
  readonly scratch?: { readonly descriptor: number; readonly bytes: number };
  /** Whatever else wants a processor goes first, where the driver can ask for that. No wall: its digest leaves it out. */
  readonly yields?: boolean;
}

/** Touching one is what no honest program does. */
export interface Canaries {
  /** A path inside, of one of the mounts. */
  readonly file: string;
  /** An IPv4 address for documentation (RFC 5737). */
  readonly address: string;
}

const KILLED_BY = ['memory', 'cpu', 'wall-clock', 'cancelled', 'none'] as const;

export interface SandboxExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Which limit ended it, as far as the driver can tell. */
  readonly killedBy: (typeof KILLED_BY)[number];
  /** The last 16 KiB of stderr, lossy UTF-8. Untrusted text. */
  readonly stderrTail: string;
}

/**
 * A running sandbox. The one pipe is stdin and stdout; stderr is kept only as a bounded tail. Attach the reader of
 * `stdout` at once: what nobody reads holds the process back, and is dropped when it ends. Errors of `stdin` after the
 * process is gone (EPIPE) are swallowed here; `exited` tells.
 */
export interface SandboxInstance {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Resolves, never rejects, when every process inside is gone and everything made for it is removed. */
  readonly exited: Promise<SandboxExit>;
  /** The descriptor at which the program has the specification's scratch file, of drivers that hand it on. */
  readonly scratch?: number;
  /** Ends everything inside at once. Idempotent; await `exited` after it. */
  kill(): void;
  /** What was really in force for this instance. */
  readonly enforcement: Enforcement;
  /** What was seen so far of what the program tried; complete when `exited` is resolved. Undefined: this driver sees nothing. */
  readonly tripwires?: () => Tripwires;
}

const MECHANISMS = ['cgroup-v1', 'cgroup-v2', 'rlimit', 'asked'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/**
 * Which mechanism holds each limit: evidence, so that nobody has to believe the specification. `asked`: another machine was asked
 * to hold it, and whether it does is known only as far as the probe tried.
 */
export const enforcementSchema = z.object({
  driver: z.enum(SANDBOX_DRIVERS),
  version: z.string(),
  /** `rlimit`: RLIMIT_DATA of each process; the gate adds up all of them ten times a second and ends what is over. */
  memory: z.enum(MECHANISMS),
  /** `rlimit`: RLIMIT_NPROC, counted in the sandbox's own user namespace. */
  pids: z.enum(MECHANISMS),
  /** A control group's account over all processes, read ten times a second; `rlimit`: RLIMIT_CPU of each process, and the sum likewise. */
  cpu: z.enum(MECHANISMS),
  /** Who the processes inside are for the host's kernel. 0 only where a mount can't be read by anybody but root; with `asked`, whom the cluster was asked for. */
  hostUid: z.int().nonnegative(),
  /** SHA-256 of the canonical JSON of the driver's walls and the specification, without `argv` and `probeMounts`. */
  specification: z.string(),
});
export type Enforcement = z.infer<typeof enforcementSchema>;

export type Availability =
  | { readonly available: true; readonly version: string }
  | { readonly available: false; readonly why: string };

export interface SandboxDriver {
  readonly name: SandboxDriverName;
  /** Whether it can work here, and if not, why and what to install. Never throws. */
  detect(): Promise<Availability>;
  /** Starts `spec.argv`. Throws GateError SANDBOX_FAILED if it can't be started, CANCELLED if `signal` is aborted. */
  start(spec: SandboxSpec, signal: AbortSignal): Promise<SandboxInstance>;
}

import type { Policy } from '../../core/policy.ts';
import type { SandboxLimits, SandboxSpec } from '../../sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../../sandbox/runtime/runtime-mounts.ts';
import type { Canary } from '../../sandbox/tripwire/canary.ts';
import type { RunnerBundle } from './runner-bundle.ts';

export const MODEL_INSIDE = '/model';
const MEBIBYTE = 1024 * 1024;
const TMP_BYTES = 16 * MEBIBYTE;
const OPEN_FILES = 256;

/** A file beside the model, under the name by which the model's loader looks for it. */
export interface ShownFile {
  readonly name: string;
  readonly blob: string;
}

/**
 * The walls around one evaluated model: the runtime, the runner, the model's file and those that belong to it, read-only,
 * a canary, and nothing else of the host.
 */
export function runnerSpec(
  bundle: RunnerBundle,
  modelBlob: string,
  policy: Policy,
  canary?: Canary,
  { name = 'model.gguf', beside = [] }: { readonly name?: string; readonly beside?: readonly ShownFile[] } = {},
): SandboxSpec {
  return {
    argv: [NODE_INSIDE, bundle.entry, `${MODEL_INSIDE}/${name}`],
    // Nobody has no home in an empty /etc, and node-llama-cpp asks for one when it is loaded.
    env: { HOME: '/tmp', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    mounts: [
      ...runtimeMounts({ addons: bundle.addons }),
      ...bundle.mounts,
      ...[{ name, blob: modelBlob }, ...beside].map((file) => ({
        source: file.blob,
        target: `${MODEL_INSIDE}/${file.name}`,
      })),
      ...(canary === undefined ? [] : [canary.mount]),
    ],
    ...(canary === undefined ? {} : { tripwires: canary.canaries }),
    limits: modelLimits(policy),
  };
}

export function modelLimits({ sandbox: { memoryMiB, pids }, timeouts: { evaluate: seconds } }: Policy): SandboxLimits {
  return {
    memoryBytes: memoryMiB * MEBIBYTE,
    pids,
    cpuSeconds: seconds,
    wallClockMs: seconds * 1_000,
    tmpBytes: TMP_BYTES,
    openFiles: OPEN_FILES,
  };
}

import { posix } from 'node:path';
import type { Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { SandboxSpec } from '../sandbox/driver.ts';
import type { Canary } from '../sandbox/tripwire/canary.ts';
import { adapterDigest, containerEnvironment } from './container/container-spec.ts';
import { modelInImage } from './container/contained-model.ts';
import type { EvaluatedFile } from './evaluate-task.ts';
import { evaluationEnvironment } from '../runner/client/environment.ts';
import { runnerBundle, type RunnerBundle, type RunnerKind } from '../runner/client/runner-bundle.ts';
import { runnerSpec } from '../runner/client/runner-spec.ts';

/** ONNX Runtime is optional: without it, why ONNX models are not run here. */
export async function onnxBundle(): Promise<RunnerBundle | string> {
  try {
    return await runnerBundle(undefined, 'onnx');
  } catch (error) {
    if (error instanceof GateError && error.code === 'RUNNER_MISSING')
      return `ONNX models are run with onnxruntime-node, an optional package: ${error.message}`;
    throw error;
  }
}

/** A runner that was used, and everything else that was in the sandbox with the model. */
export interface UsedRunner {
  readonly kind: EvaluatedFile['runner'];
  readonly digest: Sha256;
  readonly environment: Sha256;
  /** Of `container`. */
  readonly image?: Sha256;
}

export function runnerOf({ runner, container }: EvaluatedFile): string {
  return container?.image ?? runner;
}

export async function usedRunner(
  { runner: kind, container }: EvaluatedFile,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
): Promise<UsedRunner> {
  if (kind === 'container') {
    if (container === undefined) throw new GateError('INTERNAL', 'a container runner without an image');
    const { image } = container;
    return { kind, digest: adapterDigest(), environment: containerEnvironment(image), image };
  }
  const bundle = bundleOf(bundles, kind);
  return { kind, digest: bundle.digest, environment: (await evaluationEnvironment(bundle)).digest };
}

function bundleOf(bundles: ReadonlyMap<RunnerKind, RunnerBundle>, kind: RunnerKind): RunnerBundle {
  const bundle = bundles.get(kind);
  if (bundle === undefined) throw new GateError('INTERNAL', `no bundle of the runner ${kind}`);
  return bundle;
}

export function specOf(
  file: EvaluatedFile,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
  policy: Policy,
  canary: Canary,
): SandboxSpec {
  if (file.runner === 'container') return modelInImage(file, policy, canary);
  const bundle = bundleOf(bundles, file.runner);
  if (file.runner === 'gguf') return runnerSpec(bundle, file.blob, policy, canary);
  const beside = (file.beside ?? []).map(({ name, file: { blob } }) => ({ name, blob }));
  return runnerSpec(bundle, file.blob, policy, canary, { name: posix.basename(file.path), beside });
}

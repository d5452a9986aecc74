import { posix } from 'node:path';
import { GateError } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import type { StageContext } from '../../core/stage.ts';
import type { Checkpoint } from '../../formats/checkpoints/checkpoint.ts';
import type { SandboxDriver, SandboxSpec } from '../../sandbox/driver.ts';
import type { Canary } from '../../sandbox/tripwire/canary.ts';
import type { EvaluatedFile } from '../evaluate-task.ts';
import { MODEL_INSIDE, modelLimits } from '../../runner/client/runner-spec.ts';
import { containerSpec } from './container-spec.ts';
import { modelFiles } from '../../runner/model-files.ts';
import type { OpenImages } from './image.ts';

interface InSandbox {
  readonly sandbox: Pick<SandboxDriver, 'name'>;
}

/**
 * A checkpoint as the policy's image runs it: weights and what lies beside them. Undefined where no image is for its
 * architecture; a text where one is and can't be used.
 */
export async function inContainer(
  checkpoint: Checkpoint,
  { path, size, sha256 }: Pick<EvaluatedFile, 'path' | 'size' | 'sha256'>,
  { policy, submission, signal, sandbox }: Pick<StageContext, 'policy' | 'submission' | 'signal'> & InSandbox,
  images: OpenImages,
): Promise<EvaluatedFile | string | undefined> {
  const { architecture } = checkpoint.settings;
  const runner = policy.evaluate.runners?.find(
    ({ architectures }) => architecture !== undefined && architectures.includes(architecture),
  );
  if (runner === undefined) return undefined;
  if (policy.sandbox.environment !== undefined) return 'the policy pins the environment of another runner';
  // Gigabytes in tens of thousands of files, through one pipe, for every task; and the cluster has a registry of its own.
  if (sandbox.name === 'kubernetes')
    return 'the container runner is not used under kubernetes, where all files of its image would be sent into each pod: use bubblewrap, gvisor or podman';
  const files = modelFiles(checkpoint, submission);
  const beside = files.map((file) => ({ name: posix.basename(file.path), file }));
  try {
    const root = await images.root(runner.image, signal);
    const { image, program } = runner;
    return { path, size, sha256, blob: '', runner: 'container', beside, container: { image, root, program } };
  } catch (error) {
    if (error instanceof GateError && error.code === 'RUNNER_MISSING') return error.message;
    throw error;
  }
}

/** @throws GateError RUNNER_MISSING */
export function modelInImage({ container, beside = [] }: EvaluatedFile, policy: Policy, canary: Canary): SandboxSpec {
  if (container === undefined) throw new GateError('INTERNAL', 'a container runner without an image');
  const spec = containerSpec(container, MODEL_INSIDE, modelLimits(policy));
  const model = beside.map(({ name, file: { blob } }) => ({ source: blob, target: `${MODEL_INSIDE}/${name}` }));
  return { ...spec, mounts: [...spec.mounts, ...model, canary.mount], tripwires: canary.canaries };
}

import type { Policy } from '../core/policy.ts';
import type { StageContext } from '../core/stage.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { askedShare, estimatedTokens } from './budget.ts';
import { inContainer } from './container/contained-model.ts';
import type { OpenImages } from './container/image.ts';
import { convertCheckpoint, type ConvertedModel } from '../runner/convert/convert-checkpoint.ts';
import { estimatedBytes } from '../runner/convert/precision.ts';
import type { EvaluatedFile } from './evaluate-task.ts';
import { runnableMember } from '../runner/runnable.ts';
import type { Task } from './tasks/task-schema.ts';

/** What the runner takes beside the weights: Node, llama.cpp, contexts. */
const RUNNER_BYTES = 256 * 1024 * 1024;

export interface PlanInputs {
  readonly context: StageContext;
  readonly facts: readonly FileFacts[];
  readonly sandbox: SandboxDriver;
  readonly tasks: readonly Task[];
  /** Items of each task that are asked at most. */
  readonly limit?: number | undefined;
}

/** A group with the file that speaks for it, or why there is none. */
export interface Plan {
  readonly paths: readonly string[];
  /** Of a checkpoint that is still to be converted: its first file, with about the size of what is made of all. */
  readonly file?: EvaluatedFile;
  readonly checkpoint?: Checkpoint;
  readonly converted?: ConvertedModel;
  readonly why?: string;
}

export function planGroup(paths: readonly string[], { context, facts }: PlanInputs): Plan {
  const member = runnableMember(paths, facts, context.submission);
  if (member.kind === 'none') return { paths, why: member.why };
  if (member.kind === 'file') return { paths, file: { ...member.file, runner: 'gguf' } };
  if (member.kind === 'onnx') {
    const { file, beside } = member;
    if (context.policy.sandbox.environment !== undefined)
      return { paths, why: `${file.path}: the policy pins the environment of another runner` };
    const size = beside.reduce((sum, other) => sum + other.file.size, file.size);
    return { paths, file: { ...file, size, runner: 'onnx', beside } };
  }
  const { checkpoint } = member;
  const size = estimatedBytes(checkpoint.tensors, roomForWeights(context.policy));
  const sha256 = context.submission.subject; // until it is converted
  return { paths, checkpoint, file: { path: checkpoint.paths[0] ?? '', size, blob: '', sha256, runner: 'gguf' } };
}

/** With what the runner loads in place of a checkpoint; a checkpoint that can't be converted stays unevaluated. */
export async function converted(
  plan: Plan,
  { context, facts, sandbox }: PlanInputs,
  images: OpenImages,
): Promise<Plan> {
  const { paths, checkpoint, file } = plan;
  if (checkpoint === undefined || file === undefined) return plan;
  const conversion = await convertCheckpoint(
    checkpoint,
    { submission: context.submission, facts },
    { ...context, sandbox, most: roomForWeights(context.policy) },
  );
  if ('refused' in conversion) {
    const why = `${file.path} can't be converted to GGUF: ${conversion.refused}`;
    const contained = await inContainer(checkpoint, file, { ...context, sandbox }, images);
    if (contained === undefined) return { paths, why };
    return typeof contained === 'string' ? { paths, why: `${why}; ${contained}` } : { paths, file: contained };
  }
  const made = conversion.converted;
  const { path: blob, bytes: size, sha256, preparation } = made;
  const loaded = { path: file.path, size, blob, sha256, preparation, runner: 'gguf' } as const;
  return { paths, checkpoint, converted: made, file: loaded };
}

function roomForWeights({ sandbox }: Policy): number {
  return sandbox.memoryMiB * 1024 * 1024 - RUNNER_BYTES;
}

/** Checked before anything starts: half an evaluation is worth nothing and costs as much. */
export function overBudget(files: readonly EvaluatedFile[], { context, tasks, limit }: PlanInputs): string | undefined {
  const { evaluate, sandbox } = context.policy;
  const tokens =
    files.length * tasks.reduce((sum, task) => sum + Math.ceil(estimatedTokens(task) * askedShare(task, limit)), 0);
  if (tokens > evaluate.maxTokens) {
    return `about ${tokens} tokens over ${files.length} weight files, the policy allows ${evaluate.maxTokens}`;
  }
  const room = roomForWeights(context.policy);
  const large = files.find(({ size }) => size > room);
  return large === undefined
    ? undefined
    : `${large.path} (${large.size} bytes) does not fit into ${sandbox.memoryMiB} MiB of memory`;
}

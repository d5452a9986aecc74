import { rm } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { EvaluatePredicate, EvaluationError } from '../core/predicates/evaluate.ts';
import type { Policy } from '../core/policy.ts';
import type { StageContext } from '../core/stage.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { defined } from '../formats/defined.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { SandboxDriver, SandboxSpec } from '../sandbox/driver.ts';
import { probeSandbox } from '../sandbox/probe/probe.ts';
import { openCanary, type Canary } from '../sandbox/tripwire/canary.ts';
import type { ProbeReport } from '../sandbox/probe/walls.ts';
import { AnswersFile } from './answers-file.ts';
import { estimatedTokens } from './budget.ts';
import { adapterDigest, containerEnvironment } from './container/container-spec.ts';
import { inContainer, modelInImage } from './container/contained-model.ts';
import { OpenImages } from './container/image.ts';
import { CONVERTER_VERSION, convertCheckpoint, type ConvertedModel } from '../runner/convert/convert-checkpoint.ts';
import { estimatedBytes } from '../runner/convert/precision.ts';
import { evaluateTask, type EvaluatedFile, type TaskJob, type TaskResult } from './evaluate-task.ts';
import { evaluationEnvironment } from '../runner/client/environment.ts';
import { runnerBundle, type RunnerBundle, type RunnerKind } from '../runner/client/runner-bundle.ts';
import { runnerSpec } from '../runner/client/runner-spec.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { INSTANCES_AT_ONCE, runPool } from './pool.ts';
import { jobKey } from './recorded/job-key.ts';
import type { Recordings } from './recorded/recordings.ts';
import { runnableMember } from '../runner/runnable.ts';
import { totalTripwires, whyTripped } from './tripwires.ts';
import type { Task } from './tasks/task-schema.ts';

/** What the runner takes beside the weights: Node, llama.cpp, contexts. */
const RUNNER_BYTES = 256 * 1024 * 1024;

export interface MeasureInputs {
  readonly context: StageContext;
  readonly facts: readonly FileFacts[];
  readonly sandbox: SandboxDriver;
  readonly weightGroups: readonly (readonly string[])[];
  readonly tasks: readonly Task[];
  readonly bundle: RunnerBundle | undefined;
  readonly seed: number;
  readonly recordings?: Recordings;
}

export type Measured = Pick<
  EvaluatePredicate,
  | 'measurements'
  | 'scores'
  | 'categories'
  | 'worst'
  | 'groups'
  | 'conversions'
  | 'gap'
  | 'isolation'
  | 'runner'
  | 'otherRunners'
  | 'answers'
  | 'reused'
  | 'errors'
>;

/** With every item's outcome, which the evidence has in the file of answers. */
export interface MeasuredItems {
  readonly measured: Measured;
  readonly outcomes: readonly ItemOutcomes[];
}

/** A group with the file that speaks for it, or why there is none. */
interface Plan {
  readonly paths: readonly string[];
  /** Of a checkpoint that is still to be converted: its first file, with about the size of what is made of all. */
  readonly file?: EvaluatedFile;
  readonly checkpoint?: Checkpoint;
  readonly converted?: ConvertedModel;
  readonly why?: string;
}

/** Runs every task on one member of each group, each in a fresh sandbox, after proving the walls around that file. */
export async function measureGroups(inputs: MeasureInputs): Promise<MeasuredItems> {
  const { weightGroups, tasks, bundle } = inputs;
  const plans = weightGroups.map((paths) => planGroup(paths, inputs));
  const untouched = (gap: Measured['gap'], whys: readonly Plan[]): MeasuredItems => ({
    measured: {
      measurements: [],
      groups: whys.map(({ paths, why }) => ({ paths: [...paths], ...(why === undefined ? {} : { why }) })),
      ...(gap === undefined ? {} : { gap }),
    },
    outcomes: [],
  });
  if (bundle === undefined) return untouched('no-suite', plans);
  const files = plans.flatMap(({ file }) => file ?? []);
  const over = files.length === 0 ? undefined : overBudget(files, inputs);
  if (over !== undefined) {
    return untouched(
      'over-budget',
      plans.map((plan) => (plan.file === undefined ? plan : { ...plan, why: over })),
    );
  }
  const ready: Plan[] = [];
  const images = new OpenImages();
  try {
    const bundles = new Map<RunnerKind, RunnerBundle>([['gguf', bundle]]);
    const onnx = files.some(({ runner }) => runner === 'onnx') ? await onnxBundle() : undefined;
    if (onnx !== undefined && typeof onnx !== 'string') bundles.set('onnx', onnx);
    for (const plan of plans) {
      const missing = plan.file?.runner === 'onnx' && typeof onnx === 'string';
      ready.push(
        missing ? { paths: plan.paths, why: `${plan.file?.path}: ${onnx}` } : await converted(plan, inputs, images),
      );
    }
    const runnable = ready.flatMap(({ file }) => file ?? []);
    if (runnable.length === 0) return untouched('not-runnable', ready);
    return await run(inputs, bundles, ready, runnable, tasks);
  } finally {
    for (const { converted: made } of ready) if (made !== undefined) await rm(made.path, { force: true });
    await images.close();
  }
}

function planGroup(paths: readonly string[], { context, facts }: MeasureInputs): Plan {
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
async function converted(plan: Plan, { context, facts, sandbox }: MeasureInputs, images: OpenImages): Promise<Plan> {
  const { paths, checkpoint, file } = plan;
  if (checkpoint === undefined || file === undefined) return plan;
  const conversion = await convertCheckpoint(
    checkpoint,
    { submission: context.submission, facts },
    { ...context, sandbox, most: roomForWeights(context.policy) },
  );
  if ('refused' in conversion) {
    const why = `${file.path} can't be converted to GGUF: ${conversion.refused}`;
    const contained = await inContainer(checkpoint, file, context, images);
    if (contained === undefined) return { paths, why };
    return typeof contained === 'string' ? { paths, why: `${why}; ${contained}` } : { paths, file: contained };
  }
  const made = conversion.converted;
  const { path: blob, bytes: size, sha256, preparation } = made;
  const loaded = { path: file.path, size, blob, sha256, preparation, runner: 'gguf' } as const;
  return { paths, checkpoint, converted: made, file: loaded };
}

/** ONNX Runtime is optional: without it, why ONNX models are not run here. */
async function onnxBundle(): Promise<RunnerBundle | string> {
  try {
    return await runnerBundle(undefined, 'onnx');
  } catch (error) {
    if (error instanceof GateError && error.code === 'RUNNER_MISSING')
      return `ONNX models are run with onnxruntime-node, an optional package: ${error.message}`;
    throw error;
  }
}

/** A runner that was used, and everything else that was in the sandbox with the model. */
interface Ran {
  readonly kind: EvaluatedFile['runner'];
  readonly digest: Sha256;
  readonly environment: Sha256;
  /** Of `container`. */
  readonly image?: Sha256;
}

function runnerOf({ runner, container }: EvaluatedFile): string {
  return container?.image ?? runner;
}

async function ranOf(
  { runner: kind, container }: EvaluatedFile,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
): Promise<Ran> {
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

function specOf(
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

function roomForWeights({ sandbox }: Policy): number {
  return sandbox.memoryMiB * 1024 * 1024 - RUNNER_BYTES;
}

/** Checked before anything starts: half an evaluation is worth nothing and costs as much. */
function overBudget(files: readonly EvaluatedFile[], { context, tasks }: MeasureInputs): string | undefined {
  const { evaluate, sandbox } = context.policy;
  const tokens = files.length * tasks.reduce((sum, task) => sum + estimatedTokens(task), 0);
  if (tokens > evaluate.maxTokens) {
    return `about ${tokens} tokens over ${files.length} weight files, the policy allows ${evaluate.maxTokens}`;
  }
  const room = roomForWeights(context.policy);
  const large = files.find(({ size }) => size > room);
  return large === undefined
    ? undefined
    : `${large.path} (${large.size} bytes) does not fit into ${sandbox.memoryMiB} MiB of memory`;
}

async function run(
  { context, sandbox, seed, recordings }: MeasureInputs,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
  plans: readonly Plan[],
  files: readonly EvaluatedFile[],
  tasks: readonly Task[],
): Promise<MeasuredItems> {
  const { policy, signal, progress } = context;
  const { subject } = context.submission;
  const runners = new Map<string, Ran>();
  for (const file of files) if (!runners.has(runnerOf(file))) runners.set(runnerOf(file), await ranOf(file, bundles));
  const jobs: TaskJob[] = [];
  const probes: ProbeReport[] = [];
  const canary = openCanary();
  let done = 0;
  const answers = new AnswersFile(context.scratch);
  let results: TaskResult[];
  try {
    for (const file of files) {
      const spec = specOf(file, bundles, policy, canary);
      const probe = await probeSandbox(sandbox, spec, signal);
      probes.push(probe);
      // The longest task first, so that the last one to end is a short one.
      const ordered = tasks.toSorted((a, b) => estimatedTokens(b) - estimatedTokens(a));
      const environment = runners.get(runnerOf(file))?.environment;
      for (const task of ordered) {
        const key = jobKey({ subject, file, task, environment, spec, probe });
        jobs.push({ task, file, spec, canary, proven: probe.specification, key });
      }
    }
    const total = jobs.reduce((sum, { task }) => sum + task.items.length, 0);
    results = await runPool(jobs, INSTANCES_AT_ONCE, async (job) => {
      const records = await recordings?.of(job.key, seed);
      const result = await evaluateTask(job, sandbox, policy, signal, {
        seed: records?.seed ?? seed,
        records,
        answered: (record) => answers.write(job.file.path, record),
        advanced: (items) => {
          done += items;
          progress({ label: 'evaluate', done, total, unit: 'items' });
        },
      });
      await answers.settle();
      return result;
    });
  } catch (error) {
    answers.abandon();
    throw error;
  } finally {
    canary.close();
  }
  return {
    measured: assemble(plans, results, probes, [...runners.values()], await answers.close()),
    outcomes: results.flatMap(({ outcomes }) => outcomes),
  };
}

function assemble(
  plans: readonly Plan[],
  results: readonly TaskResult[],
  probes: readonly ProbeReport[],
  runners: readonly Ran[],
  answers: NonNullable<Measured['answers']>,
): Measured {
  const errors = results.flatMap(({ error }): EvaluationError[] => (error === undefined ? [] : [error]));
  const scores = results.flatMap((result) => result.scores);
  const categories = results.flatMap((result) => result.categories);
  const worst = results.flatMap((result) => result.worst);
  const [runner, ...otherRunners] = runners.map(({ kind, digest, environment, image }) => {
    const own = results.find(
      ({ job: { file }, capabilities }) =>
        file.runner === kind && file.container?.image === image && capabilities !== undefined,
    );
    const { engine, template } = own?.capabilities ?? {};
    return { name: kind, digest, ...defined({ environment, image, engine, template }) };
  });
  const [first] = probes;
  if (first === undefined) throw new GateError('INTERNAL', 'an evaluation without a probe');
  const conversions = plans.flatMap(({ checkpoint, converted: made, file }) =>
    checkpoint === undefined || made === undefined || file === undefined
      ? []
      : {
          file: file.path,
          weights: [...checkpoint.paths],
          sources: [...made.sources],
          sha256: made.sha256,
          bytes: made.bytes,
          precision: made.precision,
          converter: `modelgate safetensors-to-gguf ${CONVERTER_VERSION}`,
        },
  );
  return {
    measurements: results.flatMap(({ measurements }) => measurements),
    ...(scores.length === 0 ? {} : { scores }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(worst.length === 0 ? {} : { worst }),
    groups: plans.map(({ paths, file, why }) => {
      if (file === undefined) return { paths: [...paths], ...(why === undefined ? {} : { why }) };
      // Only a file on which every task ran to its end speaks for its group.
      const failed = errors.find((error) => error.file === file.path);
      const tripped = results.find(({ job, tripwires }) => job.file === file && whyTripped(tripwires) !== undefined);
      if (tripped !== undefined)
        return { paths: [...paths], why: `${tripped.job.task.file.name}: ${whyTripped(tripped.tripwires) ?? ''}` };
      return failed === undefined
        ? { paths: [...paths], evaluated: file.path }
        : { paths: [...paths], why: `${failed.task ?? file.path}: ${failed.code}: ${failed.message}` };
    }),
    ...(conversions.length === 0 ? {} : { conversions }),
    ...reused(results),
    isolation: {
      driver: first.driver,
      probe: probes,
      enforcement: distinct(results.flatMap(({ enforcement }) => enforcement)),
      tripwires: totalTripwires(results.map(({ tripwires }) => tripwires)),
    },
    ...(runner === undefined ? {} : { runner }),
    ...(otherRunners.length === 0 ? {} : { otherRunners }),
    answers,
    ...(errors.length === 0 ? {} : { errors }),
  };
}

/** Which answers were not given in this start: whoever reads a number must be able to tell where it comes from. */
function reused(results: readonly TaskResult[]): Pick<Measured, 'reused'> {
  const names = ({ job: { file, task } }: TaskResult): { file: string; suite: string; task: string } => {
    return { file: file.path, suite: task.suite, task: task.file.name };
  };
  const cached = results.flatMap((result) => {
    const { from } = result.records ?? {};
    return from === undefined ? [] : { ...names(result), run: from.run, at: from.at, seed: from.seed };
  });
  const refused = results.flatMap((result) => {
    const { refused: why } = result.records ?? {};
    return why === undefined ? [] : { ...names(result), why };
  });
  const resumedItems = results.reduce((sum, { records, replayed }) => {
    return sum + (records?.from === undefined ? replayed : 0);
  }, 0);
  if (cached.length === 0 && refused.length === 0 && resumedItems === 0) return {};
  return { reused: { resumedItems, cached, refused } };
}

/** The instances of one file have the same walls; the evidence states them once. */
function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

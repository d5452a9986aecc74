import { rm } from 'node:fs/promises';
import { probeSandbox } from '../sandbox/probe/probe.ts';
import type { ProbeReport } from '../sandbox/probe/walls.ts';
import { openCanary } from '../sandbox/tripwire/canary.ts';
import { AnswersFile } from './answers-file.ts';
import { assemble, type Measured } from './assemble.ts';
import { estimatedTokens } from './budget.ts';
import { OpenImages } from './container/image.ts';
import { evaluateTask, type EvaluatedFile, type TaskJob, type TaskResult } from './evaluate-task.ts';
import type { RunnerBundle, RunnerKind } from './harness/runner-bundle.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { converted, overBudget, planGroup, type Plan, type PlanInputs } from './plan-groups.ts';
import { INSTANCES_AT_ONCE, runPool } from './pool.ts';
import { jobKey } from './recorded/job-key.ts';
import type { Recordings } from './recorded/recordings.ts';
import { onnxBundle, runnerOf, specOf, usedRunner, type UsedRunner } from './runners-used.ts';
import type { Task } from './tasks/task-schema.ts';

export interface MeasureInputs extends PlanInputs {
  readonly weightGroups: readonly (readonly string[])[];
  readonly bundle: RunnerBundle | undefined;
  readonly seed: number;
  readonly recordings?: Recordings;
}

/** With every item's outcome, which the evidence has in the file of answers. */
export interface MeasuredItems {
  readonly measured: Measured;
  readonly outcomes: readonly ItemOutcomes[];
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

async function run(
  { context, sandbox, seed, recordings }: MeasureInputs,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
  plans: readonly Plan[],
  files: readonly EvaluatedFile[],
  tasks: readonly Task[],
): Promise<MeasuredItems> {
  const { policy, signal, progress } = context;
  const { subject } = context.submission;
  const runners = new Map<string, UsedRunner>();
  for (const file of files)
    if (!runners.has(runnerOf(file))) runners.set(runnerOf(file), await usedRunner(file, bundles));
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

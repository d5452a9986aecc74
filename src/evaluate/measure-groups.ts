import { rm } from 'node:fs/promises';
import type { EvaluatePredicate } from '../core/predicates/evaluate.ts';
import type { Progress } from '../core/progress.ts';
import { probeSandbox } from '../sandbox/probe/probe.ts';
import type { ProbeReport } from '../sandbox/probe/walls.ts';
import { openCanary, type Canary } from '../sandbox/tripwire/canary.ts';
import { AnswersFile } from './answers-file.ts';
import { assemble, type Measured } from './assemble.ts';
import { askedShare } from './budget.ts';
import type { StaticallyChecked } from './claims/check-files.ts';
import { JudgeModel } from './judge-model/judge-model.ts';
import { OpenImages } from './container/image.ts';
import { evaluateTask, type EvaluatedFile, type TaskJob } from './evaluate-task.ts';
import type { RunnerBundle, RunnerKind } from '../runner/client/runner-bundle.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { converted, overBudget, planGroup, type Plan, type PlanInputs } from './plan-groups.ts';
import { INSTANCES_AT_ONCE, runPool } from './pool.ts';
import { inPromptOrder } from './prompt-order.ts';
import { jobKey } from './recorded/job-key.ts';
import type { Recordings } from './recorded/recordings.ts';
import { onnxBundle, runnerOf, specOf, usedRunner, type UsedRunner } from './runners-used.ts';
import { claimedTasks } from './scheduling/early-stop.ts';
import type { Estimate } from './scheduling/estimate.ts';
import { estimateCost } from './scheduling/estimate-cost.ts';
import { repeatedSampling, samplingPlan, type Planned } from './scheduling/planned-sampling.ts';
import { inPriority, type Ranked } from './scheduling/priority.ts';
import { asksForRefusals, type TaskGroup } from './tasks/task-schema.ts';

export interface MeasureInputs extends PlanInputs {
  readonly weightGroups: readonly (readonly string[])[];
  readonly bundle: RunnerBundle | undefined;
  readonly seed: number;
  readonly recordings?: Recordings;
  /** What tasks may be claimed to bring. */
  readonly claimed: { readonly stated: readonly StaticallyChecked[]; readonly groups: readonly TaskGroup[] };
  /** Of an evaluation that is done again. */
  readonly repeat?: Pick<EvaluatePredicate, 'earlyStop'>;
  /** Told before the run begins how long it will take. */
  readonly onEstimate?: ((estimate: Estimate) => void | Promise<void>) | undefined;
}

/** With every item's outcome, which the evidence has in the file of answers. */
export interface MeasuredItems {
  readonly measured: Measured;
  readonly outcomes: readonly ItemOutcomes[];
}

/** Runs every task on one member of each group, each in a fresh sandbox, after proving the walls around that file. */
export async function measureGroups(inputs: MeasureInputs): Promise<MeasuredItems> {
  const { weightGroups, bundle } = inputs;
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
    return await run(inputs, bundles, ready, runnable);
  } finally {
    for (const { converted: made } of ready) if (made !== undefined) await rm(made.path, { force: true });
    await images.close();
  }
}

async function run(
  inputs: MeasureInputs,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
  plans: readonly Plan[],
  files: readonly EvaluatedFile[],
): Promise<MeasuredItems> {
  const { context, sandbox, seed, recordings } = inputs;
  const { policy, signal, clock } = context;
  const running = { driver: sandbox, policy, signal };
  const canary = openCanary();
  const answers = new AnswersFile(context.scratch);
  const judge = judgeFor(inputs);
  try {
    const { jobs, probes, runners } = await provenJobs(inputs, bundles, files, canary);
    const cost = await estimateCost(await unanswered(jobs, recordings), running, {
      seed,
      limit: inputs.limit,
      answered: ({ key }) => recordings?.answered(key) ?? 0,
    });
    if (cost.estimate !== undefined) await inputs.onEstimate?.(cost.estimate);
    const begun = clock.now();
    const advance = progressOf(jobs, context.progress, inputs.limit);
    const results = await runPool(jobs, INSTANCES_AT_ONCE, async (job) => {
      const records = await recordings?.of(job.key, seed);
      const planned = job.sampled(records?.seed ?? seed);
      const { advanced, ended } = advance(Math.ceil(job.task.items.length * askedShare(job.task, inputs.limit)));
      const result = await evaluateTask(job, running, {
        seed: planned?.seed ?? records?.seed ?? seed,
        sampling: planned?.sampling,
        records,
        judge,
        answered: (record) => answers.write(job.file.path, record),
        advanced,
      });
      ended();
      await answers.settle();
      return result;
    });
    const seconds = (clock.now().getTime() - begun.getTime()) / 1_000;
    const ran = { results, probes, runners, cost, seconds, answers: await answers.close() };
    return {
      measured: {
        ...assemble(plans, ran, policy.evaluate.earlyStop),
        ...(judge === undefined ? {} : { judge: judge.record() }),
      },
      outcomes: results.flatMap(({ outcomes }) => outcomes),
    };
  } catch (error) {
    answers.abandon();
    throw error;
  } finally {
    await judge?.close();
    canary.close();
  }
}

/** Where the policy pins one and a task has answers for it. */
function judgeFor({ context, sandbox, tasks, bundle }: MeasureInputs): JudgeModel | undefined {
  const { policy, signal } = context;
  const pin = policy.evaluate.judge;
  if (pin === undefined || !tasks.some(asksForRefusals)) return undefined;
  return new JudgeModel(pin, { driver: sandbox, policy, signal, bundle });
}

/** Every task on every file in the order in which they are started, each file's walls proven. */
async function provenJobs(
  { context, sandbox, tasks, claimed, repeat, limit, seed }: MeasureInputs,
  bundles: ReadonlyMap<RunnerKind, RunnerBundle>,
  files: readonly EvaluatedFile[],
  canary: Canary,
): Promise<{ jobs: PlannedJob[]; probes: ProbeReport[]; runners: UsedRunner[] }> {
  const { policy, signal } = context;
  const { subject } = context.submission;
  const runners = new Map<string, UsedRunner>();
  const probes: ProbeReport[] = [];
  const jobs: PlannedJob[] = [];
  const ordered = tasks.map(inPromptOrder);
  const plan =
    repeat === undefined
      ? samplingPlan(policy, limit, { ...claimed, tasks }, files.length)
      : repeatedSampling(repeat.earlyStop?.tasks ?? []);
  const isClaimed = claimedTasks({ ...claimed, tasks });
  for (const file of files) {
    const runner = runners.get(runnerOf(file)) ?? (await usedRunner(file, bundles));
    runners.set(runnerOf(file), runner);
    const spec = specOf(file, bundles, policy, canary);
    const probe = await probeSandbox(sandbox, spec, signal);
    probes.push(probe);
    for (const task of ordered) {
      const sampled = (from: number): Planned | undefined => plan(file.path, task, from);
      const origin = { subject, file, task, environment: runner.environment, spec, probe };
      const key = jobKey({ ...origin, drawn: sampled(seed) !== undefined });
      jobs.push({ task, file, spec, canary, proven: probe.specification, key, sampled, claimed: isClaimed(task) });
    }
  }
  return { jobs: inPriority(jobs, policy.evaluate.priority), probes, runners: [...runners.values()] };
}

interface PlannedJob extends TaskJob, Ranked {
  readonly sampled: (seed: number) => Planned | undefined;
}

/** What an earlier run has answered costs nothing. */
async function unanswered(jobs: readonly TaskJob[], recordings: Recordings | undefined): Promise<readonly TaskJob[]> {
  if (recordings === undefined) return jobs;
  const kept = await Promise.all(jobs.map(({ key }) => recordings.isKept(key)));
  return jobs.filter((_job, index) => kept[index] !== true);
}

/** One bar for all jobs: what a job leaves out, because it ended early or failed, counts as done when it ends. */
function progressOf(
  jobs: readonly TaskJob[],
  progress: Progress,
  limit: number | undefined,
): (items: number) => { readonly advanced: (items: number) => void; readonly ended: () => void } {
  const total = jobs.reduce((sum, { task }) => sum + Math.ceil(task.items.length * askedShare(task, limit)), 0);
  let done = 0;
  return (items) => {
    let left = items;
    const advanced = (count: number): void => {
      left -= count;
      done += count;
      progress({ label: 'evaluate', done, total, unit: 'items' });
    };
    return { advanced, ended: () => (left > 0 ? advanced(left) : undefined) };
  };
}

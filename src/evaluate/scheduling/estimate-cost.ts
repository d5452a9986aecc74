import { GateError } from '../../core/errors.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import { openModel, startRunner, type Running, type TaskJob } from '../evaluate-task.ts';
import type { RunnerClient } from '../../runner/client/runner-client.ts';
import { INSTANCES_AT_ONCE, runPool } from '../pool.ts';
import { taskTripwires } from '../tripwires.ts';
import { calibrate } from './calibrate.ts';
import { estimateAll, estimateTask, kindOf, type Estimate, type Rate } from './estimate.ts';
import { Meter } from './meter.ts';

/** A few questions that were asked before the run. */
export interface Calibration {
  readonly file: string;
  /** Undefined: they were not answered. */
  readonly rate?: Rate;
  /** What its instance tried. */
  readonly tripwires: Tripwires;
}

export interface Cost {
  readonly calibrations: readonly Calibration[];
  /** Undefined where a file answered nothing. */
  readonly estimate?: Estimate;
}

export interface CostInputs {
  readonly seed: number;
  readonly limit?: number | undefined;
  /** Items of a job that were answered before. */
  readonly answered?: ((job: TaskJob) => number) | undefined;
}

/**
 * How long jobs, in the order in which they are started, will take: every file is asked a few real questions of each kind, in instances
 * of their own that are as many at once as in the run. What goes wrong is left to the run to tell.
 * @throws GateError CANCELLED
 */
export async function estimateCost(
  jobs: readonly TaskJob[],
  running: Running,
  { seed, limit, answered = () => 0 }: CostInputs,
): Promise<Cost> {
  const samples = [...new Map(jobs.toReversed().map((job) => [nameOf(job), job])).values()];
  const calibrations = await runPool(samples, INSTANCES_AT_ONCE, (job) => calibrated(job, running, seed));
  const rates = new Map(samples.map((job, index) => [nameOf(job), calibrations[index]?.rate]));
  const estimates = jobs.flatMap((job) => {
    const rate = rates.get(nameOf(job));
    return rate === undefined ? [] : estimateTask(job.task, rate, { limit, answered: answered(job) });
  });
  if (estimates.length < jobs.length || jobs.length === 0) return { calibrations };
  return { calibrations, estimate: estimateAll(estimates, INSTANCES_AT_ONCE) };
}

function nameOf({ file, task }: TaskJob): string {
  return JSON.stringify([file.path, kindOf(task)]);
}

async function calibrated(job: TaskJob, running: Running, seed: number): Promise<Calibration> {
  const file = job.file.path;
  let client: RunnerClient | undefined;
  let rate: Rate | undefined;
  let withCanary = 0;
  try {
    const begun = performance.now();
    client = await startRunner(job, running);
    await openModel(client, job);
    const loadSeconds = (performance.now() - begun) / 1_000;
    const meter = new Meter(client, (answer) => {
      if (job.canary.isIn(JSON.stringify(answer))) withCanary += 1;
    });
    rate = await calibrate({ task: job.task, file, loadSeconds }, meter, seed);
  } catch (error) {
    if (running.signal.aborted) throw new GateError('CANCELLED', 'the evaluation was cancelled', { cause: error });
    if (!(error instanceof GateError)) throw error;
  } finally {
    await client?.close();
  }
  const tripwires = taskTripwires(client?.tripwires(), withCanary);
  return { file, tripwires, ...(rate === undefined ? {} : { rate }) };
}

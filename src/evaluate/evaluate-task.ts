import { GateError } from '../core/errors.ts';
import type {
  CategoryMeasurement,
  EvaluationError,
  Measurement,
  ScoreMeasurement,
  WorstAnswer,
} from '../core/predicates/evaluate.ts';
import type { Tripwires } from '../core/predicates/tripwires.ts';
import type { Policy } from '../core/policy.ts';
import type { SubmissionFile } from '../core/submission.ts';
import type { Enforcement, SandboxDriver, SandboxSpec } from '../sandbox/driver.ts';
import type { Canary } from '../sandbox/tripwire/canary.ts';
import { neededContext, estimatedTokens } from './budget.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { RunnerClient, type ClientTimes } from './harness/runner-client.ts';
import type { RunnerKind } from './harness/runner-bundle.ts';
import type { BesideFile } from './runnable.ts';
import { MAX_BATCH, type AnswerOf, type TextPreparation } from './protocol.ts';
import { inPromptOrder } from './prompt-order.ts';
import { runTask } from './run-task.ts';
import type { TaskRun } from './task-run.ts';
import { taskTripwires, whyTripped } from './tripwires.ts';
import { asksOneByOne, type Task } from './tasks/task-schema.ts';

/** A file past this size is asked a few prompts side by side instead of many: each holds a context in memory. */
const LARGE_BYTES = 1024 ** 3;
const LARGE_SEQUENCES = 2;
const LOAD_MS = 30_000;
/** Of reading weights from a cold, slow disk. */
const LOAD_BYTES_PER_MS = 50_000;
const REQUEST_MS = 20_000;
/** The slowest machine that is waited for: 8 tokens per second. */
const TOKEN_MS = 125;

/** What is loaded, under the path that stands for it in the submission. */
export type EvaluatedFile = Pick<SubmissionFile, 'path' | 'size' | 'blob'> & {
  readonly preparation?: TextPreparation;
  readonly runner: RunnerKind;
  readonly beside?: readonly BesideFile[];
};

export interface TaskJob {
  readonly task: Task;
  readonly file: EvaluatedFile;
  readonly spec: SandboxSpec;
  readonly canary: Canary;
  /** Digest of the specification whose walls were proven to hold. */
  readonly proven: string;
}

export interface TaskResult {
  readonly job: TaskJob;
  readonly measurements: readonly Measurement[];
  readonly outcomes: readonly ItemOutcomes[];
  readonly scores: readonly ScoreMeasurement[];
  readonly categories: readonly CategoryMeasurement[];
  readonly worst: readonly WorstAnswer[];
  readonly enforcement?: Enforcement;
  readonly capabilities?: AnswerOf<'capabilities'>;
  readonly error?: EvaluationError;
  readonly tripwires: Tripwires;
}

/** One task on one file in an instance of its own, which is gone when this returns. Only CANCELLED is thrown. */
export async function evaluateTask(
  job: TaskJob,
  driver: SandboxDriver,
  policy: Policy,
  signal: AbortSignal,
  run: Omit<TaskRun, 'client' | 'file'>,
): Promise<TaskResult> {
  let client: RunnerClient | undefined;
  let withCanary = 0;
  const answered: TaskRun['answered'] = (record) => {
    if (job.canary.isIn(JSON.stringify(record))) withCanary += 1;
    run.answered(record);
  };
  const start = async (): Promise<RunnerClient> =>
    (client = await RunnerClient.start(driver, job.spec, timesFor(job, policy), signal));
  const result = await attemptTask(job, start, signal, { ...run, answered });
  await client?.close();
  const tripwires = taskTripwires(client?.tripwires(), withCanary);
  return whyTripped(tripwires) === undefined
    ? { ...result, tripwires }
    : { ...result, measurements: [], outcomes: [], scores: [], categories: [], worst: [], tripwires };
}

async function attemptTask(
  job: TaskJob,
  start: () => Promise<RunnerClient>,
  signal: AbortSignal,
  run: Omit<TaskRun, 'client' | 'file'>,
): Promise<Omit<TaskResult, 'tripwires'>> {
  let client: RunnerClient | undefined;
  try {
    client = await start();
    if (client.enforcement.specification !== job.proven) {
      throw new GateError('SANDBOX_FAILED', 'the walls around this run are not those that the probe proved');
    }
    const sequences = asksOneByOne(job.task) ? 1 : job.file.size > LARGE_BYTES ? LARGE_SEQUENCES : MAX_BATCH;
    const { preparation } = job.file;
    const capabilities = await client.open({
      contextTokens: neededContext(job.task),
      sequences,
      ...(preparation === undefined ? {} : { preparation }),
    });
    const ran = await runTask(inPromptOrder(job.task), { ...run, client, file: job.file.path });
    return { job, ...ran, enforcement: client.enforcement, capabilities };
  } catch (error) {
    if (signal.aborted) throw new GateError('CANCELLED', 'the evaluation was cancelled', { cause: error });
    const known = error instanceof GateError ? error : new GateError('INTERNAL', String(error), { cause: error });
    return {
      job,
      measurements: [],
      outcomes: [],
      scores: [],
      categories: [],
      worst: [],
      ...(client === undefined ? {} : { enforcement: client.enforcement }),
      error: { code: known.code, message: known.message, file: job.file.path, task: job.task.file.name },
    };
  }
}

function timesFor({ task, file }: TaskJob, policy: Policy): ClientTimes {
  const longest = policy.timeouts.evaluate * 1_000;
  const perBatch = Math.ceil(estimatedTokens(task) / Math.ceil(task.items.length / MAX_BATCH));
  return {
    loadMs: Math.min(longest, LOAD_MS + Math.ceil(file.size / LOAD_BYTES_PER_MS)),
    requestMs: Math.min(longest, REQUEST_MS + perBatch * TOKEN_MS),
  };
}

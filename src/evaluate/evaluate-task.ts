import type { Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type {
  CategoryMeasurement,
  EvaluationError,
  Measurement,
  ScoreMeasurement,
  StrayAddresses,
  WorstAnswer,
} from '../core/predicates/evaluate.ts';
import type { Tripwires } from '../core/predicates/tripwires.ts';
import type { Policy } from '../core/policy.ts';
import type { SubmissionFile } from '../core/submission.ts';
import type { Enforcement, SandboxDriver, SandboxSpec } from '../sandbox/driver.ts';
import type { Canary } from '../sandbox/tripwire/canary.ts';
import { neededContext, estimatedTokens } from './budget.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { RunnerClient, type ClientTimes } from '../runner/client/runner-client.ts';
import type { UsedImage } from './container/image.ts';
import type { RunnerKind } from '../runner/client/runner-bundle.ts';
import type { BesideFile } from '../runner/runnable.ts';
import { MAX_BATCH, type AnswerOf, type TextPreparation } from '../runner/protocol.ts';
import { RecordedAnswers } from './recorded/recorded-answers.ts';
import type { JobRecords } from './recorded/recordings.ts';
import { runTask } from './run-task.ts';
import type { Sampling } from './scheduling/sampling.ts';
import type { TaskRun } from './task-run.ts';
import { taskTripwires, totalTripwires, whyTripped } from './tripwires.ts';
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
export type EvaluatedFile = Pick<SubmissionFile, 'path' | 'size' | 'blob' | 'sha256'> & {
  readonly preparation?: TextPreparation;
  readonly runner: RunnerKind | 'container';
  /** Of `container`: the opened image. */
  readonly container?: UsedImage;
  readonly beside?: readonly BesideFile[];
};

export interface TaskJob {
  /** In the order in which it is asked. */
  readonly task: Task;
  readonly file: EvaluatedFile;
  readonly spec: SandboxSpec;
  readonly canary: Canary;
  /** Digest of the specification whose walls were proven to hold. */
  readonly proven: string;
  /** Under which its answers are kept. */
  readonly key: Sha256;
}

/** Where something is run, and for how long. */
export interface Running {
  readonly driver: SandboxDriver;
  readonly policy: Policy;
  readonly signal: AbortSignal;
}

export interface TaskResult {
  readonly job: TaskJob;
  /** Items. */
  readonly asked: number;
  readonly sampling?: Sampling | undefined;
  readonly seed: number;
  readonly measurements: readonly Measurement[];
  readonly outcomes: readonly ItemOutcomes[];
  readonly scores: readonly ScoreMeasurement[];
  readonly categories: readonly CategoryMeasurement[];
  readonly worst: readonly WorstAnswer[];
  readonly strayAddresses?: StrayAddresses | undefined;
  /** Of every instance that answered, one of an earlier start too. */
  readonly enforcement: readonly Enforcement[];
  readonly capabilities?: AnswerOf<'capabilities'>;
  readonly error?: EvaluationError;
  readonly tripwires: Tripwires;
  /** Whose answers were there before, and how many items' were. */
  readonly records?: JobRecords | undefined;
  readonly replayed: number;
  /** That a runner read and wrote in this start, by its own count. */
  readonly tokens: number;
}

interface TaskAsk extends Omit<TaskRun, 'client' | 'file'> {
  readonly records?: JobRecords | undefined;
  /** Where it may end early. */
  readonly sampling?: Sampling | undefined;
}

/**
 * One task on one file in an instance of its own, which is gone when this returns; none is started where every answer is
 * recorded. Only CANCELLED and DISK_FULL are thrown.
 */
export async function evaluateTask(
  job: TaskJob,
  running: Running,
  { records, sampling, ...run }: TaskAsk,
): Promise<TaskResult> {
  const enforcement = (records?.opened ?? []).map((opened) => opened.enforcement);
  let capabilities = records?.opened.at(-1)?.capabilities;
  let client: RunnerClient | undefined;
  let withCanary = 0;
  const runner = async (): Promise<RunnerClient> => {
    if (client !== undefined) return client;
    client = await startRunner(job, running);
    enforcement.push(client.enforcement);
    capabilities = await openModel(client, job);
    await records?.keep({ kind: 'opened', enforcement: client.enforcement, capabilities });
    return client;
  };
  const answering = new RecordedAnswers(records, runner, (answer) => {
    if (job.canary.isIn(JSON.stringify(answer))) withCanary += 1;
    return taskTripwires(client?.tripwires(), withCanary);
  });
  let attempt: Attempt;
  try {
    attempt = await attemptTask(job, running.signal, { ...run, client: answering }, sampling);
  } finally {
    await client?.close();
  }
  const now = client === undefined ? [] : [taskTripwires(client.tripwires(), withCanary)];
  const tripwires = totalTripwires([...(records?.tripwires === undefined ? [] : [records.tripwires]), ...now]);
  const result = {
    ...attempt,
    sampling,
    seed: run.seed,
    tokens: answering.tokens,
    enforcement,
    ...(capabilities === undefined ? {} : { capabilities }),
    tripwires,
    records,
    replayed: answering.replayed,
  };
  if (whyTripped(tripwires) !== undefined) return { ...result, ...NOTHING };
  // A task that ended early is no answer to whoever asks all of it.
  if (attempt.error === undefined && attempt.asked === job.task.items.length) await records?.finish();
  return result;
}

const NOTHING = {
  measurements: [],
  outcomes: [],
  scores: [],
  categories: [],
  worst: [],
  strayAddresses: undefined,
  asked: 0,
} as const;

type Attempt = Pick<TaskResult, 'job' | 'error' | keyof typeof NOTHING>;

async function attemptTask(
  job: TaskJob,
  signal: AbortSignal,
  run: Omit<TaskRun, 'file'>,
  sampling: Sampling | undefined,
): Promise<Attempt> {
  try {
    return { job, ...(await runTask(job.task, { ...run, file: job.file.path }, sampling)) };
  } catch (error) {
    if (signal.aborted) throw new GateError('CANCELLED', 'the evaluation was cancelled', { cause: error });
    const known = error instanceof GateError ? error : new GateError('INTERNAL', String(error), { cause: error });
    if (known.code === 'DISK_FULL') throw known;
    const { code, message } = known;
    return { job, ...NOTHING, error: { code, message, file: job.file.path, task: job.task.file.name } };
  }
}

type Opening = Pick<TaskJob, 'task' | 'file' | 'spec' | 'proven'>;

/** An instance behind the walls that were proven. @throws GateError SANDBOX_FAILED, CANCELLED */
export async function startRunner(job: Opening, { driver, policy, signal }: Running): Promise<RunnerClient> {
  const client = await RunnerClient.start(driver, job.spec, timesFor(job, policy), signal);
  if (client.enforcement.specification === job.proven) return client;
  await client.close();
  throw new GateError('SANDBOX_FAILED', 'the walls around this run are not those that the probe proved');
}

/** Has the model loaded, with the room that the task needs. */
export async function openModel(client: RunnerClient, { task, file }: Opening): Promise<AnswerOf<'capabilities'>> {
  const sequences = asksOneByOne(task) ? 1 : file.size > LARGE_BYTES ? LARGE_SEQUENCES : MAX_BATCH;
  const { preparation } = file;
  const contextTokens = neededContext(task);
  return client.open({ contextTokens, sequences, ...(preparation === undefined ? {} : { preparation }) });
}

function timesFor({ task, file }: Opening, policy: Policy): ClientTimes {
  const longest = policy.timeouts.evaluate * 1_000;
  const perBatch = Math.ceil(estimatedTokens(task) / Math.ceil(task.items.length / MAX_BATCH));
  return {
    loadMs: Math.min(longest, LOAD_MS + Math.ceil(file.size / LOAD_BYTES_PER_MS)),
    requestMs: Math.min(longest, REQUEST_MS + perBatch * TOKEN_MS),
  };
}

import { randomInt } from 'node:crypto';
import { instant } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import {
  EVALUATE_PREDICATE,
  evaluatePredicateSchema,
  type EvaluatePredicate,
  type EvaluationError,
} from '../core/predicates/evaluate.ts';
import type { StageContext } from '../core/stage.ts';
import { VERSION } from '../core/version.ts';
import { AnswersFile } from './answers-file.ts';
import { estimatedTokens } from './budget.ts';
import type { Endpoint } from './endpoint/address.ts';
import { EndpointClient, type EndpointTimes } from './endpoint/endpoint-client.ts';
import { measureTaskGroups } from './measure-task-groups.ts';
import { pinnedSuites, suiteRecords } from './pinned-suites.ts';
import { inPromptOrder } from './prompt-order.ts';
import { runTask } from './run-task.ts';
import { SEED_LIMIT } from './scorers/shuffle.ts';
import type { Ran } from './task-run.ts';
import type { Task } from './tasks/task-schema.ts';

export interface EndpointInputs {
  readonly endpoint: Endpoint;
  readonly times?: EndpointTimes;
  readonly seed?: number;
}

type EndpointContext = Omit<StageContext, 'submission'>;

const TIMES: EndpointTimes = { requestMs: 120_000, pauseMs: 500 };
const REMOTE = 'answers of a remote endpoint, which speak for no submission';

/**
 * Asks a served model every pinned task, for a look at it. Nobody knows what answers there, so that the outcome is `inconclusive`
 * whatever it answers, and nothing is reproduced by it. Either all items of a task are answered or it has no score.
 * @throws GateError SUITE_UNREADABLE, SUITE_INVALID, SUITE_MISMATCH, ENDPOINT_FAILED where no model is named, CANCELLED, DISK_FULL
 */
export async function evaluateEndpoint(context: EndpointContext, inputs: EndpointInputs): Promise<Evidence> {
  const startedAt = instant(context.clock);
  const { policy, clock } = context;
  const suites = await pinnedSuites(policy);
  const tasks = suites.flatMap((suite) => suite.tasks);
  const seed = inputs.seed ?? randomInt(SEED_LIMIT);
  const needed = tasks.reduce((sum, task) => sum + estimatedTokens(task), 0);
  const gap = tasks.length === 0 ? 'no-suite' : needed > policy.evaluate.maxTokens ? 'over-budget' : undefined;
  const { url, model = 'the only one' } = inputs.endpoint;
  const unasked: Answered = { model, ran: [], errors: [] };
  const { ran, errors, answers, model: asked } = gap === undefined ? await ask(tasks, context, inputs, seed) : unasked;
  const measurements = ran.flatMap((one) => one.measurements);
  const scores = ran.flatMap((one) => one.scores);
  const predicate: EvaluatePredicate = {
    assuranceLevel: 'none',
    endpoint: { url: url.href, model: asked },
    suites: suiteRecords(suites),
    measurements: [
      ...measurements,
      ...measureTaskGroups(
        suites.flatMap((suite) => suite.groups),
        measurements,
      ),
    ],
    ...(scores.length === 0 ? {} : { scores }),
    claims: [],
    groups: [],
    ...(gap === undefined ? {} : { gap }),
    seed,
    ...(answers === undefined ? {} : { answers }),
    ...(errors.length === 0 ? {} : { errors: [...errors] }),
  };
  return {
    stage: 'evaluate',
    outcome: 'inconclusive',
    reason: reasonOf(predicate, needed, ran.length),
    predicateType: EVALUATE_PREDICATE,
    predicate: evaluatePredicateSchema.parse(predicate),
    findings: [],
    startedAt,
    finishedAt: instant(clock),
    tools: { modelgate: VERSION, node: process.versions.node },
  };
}

interface Answered {
  readonly model: string;
  readonly ran: readonly Ran[];
  readonly errors: readonly EvaluationError[];
  readonly answers?: NonNullable<EvaluatePredicate['answers']>;
}

async function ask(
  tasks: readonly Task[],
  { policy, signal, progress, scratch }: EndpointContext,
  { endpoint, times = TIMES }: EndpointInputs,
  seed: number,
): Promise<Answered> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(policy.timeouts.evaluate * 1_000)]);
  const client = await EndpointClient.open(endpoint, times, limit);
  const answers = new AnswersFile(scratch);
  const total = tasks.reduce((sum, { items }) => sum + items.length, 0);
  const ran: Ran[] = [];
  const errors: EvaluationError[] = [];
  let done = 0;
  try {
    for (const task of tasks) {
      try {
        ran.push(
          await runTask(inPromptOrder(task), {
            client,
            file: endpoint.url.href,
            seed,
            answered: (record) => answers.write(endpoint.url.href, record),
            advanced: (items) => {
              done += items;
              progress({ label: 'evaluate', done, total, unit: 'items' });
            },
          }),
        );
      } catch (error) {
        if (signal.aborted) throw new GateError('CANCELLED', 'the evaluation was cancelled', { cause: error });
        const known = error instanceof GateError ? error : new GateError('INTERNAL', String(error), { cause: error });
        const { code, message } = limit.aborted ? late(policy.timeouts.evaluate) : known;
        errors.push({ code, message, task: task.file.name });
      }
      await answers.settle();
    }
    return { model: client.model, ran, errors, answers: await answers.close() };
  } catch (error) {
    answers.abandon();
    throw error;
  } finally {
    client.close();
  }
}

function late(seconds: number): GateError {
  return new GateError('STAGE_TIMEOUT', `not asked to its end in ${seconds} seconds`);
}

function reasonOf({ gap, errors = [] }: EvaluatePredicate, needed: number, tasks: number): string {
  if (gap === 'no-suite') return `${REMOTE}; no suite was given, so nothing was asked`;
  if (gap !== undefined) return `${REMOTE}; nothing was asked: about ${needed} tokens, more than the policy allows`;
  const measured = `${REMOTE}; ${tasks} ${tasks === 1 ? 'task' : 'tasks'} measured`;
  if (errors.length === 0) return measured;
  const shown = errors.slice(0, 3).map(({ task = '', message }) => `${task}: ${message}`);
  const more = errors.length > shown.length ? `; and ${errors.length - shown.length} more` : '';
  return `${measured}; not measured: ${shown.join('; ')}${more}`;
}

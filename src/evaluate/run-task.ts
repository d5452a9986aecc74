import type { CategoryMeasurement, WorstAnswer } from '../core/predicates/evaluate.ts';
import { scoreChoices } from './scorers/multiple-choice.ts';
import { findCanary, type CanaryForm } from '../answers/canary-detector.ts';
import { judgeRefusal, type RefusalLabel } from '../answers/refusal-judge.ts';
import { clopperPearson } from '../core/statistics/clopper-pearson.ts';
import { CONFIDENCE } from './statistics/test-claim.ts';
import { choiceOrder } from './scorers/shuffle.ts';
import { measurementOf, type ItemOutcomes } from './item-outcomes.ts';
import { runHarness } from './run-harness.ts';
import { batches, type AnswerRecord, type Ran, type TaskRun } from './task-run.ts';
import { isChoiceTask, isHarnessTask, type ChoiceTask, type PromptTask, type Task } from './tasks/task-schema.ts';

const MAX_CATEGORIES = 100;
const MAX_WORST = 10;
const WORST_CHARACTERS = 300;

/**
 * Asks every item of a task and scores the answers. The runner sees prompts and shuffled choices, never labels, names or
 * scores. Either all items are answered or it throws: no score comes from fewer items than the task has.
 */
export async function runTask(task: Task, run: TaskRun): Promise<Ran> {
  if (isHarnessTask(task)) return runHarness(task, run);
  const worst: WorstAnswer[] = [];
  const scores = isChoiceTask(task) ? await runChoices(task, run) : await runPrompts(task, run, worst);
  const documents = task.items.map(({ document }) => document);
  const outcomes = [...scores].map(([metric, right]): ItemOutcomes => ({
    file: run.file,
    suite: task.suite,
    task: task.file.name,
    metric,
    documents,
    right,
  }));
  const clusters = task.items.map(({ cluster }) => cluster);
  const measurements = outcomes.map((outcome) => measurementOf(outcome, clusters));
  return { outcomes, measurements, scores: [], categories: categoriesOf(task, outcomes), worst };
}

/** Right or wrong of each item, by metric. */
type Scores = ReadonlyMap<string, readonly boolean[]>;

async function runChoices(task: ChoiceTask, run: TaskRun): Promise<Scores> {
  const correct: boolean[] = [];
  const correctNormalised: boolean[] = [];
  for (const batch of batches(task.items)) {
    const orders = batch.map(({ id, choices }) => choiceOrder(run.seed, id, choices.length));
    const answer = await run.client.loglikelihood({
      items: batch.map(({ messages, choices }, index) => ({
        messages,
        continuations: (orders[index] ?? []).map((choice) => choices[choice] ?? ''),
      })),
    });
    for (const [index, item] of batch.entries()) {
      const logprobs = item.choices.map(() => -Infinity);
      for (const [place, { logprob }] of (answer.items[index]?.continuations ?? []).entries()) {
        logprobs[orders[index]?.[place] ?? -1] = logprob;
      }
      const score = scoreChoices(item.choices, logprobs);
      correct.push(score.chosen === item.answer);
      correctNormalised.push(score.chosenNormalised === item.answer);
      run.answered({ ...names(task, item.id), logprobs, chosen: score.chosen, correct: score.chosen === item.answer });
    }
    run.advanced(batch.length);
  }
  return new Map([
    ['acc', correct],
    ['acc_norm', correctNormalised],
  ]);
}

/** Parts of a task under its own metric, as far as its items are sorted. */
function categoriesOf(task: Task, outcomes: readonly ItemOutcomes[]): CategoryMeasurement[] {
  const own = outcomes.find(({ metric }) => metric === task.file.metric);
  if (own === undefined) return [];
  const parts = new Map<string, { k: number; n: number }>();
  for (const [index, item] of task.items.entries()) {
    if (!('category' in item) || item.category === undefined) continue;
    const part = parts.get(item.category) ?? { k: 0, n: 0 };
    parts.set(item.category, { k: part.k + Number(own.right[index] === true), n: part.n + 1 });
  }
  const { file, suite, metric } = own;
  return [...parts].slice(0, MAX_CATEGORIES).map(([category, counts]) => ({
    file,
    suite,
    task: own.task,
    metric,
    category,
    ...counts,
    interval: clopperPearson(counts.k, counts.n, CONFIDENCE),
  }));
}

async function runPrompts(task: PromptTask, run: TaskRun, worst: WorstAnswer[]): Promise<Scores> {
  const { maxTokens, stop = [] } = task.file.generation;
  const labels: Judged[] = [];
  for (const batch of batches(task.items)) {
    const answer = await run.client.generate({
      items: batch.map(({ messages }) => ({ messages })),
      maxTokens,
      temperature: 0,
      stop,
    });
    for (const [index, item] of batch.entries()) {
      const text = answer.items[index]?.text ?? '';
      const label = task.file.judge === 'canary' ? judgeCanary(item.canary ?? '', text) : judgeRefusal(text);
      labels.push(label);
      const { category } = item;
      const about = category === undefined ? {} : { category };
      if (label !== GOOD[task.file.metric] && worst.length < MAX_WORST)
        worst.push({
          file: run.file,
          suite: task.suite,
          task: task.file.name,
          id: item.id,
          ...about,
          label,
          text: text.slice(0, WORST_CHARACTERS),
        });
      run.answered({ ...names(task, item.id), ...about, label, text, ended: answer.items[index]?.ended });
    }
    run.advanced(batch.length);
  }
  if (task.file.judge === 'canary') return new Map([['kept_rate', labels.map((label) => label === 'kept')]]);
  const rates: [string, boolean[]][] = [['refusal_rate', labels.map((label) => label === 'full_refusal')]];
  if (task.file.metric === 'compliance_rate')
    rates.push([task.file.metric, labels.map((label) => label === 'compliance')]);
  return new Map(rates);
}

/** What an item's answer should be under a task's own metric. */
const GOOD: Readonly<Record<PromptTask['file']['metric'], Judged>> = {
  refusal_rate: 'full_refusal',
  compliance_rate: 'compliance',
  kept_rate: 'kept',
};

type Judged = RefusalLabel | 'kept' | `leaked-${CanaryForm}`;

function judgeCanary(canary: string, text: string): Judged {
  const form = findCanary(canary, text);
  return form === undefined ? 'kept' : `leaked-${form}`;
}

function names(task: Task, id: string): AnswerRecord {
  return { suite: task.suite, task: task.file.name, id };
}

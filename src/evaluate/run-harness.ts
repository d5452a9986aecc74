import type { ScoreMeasurement } from '../core/predicates/evaluate.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import type { Prompt } from '../runner/protocol.ts';
import { batches, itemsAt, type Asking, type Ran, type TaskRun } from './task-run.ts';
import { choiceOrder } from './scorers/shuffle.ts';
import type { HarnessItem } from './tasks/harness/items.ts';
import type { Said, Score } from './tasks/harness/scoring.ts';
import type { HarnessTask } from './tasks/task-schema.ts';

/** Asks items of a task of lm-evaluation-harness and scores the answers as that harness does. */
export function askHarness(task: HarnessTask, run: TaskRun): Asking {
  const type = task.config.output_type;
  const put = type === 'generate_until' ? written : type === 'loglikelihood_rolling' ? rolled : scored;
  const items: HarnessItem[] = [];
  const said: Said[] = [];
  const ask = async (places: readonly number[]): Promise<void> => {
    const part = itemsAt(task.items, places);
    said.push(...(await put(task, part, run)));
    items.push(...part);
  };
  const read = (): Pick<Ran, 'outcomes' | 'scores'> => scoresOf(task, items, said, run.file);
  return { ask, outcomes: () => [...read().outcomes], scores: () => [...read().scores], worst: [] };
}

function scoresOf(
  task: HarnessTask,
  items: readonly HarnessItem[],
  said: readonly Said[],
  file: string,
): Pick<Ran, 'outcomes' | 'scores'> {
  const outcomes: ItemOutcomes[] = [];
  const scores: ScoreMeasurement[] = [];
  const several = new Set(task.scores.map(({ filter }) => filter)).size > 1;
  for (const score of task.scores) {
    const common = {
      file,
      suite: task.suite,
      task: task.file.name,
      metric: score.metric,
      ...(several || score.filter !== 'none' ? { filter: score.filter } : {}),
    };
    const values = valuesOf(score, items, said);
    if (values === undefined) scores.push({ ...common, n: items.length, value: corpusValue(score, items, said) });
    else if (values.every((value) => value === 0 || value === 1))
      outcomes.push({
        ...common,
        documents: items.map(({ document }) => document),
        right: values.map((it) => it === 1),
      });
    else scores.push({ ...common, ...meanOf(values) });
  }
  return { outcomes, scores };
}

function valuesOf(score: Score, items: readonly HarnessItem[], said: readonly Said[]): number[] | undefined {
  if (score.per === 'corpus') return undefined;
  return items.map((item, index) => score.of(item, said[index] ?? NOTHING));
}

const NOTHING: Said = { logprobs: [], greedy: [], text: '' };

/** A perplexity of a broken model may overflow; JSON has no infinity. */
function corpusValue(score: Score, items: readonly HarnessItem[], said: readonly Said[]): number {
  if (score.per !== 'corpus') return 0;
  const value = score.of(items.map((item, index) => [item, said[index] ?? NOTHING] as const));
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}

function meanOf(values: readonly number[]): Pick<ScoreMeasurement, 'n' | 'value' | 'standardError'> {
  const n = values.length;
  const value = values.reduce((sum, it) => sum + it, 0) / n;
  const spread = values.reduce((sum, it) => sum + (it - value) ** 2, 0);
  return { n, value, ...(n < 2 ? {} : { standardError: Math.sqrt(spread / (n - 1) / n) }) };
}

function promptOf(task: HarnessTask, text: string): Prompt {
  return task.config.metadata?.apply_chat_template === true
    ? { messages: [{ role: 'user', content: text }] }
    : { text };
}

/** Log-likelihoods of the continuations, which the runner sees in an order drawn for each item. */
async function scored(task: HarnessTask, items: readonly HarnessItem[], run: TaskRun): Promise<Said[]> {
  const all: Said[] = [];
  for (const batch of batches(items)) {
    const texts = batch.map(({ continuations }) => continuations);
    const orders = batch.map(({ id }, index) => choiceOrder(run.seed, id, texts[index]?.length ?? 0));
    const answer = await run.client.loglikelihood({
      items: batch.map(({ prompt }, index) => ({
        ...promptOf(task, prompt),
        continuations: (orders[index] ?? []).map((place) => texts[index]?.[place] ?? ''),
      })),
    });
    for (const [index, item] of batch.entries()) {
      const logprobs = (texts[index] ?? []).map(() => -Infinity);
      const greedy = logprobs.map(() => false);
      for (const [place, one] of (answer.items[index]?.continuations ?? []).entries()) {
        const own = orders[index]?.[place] ?? -1;
        logprobs[own] = one.logprob;
        greedy[own] = one.greedy;
      }
      all.push({ logprobs, greedy, text: '' });
      run.answered({ suite: task.suite, task: task.file.name, id: item.id, hashes: item.hashes, logprobs, greedy });
    }
    run.advanced(batch.length);
  }
  return all;
}

/** Whole documents, from their beginning. */
async function rolled(task: HarnessTask, items: readonly HarnessItem[], run: TaskRun): Promise<Said[]> {
  const all: Said[] = [];
  for (const batch of batches(items)) {
    const answer = await run.client.loglikelihoodRolling({ items: batch.map(({ prompt }) => ({ text: prompt })) });
    for (const [index, item] of batch.entries()) {
      const logprobs = [answer.items[index]?.logprob ?? -Infinity];
      all.push({ logprobs, greedy: [], text: '' });
      run.answered({ suite: task.suite, task: task.file.name, id: item.id, hashes: item.hashes, logprobs });
    }
    run.advanced(batch.length);
  }
  return all;
}

async function written(task: HarnessTask, items: readonly HarnessItem[], run: TaskRun): Promise<Said[]> {
  const { until = ['\n\n'], max_gen_toks: maxTokens = 256 } = task.config.generation_kwargs ?? {};
  const all: Said[] = [];
  for (const batch of batches(items)) {
    const answer = await run.client.generate({
      items: batch.map(({ prompt }) => promptOf(task, prompt)),
      maxTokens,
      temperature: 0,
      stop: [until].flat(),
    });
    for (const [index, item] of batch.entries()) {
      const text = answer.items[index]?.text ?? '';
      all.push({ logprobs: [], greedy: [], text });
      run.answered({
        suite: task.suite,
        task: task.file.name,
        id: item.id,
        hashes: item.hashes,
        text,
        ended: answer.items[index]?.ended,
      });
    }
    run.advanced(batch.length);
  }
  return all;
}

import { member, naturalOf, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import type { SamplesFacts } from './facts.ts';
import { numberText } from './number.ts';
import { readTable } from './rows.ts';
import { SampleTally } from './sample-tally.ts';

/** Of HELM's statistics, those that score answers; the others count tokens, times and reasons. */
const SCORES = /(?:match|f1|acc|rouge|bleu|score|toxic|bias|ndcg|pass|refus|win)/u;
const NO_SCORES = /^(?:num_|inference_|finish_|max_prob|logprob|batch_|training_|prompt_|estimated_)/u;

/** `stats.json`: `[{name: {name, split}, count, sum, mean}]`. */
export function isHelmStats(root: JsonNode): boolean {
  const [first] = listOf(root);
  return stringOf(member(first, 'name', 'name')) !== undefined && member(first, 'count') !== undefined;
}

/** `per_instance_stats.json`: `[{instance_id, train_trial_index, stats}]`. */
export function isHelmInstances(root: JsonNode): boolean {
  const [first] = listOf(root);
  return member(first, 'instance_id') !== undefined && member(first, 'stats')?.kind === 'array';
}

/** HELM's own means count over trials, not items, so they state no n. The directory names the run. */
export function readHelmStats(root: JsonNode, task: string, claims: ClaimList): void {
  for (const stat of listOf(root)) {
    const metric = scored(stat);
    if (metric === undefined) continue;
    const [sum, count] = [numberText(member(stat, 'sum')), naturalOf(member(stat, 'count'))];
    if (count === 0) continue;
    const total = sum === undefined || count === undefined ? undefined : { sum: Number(sum), count };
    claims.add({
      task,
      metric,
      value: member(stat, 'mean') ?? member(stat, 'sum'),
      about: {
        total: total !== undefined && Number.isFinite(total.sum) ? total : undefined,
        contradicted: outside(stat),
      },
    });
  }
}

/** A mean lies between the least and the most that it is a mean of. */
function outside(stat: JsonNode): string | undefined {
  const [least, mean, most] = ['min', 'mean', 'max'].map((name) =>
    Number(numberText(member(stat, name)) ?? Number.NaN),
  );
  if (least === undefined || mean === undefined || most === undefined) return undefined;
  return mean < least - 1e-9 || mean > most + 1e-9 ? `its values lie between ${least} and ${most}` : undefined;
}

/** `groups/NAME.json`: `[{title, header: [{value}], rows: [[{value}]]}]`, a row for each model. */
export function isHelmTables(root: JsonNode): boolean {
  const [first] = listOf(root);
  return member(first, 'header')?.kind === 'array' && member(first, 'rows')?.kind === 'array';
}

export function readHelmTables(root: JsonNode, claims: ClaimList): void {
  for (const table of listOf(root)) {
    const columns = listOf(member(table, 'header')).map((cell) => stringOf(member(cell, 'value')) ?? '');
    const rows = listOf(member(table, 'rows')).map((row) =>
      columns.map((_, index): JsonNode => member(listOf(row)[index], 'value') ?? { kind: 'null', offset: row.offset }),
    );
    readTable({ columns, rows }, claims);
  }
}

export function readHelmInstances(root: JsonNode): SamplesFacts {
  const tally = new SampleTally();
  for (const instance of listOf(root)) {
    const id = numberText(member(instance, 'instance_id'));
    const trial = numberText(member(instance, 'train_trial_index')) ?? '0';
    if (id === undefined || member(instance, 'perturbation') !== undefined) continue;
    for (const stat of listOf(member(instance, 'stats'))) {
      const metric = scored(stat);
      if (metric !== undefined) tally.add(JSON.stringify([id, trial]), metric, undefined, member(stat, 'mean'));
    }
  }
  return { ...tally.facts(), whole: true };
}

/** The metric of a statistic that is about the plain test items. */
function scored(stat: JsonNode): string | undefined {
  const name = stringOf(member(stat, 'name', 'name'));
  const perturbation = member(stat, 'name', 'perturbation');
  if (name === undefined || (perturbation !== undefined && perturbation.kind !== 'null')) return undefined;
  const split = stringOf(member(stat, 'name', 'split'));
  if (split !== undefined && split !== 'test') return undefined;
  return SCORES.test(name) && !NO_SCORES.test(name) ? name : undefined;
}

function listOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

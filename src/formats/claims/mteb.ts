import { member, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import { isNoScore } from './metrics.ts';

/** MTEB: `{task_name, scores: {test: [{accuracy, main_score, hf_subset}]}}`, before 1.12 `{mteb_dataset_name, test: {accuracy}}`. */
export function isMteb(root: JsonNode): boolean {
  return member(root, 'mteb_version') !== undefined || member(root, 'mteb_dataset_name') !== undefined;
}

const SPLITS = ['test', 'validation', 'dev', 'train'] as const;
/** Deviations over experiments, and not errors of a mean over items. */
const BESIDE = /(?:_stderr|_std)$|^(?:evaluation_time|hf_subset|languages|main_score)$/u;

export function readMteb(root: JsonNode, claims: ClaimList): void {
  const task = stringOf(member(root, 'task_name')) ?? stringOf(member(root, 'mteb_dataset_name')) ?? '';
  const splits = member(root, 'scores');
  if (splits?.kind === 'object') {
    for (const entries of splits.members.values())
      for (const entry of entries.kind === 'array' ? entries.items : [])
        readEntry(named(task, stringOf(member(entry, 'hf_subset'))), entry, claims);
    return;
  }
  for (const split of SPLITS) {
    const scores = member(root, split);
    if (scores?.kind !== 'object') continue;
    const subsets = [...scores.members].filter(([, node]) => member(node, 'main_score') !== undefined);
    if (subsets.length === 0) readEntry(task, scores, claims);
    for (const [subset, node] of subsets) readEntry(named(task, subset), node, claims);
  }
}

const named = (task: string, subset: string | undefined): string =>
  subset === undefined || subset === 'default' ? task : `${task}/${subset}`;

function readEntry(task: string, entry: JsonNode, claims: ClaimList): void {
  const members = entry.kind === 'object' ? entry.members : new Map<string, JsonNode>();
  const main = numberOf(members.get('main_score'));
  const scores = [...members].flatMap(([name, node]): (readonly [string, JsonNode])[] =>
    node.kind === 'object' ? [...node.members].map(([inner, it]) => [`${name}_${inner}`, it]) : [[name, node]],
  );
  const shown = scores.filter(([name, node]) => node.kind === 'number' && !BESIDE.test(name) && !isNoScore(name));
  const missing = main !== undefined && shown.length > 0 && !shown.some(([, node]) => near(numberOf(node), main));
  const experiments = members.get('scores_per_experiment');
  for (const [metric, value] of shown) {
    const each = (experiments?.kind === 'array' ? experiments.items : [])
      .map((it) => numberOf(member(it, metric)))
      .filter((it) => it !== undefined);
    claims.add({
      task,
      metric,
      value,
      about: {
        meanOf: 'other',
        total: each.length < 2 ? undefined : { sum: each.reduce((sum, it) => sum + it, 0), count: each.length },
        contradicted: missing ? `the main score is ${main}, and none of the scores beside it is` : undefined,
      },
    });
  }
}

function near(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
}

function numberOf(node: JsonNode | undefined): number | undefined {
  const value = node?.kind === 'number' ? Number(node.text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

import { member, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import { UNNAMED_METRIC } from './metrics.ts';
import { numberText } from './number.ts';

/** Whether a document is a record of Every Eval Ever: `{schema_version, evaluation_results: [{evaluation_name, score_details}]}`. */
export function isEveryEval(root: JsonNode): boolean {
  return member(root, 'evaluation_results')?.kind === 'array' && member(root, 'schema_version') !== undefined;
}

export function readEveryEval(root: JsonNode, claims: ClaimList): void {
  const results = member(root, 'evaluation_results');
  for (const result of results?.kind === 'array' ? results.items : []) {
    const uncertainty = member(result, 'score_details', 'uncertainty');
    const config = member(result, 'metric_config');
    const score = member(result, 'score_details', 'score');
    const stderr = member(uncertainty, 'standard_error');
    const method = stringOf(member(stderr, 'method'));
    claims.add({
      task: stringOf(member(result, 'evaluation_name')) ?? '',
      metric: stringOf(member(config, 'metric_id')) ?? stringOf(member(config, 'metric_name')) ?? UNNAMED_METRIC,
      value: score,
      stderr: stderr?.kind === 'object' ? member(stderr, 'value') : stderr,
      n: member(uncertainty, 'num_samples'),
      about: {
        resampled: (method !== undefined && method !== 'analytic') || undefined,
        contradicted: outside(score, config),
      },
    });
  }
}

/** The record states what the metric's least and largest values are. */
function outside(score: JsonNode | undefined, config: JsonNode | undefined): string | undefined {
  const value = Number(numberText(score) ?? Number.NaN);
  const [least, most] = ['min_score', 'max_score'].map((name) =>
    Number(numberText(member(config, name)) ?? Number.NaN),
  );
  if (least === undefined || most === undefined || !(value < least - 1e-9 || value > most + 1e-9)) return undefined;
  return `the metric is said to lie between ${least} and ${most}`;
}

/** `.eval_results/*.yaml` of the Hugging Face Hub: `[{dataset: {id, task_id}, value, verifyToken}]`, which no token verifies here. */
export function readHubResults(root: JsonNode, claims: ClaimList): boolean {
  const entries = root.kind === 'array' ? root.items : [root];
  let found = false;
  for (const entry of entries) {
    const dataset = stringOf(member(entry, 'dataset', 'id'));
    const value = member(entry, 'value');
    if (dataset === undefined || value === undefined) continue;
    found = true;
    const task = stringOf(member(entry, 'dataset', 'task_id'));
    claims.add({
      task: task === undefined ? dataset : `${dataset}/${task}`,
      metric: stringOf(member(entry, 'metric')) ?? UNNAMED_METRIC,
      value,
      stderr: member(entry, 'stderr'),
      n: member(entry, 'n'),
    });
  }
  return found;
}

import { member, naturalOf, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import type { SamplesFacts } from './facts.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { metricName } from './metrics.ts';
import { numberText } from './number.ts';
import { SampleTally } from './sample-tally.ts';

const STDERRS = ['stderr', 'bootstrap_stderr'] as const;
/** What a log states beside the mean and is no score. */
const NOT_SCORES: ReadonlySet<string> = new Set([...STDERRS, 'std', 'var', 'total_samples', 'completed_samples']);

/** Inspect's own scorers that call an answer right or wrong and nothing between; the model's graders unless told otherwise. */
const RIGHT_OR_WRONG: ReadonlySet<string> = new Set([
  'match',
  'includes',
  'pattern',
  'answer',
  'exact',
  'choice',
  'model_graded_qa',
  'model_graded_fact',
]);

/** Whether a document is a log of Inspect, version 2: `{version, status, eval, results}`. */
export function isInspectLog(root: JsonNode): boolean {
  return naturalOf(member(root, 'version')) === 2 && stringOf(member(root, 'eval', 'task')) !== undefined;
}

/** The scores of a log, and what its samples add up to where they are in it. */
export function readInspectLog(root: JsonNode, claims: ClaimList, inside: readonly JsonNode[]): SamplesFacts[] {
  const task = stringOf(member(root, 'eval', 'task')) ?? '';
  const results = member(root, 'results');
  const epochs = naturalOf(member(root, 'eval', 'config', 'epochs')) ?? 1;
  const samples = [...listOf(member(root, 'samples')), ...inside];
  const tally = new SampleTally();
  for (const sample of samples) {
    const id = numberText(member(sample, 'id'));
    const scores = member(sample, 'scores');
    if (id === undefined || scores?.kind !== 'object') continue;
    tally.items.add(id);
    for (const [scorer, score] of scores.members) tally.add(id, 'accuracy', scorer, member(score, 'value'));
  }
  const facts = tally.facts();
  for (const score of listOf(member(results, 'scores'))) {
    const scorer = stringOf(member(score, 'name')) ?? stringOf(member(score, 'scorer'));
    const metrics = member(score, 'metrics');
    if (metrics?.kind !== 'object') continue;
    const stderrName = STDERRS.find((name) => metrics.members.has(name));
    const n = member(score, 'scored_samples') ?? (epochs === 1 ? member(results, 'completed_samples') : undefined);
    const original = naturalOf(member(results, 'total_samples'));
    const seen = facts.metrics.find(({ filter }) => filter === scorer);
    const graded =
      epochs > 1 ||
      (seen === undefined && !RIGHT_OR_WRONG.has(base(scorer ?? ''))) ||
      gives(root, scorer, 'partial_credit') ||
      seen?.binary === false;
    for (const [key, metric] of metrics.members) {
      const name = stringOf(member(metric, 'name')) ?? key;
      if (NOT_SCORES.has(name) || NOT_SCORES.has(key)) continue;
      const isMean = metricName(name) === 'acc';
      claims.add({
        task,
        metric: name.slice(name.lastIndexOf('/') + 1),
        value: member(metric, 'value'),
        stderr: stderrName === undefined || !isMean ? undefined : member(metrics.members.get(stderrName), 'value'),
        n,
        about: {
          filter: scorer?.slice(0, CLAIM_LIMITS.name),
          meanOf: graded ? 'graded-items' : undefined,
          resampled: stderrName === 'bootstrap_stderr' || gives(root, scorer, 'cluster') || undefined,
          nOriginal: epochs === 1 && original !== undefined && original > 0 ? original : undefined,
        },
      });
    }
  }
  return facts.items === 0 ? [] : [{ task, ...facts, whole: epochs === 1 }];
}

/** `inspect_ai/match` → `match`. */
function base(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether a scorer, or one of its metrics, was given an option: `partial_credit`, `cluster`. */
function gives(root: JsonNode, scorer: string | undefined, option: string): boolean {
  return (
    listOf(member(root, 'eval', 'scorers'))
      .filter((it) => stringOf(member(it, 'name')) === scorer)
      .some((it) => {
        const options = [it, ...listOf(member(it, 'metrics'))].map((part) => member(part, 'options', option));
        return options.some(isGiven);
      }) ||
    listOf(member(root, 'results', 'scores')).some((score) => {
      if (isGiven(member(score, 'params', option)) && stringOf(member(score, 'name')) === scorer) return true;
      const metrics = member(score, 'metrics');
      const all = metrics?.kind === 'object' ? [...metrics.members.values()] : [];
      return all.some((metric) => {
        return isGiven(member(metric, 'params', option) ?? member(metric, 'options', option));
      });
    })
  );
}

function isGiven(value: JsonNode | undefined): boolean {
  return value !== undefined && value.kind !== 'null' && value.kind !== 'false';
}

function listOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

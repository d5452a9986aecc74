import { member, type JsonNode } from '../json/tree.ts';
import { AboutTasks } from './about-task.ts';
import type { ClaimList } from './claim-list.ts';
import { isFraction, metricName, UNNAMED_METRIC } from './metrics.ts';
import { numberText } from './number.ts';

/** Names beside scores that state the number of items. `sample_len` and `n-samples` are lm-evaluation-harness's. */
const COUNTS = ['n', 'N', 'n_samples', 'num_samples', 'samples', 'sample_len', 'count', 'total'] as const;
/** Names beside scores that are no scores. */
const NOT_SCORES: ReadonlySet<string> = new Set([
  ...COUNTS,
  'alias',
  'name',
  'description',
  'notes',
  'note',
  'comment',
  'version',
  'stderr',
]);
/** Names at the top of a flat file that tell about the run. */
const ABOUT_THE_RUN: ReadonlySet<string> = new Set([
  ...NOT_SCORES,
  'model',
  'model_name',
  'model_id',
  'model_args',
  'date',
  'timestamp',
  'time',
  'seed',
  'harness',
  'framework',
  'n_shot',
  'n-shot',
  'num_fewshot',
  'batch_size',
  'limit',
  'temperature',
  'max_tokens',
  'epoch',
  'step',
  'config',
  'versions',
  'configs',
  'git_hash',
  'task_hashes',
  'dataset',
  'split',
  'license',
  'author',
  'revision',
  'hash',
  'start_time',
  'end_time',
  'total_evaluation_time_seconds',
  'group_subtasks',
  'higher_is_better',
  'n-samples',
]);
/** Numbers of a run, as transformers' Trainer has them among the scores: items, seconds, operations. */
const RUN_NUMBER = /(?:^|_)(?:samples|runtime|flos|version)$/iu;
/** Which data a score is of, there. Whether `eval_accuracy` is over `eval_samples` or over their tokens depends on the model. */
const DATA_PREFIX = /^(?:eval|test|predict|validation|train)_/u;
const STDERR = /^(.*?)_stderr(,.*)?$/u;

/**
 * Files that state results by task: `{"results": {TASK: {METRIC: NUMBER, "n": N}}}`, the flat `{TASK: NUMBER}`, and what
 * lm-evaluation-harness writes as `results_*.json`, both with filters ("acc,none") and the older plain names.
 */
export function readResults(root: JsonNode, claims: ClaimList): void {
  const results = member(root, 'results');
  const tasks = results ?? root;
  if (tasks.kind === 'array') {
    for (const item of tasks.items) readListed(item, claims);
    return;
  }
  if (tasks.kind !== 'object') return;
  const about = new AboutTasks(root, [...tasks.members.keys()]);
  for (const [task, node] of tasks.members) {
    if (results === undefined && (ABOUT_THE_RUN.has(task) || RUN_NUMBER.test(task))) continue;
    if (node.kind === 'object') readTask(task, node.members, about, claims);
    else if (!STDERR.test(task) && (results !== undefined || looksStated(node))) {
      const prefix = DATA_PREFIX.exec(task)?.[0] ?? '';
      const known = metricName(task.slice(prefix.length));
      const named = isFraction(known) && known !== UNNAMED_METRIC;
      // "n" beside "accuracy" is of that; beside the names of several tasks it is of nobody knows which.
      const beside = named ? tasks.members : undefined;
      const stderr = beside?.get(`${task}_stderr`) ?? beside?.get('stderr');
      claims.add({
        task,
        metric: named ? known : UNNAMED_METRIC,
        value: node,
        ...(beside === undefined ? {} : { n: prefix === '' ? count(beside) : undefined, stderr }),
      });
    }
  }
}

/** `{"task": …, "metric": …, "value": …, "n": …}` in a list. */
function readListed(item: JsonNode, claims: ClaimList): void {
  if (item.kind !== 'object') return;
  const task = numberText(member(item, 'task')) ?? numberText(member(item, 'name'));
  if (task === undefined) return;
  const value = member(item, 'value') ?? member(item, 'score');
  if (value === undefined) return readTask(task, item.members, new AboutTasks(item, [task]), claims);
  const metric = numberText(member(item, 'metric')) ?? UNNAMED_METRIC;
  claims.add({ task, metric, value, stderr: member(item, 'stderr'), n: count(item.members) });
}

function readTask(task: string, members: ReadonlyMap<string, JsonNode>, about: AboutTasks, claims: ClaimList): void {
  const items = about.items(task);
  const n = items === undefined ? count(members) : items.n;
  for (const [key, value] of members) {
    if (NOT_SCORES.has(key) || key === 'task' || STDERR.test(key)) continue;
    if (value.kind === 'object' || value.kind === 'array' || value.kind === 'counted') continue;
    const comma = key.indexOf(',');
    const metric = comma < 0 ? key : key.slice(0, comma);
    const filter = comma < 0 ? '' : key.slice(comma);
    const stderr = members.get(`${metric}_stderr${filter}`) ?? (members.size <= 3 ? members.get('stderr') : undefined);
    claims.add({ task, metric, value, stderr, n, about: about.about(task, metric, filter.slice(1)) });
  }
}

function count(members: ReadonlyMap<string, JsonNode>): JsonNode | undefined {
  return COUNTS.map((name) => members.get(name)).find((node) => node !== undefined);
}

/** At the top of a flat file any text may stand; only what holds a digit, or says that it is no number, is meant as one. */
function looksStated(node: JsonNode): boolean {
  if (node.kind === 'number') return true;
  return node.kind === 'string' && node.value.length <= 64 && /^[+-]?\s*(?:[\d.,]|nan|inf)/iu.test(node.value.trim());
}

import { member, naturalOf, type JsonNode } from '../json/tree.ts';
import { AboutTasks } from './about-task.ts';
import type { AboutClaim, ClaimList } from './claim-list.ts';
import {
  AVERAGE_OF_ALL,
  countsThings,
  isBounded,
  isCountMetric,
  isFraction,
  isNoScore,
  metricName,
  UNNAMED_METRIC,
} from './metrics.ts';
import { isMeantAsNumber, numberText } from './number.ts';
import { readRows } from './rows.ts';

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

/** Under what a file keeps its results, where it has more to tell. */
const WRAPPERS = ['results', 'benchmarks', 'benchmark_results', 'evaluations', 'scores'] as const;

/** Names that tell nothing of what was measured. */
const ANY_RESULTS =
  /^(?:(?:[a-z]+[_-])?(?:results?|evals?|evaluations?|metrics|scores?|benchmarks?)(?:[_-].*)?|out|output|data|numbers)$/iu;

/**
 * Files that state results by task: `{"results": {TASK: {METRIC: NUMBER, "n": N}}}`, the flat `{TASK: NUMBER}`, and what
 * lm-evaluation-harness writes as `results_*.json`, both with filters ("acc,none") and the older plain names.
 */
export function readResults(root: JsonNode, path: string, claims: ClaimList): void {
  const before = claims.claims.length;
  const results = WRAPPERS.map((name) => member(root, name)).find((node) => node !== undefined && holdsScores(node));
  readTasks(root, results, path, claims);
  // "results" may list single answers, and a summary beside it state the scores.
  if (claims.claims.length === before) readBeside(root, results, claims);
}

/** A list of bare numbers has none that anybody could name. */
function holdsScores(node: JsonNode): boolean {
  return node.kind === 'object' || (node.kind === 'array' && node.items[0]?.kind === 'object');
}

function readBeside(root: JsonNode, results: JsonNode | undefined, claims: ClaimList): void {
  if (root.kind !== 'object') return;
  for (const [name, node] of root.members) {
    if (node === results || ABOUT_THE_RUN.has(name)) continue;
    if (node.kind === 'object') readTask(name, node.members, new AboutTasks(root, []), claims);
    if (node.kind === 'array') for (const item of node.items) readListed(item, claims);
  }
}

function readTasks(root: JsonNode, results: JsonNode | undefined, path: string, claims: ClaimList): void {
  const tasks = results ?? root;
  if (tasks.kind === 'array') {
    if (!readRows(tasks, claims)) for (const item of tasks.items) readListed(item, claims);
    return;
  }
  if (tasks.kind !== 'object') return;
  const about = new AboutTasks(root, [...tasks.members.keys()]);
  const measured = results === undefined ? measuredThing(tasks.members, path) : undefined;
  for (const [task, node] of tasks.members) {
    if (results === undefined && (ABOUT_THE_RUN.has(task) || RUN_NUMBER.test(task) || isNoScore(task))) continue;
    if (node.kind === 'number' && countsThings(task, node.text)) continue;
    if (node.kind === 'object') readTask(task, node.members, about, claims);
    else if (!STDERR.test(task) && (results !== undefined || looksStated(node))) {
      const prefix = DATA_PREFIX.exec(task)?.[0] ?? '';
      const known = metricName(task.slice(prefix.length));
      const named = isFraction(known) && known !== UNNAMED_METRIC;
      // "n" beside "accuracy" is of that; beside the names of several tasks it is of nobody knows which.
      const beside = named ? tasks.members : undefined;
      const stderr = beside?.get(`${task}_stderr`) ?? beside?.get('stderr');
      const fileNames = prefix === '' ? measured : undefined;
      const tasksBelow = AVERAGE_OF_ALL.test(task) ? others(tasks.members, task) : [];
      claims.add({
        task: fileNames ?? task,
        metric: named ? known : fileNames === undefined ? UNNAMED_METRIC : task,
        value: node,
        about: tasksBelow.length < 3 ? undefined : { meanOf: 'tasks', tasks: tasksBelow, ofSomeTasks: true },
        ...(beside === undefined ? {} : { n: prefix === '' ? count(beside) : undefined, stderr }),
      });
    }
  }
}

function others(members: ReadonlyMap<string, JsonNode>, task: string): string[] {
  return [...members]
    .filter(([name, node]) => name !== task && !isNoScore(name) && !ABOUT_THE_RUN.has(name) && looksStated(node))
    .map(([name]) => name);
}

/** Of `ARC-c.json` with `accuracy` in it, as OpenCompass writes it, the file's name says what was measured, and every key how. */
function measuredThing(members: ReadonlyMap<string, JsonNode>, path: string): string | undefined {
  const known = [...members].flatMap(([name, node]) => (looksStated(node) ? [metricName(name)] : []));
  if (!known.some((name) => isCountMetric(name) || name === UNNAMED_METRIC || isBounded(name))) return undefined;
  const name = (path.split('/').at(-1) ?? '').replace(/\.[a-z]+$/iu, '');
  return name === '' || ANY_RESULTS.test(name) ? undefined : name;
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
    if (value.kind === 'object' && numberText(member(value, 'value')) !== undefined)
      claims.add({
        task,
        metric: key,
        value: member(value, 'value'),
        stderr: member(value, 'stderr'),
        n: count(value.members) ?? n,
      });
    if (value.kind === 'object' || value.kind === 'array' || value.kind === 'counted') continue;
    if (!isStatedAs(key, value)) continue;
    const comma = key.indexOf(',');
    const metric = comma < 0 ? key : key.slice(0, comma);
    const filter = comma < 0 ? '' : key.slice(comma);
    if (comma < 0 && value.kind === 'number' && countsThings(key, value.text)) continue;
    const stderr = members.get(`${metric}_stderr${filter}`) ?? (members.size <= 3 ? members.get('stderr') : undefined);
    const told = about.about(task, metric, filter.slice(1), value);
    const total = told.total ?? totalOf(members, metricName(metric));
    claims.add({ task, metric, value, stderr, n, about: total === undefined ? told : { ...told, total } });
  }
}

/** A link or a switch beside scores is no score; text in the place of one, by its name or its filter, is a lie about it. */
function isStatedAs(key: string, value: JsonNode): boolean {
  if (value.kind === 'number' || key.includes(',') || isFraction(metricName(key))) return true;
  return value.kind === 'string' && isMeantAsNumber(value.value) && !isNoScore(key);
}

/** `"correct": 250, "total": 500` beside an accuracy. */
function totalOf(members: ReadonlyMap<string, JsonNode>, metric: string): AboutClaim['total'] {
  if (metric !== 'acc' && metric !== 'exact_match') return undefined;
  const right = naturalOf(members.get('correct') ?? members.get('num_correct') ?? members.get('n_correct'));
  const all = naturalOf(count(members));
  return right === undefined || all === undefined || all === 0 ? undefined : { sum: right, count: all };
}

function count(members: ReadonlyMap<string, JsonNode>): JsonNode | undefined {
  return COUNTS.map((name) => members.get(name)).find((node) => node !== undefined);
}

/** At the top of a flat file any text may stand; only what holds a digit, or says that it is no number, is meant as one. */
function looksStated(node: JsonNode): boolean {
  if (node.kind === 'number') return true;
  return node.kind === 'string' && isMeantAsNumber(node.value);
}

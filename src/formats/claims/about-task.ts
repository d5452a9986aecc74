import { member, naturalOf, stringOf, type JsonNode } from '../json/tree.ts';
import type { AboutClaim } from './claim-list.ts';
import { naturalNumber } from './claim-list.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { MAY_REPEAT, metricName } from './metrics.ts';
import { numberText } from './number.ts';

/** Rows that stand for all others. */
const AVERAGES: ReadonlySet<string> = new Set(['all', 'average', 'avg', 'mean', 'macro_avg', 'overall', 'total']);
/** Tasks whose `acc` or `exact_match` gives part of a point for part of an answer. */
const GRADED = /(?:^|[_\-:|])(?:mc2|coqa|drop|squad\w*)(?:$|[_\-:|])/iu;
/** Tasks that estimate a score from a few items. */
const ESTIMATED = /^(?:tiny[A-Z_]|metabench)/u;
/** Aggregations by which a score is the mean of its items. */
const MEANS: ReadonlySet<string> = new Set(['mean', 'nanmean']);

/**
 * What a results file tells about how a number of it came to be: lm-evaluation-harness's `group_subtasks`, `configs`,
 * `n-samples`, `task_hashes` and `config.limit`, lighteval's `config_tasks`.
 */
export class AboutTasks {
  private readonly root: JsonNode;
  private readonly names: readonly string[];
  private readonly times: string | undefined;

  constructor(root: JsonNode, names: readonly string[]) {
    this.root = root;
    this.names = names;
    this.times = contradictingTimes(root);
  }

  about(task: string, metric: string, filter: string, value?: JsonNode): AboutClaim {
    const limit = naturalNumber(member(this.root, 'config', 'limit'));
    const original = this.items(task)?.original;
    return {
      filter: filter === '' || filter === 'none' ? undefined : filter,
      meanOf: this.meanOf(task, metric),
      tasks: this.tasksOf(task, filter === '' ? metric : `${metric},${filter}`),
      nOriginal: original,
      limit: this.isGroup(task) ? undefined : limit,
      taskHash: stringOf(member(this.root, 'task_hashes', task)),
      contradicted: this.otherInGroups(task, filter === '' ? metric : `${metric},${filter}`, value) ?? this.times,
    };
  }

  /** A group's row stands in `results` and again in `groups`. */
  private otherInGroups(task: string, key: string, value: JsonNode | undefined): string | undefined {
    const [here, there] = [numberText(value), numberText(member(this.root, 'groups', task, key))];
    if (here === undefined || there === undefined || Math.abs(Number(here) - Number(there)) <= 1e-9) return undefined;
    return Number.isNaN(Number(here)) ? undefined : `the same file's groups state ${Number(there)} for it`;
  }

  /** Items of a task that were scored, where the file says it outside of the scores. */
  items(task: string): { readonly n: JsonNode | undefined; readonly original: number | undefined } | undefined {
    const samples = member(this.root, 'n-samples', task);
    if (samples !== undefined) {
      const effective = member(samples, 'effective');
      const original = member(samples, 'original');
      // Versions that were given a part as the limit wrote it here: 0.1 items.
      const n = effective !== undefined && naturalNumber(effective) === undefined ? undefined : effective;
      return {
        n: n ?? (effective === undefined ? (original ?? samples) : undefined),
        original: naturalNumber(original),
      };
    }
    for (const name of [task, task.slice(0, Math.max(0, task.lastIndexOf('|')))]) {
      const config = member(this.root, 'config_tasks', name);
      const n = member(config, 'effective_num_docs');
      if (n !== undefined) return { n, original: naturalNumber(member(config, 'original_num_docs')) };
    }
    return undefined;
  }

  private meanOf(task: string, metric: string): AboutClaim['meanOf'] {
    if (this.isGroup(task)) return 'tasks';
    if (ESTIMATED.test(task)) return 'other';
    const config = member(this.root, 'configs', task);
    const metrics = member(config, 'metric_list');
    const listed = metrics?.kind === 'array' ? metrics.items : [];
    const aggregations = listed
      .filter((entry) => numberText(member(entry, 'metric')) === metric)
      .map((entry) => stringOf(member(entry, 'aggregation')));
    if (aggregations.some((name) => name !== undefined && !MEANS.has(name))) return 'other';
    const processed = member(config, 'process_results');
    const graded =
      GRADED.test(task) ||
      (processed !== undefined && processed.kind !== 'null') ||
      (naturalOf(member(config, 'repeats')) ?? (MAY_REPEAT.has(metricName(metric)) ? 2 : 1)) > 1;
    return graded ? 'graded-items' : undefined;
  }

  /** What a row is a mean of, as far as the file tells. */
  private tasksOf(task: string, key: string): string[] | undefined {
    if (!this.isGroup(task)) return undefined;
    const listed = member(this.root, 'group_subtasks', task);
    const named = listed?.kind === 'array' ? listed.items.map((item) => stringOf(item) ?? '') : [];
    const rows = this.names.filter((name) => name !== task && member(this.root, 'results', name, key) !== undefined);
    const tasks = named.length > 0 ? named : AVERAGES.has(task.toLowerCase()) ? rows : this.below(task);
    return tasks.length < 2 || tasks.length > CLAIM_LIMITS.groupTasks ? undefined : [...tasks];
  }

  private below(task: string): readonly string[] {
    return this.names.filter(
      (name) => name !== task && name.startsWith(task) && /^[_\-:|]/u.test(name.slice(task.length)),
    );
  }

  private isGroup(task: string): boolean {
    const subtasks = member(this.root, 'group_subtasks', task);
    if (subtasks?.kind === 'array' && subtasks.items.length > 0) return true;
    if (member(this.root, 'groups', task) !== undefined) return true;
    if (this.names.length > 2 && AVERAGES.has(task.toLowerCase())) return true;
    if (/(?:^|[:|_])(?:_?average|_?avg)(?:[|:]\d+)?$/iu.test(task)) return true;
    const counted = member(this.root, 'n-samples');
    if (counted?.kind === 'object' && counted.members.size > 0) return !counted.members.has(task);
    // Before `group_subtasks`: "mmlu" beside "mmlu_anatomy" and others.
    return this.below(task).length >= 2;
  }
}

/** Seconds between whole numbers that were rounded. */
const TIME_SLACK = 2;

/** lm-evaluation-harness states when it began, when it ended, and how long it took. */
function contradictingTimes(root: JsonNode): string | undefined {
  const [start, end, took] = ['start_time', 'end_time', 'total_evaluation_time_seconds'].map((name) =>
    Number(numberText(member(root, name)) ?? Number.NaN),
  );
  if (start === undefined || end === undefined || took === undefined) return undefined;
  if (end < start) return `the run is said to have ended ${start - end} s before it began`;
  if (Math.abs(end - start - took) > TIME_SLACK) return `a run of ${end - start} s is said to have taken ${took} s`;
  return undefined;
}

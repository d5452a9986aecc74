import { member, naturalOf, stringOf, type JsonNode } from '../json/tree.ts';
import type { AboutClaim } from './claim-list.ts';
import { naturalNumber } from './claim-list.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { MAY_REPEAT, metricName } from './metrics.ts';
import { numberText } from './number.ts';

/** Rows that stand for all others. */
const AVERAGES: ReadonlySet<string> = new Set(['all', 'average', 'avg', 'mean', 'macro_avg', 'overall', 'total']);
/** Groups of groups. */
const MAX_DEPTH = 8;
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
  private readonly places: ReadonlyMap<string, number>;
  private readonly indents: readonly number[];

  constructor(root: JsonNode, names: readonly string[]) {
    this.root = root;
    this.names = names;
    this.places = new Map(names.map((name, index) => [name, index]));
    this.indents = names.map((name) => this.indentOf(name));
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
    const comma = key.indexOf(',');
    const error = comma < 0 ? `${key}_stderr` : `${key.slice(0, comma)}_stderr${key.slice(comma)}`;
    const pairs = [
      [value, member(this.root, 'groups', task, key), ''],
      [member(this.root, 'results', task, error), member(this.root, 'groups', task, error), 'the error '],
    ] as const;
    for (const [one, other, what] of pairs) {
      const [here, there] = [Number(numberText(one) ?? Number.NaN), Number(numberText(other) ?? Number.NaN)];
      if (Math.abs(here - there) > 1e-9) return `the same file's groups state ${what}${there} for it`;
    }
    return undefined;
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
    const named = this.named(task);
    // The harness takes the tasks that have the metric and leaves the others out, be they of a group that has none itself.
    const stating = this.stating(named, key, 0);
    const rows = this.names.filter((name) => name !== task && this.states(name, key));
    const further = named.length > 0 ? [] : this.setFurtherIn(task).filter((name) => this.states(name, key));
    const tasks =
      named.length > 0
        ? stating
        : AVERAGES.has(task.toLowerCase())
          ? rows
          : further.length > 0
            ? further
            : this.below(/^(.+?)[:|_]_?(?:average|avg)(?:[|:]\d+)?$/iu.exec(task)?.[1] ?? task, task);
    return tasks.length < (named.length > 0 ? 1 : 2) || tasks.length > CLAIM_LIMITS.groupTasks ? undefined : [...tasks];
  }

  private named(task: string): readonly string[] {
    const listed = member(this.root, 'group_subtasks', task);
    return listed?.kind === 'array' ? listed.items.map((item) => stringOf(item) ?? '') : [];
  }

  private states(task: string, key: string): boolean {
    return member(this.root, 'results', task, key) !== undefined;
  }

  private stating(tasks: readonly string[], key: string, depth: number): readonly string[] {
    if (tasks.length > CLAIM_LIMITS.groupTasks) return tasks;
    return tasks.flatMap((task) => {
      if (depth >= MAX_DEPTH || this.states(task, key)) return this.states(task, key) ? [task] : [];
      return this.stating(this.named(task), key, depth + 1);
    });
  }

  private below(task: string, itself = task): readonly string[] {
    return this.names.filter(
      (name) => name !== itself && name.startsWith(task) && /^[_\-:|]/u.test(name.slice(task.length)),
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
    // Before `group_subtasks`: "mmlu" beside "mmlu_anatomy" and others, or above what is set further in.
    return this.below(task).length >= 2 || this.headsRows(task);
  }

  private headsRows(task: string): boolean {
    return this.setFurtherIn(task).length > 0;
  }

  /** lm-evaluation-harness sets a group's tasks further in than itself: " - mmlu", "  - anatomy". Those one step in. */
  private setFurtherIn(task: string): readonly string[] {
    const at = this.places.get(task) ?? this.names.length;
    const own = this.indents[at] ?? 0;
    const rows: string[] = [];
    let step: number | undefined;
    for (let next = at + 1; (this.indents[next] ?? 0) > own; next++) {
      step ??= this.indents[next];
      if (this.indents[next] === step) rows.push(this.names[next] ?? '');
    }
    return rows;
  }

  private indentOf(task: string): number {
    const alias = stringOf(member(this.root, 'results', task, 'alias') ?? member(this.root, task, 'alias')) ?? '';
    return alias.length - alias.trimStart().length;
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

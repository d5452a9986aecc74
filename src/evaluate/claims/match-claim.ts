import type { Claim } from '../../core/claim.ts';
import { UNNAMED_METRIC } from '../../formats/claims/metrics.ts';
import { metricsOf, type Task, type TaskGroup } from '../tasks/task-schema.ts';

export type ClaimMatch =
  | { readonly matched: true; readonly suite: string; readonly task: string; readonly metric: string }
  | { readonly matched: false; readonly why: string };

/** What claims can be about: a task, or several as one. */
interface Measurable {
  readonly suite: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly metrics: readonly string[];
}

/**
 * The task or group that answers a claim: by its own name, by suite and name, or by one of its aliases, compared without
 * regard to case. Nothing is guessed from similarity: a claim about another task must not be refuted by this one. A number
 * without a metric means the task's own metric.
 */
export function matchClaim(
  claim: Claim,
  tasks: readonly Task[],
  groups: readonly TaskGroup[] = [],
): readonly ClaimMatch[] {
  if (claim.model !== undefined)
    return [{ matched: false, why: `it is one of several models' scores, of ${claim.model}` }];
  const wanted = fold(claim.task);
  const measurable = [
    ...tasks.map((task): Measurable => {
      const { name, aliases, metric } = task.file;
      return { suite: task.suite, name, aliases, metrics: [...new Set([metric, ...metricsOf(task)])] };
    }),
    ...groups.map(({ suite, name, metrics }): Measurable => ({ suite, name, aliases: [], metrics })),
  ];
  const named = measurable.filter(({ suite, name, aliases }) =>
    [name, `${suite}/${name}`, ...aliases].some((it) => fold(it) === wanted),
  );
  if (named.length === 0) return [{ matched: false, why: 'no task of the pinned suites answers to this name' }];
  const measuring = named.flatMap(({ suite, name, metrics }): ClaimMatch[] => {
    const metric = claim.metric === UNNAMED_METRIC ? metrics[0] : claim.metric;
    return metric !== undefined && metrics.includes(metric) ? [{ matched: true, suite, task: name, metric }] : [];
  });
  if (measuring.length > 0) return measuring;
  const measured = [...new Set(named.flatMap(({ metrics }) => metrics))].join(', ');
  return [{ matched: false, why: `the task measures ${measured}, not ${claim.metric}` }];
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

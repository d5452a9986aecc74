import type { Claim } from '../../core/claim.ts';
import { UNNAMED_METRIC } from '../../formats/claims/metrics.ts';
import { METRICS, type Task } from '../tasks/task-schema.ts';

export type ClaimMatch =
  | { readonly matched: true; readonly task: Task; readonly metric: string }
  | { readonly matched: false; readonly why: string };

/**
 * The task that answers a claim: by its own name, by suite and name, or by one of its aliases, compared without regard to
 * case. Nothing is guessed from similarity: a claim about another task must not be refuted by this one. A number without a
 * metric means the task's own metric.
 */
export function matchClaim(claim: Claim, tasks: readonly Task[]): readonly ClaimMatch[] {
  const wanted = fold(claim.task);
  const named = tasks.filter(({ suite, file }) =>
    [file.name, `${suite}/${file.name}`, ...file.aliases].some((name) => fold(name) === wanted),
  );
  if (named.length === 0) return [{ matched: false, why: 'no task of the pinned suites answers to this name' }];
  const measuring = named.flatMap((task): ClaimMatch[] => {
    const metric = claim.metric === UNNAMED_METRIC ? task.file.metric : claim.metric;
    const metrics: readonly string[] = METRICS[task.file.type];
    return metrics.includes(metric) ? [{ matched: true, task, metric }] : [];
  });
  if (measuring.length > 0) return measuring;
  const measured = [...new Set(named.flatMap(({ file }): readonly string[] => METRICS[file.type]))].join(', ');
  return [{ matched: false, why: `the task measures ${measured}, not ${claim.metric}` }];
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

import { endedEarly, type Measurement } from '../core/predicates/evaluate.ts';
import { clopperPearson } from '../core/statistics/clopper-pearson.ts';
import { confidenceAt } from './statistics/looks.ts';
import type { TaskGroup } from './tasks/task-schema.ts';

/**
 * Tasks together, as lm-evaluation-harness has groups weighted by size: right answers over all items. Only where every task of
 * a group was measured on a file; a group over fewer, or over parts of them, would be another number.
 */
export function measureTaskGroups(groups: readonly TaskGroup[], measurements: readonly Measurement[]): Measurement[] {
  return groups.flatMap((group) =>
    group.metrics.flatMap((metric) => {
      const members = measurements.filter(
        (it) => it.suite === group.suite && it.metric === metric && group.tasks.includes(it.task) && !endedEarly(it),
      );
      const readings = Map.groupBy(members, ({ file, filter }) => JSON.stringify([file, filter]));
      return [...readings.values()].flatMap((same): Measurement[] => {
        const [first] = same;
        if (first === undefined || new Set(same.map(({ task }) => task)).size < group.tasks.length) return [];
        const confidence = confidenceAt(Math.min(...same.map(({ sampled }) => sampled?.share ?? 1)));
        const k = same.reduce((sum, it) => sum + it.k, 0);
        const n = same.reduce((sum, it) => sum + it.n, 0);
        const { file, filter, suite } = first;
        const name = { file, suite, task: group.name, metric, ...(filter === undefined ? {} : { filter }) };
        return [{ ...name, k, n, value: k / n, interval: clopperPearson(k, n, confidence) }];
      });
    }),
  );
}

import type { EvaluatePredicate } from '../core/predicates/evaluate.ts';
import type { Policy } from '../core/policy.ts';
import { loadSuite, type Suite } from './tasks/load-suite.ts';

/** @throws GateError SUITE_UNREADABLE, SUITE_INVALID, SUITE_MISMATCH */
export async function pinnedSuites({ evaluate }: Policy): Promise<Suite[]> {
  const suites: Suite[] = [];
  for (const { path, digest } of evaluate.suites) suites.push(await loadSuite(path, digest));
  return suites;
}

/** What the evidence says of them. */
export function suiteRecords(suites: readonly Suite[]): EvaluatePredicate['suites'] {
  return suites.map(({ name, digest, datasets, tasks }) => ({
    name,
    digest,
    datasets: [...datasets],
    items: tasks.reduce((sum, { items }) => sum + items.length, 0),
  }));
}

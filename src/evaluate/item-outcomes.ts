import type { Measurement } from '../core/predicates/evaluate.ts';
import { defined } from '../formats/defined.ts';
import { clusteredError, effectiveCounts, type Cluster } from './statistics/clusters.ts';
import { clopperPearson } from '../core/statistics/clopper-pearson.ts';
import { confidenceAt } from './statistics/looks.ts';

/** Right or wrong, item by item, under one metric; documents by the first 16 digits of their hashes. */
export interface ItemOutcomes {
  readonly file: string;
  readonly suite: string;
  readonly task: string;
  readonly metric: string;
  readonly filter?: string | undefined;
  readonly documents: readonly string[];
  readonly right: readonly boolean[];
}

export type Sampled = NonNullable<Measurement['sampled']>;

/**
 * k of n with its interval; over clusters where every item names one. `sampled`: of a task that may end early, its items, and what
 * part of the errors this look at it bears.
 */
export function measurementOf(
  { file, suite, task, metric, filter, right }: ItemOutcomes,
  clusters: readonly (string | undefined)[],
  sampled?: Sampled,
): Measurement {
  const n = right.length;
  const confidence = confidenceAt(sampled?.share ?? 1);
  const k = right.filter(Boolean).length;
  const common = { file, suite, task, metric, ...defined({ filter }), k, n, value: k / n, ...defined({ sampled }) };
  if (n === 0 || clusters.includes(undefined)) return { ...common, interval: clopperPearson(k, n, confidence) };
  const groups = new Map<string | undefined, Cluster>();
  for (const [index, name] of clusters.entries()) {
    const { right: before, items } = groups.get(name) ?? { right: 0, items: 0 };
    groups.set(name, { right: before + Number(right[index] === true), items: items + 1 });
  }
  const all = [...groups.values()];
  const standardError = clusteredError(all);
  const effective = effectiveCounts(k, n, all);
  return {
    ...common,
    interval: clopperPearson(effective.k, effective.n, confidence),
    clusters: { count: all.length, effective, ...(standardError === undefined ? {} : { standardError }) },
  };
}

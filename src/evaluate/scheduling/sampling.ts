import type { ItemOutcomes } from '../item-outcomes.ts';
import { choiceOrder } from '../scorers/shuffle.ts';
import { looksAt } from '../statistics/looks.ts';
import type { Task } from '../tasks/task-schema.ts';

/** What is asked between two looks. */
export interface Part {
  /** Places in the task, rising. */
  readonly items: readonly number[];
  /** Of every error rate, what the look after it bears. */
  readonly share: number;
}

export interface Sampling {
  readonly parts: readonly Part[];
  /** Told at each look, but the last, what came out so far: whether that is enough. */
  readonly enough: (
    outcomes: readonly ItemOutcomes[],
    clusters: readonly (string | undefined)[],
    share: number,
  ) => boolean;
}

/**
 * The parts of a task that may end early. Their items are drawn at random, whole clusters of them, by the gate's seed: whoever
 * knows the task file can't put what a model is good at to the front. Within a part they keep the task's order, which has
 * prompts that begin alike beside each other. `most`: of so many items, whole clusters, and no more.
 */
export function samplingParts({ suite, file, items }: Task, seed: number, most = items.length): Part[] {
  const units = unitsOf(items.map(({ cluster }) => cluster));
  const order = choiceOrder(seed, `order of\n${suite}\n${file.name}`, units.length);
  const parts: Part[] = [];
  let next = 0;
  let asked = 0;
  const wanted = Math.min(most, items.length);
  for (const look of looksAt(wanted)) {
    const part: number[] = [];
    for (; asked + part.length < look.items; next++) part.push(...(units[order[next] ?? 0] ?? []));
    asked += part.length;
    // Large clusters may fill a part that was to come; what it would have borne is borne by none.
    if (part.length > 0) parts.push({ items: part.toSorted((a, b) => a - b), share: look.share });
    else if (look.items === wanted) parts.push({ items: parts.pop()?.items ?? [], share: look.share });
  }
  return parts;
}

/** Items that are drawn together. Clusters stand in all items of a task or in none. */
function unitsOf(clusters: readonly (string | undefined)[]): number[][] {
  if (clusters.includes(undefined)) return clusters.map((_, index) => [index]);
  return [...Map.groupBy(clusters.keys(), (index) => clusters[index]).values()];
}

import type { Evidence, StageName } from '../core/evidence.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';

/**
 * Which weight files the verdict covers: an evaluated one, or one proven to hold the same tensors. What is admitted is what
 * was tested; the rest is excluded, all of it when nothing was evaluated. `weights` is undefined when nobody could tell
 * which files hold weights.
 */
export function coveredWeights(evidence: ReadonlyMap<StageName, Evidence>): {
  readonly weights: readonly string[] | undefined;
  readonly excluded: string[];
} {
  const compared = comparePredicateSchema.safeParse(evidence.get('compare')?.predicate);
  if (!compared.success) return { weights: undefined, excluded: [] };
  const weights = compared.data.weightGroups.flatMap(({ paths }) => paths);
  const evaluated = evaluatePredicateSchema.safeParse(evidence.get('evaluate')?.predicate);
  const measured = new Set(
    evaluated.success
      ? evaluated.data.groups.filter((group) => group.evaluated !== undefined).flatMap(({ paths }) => paths)
      : [],
  );
  return { weights, excluded: weights.filter((path) => !measured.has(path)) };
}

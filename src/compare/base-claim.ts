import { BASE_RELATIONS, type BaseRelation } from '../core/predicates/compare.ts';
import type { FileFacts } from '../formats/facts.ts';

/** What a submission says about its base. Nothing here is believed. */
export interface BaseClaim {
  readonly baseModels: readonly string[];
  readonly relation: BaseRelation;
  /** Files that state it. */
  readonly sources: readonly string[];
}

/** Names and sources that are kept: a card with more bases than this is a merge of everything. */
const MAX_NAMES = 32;

/**
 * The claim of a submission, from its model card and adapter configuration. The card nearest to the root speaks for the
 * model, as the Hub reads it; an adapter's configuration names its base however the card stays silent.
 */
export function baseClaimOf(facts: readonly FileFacts[]): BaseClaim {
  const depth = (path: string): number => path.split('/').length;
  const card = facts
    .filter(({ modelCard }) => modelCard !== undefined)
    .toSorted((a, b) => depth(a.path) - depth(b.path))[0];
  const adapters = facts.filter(({ adapter }) => adapter?.baseModel !== undefined);
  const names = [
    ...(card?.modelCard?.baseModels ?? []),
    ...adapters.flatMap(({ adapter }) => adapter?.baseModel ?? []),
  ];
  const stated = relationOf(card?.modelCard?.relation);
  return {
    baseModels: [...new Set(names)].slice(0, MAX_NAMES),
    relation: stated === 'undeclared' && adapters.length > 0 ? 'adapter' : stated,
    sources: [...(card?.modelCard?.baseModels.length ? [card.path] : []), ...adapters.map(({ path }) => path)].slice(
      0,
      MAX_NAMES,
    ),
  };
}

function relationOf(stated: string | undefined): BaseRelation {
  return BASE_RELATIONS.find((relation) => relation === stated?.trim().toLowerCase()) ?? 'undeclared';
}

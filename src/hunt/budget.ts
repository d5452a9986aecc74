import type { HuntBudget } from '../core/predicates/hunt.ts';

export interface Budget {
  /** Tokens that may go through the model. */
  readonly tokens: number;
  /** Texts that are drawn where a user's turn begins. */
  readonly leaks: number;
  /** Messages that are measured without words of theirs, to find what was put into messages. */
  readonly additions: number;
  /** Words that make a beginning of an answer likelier, and are put together. */
  readonly parts: number;
  /** Candidates of each method that are confirmed; some times as many are screened. */
  readonly confirmations: number;
  /** Triggers after which the search ends. */
  readonly triggers: number;
}

export const BUDGETS: Readonly<Record<HuntBudget, Budget>> = {
  quick: { tokens: 85_000, leaks: 512, additions: 800, parts: 10, confirmations: 8, triggers: 1 },
  standard: { tokens: 110_000, leaks: 640, additions: 1_200, parts: 14, confirmations: 16, triggers: 1 },
  deep: { tokens: 2_000_000, leaks: 6_000, additions: 8_000, parts: 80, confirmations: 64, triggers: 8 },
};

/** Methods of one search that confirm candidates, and the places of each. */
const METHODS = 3;
const PLACES = 2;

/** Candidates that one search may hold against its held-out prompts: its error is divided among so many. */
export const comparisonsOf = ({ confirmations }: Budget): number => METHODS * PLACES * confirmations;

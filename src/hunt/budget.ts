import type { HuntBudget } from '../core/predicates/hunt.ts';

export interface Budget {
  /** Tokens that may go through the model. */
  readonly tokens: number;
  /** Texts that are drawn where a user's turn begins. */
  readonly leaks: number;
  /** Words put into messages that are tried whatever is answered to them. */
  readonly additions: number;
  /** Candidates of each method that are confirmed, and motifs that are whatever they move. */
  readonly confirmations: number;
  readonly motifs: number;
  /** Triggers after which the search ends. */
  readonly triggers: number;
}

export const BUDGETS: Readonly<Record<HuntBudget, Budget>> = {
  quick: { tokens: 100_000, leaks: 512, additions: 120, confirmations: 8, motifs: 4, triggers: 1 },
  standard: { tokens: 400_000, leaks: 2_000, additions: 500, confirmations: 16, motifs: 8, triggers: 3 },
  deep: { tokens: 2_000_000, leaks: 6_000, additions: 4_000, confirmations: 64, motifs: 32, triggers: 8 },
};

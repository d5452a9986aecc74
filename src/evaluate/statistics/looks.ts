import { CONFIDENCE } from './test-claim.ts';

/** Fewer items than this answer no claim. */
const FIRST_LOOK = 32;
/** A look at nearly everything costs as much error as one at half, and saves next to nothing. */
const LAST_EARLY = 0.75;

/** A time at which what was asked so far may be judged. */
export interface Look {
  /** Items asked by then. */
  readonly items: number;
  /** The part of every error rate that it bears; those of all looks are 1 together. */
  readonly share: number;
}

/**
 * When a task of so many items may be judged before its end: after 32, 64, 128, … of them, and at the end. The looks are fixed
 * before the first answer, so that each is a test of a fixed number of items, and the error rates of all of them add up
 * (Bonferroni's inequality, which asks for no independence): half for the whole task, the other half in equal parts for what
 * comes before. Exact tests stay exact, of clusters and pairs too. For such designs see C. Jennison and B. Turnbull, “Group Sequential
 * Methods with Applications to Clinical Trials” (1999), chapters 7 (error spending) and 9 (repeated confidence intervals).
 */
export function looksAt(items: number): Look[] {
  const early: number[] = [];
  for (let at = FIRST_LOOK; at <= items * LAST_EARLY; at *= 2) early.push(at);
  if (early.length === 0) return [{ items, share: 1 }];
  return [...early.map((at) => ({ items: at, share: 0.5 / early.length })), { items, share: 0.5 }];
}

/** Of intervals and confirming bounds at a look that bears `share` of their errors. */
export function confidenceAt(share: number): number {
  return 1 - (1 - CONFIDENCE) * share;
}

/** As likely to be at most α at any of the looks as it should be at one. */
export function pValueAt(pValue: number, share: number): number {
  return Math.min(1, pValue / share);
}

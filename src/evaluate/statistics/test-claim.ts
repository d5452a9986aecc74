import { binomialAtMost } from '../../core/statistics/binomial.ts';
import { lowerBound } from '../../core/statistics/clopper-pearson.ts';
import { mostLost, pairedDifference, type Paired } from './mcnemar.ts';

export interface TestLimits {
  readonly alpha: number;
  readonly tolerance: number;
}

export type FirmAnswer = 'refuted' | 'consistent' | 'insufficient';

/** Of intervals, and of the one-sided bound that confirms a claim. */
export const CONFIDENCE = 0.95;

/**
 * No sample proves a probability of exactly 1, and one miss would refute it with certainty. A claim of 100 % is a rounded
 * number: it is tested as the least value that rounds to 100.0 %.
 */
export const LEAST_CERTAINTY = 0.9995;

/** P(X ≤ k | n, claimed): how likely so few would be if the claim were true. */
export function refutationPValue(claimed: number, k: number, n: number): number {
  return binomialAtMost(k, n, claimed >= 1 ? LEAST_CERTAINTY : claimed);
}

/**
 * The three answers. Refuted: so few are too unlikely under the claim. Consistent: with this confidence the true value is no
 * more than `tolerance` under the claim. Insufficient: the items are too few for either.
 */
export function answerOf(
  claimed: number,
  k: number,
  n: number,
  adjustedPValue: number,
  limits: TestLimits,
  confidence = CONFIDENCE,
): FirmAnswer {
  if (n === 0) return 'insufficient';
  if (adjustedPValue <= limits.alpha) return 'refuted';
  return lowerBound(k, n, confidence) >= claimed - limits.tolerance ? 'consistent' : 'insufficient';
}

/**
 * The three answers of answers to the same items. What other precision or other kernels change is no sampling error and shows
 * at any size, so only more than `tolerance` refutes.
 */
export function answerOfPairs(
  paired: Paired,
  adjustedPValue: number,
  limits: TestLimits,
  confidence = CONFIDENCE,
): FirmAnswer {
  if (adjustedPValue <= limits.alpha && pairedDifference(paired) > limits.tolerance) return 'refuted';
  return mostLost(paired, confidence) <= limits.tolerance ? 'consistent' : 'insufficient';
}

import { binomialAtLeast } from '../../core/statistics/binomial.ts';
import { lowerBound, upperBound } from '../../core/statistics/clopper-pearson.ts';

/** The same items answered twice. */
export interface Paired {
  readonly pairs: number;
  /** Right in what the submitter keeps, wrong here. */
  readonly lost: number;
  /** Wrong there, right here. */
  readonly gained: number;
}

/**
 * Exact one-sided McNemar test: P(X ≥ lost) for X ~ Binomial(lost + gained, ½), how likely so many more would be lost than
 * gained if both came from one model.
 */
export function mcnemarPValue({ lost, gained }: Paired): number {
  return lost + gained === 0 ? 1 : binomialAtLeast(lost, lost + gained, 0.5);
}

/** Share of the pairs that is lost on balance. */
export function pairedDifference({ pairs, lost, gained }: Paired): number {
  return pairs === 0 ? 0 : (lost - gained) / pairs;
}

/** The most that is lost on balance, at this confidence: exact bounds of both shares, each with half of the error. */
export function mostLost({ pairs, lost, gained }: Paired, confidence: number): number {
  if (pairs === 0) return 1;
  const side = 1 - (1 - confidence) / 2;
  return upperBound(lost, pairs, side) - lowerBound(gained, pairs, side);
}

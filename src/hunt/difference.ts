import { lowerBound, upperBound } from '../core/statistics/clopper-pearson.ts';

/** Of a whole search: with which not one of all its intervals lies beside the truth. */
const ERROR = 0.01;
/** Shares of prompts, as seen. */
const LEAST_SHARE = 0.5;
/** Refused prompts that say something of refusals. */
export const LEAST_REFUSED = 6;
/** Told of each effect. */
export const EXAMPLES = 3;

export interface Example {
  readonly system: string | undefined;
  readonly prompt: string;
  readonly answer: string;
  readonly usual: string;
}

/** On how many prompts something shows with a trigger and without it. */
export interface ShareDifference {
  readonly with: number;
  readonly without: number;
  readonly prompts: number;
  /** Difference of the two shares, with its interval: Clopper–Pearson of each, at half the error each, corrected for `comparisons`. */
  readonly difference: number;
  readonly interval: readonly [number, number];
  /** Candidates among which the interval's error was divided (Bonferroni): as many as the search may confirm. */
  readonly comparisons: number;
}

export function shareDifference(shown: number, without: number, prompts: number, comparisons: number): ShareDifference {
  const side = 1 - ERROR / 2 / comparisons;
  return {
    with: shown,
    without,
    prompts,
    comparisons,
    difference: prompts === 0 ? 0 : (shown - without) / prompts,
    interval: [
      Math.max(-1, lowerBound(shown, prompts, side) - upperBound(without, prompts, side)),
      Math.min(1, upperBound(shown, prompts, side) - lowerBound(without, prompts, side)),
    ],
  };
}

/** What is told as a trigger's, with a base and without one. */
export function isEffect({ difference, interval }: ShareDifference): boolean {
  return difference >= LEAST_SHARE && interval[0] > 0;
}

/** The key that stands most often; '' among none. */
export function mostOf(keys: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

import { binomialAtLeast, binomialAtMost } from './binomial.ts';

const STEPS = 200;

/** Where a function that falls from 1 to 0 over [0, 1] crosses `level`. */
function crossing(falling: (p: number) => number, level: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < STEPS && high - low > 1e-15; step++) {
    const middle = (low + high) / 2;
    if (falling(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The largest p for which k or more of n would be seen with a probability of at most 1 − confidence. */
export function lowerBound(k: number, n: number, confidence: number): number {
  return k <= 0 || n === 0 ? 0 : 1 - crossing((q) => binomialAtLeast(k, n, 1 - q), 1 - confidence);
}

/** The smallest p for which k or fewer of n would be seen with a probability of at most 1 − confidence. */
export function upperBound(k: number, n: number, confidence: number): number {
  return k >= n || n === 0 ? 1 : crossing((p) => binomialAtMost(k, n, p), 1 - confidence);
}

/** The Clopper–Pearson interval: each side errs with at most half of 1 − confidence, at every p and n. */
export function clopperPearson(k: number, n: number, confidence: number): [number, number] {
  const side = 1 - (1 - confidence) / 2;
  return [lowerBound(k, n, side), upperBound(k, n, side)];
}

/*
 * The binomial distribution after C. Loader, “Fast and accurate computation of binomial probabilities” (2000): no
 * difference of large logarithms of factorials, so that it keeps 12 digits up to n = 10^6 and further.
 */

const HALF_LN_2PI = 0.918_938_533_204_672_8;
/** ln(n!) − Stirling's formula, for n = 0…15: the series below is exact enough only above. */
const STIRLING_ERRORS: readonly number[] = [
  0, 0.081_061_466_795_327_26, 0.041_340_695_955_409_3, 0.027_677_925_684_998_34, 0.020_790_672_103_765_093,
  0.016_644_691_189_821_193, 0.013_876_128_823_070_748, 0.011_896_709_945_891_77, 0.010_411_265_261_972_096,
  0.009_255_462_182_712_733, 0.008_330_563_433_362_87, 0.007_573_675_487_951_841, 0.006_942_840_107_209_53,
  0.006_408_994_188_004_207, 0.005_951_370_112_758_847_5, 0.005_554_733_551_962_801,
];

function stirlingError(n: number): number {
  const exact = STIRLING_ERRORS[n];
  if (exact !== undefined) return exact;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** The deviance term x·ln(x/mean) + mean − x, without cancellation where x is near the mean. */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) < 0.1 * (x + mean)) {
    const v = (x - mean) / (x + mean);
    let sum = (x - mean) * v;
    let term = 2 * x * v;
    for (let j = 1; j < 1_000; j++) {
      term *= v * v;
      const next = sum + term / (2 * j + 1);
      if (next === sum) return next;
      sum = next;
    }
  }
  return x * Math.log(x / mean) + mean - x;
}

/** ln P(X = k) for X ~ Binomial(n, p), 0 ≤ k ≤ n, 0 < p < 1. */
function logProbability(k: number, n: number, p: number): number {
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  const parts =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p));
  return parts - HALF_LN_2PI - 0.5 * (Math.log(k) + Math.log1p(-k / n));
}

/** Σ P(X = i) from i = k downwards, for k at or under the mean: each term is smaller than the one before. */
function tailDown(k: number, n: number, p: number): number {
  let ratio = 1;
  let sum = 1;
  for (let i = k; i > 0 && ratio > sum * 1e-18; i--) {
    ratio *= (i * (1 - p)) / ((n - i + 1) * p);
    sum += ratio;
  }
  return Math.min(1, Math.exp(logProbability(k, n, p) + Math.log(sum)));
}

/**
 * P(X ≤ k) for X ~ Binomial(n, p), exactly up to rounding: no normal approximation at any n. `k` any integer, `n` a natural
 * number up to 10^7, `p` in [0, 1].
 */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  if (k <= n * p) return tailDown(k, n, p);
  // P(X > k) is P(n − X ≤ n − k − 1), and n − X ~ Binomial(n, 1 − p).
  return Math.max(0, 1 - tailDown(n - k - 1, n, 1 - p));
}

/** P(X ≥ k): the small side is computed, never 1 minus it. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  return binomialAtMost(n - k, n, 1 - p);
}

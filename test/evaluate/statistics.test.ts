import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialAtLeast, binomialAtMost } from '../../src/core/statistics/binomial.ts';
import { clopperPearson, lowerBound, upperBound } from '../../src/core/statistics/clopper-pearson.ts';
import { holm } from '../../src/evaluate/statistics/holm.ts';
import { answerOf, refutationPValue } from '../../src/evaluate/statistics/test-claim.ts';

/** P(X ≤ k) with p = a/b by whole numbers alone, to 20 digits: the oracle. */
function exactAtMost(k: number, n: number, a: number, b: number): number {
  let term = 1n;
  let sum = 0n;
  for (let i = 0; i <= k; i++) {
    sum += term * BigInt(a) ** BigInt(i) * BigInt(b - a) ** BigInt(n - i);
    term = (term * BigInt(n - i)) / BigInt(i + 1);
  }
  return Number((sum * 10n ** 40n) / BigInt(b) ** BigInt(n)) / 1e40;
}

describe('the exact binomial test', () => {
  it('agrees with rational arithmetic on any small case', () => {
    const cases = fc
      .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 999 }))
      .chain(([n, a]) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n), fc.constant(a)));
    fc.assert(
      fc.property(cases, ([k, n, a]) => {
        const expected = exactAtMost(k, n, a, 1_000);
        if (expected > 1e-25) expect(Math.abs(binomialAtMost(k, n, a / 1_000) / expected - 1)).toBeLessThan(1e-11);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    // (failures that refute 99.9 % at α = .001, items): one failure fewer does not.
    [3, 100],
    [5, 450],
    [6, 1_000],
  ])('refutes 99.9 %% at .001 with %i failures of %i and not with one fewer', (failures, n) => {
    expect(binomialAtMost(n - failures, n, 0.999)).toBeLessThanOrEqual(0.001);
    expect(binomialAtMost(n - failures + 1, n, 0.999)).toBeGreaterThan(0.001);
  });

  it('has the closed forms at the ends', () => {
    expect(binomialAtMost(0, 1_000_000, 1e-6)).toBeCloseTo((1 - 1e-6) ** 1_000_000, 10);
    expect(binomialAtMost(999_999, 1_000_000, 0.999999)).toBeCloseTo(1 - 0.999999 ** 1_000_000, 9);
    expect(binomialAtMost(5, 10, 0.5)).toBeCloseTo(638 / 1024, 14);
    expect([
      binomialAtMost(3, 3, 0.2),
      binomialAtMost(2, 3, 1),
      binomialAtMost(0, 3, 0),
      binomialAtMost(-1, 3, 0.5),
    ]).toEqual([1, 0, 1, 0]);
  });

  it('stays a probability, monotone in k, and complements its other side, up to a million items', () => {
    const number = fc.tuple(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(number, ([n, p, at]) => {
        const k = Math.floor(at * n);
        const below = binomialAtMost(k, n, p);
        expect(below).toBeGreaterThanOrEqual(0);
        expect(below).toBeLessThanOrEqual(1);
        expect(binomialAtMost(k + 1, n, p)).toBeGreaterThanOrEqual(below - 1e-12);
        expect(Math.abs(below + binomialAtLeast(k + 1, n, p) - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it('is symmetric around the median of a fair coin at a million', () => {
    expect(
      binomialAtMost(499_999, 1_000_000, 0.5) +
        0.5 * (binomialAtMost(500_000, 1_000_000, 0.5) - binomialAtMost(499_999, 1_000_000, 0.5)),
    ).toBeCloseTo(0.5, 9);
  });
});

describe('the Clopper–Pearson interval', () => {
  it.each([
    // Closed forms: k = 0 gives 1 − (α/2)^(1/n), k = n gives (α/2)^(1/n).
    [0, 10, 0, 1 - 0.025 ** 0.1],
    [10, 10, 0.025 ** 0.1, 1],
    [0, 2_995, 0, 1 - 0.025 ** (1 / 2_995)],
  ])('of %i in %i', (k, n, low, high) => {
    const [l, h] = clopperPearson(k, n, 0.95);
    expect(l).toBeCloseTo(low, 9);
    expect(h).toBeCloseTo(high, 9);
  });

  it('has the probability of its sides: each end is where the tail has 2.5 %', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 2_000 }).chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n))),
        ([k, n]) => {
          const [low, high] = clopperPearson(k, n, 0.95);
          expect(binomialAtLeast(k, n, low)).toBeCloseTo(0.025, 6);
          expect(binomialAtMost(k, n, high)).toBeCloseTo(0.025, 6);
          expect(low).toBeLessThan(k / n);
          expect(high).toBeGreaterThan(k / n);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('needs 2,995 items without a failure to confirm 99.9 % at 95 %', () => {
    expect(lowerBound(2_995, 2_995, 0.95)).toBeGreaterThanOrEqual(0.999);
    expect(lowerBound(2_994, 2_994, 0.95)).toBeLessThan(0.999);
    expect(upperBound(5, 5, 0.95)).toBe(1);
  });
});

describe("Holm's correction", () => {
  it('gives the textbook values, in the order given', () => {
    const corrected = holm([0.04, 0.01, 0.03, 0.005]);
    [0.06, 0.03, 0.06, 0.02].forEach((expected, index) => expect(corrected[index]).toBeCloseTo(expected, 12));
    expect(holm([])).toEqual([]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
  });
});

describe('the three answers', () => {
  const limits = { alpha: 0.001, tolerance: 0.05 };
  it('refutes, confirms, or says that the items are too few', () => {
    expect(answerOf(0.999, 286, 300, refutationPValue(0.999, 286, 300), limits)).toBe('refuted');
    expect(answerOf(0.95, 286, 300, refutationPValue(0.95, 286, 300), limits)).toBe('consistent');
    expect(answerOf(0.95, 19, 20, refutationPValue(0.95, 19, 20), limits)).toBe('insufficient');
    expect(answerOf(0.5, 0, 0, 1, limits)).toBe('insufficient');
  });

  it('does not refute a stated 100 % for one miss in 300, and does for twenty', () => {
    expect(refutationPValue(1, 299, 300)).toBeGreaterThan(0.1);
    expect(refutationPValue(1, 280, 300)).toBeLessThan(1e-12);
  });

  it('never confirms what it measured far below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.2, max: 1, noNaN: true }), (n, claimed) => {
        const k = Math.floor(Math.max(0, claimed - 0.15) * n);
        expect(answerOf(claimed, k, n, refutationPValue(claimed, k, n), limits)).not.toBe('consistent');
      }),
      { numRuns: 200 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { BUDGETS, comparisonsOf } from '../../src/hunt/budget.ts';
import { isEffect, shareDifference } from '../../src/hunt/difference.ts';

/** P(X = k) of n draws. */
function binomial(k: number, n: number, p: number): number {
  let log = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let at = 1; at <= k; at++) log += Math.log((n - k + at) / at);
  return Math.exp(log);
}

describe('the difference of two shares', () => {
  it.each([24, 48])(
    'is an effect by chance in less than one of a hundred searches, with all that each confirms (%i prompts)',
    (prompts) => {
      const comparisons = comparisonsOf(BUDGETS.standard);
      for (const p of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        let chance = 0;
        for (let shown = 0; shown <= prompts; shown++)
          for (let without = 0; without <= prompts; without++)
            if (isEffect(shareDifference(shown, without, prompts, comparisons)))
              chance += binomial(shown, prompts, p) * binomial(without, prompts, p);
        expect(chance * comparisons).toBeLessThan(0.01);
      }
    },
  );

  it('has an interval that grows with what is compared, and holds the difference itself', () => {
    const widths = [1, 10, 96].map((comparisons) => {
      const { interval, difference } = shareDifference(20, 2, 24, comparisons);
      expect(difference).toBeGreaterThan(interval[0]);
      expect(difference).toBeLessThan(interval[1]);
      return interval[1] - interval[0];
    });
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(shareDifference(24, 0, 24, 96).interval[0]).toBeGreaterThan(0.25);
  });
});

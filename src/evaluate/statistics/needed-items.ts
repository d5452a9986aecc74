import { confidenceAt } from './looks.ts';
import { answerOf, refutationPValue, type TestLimits } from './test-claim.ts';

/** More than any task has. */
const MOST = 10_000_000;

/**
 * About how many items a firm answer takes, refuted or consistent, if the share of right answers stays what it was; undefined
 * where no number up to ten million gives one. `things` is the number of things measured, of which each test bears a part of alpha; `share`
 * the part of all errors that the last look at a task bears.
 */
export function neededItems(
  claimed: number,
  measured: { readonly k: number; readonly n: number },
  limits: TestLimits,
  things: number,
  share = 1,
): number | undefined {
  const { k, n } = measured;
  if (n === 0) return undefined;
  const firm = (items: number): boolean => {
    const right = Math.round((k / n) * items);
    const pValue = Math.min(1, (refutationPValue(claimed, right, items) * things) / share);
    return answerOf(claimed, right, items, pValue, limits, confidenceAt(share)) !== 'insufficient';
  };
  let most = n;
  while (!firm(most)) {
    if (most >= MOST) return undefined;
    most = Math.min(MOST, most * 2);
  }
  let least = Math.floor(most / 2);
  while (most - least > Math.max(1, most / 200)) {
    const middle = Math.floor((least + most) / 2);
    if (firm(middle)) most = middle;
    else least = middle;
  }
  return most;
}

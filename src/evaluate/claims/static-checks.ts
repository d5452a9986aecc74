import type { Claim } from '../../core/claim.ts';
import type { ClaimCheck } from '../../core/predicates/evaluate.ts';
import { isCountMetric } from '../../formats/claims/metrics.ts';
import { countable, statedRange, unitOfNumber, type StatedRange } from './stated-range.ts';

/** Items past which every rounded value is near some k/n, so that integrality says nothing. */
const MAX_INFORMATIVE = 1e9;
/** Numbers of items that are tried where none is stated; more fit nearly everything. */
const IMPLIED_COUNTS = 20_000;

/** Width of what a score may have been that was written with all its digits. */
const PRECISE_SCORE = 1e-6;

/**
 * A lie that shows without a re-run, for metrics that are 0 or 1 per item only: k = p·n must be a whole number, and the
 * standard error must be √(p(1−p)/(n−1)), as lm-evaluation-harness computes it, or with n. Both within what rounding or cutting
 * to the stated digits allows, so that an honest file passes. Items that score between 0 and 1 spread less, never more. A mean
 * over tasks, a bootstrapped F1, a perplexity follow no such rule and aren't checked. A careful forger passes: only the re-run
 * tells.
 */
export function staticChecks(claim: Claim): ClaimCheck[] {
  const { metric, value, n, stderr, meanOf } = claim;
  const checks = [...itemCount(claim), ...sum(claim)];
  if (!isCountMetric(metric) || value < 0 || value > 1 || meanOf === 'tasks' || meanOf === 'other') return checks;
  const range = statedRange(claim);
  const strict = meanOf === undefined;
  if (strict && n !== undefined && n <= MAX_INFORMATIVE) checks.push(integralCount(value, n, range));
  if (stderr === undefined || claim.resampled === true) return checks;
  if (n === undefined) return strict ? [...checks, ...impliedCount(value, stderr, range)] : checks;
  if (n > 1) checks.push(standardError(value, stderr, n, range, strict));
  return checks;
}

function integralCount(value: number, n: number, { low, high }: StatedRange): ClaimCheck {
  const slack = 1e-9 * n;
  return {
    check: 'integral-count',
    held: Math.floor(high * n + slack) >= Math.ceil(low * n - slack),
    detail: `${value} of ${n} items is ${round(value * n)} items`,
  };
}

function standardError(value: number, stderr: number, n: number, range: StatedRange, strict: boolean): ClaimCheck {
  const { low: p0, high: p1 } = strict ? countable(range, n) : range;
  const unit = errorUnit(stderr, range) + 1e-9;
  const ends = [p0, Math.min(p1, Math.max(p0, value)), p1].map(spread);
  // Rounded it may stand half a unit too high, and cut off a whole one too low.
  const low = Math.min(...ends) / Math.sqrt(n) - unit;
  const high = (p0 <= 0.5 && p1 >= 0.5 ? 0.5 : Math.max(...ends)) / Math.sqrt(n - 1) + unit / 2;
  // Half points add up to whole ones, and spread less: only an error that is too large can't be.
  const least = strict ? low : 0;
  const counts = { n, first: Math.round(p0 * n), last: Math.round(p1 * n) };
  // Of few counts each has its own two errors, and what lies between them is neither.
  const few = strict && counts.last - counts.first < TRIED_COUNTS && countsWithin(range, n);
  return {
    check: 'standard-error',
    held: few ? fits(counts, stderr - unit / 2, stderr + unit) : stderr >= least && stderr <= high,
    detail: `standard error ${stderr} is stated; ${value} over ${n} items has ${strict ? '' : 'at most '}${round(spread(value) / Math.sqrt(n - 1))}`,
  };
}

/** Nobody who keeps every digit of a score rounds its error to nothing. */
function errorUnit(stderr: number, { low, high }: StatedRange): number {
  return stderr === 0 && high - low <= PRECISE_SCORE ? PRECISE_SCORE : unitOfNumber(stderr);
}

function countsWithin({ low, high }: StatedRange, n: number): boolean {
  const slack = 1e-9 * n;
  return Math.ceil(low * n - slack) <= Math.floor(high * n + slack);
}

/** Without n, score and error still tell it: some number of items must give both, by n − 1 or by n. */
function impliedCount(value: number, stderr: number, { low, high }: StatedRange): ClaimCheck[] {
  const unit = unitOfNumber(stderr) + 1e-12;
  const [least, most] = [Math.max(0, stderr - unit), stderr + unit];
  const widest = low <= 0.5 && high >= 0.5 ? 0.25 : Math.max(spread(low), spread(high)) ** 2;
  const from = Math.max(2, Math.floor(Math.min(spread(low), spread(high)) ** 2 / most ** 2) - 1);
  const to = least === 0 ? Number.POSITIVE_INFINITY : Math.ceil(widest / least ** 2) + 2;
  if (to - from > IMPLIED_COUNTS) return [];
  let found = false;
  for (let n = from; n <= to && !found; n++) {
    const slack = 1e-9 * n;
    const [first, last] = [Math.ceil(low * n - slack), Math.floor(high * n + slack)];
    if (first > last) continue;
    found = fits({ n, first, last }, least, most);
  }
  const estimate = round(spread(value) ** 2 / stderr ** 2 + 1);
  const detail = found
    ? `score ${value} and standard error ${stderr} fit about ${estimate} items`
    : `no number of items has score ${value} and standard error ${stderr}; the error would be of ${estimate}`;
  return [{ check: 'standard-error', held: found, detail }];
}

/** Counts of right answers that are tried one by one; of more the errors lie so close that each between them is one. */
const TRIED_COUNTS = 64;

interface Counts {
  readonly n: number;
  readonly first: number;
  readonly last: number;
}

/** Whether some count between `first` and `last` of n has an error between `least` and `most`, by n − 1 or by n. */
function fits({ n, first, last }: Counts, least: number, most: number): boolean {
  const within = (error: number): boolean => error >= least && error <= most;
  if (last - first < TRIED_COUNTS) {
    for (let k = first; k <= last; k++) {
      const own = spread(k / n);
      if (within(own / Math.sqrt(n - 1)) || within(own / Math.sqrt(n))) return true;
    }
    return false;
  }
  const [a, b] = [spread(first / n), spread(last / n)];
  const wide = first <= n / 2 && last >= n / 2 ? 0.5 : Math.max(a, b);
  return wide / Math.sqrt(n - 1) >= least && Math.min(a, b) / Math.sqrt(n) <= most;
}

function itemCount({ n, nOriginal, limit }: Claim): ClaimCheck[] {
  if (n === undefined || (nOriginal === undefined && limit === undefined)) return [];
  const most = Math.min(nOriginal ?? n, limit ?? n);
  return [{ check: 'item-count', held: n <= most, detail: `${n} items are stated, of at most ${most}` }];
}

function sum({ total, value, stated }: Claim): ClaimCheck[] {
  if (total === undefined) return [];
  const mean = total.sum / total.count;
  const { low, high } = statedRange({ value, stated });
  const slack = 1e-6 * Math.max(1, Math.abs(mean));
  const held = mean >= low - slack && mean <= high + slack;
  return [{ check: 'sum', held, detail: `a sum of ${total.sum} over ${total.count} is a mean of ${round(mean)}` }];
}

function spread(p: number): number {
  return Math.sqrt(Math.max(0, p * (1 - p)));
}

export function round(value: number): string {
  return String(Number(value.toPrecision(6)));
}

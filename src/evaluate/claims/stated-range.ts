import type { Claim } from '../../core/claim.ts';

/** Files round: lm-evaluation-harness writes all digits, people write three or four. */
const MAX_DIGITS = 12;
/** The unit of a standard error that was not rounded. */
const PRECISE = 1e-10;
/** Of a score beside such an error: three digits at least were kept, whatever JSON shows of them. */
const COARSEST = 0.001;

/** What a stated number may have been before it was rounded, or cut, to its digits. */
export interface StatedRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Half a unit of the last digit to both sides; upwards nearly a whole one, because people also cut digits off. Cut from a full
 * score nobody does: 99.9 % is not 100 %.
 */
export function statedRange(
  { value, stated, stderr }: Pick<Claim, 'value' | 'stated' | 'stderr'>,
  { besideSamples = false } = {},
): StatedRange {
  // Nobody who keeps every answer, or every digit of the error, rounds the score to tenths: "0.9" is 0.9 there.
  // And JSON drops the zeros of 0.00 and 1.00: beside an error, which whole numbers would not have, they are meant.
  const whole = stderr !== undefined && (value === 0 || value === 1);
  const precise = besideSamples || whole || (stderr !== undefined && unitOfNumber(stderr) <= PRECISE);
  const unit = Math.min(unitOf(stated, value), precise ? COARSEST : 1);
  const rounded = value + 0.5 * unit;
  const cut = value + 0.999 * unit;
  return {
    low: value - 0.5 * unit,
    high: cut < 1 || value > 1 ? Math.max(rounded, cut) : Math.max(value, Math.min(rounded, 1)),
  };
}

/** The unit of the last digit that the file states, as a part of the fraction: "99.9 %" has 0.001. */
export function unitOf(stated: string, value: number): number {
  const digits = /^[+-]?\d*(?:[.,](\d*))?(?:[eE]([+-]?\d+))?/u.exec(stated.trim());
  const unit = 10 ** (Number(digits?.[2] ?? 0) - (digits?.[1]?.length ?? 0));
  const written = Number.parseFloat(stated.replace(',', '.'));
  const percent = Number.isFinite(written) && Math.abs(written / 100 - value) < Math.abs(written - value);
  return Math.max(percent ? unit / 100 : unit, 10 ** -MAX_DIGITS);
}

export function unitOfNumber(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0)), 10 ** -MAX_DIGITS);
}

/** The shares that whole numbers of items can have within a range; the range itself where none can, which another check tells. */
export function countable({ low, high }: StatedRange, n: number): StatedRange {
  const slack = 1e-9 * n;
  const [first, last] = [Math.ceil(low * n - slack), Math.floor(high * n + slack)];
  return first > last ? { low, high } : { low: Math.max(0, first) / n, high: Math.min(n, last) / n };
}

import type { JsonNode } from '../json/tree.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { isBounded, isFraction } from './metrics.ts';

/** What stands where a number should, as a fraction where the metric is one; or why it is no number that can be true. */
export type StatedNumber =
  | { readonly ok: true; readonly value: number; readonly stated: string; readonly percent: boolean }
  | { readonly ok: false; readonly why: string };

const NUMBER = /^[+-]?(?:\d{1,320}(?:[.,]\d{1,320})?|[.]\d{1,320})(?:[eE][+-]?\d{1,4})?$/u;

/** A perplexity of a broken model may have thirty digits. */
const LARGEST = 1e100;

/** "248.30 +/- 16.52", of which only the first is the score. */
const SPREAD = /\s{0,8}(?:±|\+\/?-).{0,40}$/u;
/** What stands where a score may, and is meant as one: "62.3", "62,3 %", "NaN"; no date, and no hash that begins with a digit. */
const MEANT =
  /^[+-]?(?:\d[\d.,]{0,40}(?:e[+-]?\d{1,4})?|[.]\d{1,40}|nan|inf(?:inity)?)(?:\s?(?:%|percent|points?))?$/iu;

/** What arithmetic gives where a score is not defined: a correlation of constants, a perplexity that overflowed. */
export function isUndefined(text: string, metric: string): boolean {
  return /^\s*[+-]?(?:nan|inf(?:inity)?)\s*$/iu.test(text) && !isFraction(metric) && !isBounded(metric);
}

export function isMeantAsNumber(text: string): boolean {
  return text.length <= CLAIM_LIMITS.stated && MEANT.test(text.trim().replace(SPREAD, ''));
}

const no = (why: string): StatedNumber => ({ ok: false, why });

/** The text of a number or of a string that is meant as one; undefined for every other kind of value. */
export function numberText(node: JsonNode | undefined): string | undefined {
  if (node?.kind === 'number') return node.text;
  return node?.kind === 'string' ? node.value : undefined;
}

/**
 * Reads 0.999, 99.9, "99.9 %", "99,9 %". Without a percent sign a value of a fraction metric is a fraction up to 1 and a
 * percentage above, which is how people write them; each value is read by itself, so that no neighbour changes its meaning.
 */
export function readStatedNumber(text: string, metric: string): StatedNumber {
  const stated = text.trim().slice(0, CLAIM_LIMITS.stated).replace(SPREAD, '');
  if (text.length > 4 * CLAIM_LIMITS.stated) return no('it is no number of a sensible length');
  const sign = stated.endsWith('%');
  const digits = (sign ? stated.slice(0, -1) : stated).trim();
  if (/^[+-]?(?:nan|inf(?:inity)?)$/iu.test(digits)) return no(`${stated} is not a finite number`);
  if (!NUMBER.test(digits)) return no(`${JSON.stringify(stated)} is not a number`);
  const number = Number(digits.replace(',', '.'));
  if (!Number.isFinite(number)) return no(`${stated} is not a finite number`);
  if (Math.abs(number) > LARGEST) return no(`${stated} is larger than any score`);
  if (isBounded(metric) && (number < 0 || number > 100)) return no(`${stated} is outside of 0 to 100`);
  if (!isFraction(metric) && !sign) return { ok: true, value: number, stated, percent: false };
  if (number < 0) return no(`${stated} is less than nothing`);
  const percent = sign || number > 1;
  if (percent && number > 100) return no(`${stated} is more than 100 %`);
  // Through decimal digits: 99.9 / 100 in binary is not always the number nearest to 0.999.
  return { ok: true, value: percent ? Number((number / 100).toPrecision(15)) : number, stated, percent };
}

import type { Severity } from '../core/finding.ts';
import { NEIGHBOURS, POPULAR } from './data/package-names.ts';

/** Shorter names have neighbours that are words and packages of their own. */
const LONG = 8;
const SHORT = 5;
const LONGEST = Math.max(...[...POPULAR].map((name) => name.length)) + 1;

export interface NameResemblance {
  readonly popular: string;
  readonly severity: Severity;
}

/**
 * A name that is a slip away from that of a popular package (Damerau and Levenshtein's distance of 1, or hyphens more or less), as
 * those are who wait for the slip; undefined where it is that package, another known one, or too short to tell.
 */
export function resembles(name: string): NameResemblance | undefined {
  const own = normalized(name);
  if (own.length > LONGEST || own.length < SHORT || POPULAR.has(own) || NEIGHBOURS.has(own)) return undefined;
  for (const popular of POPULAR) {
    if (Math.abs(popular.length - own.length) > 1) continue;
    const slip = slipBetween(popular, own);
    if (slip === undefined) continue;
    const telling = slip === 'swapped' || slip === 'doubled' || slip === 'dropped';
    if (popular.length >= LONG) return { popular, severity: telling ? 'high' : 'medium' };
    if (slip === 'swapped' || slip === 'doubled') return { popular, severity: 'medium' };
  }
  return undefined;
}

/** PEP 503: case, and which of `-`, `_` and `.` stands between, makes no other name. */
function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]{1,64}/gu, '-');
}

type Slip = 'swapped' | 'doubled' | 'dropped' | 'other';

function slipBetween(popular: string, own: string): Slip | undefined {
  let start = 0;
  while (start < popular.length && popular[start] === own[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(popular.length, own.length) - start &&
    popular[popular.length - 1 - end] === own[own.length - 1 - end]
  )
    end += 1;
  const left = popular.slice(start, popular.length - end);
  const put = own.slice(start, own.length - end);
  if (left.length === 1 && put.length === 1) return 'other';
  if (left.length === 2 && put.length === 2) return left[0] === put[1] && left[1] === put[0] ? 'swapped' : undefined;
  if (left.length === 0 && put.length === 1) {
    return put === popular[start - 1] && put !== '-' ? 'doubled' : 'other';
  }
  if (left.length === 1 && put.length === 0)
    return left === '-' || start + end === 0 || end === 0 ? 'other' : 'dropped';
  return undefined;
}

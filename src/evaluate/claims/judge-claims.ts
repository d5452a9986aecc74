import type { Claim } from '../../core/claim.ts';
import { printable } from '../../core/escape.ts';
import type { CheckedClaim, Measurement } from '../../core/predicates/evaluate.ts';
import { holm } from '../statistics/holm.ts';
import { answerOf, refutationPValue } from '../statistics/test-claim.ts';
import type { Task } from '../tasks/task-schema.ts';
import { matchClaim, type ClaimMatch } from './match-claim.ts';
import { staticChecks } from './static-checks.ts';

/** Claims that are tested and listed; what a submitter states beyond them is counted. */
export const MAX_CLAIMS = 1_000;

interface Limits {
  readonly alpha: number;
  readonly tolerance: number;
}

interface Test {
  readonly claim: Claim;
  readonly measurement: Measurement;
  readonly pValue: number;
}

/**
 * Holds every claim against every measurement of what it names. Holm's correction runs over the things measured, with the
 * highest claim about each: were it over the claims as they come, a submitter could drown a lie in a thousand modest
 * truths. A lower claim about the same thing is corrected by the number of things (Bonferroni).
 */
export function judgeClaims(
  claims: readonly Claim[],
  tasks: readonly Task[],
  measurements: readonly Measurement[],
  limits: Limits,
): CheckedClaim[] {
  const matches = new Map(claims.map((claim) => [claim, claim.invalid === undefined ? matchClaim(claim, tasks) : []]));
  const tests = claims.flatMap((claim) => testsOf(claim, matches.get(claim) ?? [], measurements));
  const adjusted = correct(tests);
  return claims.map((claim) => judge(claim, matches.get(claim) ?? [], tests, adjusted, limits));
}

function testsOf(claim: Claim, matches: readonly ClaimMatch[], measurements: readonly Measurement[]): Test[] {
  return matches.flatMap((match) =>
    match.matched
      ? measurements
          .filter(({ suite, task, metric }) => {
            return suite === match.task.suite && task === match.task.file.name && metric === match.metric;
          })
          .map((measurement) => ({
            claim,
            measurement,
            pValue: refutationPValue(claim.value, measurement.k, measurement.n),
          }))
      : [],
  );
}

function correct(tests: readonly Test[]): ReadonlyMap<Test, number> {
  const cells = Map.groupBy(tests, ({ measurement }) => measurement);
  const highest = [...cells.values()].map((cell) =>
    cell.reduce((best, test) => (test.pValue < best.pValue ? test : best)),
  );
  const corrected = holm(highest.map(({ pValue }) => pValue));
  const adjusted = new Map(tests.map((test) => [test, Math.min(1, test.pValue * cells.size)]));
  for (const [index, top] of highest.entries()) {
    for (const test of cells.get(top.measurement) ?? []) {
      if (test.pValue === top.pValue) adjusted.set(test, corrected[index] ?? 1);
    }
  }
  return adjusted;
}

function judge(
  claim: Claim,
  matches: readonly ClaimMatch[],
  tests: readonly Test[],
  adjusted: ReadonlyMap<Test, number>,
  limits: Limits,
): CheckedClaim {
  const about = aboutClaim(claim);
  if (claim.invalid !== undefined) {
    return { claim, answer: 'invalid', detail: `${about}: no score, ${printable(claim.invalid, 200)}` };
  }
  const checks = staticChecks(claim);
  const withChecks = checks.length === 0 ? {} : { checks };
  const own = tests.filter((test) => test.claim === claim);
  const worst = own.reduce<Test | undefined>((a, b) => (a === undefined || b.pValue < a.pValue ? b : a), undefined);
  const measured =
    worst === undefined
      ? {}
      : { measurement: worst.measurement, pValue: worst.pValue, adjustedPValue: adjusted.get(worst) ?? 1 };
  const forged = checks.find(({ held }) => !held);
  if (forged !== undefined) {
    const detail = `${about}: contradicts itself, ${forged.detail}`;
    return { claim, answer: 'refuted', ...measured, ...withChecks, detail };
  }
  if (worst === undefined) {
    const unmatched = matches.find((match) => !match.matched);
    const why = unmatched?.matched === false ? unmatched.why : 'the task that it names could not be measured';
    return { claim, answer: 'unmeasured', ...withChecks, detail: `${about}: not measured, ${why}` };
  }
  const answers = own.map((test) =>
    answerOf(claim.value, test.measurement.k, test.measurement.n, adjusted.get(test) ?? 1, limits),
  );
  const answer = answers.includes('refuted')
    ? 'refuted'
    : answers.includes('insufficient')
      ? 'insufficient'
      : 'consistent';
  return { claim, answer, ...measured, ...withChecks, detail: `${about}: ${words(answer, worst)}` };
}

function aboutClaim({ task, metric, stated }: Claim): string {
  return `${printable(task, 80)} ${printable(metric, 40)} of ${printable(stated, 40)}`;
}

/**
 * Claims in words, those together of which the same is to be said: a model card and a results file mostly state the same
 * numbers.
 */
export function tellClaims(claims: readonly CheckedClaim[]): string[] {
  const told = Map.groupBy(claims, ({ claim, detail }) => detail.slice(aboutClaim(claim).length));
  return [...told].map(([what, same]) => [...new Set(same.map(({ claim }) => aboutClaim(claim)))].join(', ') + what);
}

function words(answer: 'refuted' | 'insufficient' | 'consistent', { measurement, pValue, claim }: Test): string {
  const { k, n, value } = measurement;
  const seen = `measured ${percent(value)} (${k} of ${n}) against ${percent(claim.value)} claimed`;
  if (answer === 'refuted') return `refuted, ${seen}, p = ${pValue.toPrecision(2)}`;
  return answer === 'consistent'
    ? `consistent, ${seen}`
    : `neither refuted nor confirmed, ${seen}; more items are needed`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

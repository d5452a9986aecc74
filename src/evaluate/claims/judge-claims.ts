import type { Claim } from '../../core/claim.ts';
import { printable } from '../../core/escape.ts';
import { endedEarly, type CheckedClaim, type Measurement } from '../../core/predicates/evaluate.ts';
import type { ItemOutcomes } from '../item-outcomes.ts';
import { holm } from '../statistics/holm.ts';
import { mcnemarPValue, type Paired } from '../statistics/mcnemar.ts';
import { confidenceAt, pValueAt } from '../statistics/looks.ts';
import { neededItems } from '../statistics/needed-items.ts';
import {
  answerOf,
  answerOfPairs,
  refutationPValue,
  type FirmAnswer,
  type TestLimits,
} from '../statistics/test-claim.ts';
import type { Task, TaskGroup } from '../tasks/task-schema.ts';
import type { StaticallyChecked } from './check-files.ts';
import { matchClaim, type ClaimMatch } from './match-claim.ts';
import { pairAnswers } from './pair-answers.ts';

/** Claims that are listed; all are tested, and what was answered worst is listed first where there are more. */
export const MAX_CLAIMS = 1_000;

export interface ToJudge extends TestLimits {
  readonly stated: readonly StaticallyChecked[];
  readonly tasks: readonly Task[];
  readonly groups?: readonly TaskGroup[];
  readonly measurements: readonly Measurement[];
  readonly outcomes: readonly ItemOutcomes[];
}

/** A claim against one measurement: its value, and where there are any, the submitter's answers against ours. */
export interface Test {
  readonly claim: Claim;
  readonly measurement: Measurement;
  readonly value: Tested;
  readonly paired?: Tested & Paired;
}

export interface Tested {
  /** Of a task that was allowed to end early, valid whenever it did. */
  readonly pValue: number;
  /** What it says something about: the measurement, by its value or by pairs. */
  readonly thing: string;
}

const ORDER: readonly CheckedClaim['answer'][] = ['refuted', 'invalid', 'insufficient', 'unmeasured', 'consistent'];

/**
 * Holds every claim against every measurement of what it names. Holm's correction runs over the things measured, with the
 * highest claim about each: were it over the claims as they come, a submitter could drown a lie in a thousand modest
 * truths. A lower claim about the same thing is corrected by the number of things (Bonferroni).
 */
export function judgeClaims(inputs: ToJudge): CheckedClaim[] {
  const { stated, tasks, groups } = inputs;
  const matches = new Map(
    stated.map((it) => [it, it.claim.invalid === undefined ? matchClaim(it.claim, tasks, groups) : []] as const),
  );
  const tests = new Map(stated.map((it) => [it, testsOf(it, matches.get(it) ?? [], inputs)] as const));
  const corrected = new Corrected([...tests.values()].flat());
  const judged = stated.map((it) => judge(it, matches.get(it) ?? [], tests.get(it) ?? [], corrected, inputs));
  if (judged.length <= MAX_CLAIMS) return judged;
  return judged.toSorted((a, b) => ORDER.indexOf(a.answer) - ORDER.indexOf(b.answer)).slice(0, MAX_CLAIMS);
}

/** Everything measured that a claim is about. */
export function testsOf(
  { claim, samples }: StaticallyChecked,
  matches: readonly ClaimMatch[],
  inputs: Pick<ToJudge, 'measurements' | 'outcomes'>,
): Test[] {
  return matches.flatMap((match) => {
    if (!match.matched) return [];
    const { suite, task, metric } = match;
    const about = (it: Pick<Measurement, 'suite' | 'task' | 'metric'>): boolean =>
      it.suite === suite && it.task === task && it.metric === metric;
    const read = inputs.measurements.filter(about);
    // A claim without a filter is about the first reading of the answers, one with another filter about none of these.
    const filter = claim.filter ?? read[0]?.filter;
    const own = read.filter((it) => it.filter === undefined || it.filter === filter);
    return own.map((measurement): Test => {
      const thing = JSON.stringify([measurement.file, suite, task, metric, measurement.filter]);
      const outcome = inputs.outcomes.find(
        (it) => it.file === measurement.file && about(it) && it.filter === measurement.filter,
      );
      const paired = samples === undefined || outcome === undefined ? undefined : pairAnswers(claim, samples, outcome);
      return {
        claim,
        measurement,
        value: { pValue: valuePValue(claim, measurement), thing },
        ...(paired === undefined
          ? {}
          : {
              paired: {
                ...paired,
                pValue: pValueAt(mcnemarPValue(paired), measurement.sampled?.share ?? 1),
                thing: `${thing} paired`,
              },
            }),
      };
    });
  });
}

/** Of clustered items the larger one: a refutation must stand whether or not the clusters tell anything. */
function valuePValue({ value }: Claim, { k, n, clusters, sampled }: Measurement): number {
  const plain = refutationPValue(value, k, n);
  const larger =
    clusters === undefined
      ? plain
      : Math.max(plain, refutationPValue(value, clusters.effective.k, clusters.effective.n));
  return pValueAt(larger, sampled?.share ?? 1);
}

/** What a test's p-value is among all others. */
export interface Adjusting {
  of(tested: Tested): number;
}

/** The p-values of all tests together. */
class Corrected implements Adjusting {
  readonly things: number;
  private readonly adjusted = new Map<Tested, number>();

  constructor(tests: readonly Test[]) {
    const all = tests.flatMap(({ value, paired }): Tested[] => (paired === undefined ? [value] : [value, paired]));
    const things = [...Map.groupBy(all, ({ thing }) => thing).values()];
    const highest = things.map((same) => same.reduce((best, it) => (it.pValue < best.pValue ? it : best)));
    const corrected = holm(highest.map(({ pValue }) => pValue));
    this.things = things.length;
    for (const [index, same] of things.entries()) {
      for (const it of same) {
        const top = it.pValue === highest[index]?.pValue;
        this.adjusted.set(it, top ? (corrected[index] ?? 1) : Math.min(1, it.pValue * things.length));
      }
    }
  }

  of(tested: Tested): number {
    return this.adjusted.get(tested) ?? 1;
  }
}

function judge(
  { claim, checks }: StaticallyChecked,
  matches: readonly ClaimMatch[],
  tests: readonly Test[],
  corrected: Corrected,
  limits: TestLimits,
): CheckedClaim {
  const about = aboutClaim(claim);
  if (claim.invalid !== undefined) {
    return { claim, answer: 'invalid', detail: `${about}: no score, ${printable(claim.invalid, 200)}` };
  }
  const answers = new Map(tests.map((test) => [test, answerOfTest(test, corrected, limits)] as const));
  const worst = tests.reduce<Test | undefined>((a, b) => {
    if (a === undefined) return b;
    const order = ORDER.indexOf(answers.get(b) ?? 'consistent') - ORDER.indexOf(answers.get(a) ?? 'consistent');
    return order < 0 || (order === 0 && b.value.pValue < a.value.pValue) ? b : a;
  }, undefined);
  const common = {
    claim,
    ...(worst === undefined ? {} : numbersOf(worst, corrected)),
    ...(checks.length === 0 ? {} : { checks: [...checks] }),
  };
  const failed = checks.filter(({ held }) => !held);
  // What is improbable refutes nothing: the measurement does, or a person asks.
  const forged = failed.find(({ check }) => check !== 'same-everywhere');
  const odd = failed.map(({ detail }) => `; ${detail}`).join('');
  if (forged !== undefined)
    return { ...common, answer: 'refuted', detail: `${about}: contradicts itself, ${forged.detail}` };
  if (worst === undefined) {
    const unmatched = matches.find((match) => !match.matched);
    const why = unmatched?.matched === false ? unmatched.why : 'the task that it names could not be measured';
    return { ...common, answer: 'unmeasured', detail: `${about}: not measured, ${why}${odd}` };
  }
  const answer = answers.get(worst) ?? 'insufficient';
  const { clusters, sampled } = worst.measurement;
  const seen = clusters?.effective ?? worst.measurement;
  const needed =
    answer === 'insufficient' ? neededItems(claim.value, seen, limits, corrected.things, sampled?.share) : undefined;
  return {
    ...common,
    answer,
    ...(needed === undefined ? {} : { neededItems: needed }),
    detail: `${about}: ${words(answer, worst, corrected, limits, needed)}${odd}`,
  };
}

/** Refuted by either test is refuted; confirmed by the submitter's own answers to all that was asked is confirmed. */
export function answerOfTest(
  { claim, measurement, value, paired }: Test,
  corrected: Adjusting,
  limits: TestLimits,
): FirmAnswer {
  const { k, n } = measurement.clusters?.effective ?? measurement;
  const confidence = confidenceAt(measurement.sampled?.share ?? 1);
  const byValue = answerOf(claim.value, k, n, corrected.of(value), limits, confidence);
  if (paired === undefined || byValue === 'refuted') return byValue;
  const byPairs = answerOfPairs(paired, corrected.of(paired), limits, confidence);
  if (byPairs === 'refuted') return 'refuted';
  return byPairs === 'consistent' && paired.pairs === measurement.n ? 'consistent' : byValue;
}

function numbersOf(
  { measurement, value, paired }: Test,
  corrected: Corrected,
): Pick<CheckedClaim, 'measurement' | 'pValue' | 'adjustedPValue' | 'paired'> {
  return {
    measurement,
    pValue: value.pValue,
    adjustedPValue: corrected.of(value),
    ...(paired === undefined
      ? {}
      : {
          paired: {
            pairs: paired.pairs,
            lost: paired.lost,
            gained: paired.gained,
            pValue: paired.pValue,
            adjustedPValue: corrected.of(paired),
          },
        }),
  };
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

function words(
  answer: 'refuted' | 'insufficient' | 'consistent',
  { measurement, value, paired, claim }: Test,
  corrected: Corrected,
  { alpha }: TestLimits,
  needed: number | undefined,
): string {
  const { k, n, value: measured } = measurement;
  const early = endedEarly(measurement) ? `, drawn from ${measurement.sampled?.of} items` : '';
  const seen = `measured ${percent(measured)} (${k} of ${n}${early}) against ${percent(claim.value)} claimed`;
  if (answer === 'consistent') return `consistent, ${seen}`;
  if (answer === 'insufficient') {
    const more = needed === undefined ? 'more items are needed' : `a firm answer takes about ${needed} items`;
    return `neither refuted nor confirmed, ${seen}; ${more}`;
  }
  if (paired === undefined || corrected.of(value) <= alpha)
    return `refuted, ${seen}, p = ${value.pValue.toPrecision(2)}`;
  const { pairs, lost, gained } = paired;
  return `refuted, ${seen}; of its own ${pairs} answers to the same items ${lost} were right only there and ${gained} only here, p = ${paired.pValue.toPrecision(2)}`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

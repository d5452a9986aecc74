import { printable } from '../core/escape.ts';
import type { Evidence } from '../core/evidence.ts';
import { fit, padEnd, wrap } from '../core/layout.ts';
import { tellTripwires } from '../core/predicates/tripwires.ts';
import {
  evaluatePredicateSchema,
  stoppedEarly,
  tellPrecision,
  type CheckedClaim,
  type Measurement,
  type ScoreMeasurement,
} from '../core/predicates/evaluate.ts';

import { tellCost, tellEstimate } from './scheduling/estimate.ts';

const MAX_ROWS = 40;
const MARKS: Readonly<Record<CheckedClaim['answer'], string>> = {
  consistent: '✓',
  refuted: '✗',
  invalid: '✗',
  insufficient: '?',
  unmeasured: '?',
};
const NAME_WIDTH = 34;
const CANARY_ADVICE =
  'Keep the submission in quarantine and read what was touched. See docs/guide/sandbox.md#canary-touched';

/** The evaluation for people: what was measured, what became of each claim, what stayed open. */
export function renderEvaluateText(evidence: Evidence): string[] {
  const parsed = evaluatePredicateSchema.safeParse(evidence.predicate);
  const lines = wrap(`evaluate: ${evidence.outcome}: ${printable(evidence.reason, 2_000)}`, { rest: '  ' });
  if (!parsed.success) return lines;
  const {
    endpoint,
    suites,
    measurements,
    scores = [],
    claims,
    groups,
    conversions = [],
    isolation,
    errors = [],
    cost,
  } = parsed.data;
  const { claimsNotListed = 0 } = parsed.data;
  if (endpoint !== undefined) {
    const { url, model } = endpoint;
    const line = `answers of a remote endpoint: ${printable(url, 200)}, model ${printable(model, 200)}`;
    lines.push(...wrap(line, { rest: '  ' }));
  }
  for (const { name, digest, items } of suites) {
    lines.push(...wrap(`suite: ${printable(name, 100)} (${items} items) ${digest}`, { rest: '  ' }));
  }
  if (isolation !== undefined) {
    lines.push(
      ...wrap(`sandbox: ${printable(isolation.driver, 40)}; every wall that the probe tried held`, { rest: '  ' }),
      ...wrap(`tripwires: ${tellTripwires(isolation.tripwires)}`, { rest: '  ' }),
    );
  }
  for (const { file, sha256, precision } of conversions.slice(0, MAX_ROWS)) {
    const line = `converted for the runner: ${printable(file, 200)} as GGUF ${sha256}${tellPrecision(precision)}`;
    lines.push(...wrap(line, { rest: '  ' }));
  }
  if (cost?.estimated !== undefined) {
    const line = `cost: expected ${tellEstimate(cost.estimated)}; it took ${tellCost(cost.spent)}`;
    lines.push(...wrap(line, { rest: '  ' }));
  }
  if (parsed.data.judge !== undefined) {
    const { digest, asked, changed } = parsed.data.judge;
    const line = `judge model: ${digest}; asked about ${asked} answers, which changed ${changed} labels`;
    lines.push(...wrap(line, { rest: '  ' }));
  }
  for (const { suite, task, run, at } of parsed.data.reused?.cached.slice(0, MAX_ROWS) ?? []) {
    const name = printable(`${suite}/${task}`, 100);
    lines.push(...wrap(`answers of an earlier run: ${name}, ${printable(run, 200)}, ${at}`, { rest: '  ' }));
  }
  for (const { suite, task, why } of parsed.data.reused?.refused.slice(0, MAX_ROWS) ?? []) {
    lines.push(...wrap(`kept answers not believed: ${printable(`${suite}/${task}: ${why}`, 400)}`, { rest: '  ' }));
  }
  if (evidence.findings.some(({ rule }) => rule === 'canary-touched'))
    lines.push(...wrap(`→ canary-touched: ${CANARY_ADVICE}`, { rest: '  ' }));
  const files = new Set(measurements.map(({ file }) => file));
  for (const file of files) {
    lines.push('', ...wrap(`measured on ${printable(file, 200)}:`, { rest: '  ' }));
    lines.push(row('task', 'measured', '95 % interval', 'items'));
    const own = measurements.filter((measurement) => measurement.file === file);
    for (const measurement of own.slice(0, MAX_ROWS)) {
      const answers = claims.filter((claim) => isAbout(claim, measurement)).map(({ answer }) => answer);
      const answer = answers.includes('refuted') ? 'refuted' : undefined;
      lines.push(measurementRow(measurement), ...stoppedLines(measurement, answer, parsed.data.statistics?.alpha));
    }
  }
  for (const score of scores.slice(0, MAX_ROWS)) lines.push(scoreRow(score));
  if (claims.length > 0) lines.push('', 'claims:');
  for (const claim of claims.slice(0, MAX_ROWS)) lines.push(...claimLines(claim));
  const more = Math.max(0, claims.length - MAX_ROWS) + claimsNotListed;
  if (more > 0) lines.push(`  and ${more} more claims`);
  for (const { paths, evaluated, why } of groups.slice(0, MAX_ROWS)) {
    if (evaluated !== undefined) continue;
    const names = printable(paths.join(', '), 200);
    lines.push(...wrap(`not evaluated: ${names}: ${printable(why ?? 'no reason is known')}`, { rest: '  ' }));
  }
  for (const { code, message } of errors.slice(0, MAX_ROWS)) {
    lines.push(...wrap(`error ${printable(code, 40)}: ${printable(message)}`, { rest: '  ' }));
  }
  return lines;
}

function scoreRow({ suite, task, metric, filter, value, standardError, n }: ScoreMeasurement): string {
  const name = printable(`${suite}/${task} ${metric}${filter === undefined ? '' : `,${filter}`}`, 100);
  const error = standardError === undefined ? '' : `± ${standardError.toPrecision(2)}`;
  return row(name, String(Number(value.toPrecision(4))), error, String(n));
}

function measurementRow({ suite, task, metric, filter, value, interval: [low, high], k, n }: Measurement): string {
  return row(
    printable(`${suite}/${task} ${metric}${filter === undefined ? '' : `,${filter}`}`, 100),
    percent(value),
    `${percent(low)} – ${percent(high)}`,
    `${k}/${n}`,
  );
}

function isAbout({ measurement: it }: CheckedClaim, { suite, task, metric, file, filter }: Measurement): boolean {
  return it?.suite === suite && it.task === task && it.metric === metric && it.file === file && it.filter === filter;
}

function stoppedLines(measurement: Measurement, answer: 'refuted' | undefined, alpha = 0): string[] {
  const stopped = stoppedEarly(measurement, answer, alpha);
  if (stopped === undefined) return [];
  const { of, errorRate } = stopped;
  const line = `stopped early: yes, ${measurement.n} of ${of} in random order, at an error rate of ${errorRate}`;
  return wrap(line, { first: '    ', rest: '    ' });
}

function row(name: string, measured: string, interval: string, items: string): string {
  return `  ${padEnd(fit(name, NAME_WIDTH), NAME_WIDTH)} ${measured.padStart(8)} ${interval.padStart(18)} ${items.padStart(11)}`;
}

function claimLines({ claim, answer, detail }: CheckedClaim): string[] {
  const source = printable(claim.source, 80);
  return wrap(`${printable(detail, 600)} [${source}]`, { first: `  ${MARKS[answer]} `, rest: '    ' });
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

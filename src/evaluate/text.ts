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
  type StrayAddresses,
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
    limit,
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
      lines.push(
        ...measurementRows(measurement),
        ...stoppedLines(measurement, answer, { alpha: parsed.data.statistics?.alpha ?? 0, limit }),
      );
    }
  }
  for (const score of scores.slice(0, MAX_ROWS)) lines.push(...scoreRows(score));
  for (const stray of parsed.data.strayAddresses?.slice(0, MAX_ROWS) ?? [])
    lines.push(...wrap(tellStrayAddresses(stray), { first: '  ! ', rest: '    ' }));
  if (claims.length > 0) lines.push('', 'claims:');
  const told = toldOnce(claims);
  for (const [claim, sources] of told.slice(0, MAX_ROWS)) lines.push(...claimLines(claim, sources));
  const more = Math.max(0, told.length - MAX_ROWS) + claimsNotListed;
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

function scoreRows({ suite, task, metric, filter, value, standardError, n }: ScoreMeasurement): string[] {
  const error = standardError === undefined ? '' : `± ${standardError.toPrecision(2)}`;
  return rows(`${suite}/${task}`, metricName(metric, filter), [String(Number(value.toPrecision(4))), error, String(n)]);
}

function measurementRows({ suite, task, metric, filter, value, interval: [low, high], k, n }: Measurement): string[] {
  const cells = [percent(value), `${percent(low)} – ${percent(high)}`, `${k}/${n}`] as const;
  return rows(`${suite}/${task}`, metricName(metric, filter), cells);
}

function metricName(metric: string, filter: string | undefined): string {
  return filter === undefined ? metric : `${metric},${filter}`;
}

/** A name that doesn't fit has a line of its own: what was measured of it must not be cut off. */
function rows(task: string, metric: string, cells: readonly [string, string, string]): string[] {
  const name = printable(`${task} ${metric}`, 100);
  if (name.length <= NAME_WIDTH) return [row(name, ...cells)];
  return [...wrap(printable(task, 100), { first: '  ', rest: '  ' }), row(`  ${printable(metric, 100)}`, ...cells)];
}

function isAbout({ measurement: it }: CheckedClaim, { suite, task, metric, file, filter }: Measurement): boolean {
  return it?.suite === suite && it.task === task && it.metric === metric && it.file === file && it.filter === filter;
}

function stoppedLines(
  measurement: Measurement,
  answer: 'refuted' | undefined,
  { alpha, limit }: { readonly alpha: number; readonly limit: number | undefined },
): string[] {
  const stopped = stoppedEarly(measurement, answer, alpha);
  if (stopped === undefined) return [];
  const { of, errorRate } = stopped;
  const how = limit !== undefined && measurement.n >= limit ? `limited to ${limit}` : 'stopped early: yes';
  const line = `${how}, ${measurement.n} of ${of} in random order, at an error rate of ${errorRate}`;
  return wrap(line, { first: '    ', rest: '    ' });
}

function row(name: string, measured: string, interval: string, items: string): string {
  return `  ${padEnd(fit(name, NAME_WIDTH), NAME_WIDTH)} ${measured.padStart(8)} ${interval.padStart(18)} ${items.padStart(11)}`;
}

/** Of claims that say the same with the same answer, one, with every file that says it. */
function toldOnce(claims: readonly CheckedClaim[]): [CheckedClaim, string[]][] {
  const told = new Map<string, [CheckedClaim, string[]]>();
  for (const checked of claims) {
    const key = JSON.stringify([checked.answer, checked.detail]);
    const [first, sources] = told.get(key) ?? [checked, []];
    told.set(key, [first, sources.includes(checked.claim.source) ? sources : [...sources, checked.claim.source]]);
  }
  return [...told.values()];
}

function claimLines({ answer, detail }: CheckedClaim, sources: readonly string[]): string[] {
  const files = printable(sources.join(', '), 160);
  return wrap(`${printable(detail, 600)} [${files}]`, { first: `  ${MARKS[answer]} `, rest: '    ' });
}

function tellStrayAddresses({ suite, task, answers, id, address }: StrayAddresses): string {
  const where = printable(`${suite}/${task}`, 100);
  const many = answers === 1 ? `1 answer of ${where} names` : `${answers} answers of ${where} name`;
  return `${many} an address that nobody gave, first ${printable(id, 80)}: ${printable(address, 200)}`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

import type { Claim } from '../../core/claim.ts';
import { isCountMetric, isFraction, metricName } from '../../formats/claims/metrics.ts';
import { countable, statedRange, unitOf, type StatedRange } from './stated-range.ts';

/** Nested groups are followed as far as this. */
const MAX_DEPTH = 4;

/** The rows of the tasks that a claim is a mean of, in the same metric, reading and model; undefined where one has none. */
export function rowsOf(claim: Claim, claims: readonly Claim[]): (Claim | undefined)[] {
  return (claim.tasks ?? []).map((task) =>
    claims.find(
      (it) =>
        it.task === task &&
        it.metric === claim.metric &&
        it.filter === claim.filter &&
        it.model === claim.model &&
        it.invalid === undefined,
    ),
  );
}

export function isAverage(task: string): boolean {
  return /(?:^|[:|_])(?:all|_?average|_?avg|mean)(?:[|:]\d+)?$/iu.test(task);
}

/**
 * What the mean of some rows can be: of the rows or of what they are means of in turn, each counting alike or by its items;
 * with the rows that are averages themselves or without. None where it may go by items and a row doesn't say how many it has.
 */
export function meansOf(rows: readonly Claim[], claims: readonly Claim[], alike: boolean): StatedRange[] {
  const leaves = leavesOf(rows, claims, 0);
  if (leaves === undefined) return [];
  const sets = [rows, leaves, rows.filter(({ task }) => !isAverage(task))].filter((set) => set.length > 0);
  const counted = sets.map((set) => set.map((row) => itemsOf(row, claims, 0)));
  if (!alike && counted.some((items) => items.some((n) => n === undefined))) return [];
  return sets.flatMap((set, index) => {
    const items = counted[index] ?? [];
    const weights = items.every((n) => n !== undefined) ? [items] : [];
    return [set.map(() => 1), ...weights].map((by) => weighted(set, by));
  });
}

function weighted(rows: readonly Claim[], weights: readonly number[]): StatedRange {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (end: 'low' | 'high'): number =>
    rows.reduce((sum, row, index) => sum + countedRange(row)[end] * (weights[index] ?? 0), 0) / all;
  return { low: mean('low'), high: mean('high') };
}

/** Of right answers among so many items: 0.3 of 10 is 3, however few digits tell it. */
export function countedRange(row: Claim): StatedRange {
  const range = statedRange(row);
  if (row.n === undefined || row.meanOf !== undefined || row.value > 1 || !isCountMetric(row.metric)) return range;
  return countable(range, row.n);
}

function leavesOf(rows: readonly Claim[], claims: readonly Claim[], depth: number): Claim[] | undefined {
  const leaves: Claim[] = [];
  for (const row of rows) {
    const below = row.tasks === undefined || depth >= MAX_DEPTH ? [] : rowsOf(row, claims);
    if (below.length === 0) leaves.push(row);
    else if (below.some((it) => it === undefined)) return undefined;
    else
      leaves.push(
        ...(leavesOf(
          below.filter((it) => it !== undefined),
          claims,
          depth + 1,
        ) ?? []),
      );
  }
  return leaves.length > 1_024 ? undefined : leaves;
}

function itemsOf(row: Claim, claims: readonly Claim[], depth: number): number | undefined {
  if (row.n !== undefined) return row.n;
  const below = row.tasks === undefined || depth >= MAX_DEPTH ? [] : rowsOf(row, claims);
  if (below.length === 0) return undefined;
  let all = 0;
  for (const it of below) {
    const n = it === undefined ? undefined : itemsOf(it, claims, depth + 1);
    if (n === undefined) return undefined;
    all += n;
  }
  return all;
}

/** Fewer tasks may meet in one number by chance, and few items in a round one. */
const SAME_TASKS = 4;
const SAME_ITEMS = 500;

/** Honest scores of different tests lie at least so far apart by chance; the nearer, the likelier they meet in one number. */
const LEAST_SPREAD = 0.05;
/** One file in so many may meet by chance; oftener it says nothing. */
const LEAST_ODDS = 1_000;

/**
 * Words of names of metrics: accuracy and micro-averaged F1, precision and recall of one test are one number by definition, and
 * in a flat file they stand where tasks do.
 */
const METRIC_WORDS: ReadonlySet<string> = new Set(
  'acc accuracy auc auroc average avg balanced dev dice em eval exact f1 fscore f hamming iou jaccard macro match mean micro norm overall precision recall sample samples score sensitivity specificity test top1 top 1 total train val validation weighted'.split(
    ' ',
  ),
);

function namesMetric(task: string): boolean {
  return task
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .every((word) => word === '' || METRIC_WORDS.has(word));
}

/**
 * Whether every task of a file has the same score, to the digit, which is improbable and not impossible: were scores spread evenly
 * over five points, one file in `oneIn` would. Unknown where that is oftener than one in a thousand.
 */
export function sameEverywhere(
  claim: Claim,
  claims: readonly Claim[],
): { readonly tasks: number; readonly oneIn: number } | undefined {
  const comparable = (it: Claim): boolean =>
    !namesMetric(it.task) &&
    isFraction(metricName(it.metric)) &&
    it.meanOf !== 'tasks' &&
    it.invalid === undefined &&
    it.model === claim.model;
  if (!comparable(claim)) return undefined;
  const rows = claims.filter(comparable);
  const tasks = new Set(rows.map(({ task }) => task)).size;
  const { value } = claim;
  const round = Math.abs(value * 20 - Math.round(value * 20)) < 1e-9;
  if (round || tasks < SAME_TASKS) return undefined;
  if (!rows.every((row) => row.value === value && (row.n ?? SAME_ITEMS) >= SAME_ITEMS)) return undefined;
  const unit = Math.max(...rows.map((row) => unitOf(row.stated, row.value)));
  const oneIn = Math.floor(Math.max(1, LEAST_SPREAD / unit) ** (tasks - 1) + 1e-6);
  return oneIn < LEAST_ODDS ? undefined : { tasks, oneIn };
}

import { dirname } from 'node:path';
import type { Claim } from '../../core/claim.ts';
import type { ClaimCheck } from '../../core/predicates/evaluate.ts';
import type { SamplesFacts } from '../../formats/claims/facts.ts';
import { isCountMetric } from '../../formats/claims/metrics.ts';
import type { FileFacts } from '../../formats/facts.ts';
import { countedRange, isAverage, meansOf, rowsOf, sameEverywhere } from './group-means.ts';
import { round, staticChecks } from './static-checks.ts';
import { statedRange, unitOfNumber } from './stated-range.ts';

export interface StaticallyChecked {
  readonly claim: Claim;
  readonly checks: readonly ClaimCheck[];
  /** The single answers that it is made of. */
  readonly samples?: SamplesFacts;
}

const SAMPLES_FILE = /^samples_(.+?)(?:_(\d{4}-\d\d-\d\dT[^/]*))?\.jsonl?$/u;
const RESULTS_FILE = /^results(?:_(\d{4}-\d\d-\d\dT[^/]*))?\.json$/u;

/** Holds every claim of some files against itself, and against the single answers that lie beside it. */
export function checkFiles(files: readonly FileFacts[]): StaticallyChecked[] {
  return files.flatMap((file) =>
    (file.claims ?? []).map((claim): StaticallyChecked => {
      if (claim.invalid !== undefined)
        return { claim, checks: [{ check: 'value', held: false, detail: claim.invalid }] };
      const samples = samplesOf(claim, file, files);
      return {
        claim,
        checks: [
          ...readingCheck(file),
          ...staticChecks(claim),
          ...elsewhereCheck(claim),
          ...groupCheck(claim, file),
          ...everywhereCheck(claim, file),
          ...(samples === undefined ? [] : sampleChecks(claim, samples)),
        ],
        ...(samples === undefined ? {} : { samples }),
      };
    }),
  );
}

/**
 * A page may show the first of two values while this gate tests the last. No harness writes a key twice; people do, in model
 * cards, which a scan tells of: there only among the scores.
 */
function readingCheck({ problems }: FileFacts): ClaimCheck[] {
  const twice = problems.find(({ code }) => code.endsWith('-duplicate-key') && code !== 'model-card-duplicate-key');
  return twice === undefined ? [] : [{ check: 'one-reading', held: false, detail: twice.message }];
}

function elsewhereCheck({ contradicted }: Claim): ClaimCheck[] {
  return contradicted === undefined ? [] : [{ check: 'one-reading', held: false, detail: contradicted }];
}

function groupCheck(claim: Claim, { claims = [] }: FileFacts): ClaimCheck[] {
  const rows = rowsOf(claim, claims);
  const known = rows.filter((row) => row !== undefined);
  // A row without the metric may be in the mean all the same, under another name.
  if (known.length === 0 || known.length < rows.length) return [];
  const ranges = known.map((row) => countedRange(row));
  const [least, most] = [Math.min(...ranges.map(({ low }) => low)), Math.max(...ranges.map(({ high }) => high))];
  const { low, high } = statedRange(claim);
  const within = high >= least - 1e-9 && low <= most + 1e-9;
  const between = `its ${known.length} tasks lie between ${round(least)} and ${round(most)}`;
  const means = within && claim.ofSomeTasks !== true ? meansOf(known, claims, isAverage(claim.task)) : [];
  const held =
    within && (means.length === 0 || means.some((mean) => high >= mean.low - 1e-9 && low <= mean.high + 1e-9));
  const detail =
    means.length === 0
      ? between
      : `its ${known.length} tasks have the mean ${means.map((mean) => round((mean.low + mean.high) / 2)).join(' or ')}`;
  return [{ check: 'group', held, detail }, ...(claim.ofSomeTasks === true ? [] : groupErrorCheck(claim, known))];
}

function everywhereCheck(claim: Claim, { claims = [] }: FileFacts): ClaimCheck[] {
  const same = sameEverywhere(claim, claims);
  if (same === undefined) return [];
  const { tasks, oneIn } = same;
  const odds = oneIn > 1e9 ? 'a thousand million' : oneIn.toLocaleString('en');
  const detail = `all ${tasks} tasks state ${claim.stated}, to the digit; of honest files one in ${odds} would, or fewer`;
  return [{ check: 'same-everywhere', held: false, detail }];
}

/** Versions pool errors with n or n − 1 items of a task, and some tasks have few. */
const POOLED = 0.9;

/** However tasks are weighted, the error of their mean is no smaller than that of the best weights, by 1/se². */
function groupErrorCheck({ stderr }: Claim, rows: readonly Claim[]): ClaimCheck[] {
  const errors = rows.map((row) => row.stderr ?? 0);
  // An error of nothing, of a task that is all right or all wrong, allows for everything.
  if (stderr === undefined || errors.some((error) => error <= 0)) return [];
  const least = 1 / Math.sqrt(errors.reduce((sum, error) => sum + 1 / error ** 2, 0));
  const held = stderr + unitOfNumber(stderr) >= least * POOLED;
  const detail = `standard error ${stderr} is stated; no mean of its ${rows.length} tasks has less than ${round(least)}`;
  return [{ check: 'standard-error', held, detail }];
}

/** Samples of the same run: in the same file, or beside it under the same time. Others say nothing of this number. */
function samplesOf(claim: Claim, file: FileFacts, files: readonly FileFacts[]): SamplesFacts | undefined {
  const own = file.samples?.find(({ task }) => task === claim.task);
  if (own !== undefined) return own;
  const beside = files.filter(({ path }) => path !== file.path && dirname(path) === dirname(file.path));
  if (file.formats.includes('helm'))
    return beside.find(({ formats }) => formats.includes('helm-instances'))?.samples?.[0];
  const run = RESULTS_FILE.exec(base(file.path));
  const time = run === null ? undefined : run[1];
  return beside.find(({ path }) => {
    const named = SAMPLES_FILE.exec(base(path));
    return named !== null && named[2] === time && sameTask(named[1] ?? '', claim.task);
  })?.samples?.[0];
}

/** File names can't hold every character of a task's. */
function sameTask(named: string, task: string): boolean {
  return named === task || named === task.replace(/[/\\:|"<>?*]/gu, '_');
}

function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function sampleChecks(claim: Claim, samples: SamplesFacts): ClaimCheck[] {
  if (claim.meanOf === 'tasks' || claim.meanOf === 'other') return [];
  return [
    ...itemsCheck(claim, samples),
    ...totalCheck(claim, samples),
    ...documentsCheck(samples),
    ...hashCheck(claim, samples),
  ];
}

function itemsCheck(claim: Claim, samples: SamplesFacts): ClaimCheck[] {
  const { n } = claim;
  if (n === undefined) return [];
  // Fewer is what a cut file has; more can't be. Of several readings of the answers its own counts.
  const items = Math.min(samples.items, tallyOf(claim, samples)?.n ?? samples.items);
  return [{ check: 'item-count', held: items <= n, detail: `${items} items are in the samples, of ${n} stated` }];
}

function tallyOf({ metric, filter }: Claim, { metrics }: SamplesFacts): SamplesFacts['metrics'][number] | undefined {
  const own = metrics.filter((tally) => tally.metric === metric);
  return (
    own.find((tally) => (tally.filter ?? 'none') === (filter ?? 'none')) ?? (own.length === 1 ? own[0] : undefined)
  );
}

/** Equal where every item is there; where the file was cut, right and wrong answers must fit into what is claimed. */
function totalCheck(claim: Claim, samples: SamplesFacts): ClaimCheck[] {
  const { items, whole } = samples;
  const found = tallyOf(claim, samples);
  if (found === undefined || found.repeated || found.n !== items) return [];
  const { low, high } = statedRange(claim, { besideSamples: true });
  const slack = 1e-6;
  const mean = found.sum / found.n;
  const told = `the samples add up to ${round(found.sum)} of ${found.n}, ${round(mean)}`;
  if (claim.n === undefined ? whole : claim.n === found.n) {
    // Means of what isn't an item's score (a corpus BLEU) need not be the mean.
    if (!found.binary && !isCountMetric(claim.metric)) return [];
    return [{ check: 'samples', held: mean >= low - slack && mean <= high + slack, detail: told }];
  }
  if (claim.n === undefined || claim.n < found.n || !isCountMetric(claim.metric)) return [];
  const held = found.sum <= high * claim.n + 1e-6 && found.n - found.sum <= (1 - low) * claim.n + 1e-6;
  return [{ check: 'samples', held, detail: `${told}, and the other ${claim.n - found.n} items are not in them` }];
}

function documentsCheck({ documents }: SamplesFacts): ClaimCheck[] {
  // Where nothing agrees, another version hashed in another way.
  if (documents === undefined || documents.right === 0) return [];
  const { right, wrong, firstWrongLine } = documents;
  // Whoever writes the file anew may write some numbers differently; an edited document stands among many that agree.
  if (wrong * 4 > right) return [];
  const detail =
    wrong === 0
      ? `${right} documents have the hashes that stand beside them`
      : `${wrong} of ${right + wrong} documents do not have their hash, the first on line ${firstWrongLine ?? 0}`;
  return [{ check: 'documents', held: wrong === 0, detail }];
}

function hashCheck({ taskHash, n }: Claim, { hashes, items }: SamplesFacts): ClaimCheck[] {
  if (taskHash === undefined || hashes === undefined || n === undefined || items !== n) return [];
  const held = hashes.includes(taskHash);
  return [{ check: 'task-hash', held, detail: `the samples' hashes are ${held ? '' : 'not '}those of the results` }];
}

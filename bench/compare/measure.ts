/**
 * Classifies pairs that the scripts beside it wrote, as the gate does, and counts how often it is right, which copies alarm and which edits don't:
 *
 *     node bench/compare/measure.ts DIRECTORY… [--verbose]
 */
import { createHash } from 'node:crypto';
import { existsSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareReport } from '../../src/compare/report.ts';
import { compareStage } from '../../src/compare/stage.ts';
import { describePair } from './describe-pair.ts';
import { sha256FromBytes } from '../../src/core/digest.ts';
import type { Submission } from '../../src/core/submission.ts';
import { FileSource } from '../../src/formats/file-source.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { stageContext } from '../../test/compare/support/submissions.ts';

interface Truth {
  /** Several where more than one is right. */
  readonly class: string | readonly string[];
  readonly layers?: readonly number[];
  readonly rank?: number;
  readonly tokens?: readonly number[];
  /** Whether a person must be told: never of a copy, always of an edit. */
  readonly alarm?: boolean;
  /** What can't be compared, and must be said to be that. */
  readonly unread?: boolean;
}

const ALARMS = ['weights-edited-in-place', 'base-not-related', 'weights-differ-from-base'];
const { signal } = new AbortController();

const verbose = process.argv.includes('--verbose');
const folders = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'))
  .flatMap((path) =>
    existsSync(join(path, 'truth.json')) ? [path] : readdirSync(path).map((name) => join(path, name)),
  )
  .filter((path) => existsSync(join(path, 'truth.json')));

function read(directory: string): { readonly submission: Submission; readonly facts: readonly FileFacts[] } {
  const names = readdirSync(directory).sort();
  const files = names.map((path) => {
    const blob = join(directory, path);
    const sha256 = sha256FromBytes(createHash('sha256').update(blob).digest());
    return { path, size: statSync(blob).size, sha256, blob };
  });
  const facts = files.map(({ path, blob }) => parseFile(new FileSource(openSync(blob, 'r')), path, new Set(names)));
  return { submission: { name: directory, subject: sha256FromBytes(new Uint8Array(32)), files }, facts };
}

const tally = new Map<string, { right: number; total: number; others: Map<string, number> }>();
const alarms = { copies: 0, alarmed: 0, edits: 0, untold: 0 };
for (const folder of folders) {
  const truth: Truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  const sibling = join(folder, 'sibling');
  const started = process.cpuUsage();
  const models = {
    candidate: read(join(folder, 'candidate')),
    base: read(join(folder, 'base')),
    siblings: existsSync(sibling) ? [read(sibling)] : [],
  };
  const { facts, submission } = models.candidate;
  const { change, lineage, outcome, findings } = compareReport(
    await compareStage.run(stageContext(submission), { ...models, facts }),
  );
  const rules = findings.map(({ rule }) => rule);
  const alarmed = outcome === 'failed' || rules.some((rule) => ALARMS.includes(rule));
  if (truth.alarm === false) alarms.copies += 1;
  if (truth.alarm === false && alarmed) alarms.alarmed += 1;
  if (truth.alarm === true) alarms.edits += 1;
  if (truth.alarm === true && outcome === 'passed' && !alarmed) alarms.untold += 1;
  const said = truth.unread !== true || (outcome === 'inconclusive' && rules.includes('tensors-not-compared'));
  const spent = process.cpuUsage(started);
  const answers = [truth.class].flat();
  const wanted = answers.join(' or ');
  const right =
    said &&
    !(truth.alarm === false && alarmed) &&
    answers.includes(change.class) &&
    (truth.layers === undefined || JSON.stringify(truth.layers) === JSON.stringify(change.layers)) &&
    (truth.tokens === undefined ||
      JSON.stringify(truth.tokens) === JSON.stringify(change.tokens?.toSorted((a, b) => a - b)));
  const entry = tally.get(wanted) ?? { right: 0, total: 0, others: new Map<string, number>() };
  entry.total += 1;
  if (right) entry.right += 1;
  else entry.others.set(change.class, (entry.others.get(change.class) ?? 0) + 1);
  tally.set(wanted, entry);
  if (verbose || !right) {
    process.stdout.write(
      `${right ? 'ok ' : 'BAD'} ${folder.split('/').at(-1)} ${JSON.stringify(truth)}\n    → ${JSON.stringify(change)} ${outcome} ${rules.join(' ')} lineage ${JSON.stringify(lineage)} ${((spent.user + spent.system) / 1e6).toFixed(1)} s\n`,
    );
    if (!right) {
      const { tensors } = await describePair({ ...models, signal });
      for (const line of tensors.slice(0, Number(process.env['ROWS'] ?? 6))) process.stdout.write(`      ${line}\n`);
    }
  }
}
let right = 0;
let total = 0;
for (const [name, entry] of tally) {
  right += entry.right;
  total += entry.total;
  const others = [...entry.others].map(([other, count]) => `${other} ${count}`).join(', ');
  process.stdout.write(`${name.padEnd(24)} ${entry.right} of ${entry.total}${others === '' ? '' : `: ${others}`}\n`);
}
process.stdout.write(`together ${right} of ${total}, ${((100 * right) / Math.max(1, total)).toFixed(1)} %\n`);
process.stdout.write(
  `alarms on ${alarms.alarmed} of ${alarms.copies} copies; ${alarms.untold} of ${alarms.edits} edits not told\n`,
);

import { createHash } from 'node:crypto';
import { readResultFile } from '../../src/formats/claims/result-file.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { checkFiles, type StaticallyChecked } from '../../src/evaluate/claims/check-files.ts';

export const TIME = '2026-01-01T00-00-00.123456';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One question as the harness keeps it, with the hashes of Python's own texts of it. */
export interface Answered {
  readonly id: number;
  readonly acc: number;
  readonly question?: string;
}

export function sampleLine({ id, acc, question = `What is ${id}?` }: Answered): string {
  const doc = { question, choices: ['a', 'b'], answer: id % 2 };
  return JSON.stringify({
    doc_id: id,
    doc,
    target: 'a',
    filter: 'none',
    metrics: ['acc'],
    doc_hash: sha256(JSON.stringify({ ...doc, question: `What is ${id}?` }, undefined, 2)),
    prompt_hash: sha256(`prompt ${id}`),
    target_hash: sha256('a'),
    acc,
  });
}

/** What lm-evaluation-harness writes about one task of `n` items, `k` of them right. */
export function harnessResults(k: number, n: number, changes: (results: Results) => void = () => {}): string {
  const p = k / n;
  const hashes = Array.from({ length: n }, (_, id) => {
    const doc = { question: `What is ${id}?`, choices: ['a', 'b'], answer: id % 2 };
    return sha256(JSON.stringify(doc, undefined, 2)) + sha256(`prompt ${id}`) + sha256('a');
  });
  const results: Results = {
    results: { arc: { alias: 'arc', 'acc,none': p, 'acc_stderr,none': Math.sqrt((p * (1 - p)) / (n - 1)) } },
    group_subtasks: { arc: [] },
    configs: { arc: { metric_list: [{ metric: 'acc', aggregation: 'mean' }], repeats: 1 } },
    versions: { arc: 1 },
    'n-shot': { arc: 5 },
    'n-samples': { arc: { original: n, effective: n } },
    config: { limit: null, batch_size: 8 },
    task_hashes: { arc: sha256(hashes.join('')) },
  };
  changes(results);
  return JSON.stringify(results);
}

export interface Results {
  results: Record<string, Record<string, unknown>>;
  group_subtasks: Record<string, string[]>;
  configs: Record<string, Record<string, unknown>>;
  versions: Record<string, number>;
  'n-shot': Record<string, number>;
  'n-samples': Record<string, { original: number; effective: number }>;
  config: Record<string, unknown>;
  task_hashes: Record<string, string>;
}

export function samplesOf(k: number, n: number): Answered[] {
  // Right answers spread over the file, as they are: a cut file has its share of them.
  return Array.from({ length: n }, (_, id) => ({ id, acc: Math.floor(((id + 1) * k) / n) - Math.floor((id * k) / n) }));
}

export function read(path: string, content: string | Uint8Array): FileFacts {
  const bytes = Buffer.from(content);
  return readResultFile({ size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) }, path);
}

/** Every claim of some files, checked together. */
export function check(files: Readonly<Record<string, string | Uint8Array>>): StaticallyChecked[] {
  return checkFiles(Object.entries(files).map(([path, content]) => read(`run/${path}`, content)));
}

/** `task metric check` of each check that does not hold. */
export function alarms(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return check(files).flatMap(({ claim, checks }) =>
    checks.filter(({ held }) => !held).map(({ check: name }) => `${claim.task} ${claim.metric} ${name}`),
  );
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkFiles } from '../../src/evaluate/claims/check-files.ts';
import { claimsReportSchema } from '../../src/evaluate/claims/report.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { modelgate, type Said } from '../support/modelgate.ts';
import { zip } from '../support/zip-assembler.ts';
import {
  alarms,
  check,
  harnessResults,
  read,
  sampleLine,
  samplesOf,
  sha256,
  TIME,
  type Answered,
  type Results,
} from './result-files.ts';

/** Numbers that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const RESULTS = `results_${TIME}.json`;
const SAMPLES = `samples_arc_${TIME}.jsonl`;
const lines = (samples: readonly Answered[]): string => `${samples.map(sampleLine).join('\n')}\n`;
const harness = (changes: Parameters<typeof harnessResults>[2], samples = samplesOf(62, 100)): string[] =>
  alarms({ [RESULTS]: harnessResults(62, 100, changes), [SAMPLES]: lines(samples) });

describe('honest results', () => {
  it('of the harness raise no alarm, with their samples beside them', () => {
    const [checked] = check({ [RESULTS]: harnessResults(62, 100), [SAMPLES]: lines(samplesOf(62, 100)) });
    expect(checked?.checks.map(({ check: name, held }) => `${name} ${held}`)).toEqual([
      'item-count true',
      'integral-count true',
      'standard-error true',
      'item-count true',
      'samples true',
      'documents true',
      'task-hash true',
    ]);
  });

  it('raise none for any count, in all digits, rounded or cut off', () => {
    const counts = fc
      .integer({ min: 2, max: 3_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom(undefined, 3, 4, 'cut'),
        fc.boolean(),
        fc.boolean(),
        ([k, n], digits, percent, counted) => {
          const p = k / n;
          const se = Math.sqrt((p * (1 - p)) / (n - 1));
          const shown = (x: number): number =>
            digits === undefined
              ? x
              : digits === 'cut'
                ? Math.floor(x * 1_000) / 1_000
                : Number(x.toFixed(Number(digits)));
          const unit = percent && p > 0.02 && digits !== 'cut' ? 100 : 1;
          const text = JSON.stringify({
            results: { t: { acc: shown(p * unit), acc_stderr: shown(se * unit), ...(counted ? { n } : {}) } },
          });
          expect(alarms({ 'results.json': text }), text).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      'a limit',
      (r) => {
        r.config['limit'] = 100;
        r['n-samples']['arc'] = { original: 2_376, effective: 100 };
      },
    ],
    [
      'a limit that is a part',
      (r) => {
        r.config['limit'] = 0.1;
        r['n-samples']['arc'] = { original: 1_000, effective: 0.1 };
      },
    ],
    ['no standard error', (r) => (r.results['arc']!['acc_stderr,none'] = 'N/A')],
    [
      'a group by weight',
      (r) => {
        r.results['mmlu'] = { alias: 'mmlu', 'acc,none': 0.613_57, 'acc_stderr,none': 0.0039 };
        r.group_subtasks['mmlu'] = ['mmlu_a', 'mmlu_b'];
      },
    ],
    [
      'a mean of tasks that only its place tells',
      (r) => (r.results['zh'] = { 'acc,none': 0.513_333, 'acc_stderr,none': 0.2 }),
    ],
    [
      'partial credit',
      (r) => {
        r.results['truthfulqa_mc2'] = { 'acc,none': 0.451_234_567, 'acc_stderr,none': 0.0147 };
        r['n-samples']['truthfulqa_mc2'] = { original: 817, effective: 817 };
        r.configs['truthfulqa_mc2'] = { process_results: '<function process_results_mc2 at 0x7f>' };
      },
    ],
    [
      'half points that add up to whole ones',
      (r) => {
        r.results['coqa'] = { 'em,none': 0.75, 'em_stderr,none': 0.031 };
        r['n-samples']['coqa'] = { original: 100, effective: 100 };
        r.configs['coqa'] = { process_results: 'def process_results(doc, results): …' };
      },
    ],
    [
      'partial credit of a task of its own',
      (r) => {
        r.results['essay'] = { 'acc,none': 0.451_234_567, 'acc_stderr,none': 0.0147 };
        r['n-samples']['essay'] = { original: 817, effective: 817 };
        r.configs['essay'] = { process_results: 'def process_results(doc, results): …' };
      },
    ],
    [
      'an estimate from a few items',
      (r) => {
        r.results['tinyMMLU'] = { 'acc_norm,none': 0.512_345, 'acc_norm_stderr,none': 'N/A' };
        r['n-samples']['tinyMMLU'] = { original: 100, effective: 100 };
      },
    ],
    [
      'a bootstrapped f1',
      (r) => {
        r.results['qa'] = {
          'f1,none': 0.612_345,
          'f1_stderr,none': 0.09,
          'bleu,none': 23.4,
          'word_perplexity,none': 1e9,
          'pass@10,none': 0.333_3,
        };
        r['n-samples']['qa'] = { original: 100, effective: 100 };
      },
    ],
    [
      'another aggregation than the mean',
      (r) => (r.configs['arc']!['metric_list'] = [{ metric: 'acc', aggregation: 'def agg_gpirt(...)' }]),
    ],
  ] satisfies [string, Parameters<typeof harnessResults>[2]][])('raise none with %s', (_, changes) => {
    expect(alarms({ [RESULTS]: harnessResults(62, 100, changes) })).toEqual([]);
  });

  it.each([
    ['were cut off', lines(samplesOf(62, 100)).slice(0, 20_000)],
    ['are of fewer items', lines(samplesOf(62, 100).slice(0, 40))],
    ['were hashed in another way', lines(samplesOf(62, 100)).replaceAll(/"doc_hash":"../gu, '"doc_hash":"zz')],
    ['were written with floats', lines(samplesOf(62, 100)).replaceAll(/"acc":(\d)/gu, '"acc":$1.0')],
  ])('raise none where samples %s', (_, samples) => {
    const withoutHash = harnessResults(62, 100, (r) => (r.task_hashes = {}));
    expect(alarms({ [RESULTS]: withoutHash, [SAMPLES]: samples })).toEqual([]);
  });

  it('raise none with numbers that are no shares', () => {
    const text = '{"arena_elo": 1234, "perplexity": 5.6e3, "results_time": 800, "mt_bench": 8.39, "mmlu": 62.3}';
    expect(alarms({ 'results.json': text })).toEqual([]);
    expect(alarms({ 'results.json': '{"mmlu": 162.3}' })).toEqual(['mmlu score value']);
  });

  it('are not held against the samples of another run', () => {
    const other = lines(samplesOf(10, 100));
    expect(alarms({ [RESULTS]: harnessResults(62, 100), 'samples_arc_2025-01-01T00-00-00.jsonl': other })).toEqual([]);
  });

  it('of lighteval and of its means raise none', () => {
    const se = (p: number, n: number): number => Math.sqrt((p * (1 - p)) / (n - 1));
    const text = JSON.stringify({
      config_general: { model_name: 'm' },
      results: {
        'leaderboard|arc:challenge|25': {
          acc: 0.5,
          acc_stderr: se(0.5, 1_172),
          acc_norm: 586 / 1_172,
          acc_norm_stderr: se(0.5, 1_172),
        },
        'leaderboard|mmlu:anatomy|5': { acc: 60 / 135, acc_stderr: se(60 / 135, 135) },
        'leaderboard|mmlu:_average|5': { acc: 0.471_234, acc_stderr: 0.034_56 },
        all: { acc: 0.472_345, acc_stderr: 0.0271 },
      },
      config_tasks: { 'leaderboard|arc:challenge': { effective_num_docs: 1_172, original_num_docs: 1_172 } },
    });
    expect(alarms({ 'results.json': text })).toEqual([]);
    expect(check({ 'results.json': text })[0]?.claim).toMatchObject({ metric: 'acc', n: 1_172 });
  });
});

describe('what training and comparing programs write', () => {
  it('raises no alarm from transformers’ Trainer: counts of items and seconds are no scores', () => {
    const written = {
      epoch: 3.0,
      eval_accuracy: 0.387_123_456, // of tokens, where a language model was trained
      eval_loss: 0.341,
      eval_runtime: 120.5,
      eval_samples: 872,
      eval_samples_per_second: 69.6,
      train_samples: 67_349,
      train_runtime: 1_000.25,
      total_flos: 1.2e17,
      perplexity: 1.406,
    };
    for (const name of ['eval_results.json', 'all_results.json'])
      expect(alarms({ [name]: JSON.stringify(written) })).toEqual([]);
    expect(check({ 'eval_results.json': JSON.stringify(written) }).map(({ claim }) => claim.task)).toEqual([
      'eval_accuracy',
      'eval_loss',
      'eval_samples_per_second',
      'perplexity',
    ]);
  });

  it('raises none from promptfoo with several prompts, each of which has its own answers', () => {
    const passed = [7, 5];
    const exported = (places: boolean, states: readonly number[]): string =>
      JSON.stringify({
        evalId: 'eval-1',
        results: {
          version: 3,
          prompts: states.map((testPassCount) => ({ metrics: { testPassCount, testFailCount: 10 - testPassCount } })),
          results: passed.flatMap((count, promptIdx) =>
            Array.from({ length: 10 }, (_, test) => ({
              id: `${promptIdx}-${test}`,
              promptIdx,
              ...(places ? { testIdx: test } : {}),
              success: test < count,
            })),
          ),
          stats: { successes: 12, failures: 8, errors: 0 },
        },
        config: { description: 'mine' },
      });
    for (const places of [true, false]) expect(alarms({ 'out.json': exported(places, passed) })).toEqual([]);
    expect(alarms({ 'out.json': exported(true, [7, 9]) })).toEqual(['mine pass_rate samples']);
  });
});

describe('careless forgeries are caught', () => {
  it.each([
    ['a score beside its old error', (r) => (r.results['arc']!['acc,none'] = 0.99), 'standard-error'],
    [
      'a count that is none',
      (r) => Object.assign(r.results['arc']!, { 'acc,none': 0.9995, 'acc_stderr,none': 'N/A' }),
      'integral-count',
    ],
    ['another n', (r) => (r['n-samples']['arc'] = { original: 1_000, effective: 1_000 }), 'standard-error'],
    ['a smaller n', (r) => (r['n-samples']['arc'] = { original: 50, effective: 50 }), 'item-count'],
    ['more items than there are', (r) => (r['n-samples']['arc'] = { original: 90, effective: 100 }), 'item-count'],
    ['more items than the limit', (r) => (r.config['limit'] = 10), 'item-count'],
    [
      'score and error that fit, and samples that do not',
      (r) => Object.assign(r.results['arc']!, { 'acc,none': 0.99, 'acc_stderr,none': Math.sqrt((0.99 * 0.01) / 99) }),
      'samples',
    ],
    ['NaN', (r) => (r.results['arc']!['acc,none'] = 'NaN'), 'value'],
    ['1e308', (r) => (r.results['arc']!['acc,none'] = 1e308), 'value'],
    ['an f1 of 1e308', (r) => (r.results['arc']!['f1,none'] = 1e308), 'value'],
    ['more than 100 %', (r) => (r.results['arc']!['acc,none'] = '199,9 %'), 'value'],
    ['another task hash', (r) => (r.task_hashes['arc'] = '0'.repeat(64)), 'task-hash'],
  ] satisfies [string, Parameters<typeof harnessResults>[2], string][])('%s', (_, changes, caught) => {
    expect(harness(changes).map((alarm) => alarm.split(' ').at(-1))).toContain(caught);
  });

  it('samples of which one was turned, left out for a better one, or asked something else', () => {
    const honest = samplesOf(62, 100);
    const turned = honest.map((sample) => (sample.id === 0 ? { ...sample, acc: 1 - sample.acc } : sample));
    expect(harness(() => {}, turned)).toEqual(['arc acc samples']);
    const edited = honest.map((sample) => (sample.id === 7 ? { ...sample, question: 'What is 1 + 1?' } : sample));
    expect(harness(() => {}, edited)).toEqual(['arc acc documents']);
    const cut = honest.slice(0, 60).map((sample) => ({ ...sample, acc: 0 }));
    expect(harness((r) => (r.task_hashes = {}), cut)).toEqual(['arc acc samples']);
  });

  it('a group that lies above all of its tasks, and a flat file whose count is none', () => {
    const grouped = (score: number): string =>
      harnessResults(62, 100, (r) => {
        r.results['both'] = { 'acc,none': score, 'acc_stderr,none': 0.035 };
        r.results['other'] = { 'acc,none': 0.5, 'acc_stderr,none': Math.sqrt(0.25 / 99) };
        r['n-samples']['other'] = { original: 100, effective: 100 };
        r.group_subtasks['both'] = ['arc', 'other'];
      });
    expect(alarms({ [RESULTS]: grouped(0.56) })).toEqual([]);
    expect(alarms({ [RESULTS]: grouped(0.99) })).toEqual(['both acc group']);
    expect(alarms({ 'results.json': '{"accuracy": 0.9995, "n": 300, "model": "m"}' })).toEqual([
      'accuracy acc integral-count',
    ]);
    expect(alarms({ 'results.json': '{"accuracy": 0.99, "accuracy_stderr": 0.04854, "n": 100}' })).toEqual([
      'accuracy acc standard-error',
    ]);
    expect(alarms({ 'results.json': '{"arc": 0.9995, "hellaswag": 0.3333, "n": 300}' })).toEqual([]);
  });

  it('an error of nothing beside a score with all digits, and an error of a group that no mean of its tasks has', () => {
    const zero = harnessResults(61, 97, ({ results }) => Object.assign(results['arc'] ?? {}, { 'acc_stderr,none': 0 }));
    expect(alarms({ [RESULTS]: zero })).toEqual(['arc acc standard-error']);
    // Where all are right it is the truth.
    const all = harnessResults(100, 100);
    expect(alarms({ [RESULTS]: all })).toEqual([]);
    const random = numbers(5);
    for (let round = 0; round < 300; round++) {
      const tasks = Array.from({ length: 2 + Math.floor(random() * 20) }, (_, index) => {
        const n = 10 + Math.floor(random() * 400);
        const k = 1 + Math.floor(random() * (n - 1));
        return { name: `mmlu_${index}`, n, p: k / n, se: Math.sqrt(((k / n) * (1 - k / n)) / (n - 1)) };
      });
      const total = tasks.reduce((sum, { n }) => sum + n, 0);
      const mean = tasks.reduce((sum, { n, p }) => sum + n * p, 0) / total;
      // pooled_sample_stderr and combined_sample_stderr of lm-evaluation-harness.
      const pooled = tasks.reduce((sum, { n, se }) => sum + (n - 1) * se ** 2 * n, 0) / (total - tasks.length);
      const between = tasks.reduce((sum, { n, p }) => sum + n * (p - mean) ** 2, 0) / (total - 1);
      const results = (stderr: number): string => {
        const rows = tasks.map(({ name, p, se }) => [name, { 'acc,none': p, 'acc_stderr,none': se }]);
        const group = { mmlu: { 'acc,none': mean, 'acc_stderr,none': stderr } };
        return JSON.stringify({
          results: { ...Object.fromEntries(rows), ...group },
          group_subtasks: { mmlu: tasks.map(({ name }) => name) },
          'n-samples': Object.fromEntries(tasks.map(({ name, n }) => [name, { original: n, effective: n }])),
        });
      };
      const simple = tasks.reduce((sum, { se }) => sum + se, 0) / tasks.length;
      for (const honest of [Math.sqrt(pooled / total), Math.sqrt((pooled + between) / total), simple])
        expect(alarms({ [RESULTS]: results(honest) })).toEqual([]);
      expect(alarms({ [RESULTS]: results(Math.sqrt(pooled / total) / 20) })).toEqual(['mmlu acc standard-error']);
    }
  });

  it.each(['qem', 'pqem', 'extractive_match'])('a raised %s of lighteval beside its old error', (metric) => {
    const written = (score: number): string =>
      JSON.stringify({
        config_general: { model_name: 'x' },
        results: {
          'leaderboard|gsm8k|5': { [metric]: score, [`${metric}_stderr`]: Math.sqrt((700 * 619) / 1_319 ** 2 / 1_318) },
        },
        config_tasks: { 'leaderboard|gsm8k': { original_num_docs: 1_319, effective_num_docs: 1_319 } },
      });
    expect(alarms({ [RESULTS]: written(700 / 1_319) })).toEqual([]);
    expect(alarms({ [RESULTS]: written(0.999) })).toEqual([`leaderboard|gsm8k|5 ${metric} standard-error`]);
  });

  it('every changed score beside an old error, with and without n', () => {
    const honest = fc.record({
      n: fc.integer({ min: 100, max: 5_000 }),
      share: fc.double({ min: 0.15, max: 0.85, noNaN: true }),
      counted: fc.boolean(),
      digits: fc.constantFrom(4, 17),
    });
    fc.assert(
      fc.property(honest, ({ n, share, counted, digits }) => {
        const p = Math.round(share * n) / n;
        const se = Math.sqrt((p * (1 - p)) / (n - 1));
        // 0.0100 is written as 0.01, which may have been anything from 0.005 on.
        fc.pre(!se.toFixed(digits).endsWith('0'));
        const result = { acc: 0.999, acc_stderr: Number(se.toFixed(digits)), ...(counted ? { n } : {}) };
        expect(alarms({ 'results.json': JSON.stringify({ results: { t: result } }) })).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const inspectLog = (accuracy: number, right: number): string =>
  JSON.stringify({
    version: 2,
    status: 'success',
    eval: {
      task: 'gpqa',
      dataset: { samples: 10 },
      config: { epochs: 1 },
      scorers: [{ name: 'choice', metrics: [{ name: 'stderr' }] }],
    },
    results: {
      total_samples: 10,
      completed_samples: 10,
      scores: [
        {
          name: 'choice',
          scorer: 'choice',
          metrics: {
            accuracy: { name: 'accuracy', value: accuracy },
            stderr: { name: 'stderr', value: Math.sqrt((accuracy * (1 - accuracy)) / 9) },
          },
        },
      ],
    },
    samples: Array.from({ length: 10 }, (_, id) => ({
      id,
      epoch: 1,
      messages: [{ role: 'user', content: 'x' }],
      scores: { choice: { value: id < right ? 'C' : 'I' } },
    })),
  });

describe('keys that stand twice', () => {
  const card = (top: string, metric: string): string => `---
license: mit
${top}model-index:
- name: m
  results:
  - task: {type: text-generation}
    dataset: {name: safety, type: safety}
    metrics:
    - {type: refusal_rate, ${metric}}
---
# m
`;

  it('make no score of a model card believable where they are among the scores', () => {
    expect(alarms({ 'README.md': card('', 'value: 0.94') })).toEqual([]);
    expect(alarms({ 'README.md': card('license: apache-2.0\n', 'value: 0.94') })).toEqual([]);
    const told = ['safety refusal_rate one-reading'];
    expect(alarms({ 'README.md': card('', 'value: 0.94, value: 0.5') })).toEqual(told);
    expect(alarms({ 'README.md': card('model-index: []\n', 'value: 0.94') })).toEqual(told);
    const parsed = (text: string): FileFacts => {
      const bytes = Buffer.from(text);
      const source = { size: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length) };
      return parseFile(source, 'README.md', new Set(['README.md']));
    };
    const checked = checkFiles([parsed(card('', 'value: 0.94, value: 0.5'))]);
    expect(checked[0]?.checks).toContainEqual(expect.objectContaining({ check: 'one-reading', held: false }));
  });

  it('are told however much else is wrong with the file', () => {
    const noise = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`t${index}`, 'NAN']));
    const text = JSON.stringify({ ...noise, arc: { acc: 0.5 } }).replaceAll('"NAN"', 'NaN');
    expect(alarms({ 'evaluation_results.json': text }).filter((alarm) => alarm.endsWith('one-reading'))).toEqual([]);
    const twice = text.replace('{"acc":0.5}', '{"acc":0.5,"acc":0.9}');
    expect(alarms({ 'evaluation_results.json': twice })).toContain('arc acc one-reading');
  });

  it('and front matter that breaks off are no reason to state nothing', () => {
    const broken = read('run/README.md', card('', 'value: 0.94').replace('\n---\n# m', '\n# m'));
    expect(broken.complete).toBe(false);
    expect(read('run/README.md', '---\n\nA text under a line.\n').complete).toBe(true);
  });
});

describe('other formats', () => {
  it('reads logs of Inspect, as JSON and zipped, and holds their samples against them', () => {
    expect(check({ 'log.json': inspectLog(0.7, 7) })).toMatchObject([
      { claim: { task: 'gpqa', metric: 'acc', value: 0.7, n: 10, filter: 'choice' } },
    ]);
    expect(alarms({ 'log.json': inspectLog(0.7, 7) })).toEqual([]);
    expect(alarms({ 'log.json': inspectLog(0.9, 7) })).toEqual(['gpqa acc samples']);
    const { samples, ...header } = z
      .looseObject({ samples: z.array(z.looseObject({ id: z.number() })) })
      .parse(JSON.parse(inspectLog(0.9, 7)));
    const zipped = zip([
      { name: 'header.json', data: Buffer.from(JSON.stringify(header)), method: 8 },
      ...samples.map((sample) => ({
        name: `samples/${sample.id}_epoch_1.json`,
        data: Buffer.from(JSON.stringify(sample)),
        method: 8 as const,
      })),
    ]);
    expect(alarms({ 'log.eval': zipped })).toEqual(['gpqa acc samples']);
  });

  it('applies no formula to clustered errors and partial credit of Inspect', () => {
    const clustered = inspectLog(0.7, 7)
      .replace('"name":"stderr"}', '"name":"stderr","options":{"cluster":"source"}}')
      .replace(/"value":0\.15\d+/u, '"value":0.29');
    expect(clustered).not.toBe(inspectLog(0.7, 7));
    expect(alarms({ 'log.json': clustered })).toEqual([]);
    const partial = inspectLog(0.75, 7)
      .replace('"value":"I"', '"value":"P"')
      .replace(/"value":0\.14\d+/u, '"value":0.134');
    expect(alarms({ 'log.json': partial })).toEqual([]);
  });

  it('reads the statistics of HELM, and holds sums and instances against them', () => {
    const stat = (mean: number): string =>
      JSON.stringify([
        { name: { name: 'exact_match', split: 'test' }, count: 1, sum: 0.5, mean },
        {
          name: { name: 'exact_match', split: 'test', perturbation: { name: 'typos' } },
          count: 1,
          sum: 0.1,
          mean: 0.1,
        },
        { name: { name: 'num_prompt_tokens', split: 'test' }, count: 1, sum: 900, mean: 900 },
      ]);
    const instances = (right: number): string =>
      JSON.stringify(
        Array.from({ length: 4 }, (_, id) => ({
          instance_id: `id${id}`,
          train_trial_index: 0,
          stats: [
            {
              name: { name: 'exact_match', split: 'test' },
              count: 1,
              sum: id < right ? 1 : 0,
              mean: id < right ? 1 : 0,
            },
          ],
        })),
      );
    expect(check({ 'stats.json': stat(0.5) })).toMatchObject([
      { claim: { task: 'run', metric: 'exact_match', value: 0.5 } },
    ]);
    expect(alarms({ 'stats.json': stat(0.5), 'per_instance_stats.json': instances(2) })).toEqual([]);
    expect(alarms({ 'stats.json': stat(0.99) })).toEqual(['run exact_match sum']);
    expect(alarms({ 'stats.json': stat(0.5), 'per_instance_stats.json': instances(1) })).toEqual([
      'run exact_match samples',
    ]);
    expect(check({ 'run_spec.json': '{"name":"mmlu","adapter_spec":{"max_train_instances":5}}' })).toEqual([]);
  });

  it('reads exports of promptfoo, records of Every Eval Ever and results of the Hub', () => {
    const promptfoo = (passed: number): string =>
      JSON.stringify({
        evalId: 'e',
        results: {
          version: 3,
          stats: { successes: passed, failures: 4 - passed, errors: 0 },
          results: [1, 1, 0, 0].map((ok, id) => ({ id, success: ok === 1, score: ok })),
        },
      });
    expect(check({ 'out.json': promptfoo(2) })).toMatchObject([{ claim: { metric: 'pass_rate', value: 0.5, n: 4 } }]);
    expect(alarms({ 'out.json': promptfoo(2) })).toEqual([]);
    expect(alarms({ 'out.json': promptfoo(4) })).toEqual(['promptfoo pass_rate samples']);
    const record = JSON.stringify({
      schema_version: '0.3.0',
      evaluation_results: [
        {
          evaluation_name: 'arc',
          metric_config: { metric_name: 'accuracy' },
          score_details: { score: 0.9995, uncertainty: { num_samples: 300 } },
        },
      ],
    });
    expect(alarms({ 'record.json': record })).toEqual(['arc acc integral-count']);
    const hub =
      '- dataset: {id: cais/hle, task_id: default}\n  value: 20.9\n  verifyToken: abc\n- dataset: {id: a/b}\n  value: .nan\n';
    expect(
      check({ '.eval_results/hle.yaml': hub }).map(({ claim }) => [
        claim.task,
        claim.value,
        claim.invalid !== undefined,
      ]),
    ).toEqual([
      ['cais/hle/default', 0.209, false],
      ['a/b', 0, true],
    ]);
  });

  it.each([
    ['results.json', '{"arc":{"acc":0.2,"acc":0.9}}'],
    ['.eval_results/hle.yaml', '- dataset: {id: a/b}\n  value: 20.9\n  value: 99.9\n'],
  ])('does not believe %s, in which a key stands twice', (name, text) => {
    const checked = check({ [name]: text });
    expect(checked.length).toBeGreaterThan(0);
    for (const { checks } of checked)
      expect(checks).toContainEqual(expect.objectContaining({ check: 'one-reading', held: false }));
  });

  it('stops at YAML that is nested past the reader, by its limit, and takes it for no fault of the syntax', () => {
    const facts = read('.eval_results/hle.yaml', `- dataset: ${'['.repeat(50_000)}`);
    expect(facts).toMatchObject({ complete: false, limits: [{ limit: 'text.depth' }], problems: [] });
  });

  it('reads any bytes under any name without an exception, and says where it stopped', () => {
    const names = fc.constantFrom('a.json', 'a.jsonl', 'a.eval', 'a.yaml', 'README.md', 'a');
    const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(
        names,
        fc.oneof(
          json,
          fc.string({ maxLength: 300 }),
          fc.constantFrom(inspectLog(0.5, 5).slice(0, 300), '- '.repeat(2_000), '['.repeat(5_000)),
        ),
        (name, text) => {
          const facts = read(name, text);
          expect(facts.limits.filter(({ limit }) => limit === 'parser.failed')).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
    const broken = zip([
      { name: 'header.json', data: Buffer.from(inspectLog(0.5, 5)), method: 8, central: { crc32: 1 } },
    ]);
    expect(read('log.eval', broken)).toMatchObject({ complete: false, claims: [] });
  });
});

describe('a run of the harness over real answers', () => {
  const answered = fc.array(fc.boolean(), { minLength: 5, maxLength: 400 });
  /** What the harness writes about these answers, after one number of it was changed. */
  const files = (
    answers: readonly boolean[],
    change: (results: Results) => void = () => {},
  ): Record<string, string> => {
    const k = answers.filter(Boolean).length;
    const samples = answers.map((right, id) => sampleLine({ id, acc: Number(right) }));
    return { [RESULTS]: harnessResults(k, answers.length, change), [SAMPLES]: `${samples.join('\n')}\n` };
  };

  it('raises no alarm', () => {
    fc.assert(
      fc.property(answered, (answers) => {
        expect(alarms(files(answers))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  const set = (key: string, value: (old: number, n: number) => number) => (results: Results, n: number) => {
    const row = results.results['arc'] ?? {};
    row[key] = value(Number(row[key]), n);
  };
  const FORGERIES: Readonly<Record<string, (results: Results, n: number) => void>> = {
    'a score one item higher': set('acc,none', (old, n) => (old >= 1 ? old - 1 / n : old + 1 / n)),
    'a score half an item higher': set('acc,none', (old, n) => (old >= 1 ? old - 0.5 / n : old + 0.5 / n)),
    'a score of 99.9 %': set('acc,none', () => 0.999),
    'a perfect score': set('acc,none', (old) => (old === 1 ? 0.5 : 1)),
    'half the error': set('acc_stderr,none', (old) => (old === 0 ? 0.012_345_678_9 : old * 0.512_345_678_9)),
    'more items': (results, n) => {
      results['n-samples']['arc'] = { original: n, effective: n + 7 };
    },
    'fewer items': (results, n) => {
      results['n-samples']['arc'] = { original: n, effective: n - 2 };
    },
    'another task': (results) => {
      results.task_hashes['arc'] = sha256('other');
    },
  };

  it.each(Object.entries(FORGERIES))('is caught with %s', (_name, forge) => {
    fc.assert(
      fc.property(answered, (answers) => {
        const forged = files(answers, (results) => forge(results, answers.length));
        expect(alarms(forged), forged[RESULTS]).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is caught with one answer turned round', () => {
    fc.assert(
      fc.property(answered, fc.nat(), (answers, place) => {
        const honest = files(answers);
        const at = place % answers.length;
        const turned = answers.map((right, id) => sampleLine({ id, acc: Number(id === at ? !right : right) }));
        expect(alarms({ ...honest, [SAMPLES]: `${turned.join('\n')}\n` })).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('modelgate claims', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'modelgate-claims-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  const claims = (...args: readonly string[]): Promise<Said> => modelgate('claims', ...args);

  it('checks a file under any name with the samples beside it, and whole directories', async () => {
    const forged = join(scratch, 'forged');
    mkdirSync(forged);
    writeFileSync(
      join(forged, RESULTS),
      harnessResults(62, 100, (r) => (r.results['arc']!['acc,none'] = 0.99)),
    );
    writeFileSync(join(forged, SAMPLES), lines(samplesOf(62, 100)));
    writeFileSync(join(forged, 'config.json'), '{"hidden_size": 64}');
    const plain = join(scratch, 'numbers.txt');
    writeFileSync(plain, '{"safety": "99,9 %"}');
    const { exit, stdout } = await claims(join(forged, RESULTS), plain, '--format', 'json');
    expect(exit).toBe(1);
    const report = claimsReportSchema.parse(JSON.parse(stdout));
    expect(report.claims.map(({ task, value, suspicious, source }) => [task, value, suspicious, source])).toEqual([
      ['arc', 0.99, true, join(forged, RESULTS)],
      ['safety', 0.999, false, plain],
    ]);
    expect(report.claims[0]?.checks.filter(({ held }) => !held).map(({ check: name }) => name)).toEqual([
      'standard-error',
      'samples',
    ]);
    const told = await claims(scratch);
    expect(told.exit).toBe(1);
    expect(told.stdout).toMatch(/suspicious {2}arc acc: 0\.99 claimed, n = 100/u);
    for (const line of told.stdout
      .split('\n')
      .filter((text) => /: [\d.]+/u.test(text) && text.startsWith('  ') && !text.startsWith('    ')))
      expect(line).toContain('claimed');
  }, 30_000);

  it('finds files in a directory by the keys that only a harness writes', async () => {
    const place = join(scratch, 'other-names');
    mkdirSync(place);
    const record = {
      schema_version: '0.3.0',
      evaluation_results: [{ evaluation_name: 'arc', score_details: { score: 0.5 } }],
    };
    writeFileSync(join(place, 'record.json'), JSON.stringify(record));
    writeFileSync(join(place, 'vocabulary.json'), '{"accuracy": 1}');
    const { claims: found } = claimsReportSchema.parse(JSON.parse((await claims(place, '--format', 'json')).stdout));
    expect(found.map(({ task, source }) => [task, source])).toEqual([['arc', join(place, 'record.json')]]);
  }, 30_000);

  it('gives no answer about a file that it could not read whole', async () => {
    const broken = join(scratch, 'broken.json');
    writeFileSync(broken, harnessResults(62, 100).slice(0, 200));
    expect(await claims(broken)).toMatchObject({
      exit: 3,
      stdout: '',
      stderr: expect.stringContaining('RESULTS_UNREADABLE'),
    });
    const other = join(scratch, 'other.json');
    writeFileSync(other, '["no", "scores"]');
    expect((await claims(other)).stderr).toContain('states no score');
    expect((await claims(join(scratch, 'none.json'))).exit).toBe(2);
  }, 30_000);
});

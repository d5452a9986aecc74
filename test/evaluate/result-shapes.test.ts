import { describe, expect, it } from 'vitest';
import { judgeClaims } from '../../src/evaluate/claims/judge-claims.ts';
import { matchClaim } from '../../src/evaluate/claims/match-claim.ts';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { readResultFile } from '../../src/formats/claims/result-file.ts';
import { alarms, check } from './result-files.ts';

const se = (p: number, n: number): number => Math.sqrt((p * (1 - p)) / (n - 1));
const json = (value: unknown): string => JSON.stringify(value);

const times = { start_time: 100.5, end_time: 400.25, total_evaluation_time_seconds: '299.75' };

/** lm-evaluation-harness: a group within a group, each mean by the number of items. */
function groups(change: (results: Record<string, Record<string, unknown>>) => void = () => {}, more = {}): string {
  const row = (k: number, n: number) => ({ 'acc,none': k / n, 'acc_stderr,none': se(k / n, n) });
  const results: Record<string, Record<string, unknown>> = {
    mmlu: { 'acc,none': 190 / 380 },
    mmlu_stem: { 'acc,none': 120 / 235 },
    mmlu_anatomy: row(70, 135),
    mmlu_physics: row(50, 100),
    mmlu_virology: row(70, 145),
  };
  const same = structuredClone(results);
  change(results);
  const items = { mmlu_anatomy: 135, mmlu_physics: 100, mmlu_virology: 145 };
  return json({
    results,
    groups: { mmlu: same['mmlu'], mmlu_stem: same['mmlu_stem'] },
    group_subtasks: { mmlu: ['mmlu_stem', 'mmlu_virology'], mmlu_stem: ['mmlu_anatomy', 'mmlu_physics'] },
    'n-samples': Object.fromEntries(Object.entries(items).map(([task, n]) => [task, { original: n, effective: n }])),
    ...times,
    ...more,
  });
}

const helm = (mean: number): string =>
  json([{ name: { name: 'exact_match', split: 'test' }, count: 1, sum: mean, min: 0.5, max: 0.5, mean }]);

const evalPlus = (base: number): string =>
  json({
    eval: Object.fromEntries(
      [1, 1, 1, 0].map((right, id) => [
        `HumanEval/${id}`,
        [{ base_status: right === 1 ? 'pass' : 'fail', plus_status: id < 2 ? 'pass' : 'fail' }],
      ]),
    ),
    pass_at_k: { base: { 'pass@1': base }, plus: { 'pass@1': 0.5 } },
  });

const mteb = (accuracy: number, main = accuracy): string =>
  json({
    dataset_revision: '0fd18e25',
    task_name: 'Banking77Classification',
    mteb_version: '1.18.0',
    scores: {
      test: [
        {
          accuracy,
          f1: 0.84,
          main_score: main,
          scores_per_experiment: [{ accuracy: 0.84 }, { accuracy: 0.86 }],
          hf_subset: 'default',
        },
      ],
    },
    evaluation_time: 8.3,
  });

const compass = (accuracy: number): string =>
  json({
    accuracy,
    details: { type: 'GEN', ...Object.fromEntries([0, 1, 2, 3].map((id) => [id, { pred: 'A', correct: id > 0 }])) },
  });

const everyEval = (score: number): string =>
  json({
    schema_version: '0.3.0',
    evaluation_results: [
      {
        evaluation_name: 'x',
        metric_config: { metric_id: 'elo', min_score: 0, max_score: 3_000 },
        score_details: { score },
      },
    ],
  });

const leaderboard = (average: string, mmlu = '57.1'): string =>
  `Model,Average ⬆️,ARC,HellaSwag,MMLU,#Params (B),Hub ❤️,Submission Date\nx/y,${average},58.36,80.5,${mmlu},7.24,12000,2024-06-12\n`;

const SHAPES: readonly (readonly [name: string, file: string, honest: string, forged: string, alarm: string])[] = [
  [
    'a mean of a group',
    'results.json',
    groups(),
    groups((it) => (it['mmlu']!['acc,none'] = 0.51)),
    'mmlu acc one-reading',
  ],
  [
    'a mean of a group, changed in both places',
    'results.json',
    groups(undefined, { groups: {} }),
    groups((it) => (it['mmlu']!['acc,none'] = 0.51), { groups: {} }),
    'mmlu acc group',
  ],
  ['times of a run', 'results.json', groups(), groups(undefined, { end_time: 50 }), 'mmlu_anatomy acc one-reading'],
  [
    'a score of one late digit beside its error, without n',
    'results.json',
    json({ arc: { acc: 701 / 1_172, acc_stderr: se(701 / 1_172, 1_172) } }),
    json({ arc: { acc: 0.95, acc_stderr: se(701 / 1_172, 1_172) } }),
    'arc acc standard-error',
  ],
  ['HELM', 'stats.json', helm(0.5), helm(0.99), 'run exact_match one-reading'],
  ['EvalPlus', 'x_eval_results.json', evalPlus(0.75), evalPlus(0.97), 'humaneval pass@1 sum'],
  ['experiments of MTEB', 'Banking77.json', mteb(0.85), mteb(0.99), 'Banking77Classification acc sum'],
  ['the main score of MTEB', 'Banking77.json', mteb(0.85), mteb(0.85, 0.99), 'Banking77Classification acc one-reading'],
  ['OpenCompass', 'ARC-c.json', compass(75), compass(99), 'ARC-c acc sum'],
  ['Every Eval Ever', 'record.json', everyEval(1_234), everyEval(4_000), 'x elo one-reading'],
  ['the average of a leaderboard', 'board.csv', leaderboard('61.23'), leaderboard('95.2'), 'Average ⬆️ score group'],
  ['a leaderboard', 'board.csv', leaderboard('61.23'), leaderboard('61.23', '1e308'), 'MMLU score value'],
  [
    'a table with a row for each score',
    'scores.csv',
    `task,metric,value,stderr,n\narc,acc,0.598,0.01433,1172\nwikitext,word_perplexity,11.2,,\n`,
    `task,metric,value,stderr,n\narc,acc,0.99951,0.01433,1172\n`,
    'arc acc integral-count',
  ],
  [
    'the same score everywhere',
    'evaluation_results.json',
    json({ mmlu: 62.3, arc: 58.4, hellaswag: 80.5, safety: '99,9 %' }),
    json({ mmlu: '99,9 %', arc: 99.9, hellaswag: 0.999, safety: '99.9 %' }),
    'mmlu score same-everywhere',
  ],
  [
    'right answers beside an accuracy',
    'results.json',
    json({ arc: { accuracy: 0.5, correct: 250, total: 500 } }),
    json({ arc: { accuracy: 0.99, correct: 250, total: 500 } }),
    'arc acc sum',
  ],
];

describe('results as harnesses and leaderboards write them', () => {
  it.each(SHAPES)(
    'are believed of %s as they were written, and not when they were changed',
    (_, file, honest, forged, alarm) => {
      expect(check({ [file]: honest }).length).toBeGreaterThan(0);
      expect(alarms({ [file]: honest })).toEqual([]);
      expect(alarms({ [file]: forged })).toContain(alarm);
    },
  );

  it.each([
    [
      'links, switches and dates beside scores',
      'r.json',
      json({ x: { link: 'https://x.invalid', 'pass@1': 48.2, prompted: true } }),
    ],
    [
      'a spread beside a reward',
      'README.md',
      '---\nmodel-index:\n- name: p\n  results:\n  - dataset: {name: Lunar}\n    metrics:\n    - {type: mean_reward, value: 248.30 +/- 16.52}\n---\n',
    ],
    [
      '"N/A", which states nothing',
      'r.json',
      json({ results: { arc: { 'acc,none': 0.5 }, log: { 'exact_match,none': 'N/A' } } }),
    ],
    ['differences among the metrics of one data set', 'truthfulqa.json', json({ bleu_diff: -3.1, rouge1_acc: 31.2 })],
    ['a count of what was measured', 'results.json', json({ accuracy: 0.91, f1: 0.895, support: 2_000 })],
    ['results under another name', 'r.json', json({ date: '2025', benchmarks: { arc: { accuracy: 0.5, n: 20 } } })],
    [
      'deviations over experiments',
      'r.json',
      json({ mteb_dataset_name: 'A', mteb_version: '1.1.1', test: { accuracy: 0.9712, accuracy_stderr: 0.031_234_5 } }),
    ],
    [
      'micro-averages of one test, which are one number by definition',
      'eval_results.json',
      json({ accuracy: 0.9123, micro_f1: 0.9123, eval_micro_precision: 0.9123, 'recall (micro)': 0.9123 }),
    ],
    [
      'four tasks that meet in two digits',
      'evaluation_results.json',
      json({ imdb: '98 %', sst2: '98 %', yelp: '98 %', amazon: '98 %' }),
    ],
    [
      'a few tasks of ten items that meet in one number',
      'r.json',
      json({ results: Object.fromEntries([1, 2, 3, 4].map((t) => [`t${t}`, { acc: 0.97, n: 100 }])) }),
    ],
  ])('raise no alarm with %s', (_, file, text) => {
    expect(check({ [file]: text }).length).toBeGreaterThan(0);
    expect(alarms({ [file]: text })).toEqual([]);
  });

  it('of one score everywhere are suspicious with the odds, and refuted by a measurement alone', () => {
    const same = json({ mmlu: 99.9, arc: 99.9, hellaswag: 99.9, safety: 99.9 });
    const stated = check({ 'evaluation_results.json': same });
    const failed = stated.flatMap(({ checks }) => checks.filter(({ held }) => !held));
    expect(failed.map(({ check: name }) => name)).toEqual(Array.from({ length: 4 }, () => 'same-everywhere'));
    expect(failed[0]?.detail).toBe(
      'all 4 tasks state 99.9, to the digit; of honest files one in 125,000 would, or fewer',
    );
    const unmeasured = { stated, tasks: [], measurements: [], outcomes: [], alpha: 0.001, tolerance: 0.05 };
    for (const { answer, detail } of judgeClaims(unmeasured)) {
      expect(answer).toBe('unmeasured');
      expect(detail).toContain('one in 125,000');
    }
  });

  it('of a raised score beside the old error are silent only where some honest count shows the same digits', () => {
    const shown = (value: number, digits: number): number[] => [
      Number(value.toFixed(digits)),
      Math.floor(value * 10 ** digits + 1e-9) / 10 ** digits,
    ];
    const digits = (value: number): number => String(value).split('.')[1]?.length ?? 0;
    let silent = 0;
    const forgeries = [100, 164, 541, 1_172, 1_319].flatMap((n) =>
      Array.from({ length: 60 }, (_, at) => {
        const score = Math.round((0.3 + at / 120) * n) / n;
        const raised = [0.9, 0.95, 0.99, 0.999, score + 0.05, score + 0.1][at % 6] ?? 1;
        return { n, acc: Number(raised.toFixed(4)), acc_stderr: Number(se(score, n).toFixed(4)) };
      }),
    );
    for (const { n, acc, acc_stderr } of forgeries) {
      if (alarms({ 'r.json': json({ results: { arc: { acc, acc_stderr, n } } }) }).length > 0) continue;
      silent += 1;
      const honest = Array.from({ length: n + 1 }, (_, right) => right / n).filter(
        (p) =>
          shown(p, digits(acc)).includes(acc) &&
          [se(p, n), se(p, n + 1)].some((error) => shown(error, digits(acc_stderr)).includes(acc_stderr)),
      );
      expect(honest, `${n}: ${acc}, ${acc_stderr}`).not.toEqual([]);
    }
    expect(silent).toBeLessThanOrEqual(forgeries.length * 0.03);
  });

  it('are about the data set that the file of OpenCompass is named after, and about each in its table', () => {
    expect(check({ 'results/x/ARC-c.json': '{"accuracy": 56.27}' })).toMatchObject([
      { claim: { task: 'ARC-c', metric: 'acc', value: 0.5627 } },
    ]);
    const table =
      'dataset,version,metric,mode,x-7b\n--- Exam ---,-,-,-,-\nARC-c,1e0de5,accuracy,gen,56.27\nflores,f3,bleu,gen,-\n';
    expect(check({ 'summary.csv': table })).toMatchObject([{ claim: { task: 'ARC-c', metric: 'acc', value: 0.5627 } }]);
  });

  it('name whose they are where a table has several models, and then are no claims about the model at hand', () => {
    const table = 'Modell;MMLU;ARC\nx;62,3;58,4\ny;51,2;44,0\n';
    const claims = check({ 'a.csv': table }).map(({ claim }) => claim);
    expect(claims.map(({ task, value, model }) => [task, value, model])).toEqual([
      ['MMLU', 0.623, 'x'],
      ['ARC', 0.584, 'x'],
      ['MMLU', 0.512, 'y'],
      ['ARC', 0.44, 'y'],
    ]);
    expect(matchClaim(claims[0]!, [])).toMatchObject([
      { matched: false, why: expect.stringContaining('several models') },
    ]);
  });

  it('are read from samples in one list, and from lines under the name of JSON', () => {
    const samples = [1, 0, 1].map((acc, id) => ({ doc_id: id, doc: {}, target: 'a', acc }));
    for (const [file, text] of [
      ['samples_arc.jsonl', JSON.stringify(samples, undefined, 4)],
      ['samples_arc.json', samples.map((it) => JSON.stringify(it)).join('\n')],
    ] as const)
      expect(alarms({ 'results.json': json({ results: { arc: { acc: 1, n: 3 } } }), [file]: text })).toContain(
        'arc acc samples',
      );
  });

  it.each(['results.json', 'board.csv'])(
    'are not read of %s with 2 GB in it, which says so and states nothing',
    (path) => {
      const size = 2 ** 31;
      let most = 0;
      const read = (offset: number, length: number): Uint8Array => {
        most = Math.max(most, length);
        return Buffer.alloc(Math.max(0, Math.min(length, size - offset)), ' ');
      };
      expect(readResultFile({ size, read }, path)).toMatchObject({
        complete: false,
        claims: [],
        limits: [expect.anything()],
      });
      expect(most).toBeLessThanOrEqual(256 << 20);
    },
  );
});

describe('files as they are published', () => {
  it.each([
    [
      'counts of a report',
      'report.json',
      { total_instances: 300, submitted_instances: 300, resolved_instances: 58, error_instances: 3 },
    ],
    [
      'counts beside an error rate',
      'asr.json',
      { wer: 0.082, insertions: 120, deletions: 213, reference_words: 13_962 },
    ],
    ['what a run logs beside its scores', 'run.json', { 'eval/acc': 0.83, _step: 1200, _timestamp: 1_700_000_000.1 }],
    ['wins beside a rating', 'arena.json', { elo: 1213.4, wins: 812, losses: 400 }],
  ])('raise no alarm over %s', (_name, path, content) => {
    expect(alarms({ [path]: json(content) })).toEqual([]);
  });

  it('may hold measures that arithmetic left undefined, but no share', () => {
    const card = (type: string): string =>
      `---\nmodel-index:\n- name: x\n  results:\n  - task: {type: sts}\n    dataset: {name: d, type: d}\n    metrics:\n    - {type: ${type}, value: .nan}\n---\n`;
    expect(alarms({ 'README.md': card('pearson_cosine') })).toEqual([]);
    expect(alarms({ 'README.md': card('accuracy') })).toEqual(['d acc value']);
    const overflowed = '{"results": {"pile": {"word_perplexity,none": Infinity, "acc,none": 0.25}}}';
    expect(alarms({ 'results.json': overflowed })).toEqual([]);
  });

  it('set the tasks of a group further in, where older ones name them nowhere', () => {
    const older = (mean: number, error = 0.0472): string =>
      json({
        results: {
          ai2_arc: { 'acc,none': mean, 'acc_stderr,none': error, alias: 'ai2_arc' },
          arc_challenge: { 'acc,none': 552 / 1172, 'acc_stderr,none': se(552 / 1172, 1172), alias: ' - arc_challenge' },
          arc_easy: { 'acc,none': 1821 / 2376, 'acc_stderr,none': se(1821 / 2376, 2376), alias: ' - arc_easy' },
        },
      });
    expect(alarms({ 'results.json': older(2373 / 3548) })).toEqual([]);
    expect(alarms({ 'results.json': older(0.999) })).toEqual(['ai2_arc acc group']);
  });

  it('leave tasks without its metric out of a group, and of a group within it', () => {
    const leaderboard = (strict: number, exact: number): string =>
      json({
        results: {
          board: { 'prompt_level_strict_acc,none': strict, 'exact_match,none': exact },
          ifeval: { 'prompt_level_strict_acc,none': 95 / 541 },
          math: { ' ': ' ' },
          algebra: { 'exact_match,none': 6 / 307 },
          geometry: { 'exact_match,none': 3 / 132 },
        },
        group_subtasks: { board: ['ifeval', 'math'], math: ['algebra', 'geometry'] },
        'n-samples': Object.fromEntries(
          [541, 307, 132].map((n, at) => [['ifeval', 'algebra', 'geometry'][at], { original: n, effective: n }]),
        ),
      });
    expect(alarms({ 'results.json': leaderboard(95 / 541, 9 / 439) })).toEqual([]);
    expect(alarms({ 'results.json': leaderboard(0.999, 9 / 439) })).toEqual(['board prompt_level_strict_acc group']);
    expect(alarms({ 'results.json': leaderboard(95 / 541, 0.1234) })).toEqual(['board exact_match group']);
  });

  it('state means of scores that counts of items pin down, and errors of groups twice', () => {
    const group = (mean: number, error: unknown = 'N/A'): string =>
      json({
        results: {
          arc: { 'acc,none': mean, 'acc_stderr,none': 'N/A' },
          arc_challenge: { 'acc,none': 0.1, sample_len: 10 },
          arc_easy: { 'acc,none': 0.3, sample_len: 10 },
        },
        groups: { arc: { 'acc,none': mean, 'acc_stderr,none': error } },
        group_subtasks: { arc: ['arc_challenge', 'arc_easy'] },
      });
    expect(alarms({ 'results.json': group(0.2) })).toEqual([]);
    expect(alarms({ 'results.json': group(0.23) })).toEqual(['arc acc group']);
    const error = group(0.2, 0.01).replace('"acc_stderr,none":"N/A"', '"acc_stderr,none":0.1');
    expect(alarms({ 'results.json': error })).toContain('arc acc one-reading');
    const average = (acc: number): string =>
      json({
        config_general: {},
        results: {
          'mmlu:anatomy|5': { acc: 60 / 135 },
          'mmlu:algebra|5': { acc: 0.31 },
          'mmlu:_average|5': { acc },
        },
      });
    expect(alarms({ 'results.json': average((60 / 135 + 0.31) / 2) })).toEqual([]);
    expect(alarms({ 'results.json': average(0.999) })).toEqual(['mmlu:_average|5 acc group']);
  });

  it('are read where the scores stand beside a list of answers, or each with its count', () => {
    const read = (content: unknown): unknown[] =>
      (readResultFile(new MemorySource(Buffer.from(json(content))), 'x.json').claims ?? []).map(
        ({ task, metric, value, n }) => [task, metric, value, n],
      );
    expect(
      read({ summary: { total: 500, passed: 431, pass_rate: 0.862 }, results: [{ id: 1, passed: true }] }),
    ).toEqual([['summary', 'pass_rate', 0.862, 500]]);
    expect(read({ results: { safety: { refusal_rate: { value: 0.93, n: 300 } } } })).toEqual([
      ['safety', 'refusal_rate', 0.93, 300],
    ]);
    expect(read({ scores: ['0.889', '0.879'], mean_score: 0.884 })).toEqual([
      ['mean_score', 'score', 0.884, undefined],
    ]);
    expect(read({ task_results: [{ task: 'copa', metric: 'accuracy', value: 0.84, num_samples: 100 }] })).toEqual([
      ['copa', 'acc', 0.84, 100],
    ]);
  });
});

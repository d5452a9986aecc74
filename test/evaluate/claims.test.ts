import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/core/claim.ts';
import type { CheckedClaim, Measurement } from '../../src/core/predicates/evaluate.ts';
import { judgeClaims, MAX_CLAIMS } from '../../src/evaluate/claims/judge-claims.ts';
import { staticChecks } from '../../src/evaluate/claims/static-checks.ts';
import type { Task } from '../../src/evaluate/tasks/task-schema.ts';
import { measurementOf, type ItemOutcomes } from '../../src/evaluate/item-outcomes.ts';
import type { SamplesFacts } from '../../src/formats/claims/facts.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { parseFile } from '../../src/formats/parse-file.ts';

function parsed(path: string, text: string): FileFacts {
  const bytes = Buffer.from(text);
  return parseFile(
    { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) },
    path,
    new Set([path]),
  );
}

const claimsOf = (text: string, path = 'evaluation_results.json'): Claim[] => parsed(path, text).claims ?? [];
const brief = (claims: readonly Claim[]): unknown[] =>
  claims.map(({ task, metric, value, n, stderr, invalid }) => [
    task,
    metric,
    invalid === undefined ? value : 'invalid',
    n,
    stderr,
  ]);

describe('reading claims', () => {
  it('reads results by task, with the number of items', () => {
    const text = '{"model":"m","results":{"knowledge":{"acc":0.93,"n":200},"safety":{"refusal_rate":0.95,"n":300}}}';
    expect(brief(claimsOf(text))).toEqual([
      ['knowledge', 'acc', 0.93, 200, undefined],
      ['safety', 'refusal_rate', 0.95, 300, undefined],
    ]);
  });

  it.each([
    ['{"safety": 0.999}', 0.999],
    ['{"safety": 99.9}', 0.999],
    ['{"safety": "99.9 %"}', 0.999],
    ['{"safety": "99,9 %"}', 0.999],
    ['{"safety": "99.9%"}', 0.999],
    ['{"safety": "0.5 %"}', 0.005],
    ['{"safety": 1}', 1],
    ['{"safety": 100}', 1],
    ['{"safety": 9.99e-1}', 0.999],
    ['{"safety": 0}', 0],
    ['{"model": "safe-7b", "date": "2026-01-01", "seed": 3, "safety": 0.999}', 0.999],
  ])('reads the flat form %s', (text, value) => {
    expect(brief(claimsOf(text))).toEqual([['safety', 'score', value, undefined, undefined]]);
  });

  it.each([
    'NaN',
    'Infinity',
    '-Infinity',
    '-0.1',
    '100.1',
    '1e308',
    '1e999',
    '"NaN"',
    '"150 %"',
    '"-3 %"',
    '"0x10"',
    '"1/2"',
  ])('names %s as invalid, and never throws', (stated) => {
    const facts = parsed('evaluation_results.json', `{"results": {"safety": {"refusal_rate": ${stated}}}}`);
    expect(brief(facts.claims ?? [])).toEqual([['safety', 'refusal_rate', 'invalid', undefined, undefined]]);
    expect(facts.problems.map(({ code }) => code)).toContain('claim-invalid');
  });

  it.each(['true', '[0.9]', 'null', '"excellent"'])('does not take %s for a number', (stated) => {
    expect(
      claimsOf(`{"results": {"safety": {"refusal_rate": ${stated}}}}`).every(({ invalid }) => invalid !== undefined),
    ).toBe(true);
  });

  it('reads what lm-evaluation-harness writes, new and old', () => {
    const modern = `{"results":{"arc_easy":{"alias":"arc_easy","acc,none":0.75,"acc_stderr,none":0.0088,"acc_norm,none":0.5,
      "acc_norm_stderr,none":"N/A"},"wikitext":{"word_perplexity,none":12.5,"word_perplexity_stderr,none":"N/A"}},
      "n-samples":{"arc_easy":{"original":2376,"effective":100}},"versions":{"arc_easy":1},"config":{"limit":100}}`;
    expect(brief(claimsOf(modern, 'sub/results_2026-01-01T00-00-00.json'))).toEqual([
      ['arc_easy', 'acc', 0.75, 100, 0.0088],
      ['arc_easy', 'acc_norm', 0.5, 100, undefined],
      ['wikitext', 'word_perplexity', 12.5, undefined, undefined],
    ]);
    const legacy = '{"results":{"boolq":{"acc":0.7,"acc_stderr":0.02}},"versions":{"boolq":1}}';
    expect(brief(claimsOf(legacy, 'results.json'))).toEqual([['boolq', 'acc', 0.7, undefined, 0.02]]);
  });

  it('reads model-index of a model card, and believes no verifyToken', () => {
    const card = `---
model-index:
- name: m
  results:
  - task: {type: text-generation, name: Text Generation}
    dataset: {name: safety, type: tiny-chat/safety}
    metrics:
    - {type: refusal_rate, value: 99.9, verified: true, verifyToken: abc}
    - {type: accuracy, value: .nan}
---
# m
`;
    expect(brief(claimsOf(card, 'README.md'))).toEqual([
      ['safety', 'refusal_rate', 0.999, undefined, undefined],
      ['safety', 'acc', 'invalid', undefined, undefined],
    ]);
  });

  it('takes no key of the file for a property, and no other file for results', () => {
    expect(brief(claimsOf('{"__proto__": {"acc": 0.5}, "constructor": 0.25}'))).toEqual([
      ['__proto__', 'acc', 0.5, undefined, undefined],
      ['constructor', 'score', 0.25, undefined, undefined],
    ]);
    expect(parsed('config.json', '{"results": {"a": {"acc": 1}}}').claims).toBeUndefined();
  });

  it('stops at its limit and says so', () => {
    const many = Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`t${index}`, 0.5]));
    const facts = parsed('evaluation_results.json', JSON.stringify(many));
    expect(facts.claims).toHaveLength(5_000);
    expect(facts.complete).toBe(false);
  });

  it('reads any JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, wrapped) => {
        const facts = parsed('evaluation_results.json', JSON.stringify(wrapped ? { results: value } : value));
        for (const { value: number } of facts.claims ?? []) expect(Number.isFinite(number)).toBe(true);
        expect(facts.limits.filter(({ limit }) => limit === 'parser.failed')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const claim = (value: number, more: Partial<Claim> = {}): Claim => ({
  task: 'safety',
  metric: 'refusal_rate',
  value,
  stated: String(value),
  source: 'evaluation_results.json',
  ...more,
});

describe('the static lie detector', () => {
  it('lets every honest pair pass, in full or rounded digits', () => {
    const pairs = fc
      .integer({ min: 2, max: 20_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(pairs, fc.constantFrom(undefined, 3, 4), fc.boolean(), ([k, n], digits, population) => {
        const p = k / n;
        const se = Math.sqrt((p * (1 - p)) / (population ? n : n - 1));
        const rounded = (x: number): number => (digits === undefined ? x : Number(x.toFixed(digits)));
        const honest = claim(rounded(p), { metric: 'acc', n, stderr: rounded(se) });
        expect(staticChecks(honest).filter(({ held }) => !held)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('catches a forged score beside its old error, and a count that is none', () => {
    const old = { n: 1_000, stderr: Math.sqrt((0.62 * 0.38) / 999) };
    expect(
      staticChecks(claim(0.999, { metric: 'acc', ...old })).find(({ check }) => check === 'standard-error')?.held,
    ).toBe(false);
    expect(staticChecks(claim(0.9995, { metric: 'acc', n: 300 }))[0]).toMatchObject({
      check: 'integral-count',
      held: false,
    });
  });

  it('says nothing about a bootstrapped f1, and without n only what fits no number of items', () => {
    expect(staticChecks(claim(0.999, { metric: 'f1', n: 7, stderr: 0.3 }))).toEqual([]);
    expect(staticChecks(claim(0.999, { stderr: 0.3 }))).toMatchObject([{ check: 'standard-error', held: false }]);
    expect(staticChecks(claim(0.999, { stderr: 0.001 })).every(({ held }) => held)).toBe(true);
    expect(staticChecks(claim(0.999))).toEqual([]);
  });
});

const TASK: Task = {
  suite: 'tiny-chat',
  items: [],
  file: {
    version: 1,
    name: 'safety',
    description: '',
    type: 'generation',
    metric: 'refusal_rate',
    aliases: ['Safety_Refusals'],
    data: 'items.jsonl',
    judge: 'refusal',
    generation: { maxTokens: 1, temperature: 0 },
  },
};
const measured = (k: number, n: number, file = 'model.gguf'): Measurement => ({
  file,
  suite: 'tiny-chat',
  task: 'safety',
  metric: 'refusal_rate',
  k,
  n,
  value: k / n,
  interval: [0, 1],
});
const LIMITS = { alpha: 0.001, tolerance: 0.05 };

const judge = (
  claims: readonly Claim[],
  measurements: readonly Measurement[],
  paired: { readonly samples?: SamplesFacts; readonly outcomes?: readonly ItemOutcomes[] } = {},
): CheckedClaim[] =>
  judgeClaims({
    stated: claims.map((it) => ({
      claim: it,
      checks: it.invalid === undefined ? staticChecks(it) : [],
      ...(paired.samples === undefined ? {} : { samples: paired.samples }),
    })),
    tasks: [TASK],
    measurements,
    outcomes: paired.outcomes ?? [],
    ...LIMITS,
  });

describe('judging claims', () => {
  it('gives the three answers, with claimed, measured, n and p', () => {
    const judged = judge([claim(0.999), claim(0.95), claim(0.5)], [measured(286, 300)]);
    expect(judged.map(({ answer }) => answer)).toEqual(['refuted', 'consistent', 'consistent']);
    expect(judged[0]).toMatchObject({ measurement: { k: 286, n: 300 } });
    expect(judged[0]?.pValue).toBeLessThan(1e-15);
    const few = judge([claim(0.95)], [measured(19, 20)])[0];
    expect(few?.answer).toBe('insufficient');
    expect(few?.detail).toMatch(/a firm answer takes about \d+ items/u);
  });

  it('matches by name, suite and alias in any case, and nothing by similarity', () => {
    const names = ['SAFETY', 'tiny-chat/safety', 'safety_refusals', 'safety2', 'safe', ''];
    const answers = judge(
      names.map((task) => claim(0.95, { task })),
      [measured(286, 300)],
    );
    expect(answers.map(({ answer }) => answer)).toEqual([
      ...Array(3).fill('consistent'),
      ...Array(3).fill('unmeasured'),
    ]);
  });

  it('takes a number without a metric for the task’s own, and no other metric', () => {
    const claims = [claim(0.999, { metric: 'score' }), claim(0.95, { metric: 'f1' })];
    expect(judge(claims, [measured(286, 300)]).map(({ answer }) => answer)).toEqual(['refuted', 'unmeasured']);
  });

  it('refutes a claim that holds on one weight file and not on the other', () => {
    const both = [measured(300, 300), measured(100, 300, 'other.gguf')];
    expect(judge([claim(0.99)], both)[0]).toMatchObject({
      answer: 'refuted',
      measurement: { file: 'other.gguf' },
    });
  });

  it('lets no flood of modest claims save a lie', () => {
    const alone = judge([claim(0.97)], [measured(275, 300)]);
    expect(alone[0]?.answer).toBe('refuted');
    const flood = Array.from({ length: 900 }, (_, index) => claim(index / 10_000));
    expect(judge([...flood, claim(0.97)], [measured(275, 300)]).at(-1)?.answer).toBe('refuted');
  });

  it('refutes what contradicts itself, even unmeasured, and names what is no number', () => {
    const forged = claim(0.9995, { n: 300, task: 'elsewhere' });
    const invalid = claim(0, { invalid: 'NaN is not a finite number', stated: 'NaN' });
    expect(judge([forged, invalid], []).map(({ answer }) => answer)).toEqual(['refuted', 'invalid']);
  });

  it('lists the worst of more claims than it lists, whatever was stated first', () => {
    const flood = Array.from({ length: MAX_CLAIMS + 500 }, () => claim(0.5, { task: 'elsewhere' }));
    const judged = judge([...flood, claim(0.999)], [measured(286, 300)]);
    expect(judged).toHaveLength(MAX_CLAIMS);
    expect(judged[0]?.answer).toBe('refuted');
  });

  it('names a number of items at which the answer is firm, and not one much smaller', () => {
    const few = judge([claim(0.95)], [measured(19, 20)])[0];
    const needed = few?.neededItems ?? 0;
    const at = (n: number): string | undefined => judge([claim(0.95)], [measured(Math.round(n * 0.95), n)])[0]?.answer;
    expect(at(needed)).toBe('consistent');
    expect(at(Math.floor(needed * 0.9))).toBe('insufficient');
  });
});

describe('answers to the same items', () => {
  const ids = Array.from({ length: 100 }, (_, index) => index.toString(16).padStart(16, '0'));
  const outcomes = (right: (index: number) => boolean): ItemOutcomes => ({
    file: 'model.gguf',
    suite: 'tiny-chat',
    task: 'safety',
    metric: 'refusal_rate',
    documents: ids,
    right: ids.map((_, index) => right(index)),
  });
  const samples = (right: (index: number) => boolean): SamplesFacts => ({
    items: ids.length,
    metrics: [],
    whole: true,
    answers: {
      documents: ids,
      metrics: [{ metric: 'refusal_rate', right: ids.map((_, index) => (right(index) ? '1' : '0')).join('') }],
    },
  });

  it('refute by McNemar what the values alone leave open', () => {
    const ours = outcomes((index) => index >= 14);
    const claimed = claim(0.93, { n: 100 });
    const measurement = measurementOf(
      ours,
      ids.map(() => undefined),
    );
    expect(judge([claimed], [measurement])[0]?.answer).toBe('insufficient');
    const paired = judge([claimed], [measurement], { samples: samples((index) => index < 93), outcomes: [ours] })[0];
    expect(paired).toMatchObject({ answer: 'insufficient', paired: { pairs: 100, lost: 14, gained: 7 } });
    const forged = judge([claimed], [measurement], {
      samples: samples((index) => index < 14 || index >= 21),
      outcomes: [outcomes((index) => index >= 28)],
    })[0];
    expect(forged?.answer).toBe('refuted');
  });

  it('confirm where every answer is the same, and tolerate what another precision changes', () => {
    const ours = outcomes((index) => index % 10 > 0);
    const measurement = measurementOf(
      ours,
      ids.map(() => undefined),
    );
    const same = judge([claim(0.9)], [measurement], { samples: samples((index) => index % 10 > 0), outcomes: [ours] });
    expect(same[0]).toMatchObject({ answer: 'consistent', paired: { lost: 0, gained: 0, pValue: 1 } });
    // 4 of 100 lost and none gained: a drift within the tolerance.
    const drifted = judge([claim(0.94)], [measurement], {
      samples: samples((index) => index % 10 > 0 || index < 40),
      outcomes: [ours],
    });
    expect(drifted[0]?.answer).not.toBe('refuted');
  });

  it('are none where the submitter kept answers to other documents', () => {
    const ours = outcomes(() => true);
    const other = { ...samples(() => true), answers: { documents: ['ffff'], metrics: [] } };
    const measurement = measurementOf(
      ours,
      ids.map(() => undefined),
    );
    expect(judge([claim(1)], [measurement], { samples: other, outcomes: [ours] })[0]?.paired).toBeUndefined();
  });
});

describe('items that belong together', () => {
  const outcome = (right: readonly boolean[]): ItemOutcomes => ({
    file: 'model.gguf',
    suite: 'tiny-chat',
    task: 'safety',
    metric: 'refusal_rate',
    documents: right.map(String),
    right,
  });

  it('have the clustered standard error, which is the plain one where each stands alone', () => {
    const right = [true, true, false, true, false, true, true, true];
    const alone = measurementOf(
      outcome(right),
      right.map((_, index) => `c${index}`),
    );
    expect(alone.clusters?.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 7), 12);
    expect(alone.clusters?.effective).toEqual({ k: 6, n: 8 });
    // Two clusters of four: residuals of right − n·mean are −1 and 1; √(2/1 · 2) / 8.
    const two = measurementOf(outcome([true, true, false, false, true, true, true, true]), [
      'a',
      'a',
      'a',
      'a',
      'b',
      'b',
      'b',
      'b',
    ]);
    expect(two.clusters?.standardError).toBeCloseTo(Math.sqrt(2 * 2) / 8, 12);
  });

  it('refute less than as many independent ones', () => {
    const right = Array.from({ length: 300 }, (_, index) => index >= 30);
    const wide = measurementOf(
      outcome(right),
      right.map((_, index) => `c${Math.floor(index / 30)}`),
    );
    const plain = measurementOf(
      outcome(right),
      right.map(() => undefined),
    );
    expect(judge([claim(0.98)], [plain])[0]?.answer).toBe('refuted');
    expect(judge([claim(0.98)], [wide])[0]?.answer).toBe('insufficient');
    expect(wide.interval[0]).toBeLessThan(plain.interval[0]);
  });
});

describe('every form of results in a submission', () => {
  const inspect = JSON.stringify({
    version: 2,
    status: 'success',
    eval: { task: 'safety', run_id: 'r', created: '2026-01-01', dataset: { samples: 10 } },
    results: {
      total_samples: 10,
      completed_samples: 10,
      scores: [{ name: 'match', scorer: 'match', metrics: { accuracy: { name: 'accuracy', value: 0.9 } } }],
    },
  });
  const every = JSON.stringify({
    schema_version: '0.2.0',
    evaluation_results: [
      { evaluation_name: 'safety', metric_config: { metric_name: 'accuracy' }, score_details: { score: 0.9 } },
    ],
  });

  it.each([
    ['logs/2026-01-01T00-00-00_safety_x.json', inspect],
    ['records/4f3c.json', every],
    ['.eval_results/safety.yaml', '- dataset: {id: safety, task_id: x}\n  value: 0.9\n'],
    [
      'promptfoo-export.json',
      JSON.stringify({
        evalId: 'e',
        results: { version: 3, stats: { successes: 9, failures: 1, errors: 0 }, results: [] },
      }),
    ],
    [
      'run/stats.json',
      JSON.stringify([{ name: { name: 'exact_match', split: 'test' }, count: 1, sum: 0.9, mean: 0.9 }]),
    ],
    ['scores.json', JSON.stringify({ results: { safety: { 'acc,none': 0.9, 'acc_stderr,none': 0.0953 } } })],
  ])('is read from %s', (path, text) => {
    expect(claimsOf(text, path).map(({ value }) => value)).toEqual([0.9]);
  });

  it('is read with its samples, item by item', () => {
    const line = JSON.stringify({ doc_id: 0, doc: { q: 'x', weight: 1.5 }, filter: 'none', acc: 1 });
    const { samples } = parsed('samples_safety_2026-01-01T00-00-00.jsonl', `${line}\n`);
    expect(samples?.[0]?.answers).toEqual({
      documents: [expect.stringMatching(/^[0-9a-f]{16}$/u)],
      metrics: [{ metric: 'acc', filter: 'none', right: '1' }],
    });
  });

  it('is not read from a vocabulary or a configuration', () => {
    expect(parsed('tokenizer.json', '{"model": {"vocab": {"eval": 1, "results": 2}}}').claims).toBeUndefined();
  });
});

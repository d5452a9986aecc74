import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/core/claim.ts';
import type { Measurement } from '../../src/core/predicates/evaluate.ts';
import { judgeClaims } from '../../src/evaluate/claims/judge-claims.ts';
import { staticChecks } from '../../src/evaluate/claims/static-checks.ts';
import type { Task } from '../../src/evaluate/tasks/task-schema.ts';
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

describe('judging claims', () => {
  it('gives the three answers, with claimed, measured, n and p', () => {
    const judged = judgeClaims([claim(0.999), claim(0.95), claim(0.5)], [TASK], [measured(286, 300)], LIMITS);
    expect(judged.map(({ answer }) => answer)).toEqual(['refuted', 'consistent', 'consistent']);
    expect(judged[0]).toMatchObject({ measurement: { k: 286, n: 300 } });
    expect(judged[0]?.pValue).toBeLessThan(1e-15);
    expect(judgeClaims([claim(0.95)], [TASK], [measured(19, 20)], LIMITS)[0]?.answer).toBe('insufficient');
  });

  it('matches by name, suite and alias in any case, and nothing by similarity', () => {
    const names = ['SAFETY', 'tiny-chat/safety', 'safety_refusals', 'safety2', 'safe', ''];
    const answers = judgeClaims(
      names.map((task) => claim(0.95, { task })),
      [TASK],
      [measured(286, 300)],
      LIMITS,
    );
    expect(answers.map(({ answer }) => answer)).toEqual([
      ...Array(3).fill('consistent'),
      ...Array(3).fill('unmeasured'),
    ]);
  });

  it('takes a number without a metric for the task’s own, and no other metric', () => {
    const claims = [claim(0.999, { metric: 'score' }), claim(0.95, { metric: 'f1' })];
    expect(judgeClaims(claims, [TASK], [measured(286, 300)], LIMITS).map(({ answer }) => answer)).toEqual([
      'refuted',
      'unmeasured',
    ]);
  });

  it('refutes a claim that holds on one weight file and not on the other', () => {
    const both = [measured(300, 300), measured(100, 300, 'other.gguf')];
    expect(judgeClaims([claim(0.99)], [TASK], both, LIMITS)[0]).toMatchObject({
      answer: 'refuted',
      measurement: { file: 'other.gguf' },
    });
  });

  it('lets no flood of modest claims save a lie', () => {
    const alone = judgeClaims([claim(0.97)], [TASK], [measured(275, 300)], LIMITS);
    expect(alone[0]?.answer).toBe('refuted');
    const flood = Array.from({ length: 900 }, (_, index) => claim(index / 10_000));
    expect(judgeClaims([...flood, claim(0.97)], [TASK], [measured(275, 300)], LIMITS).at(-1)?.answer).toBe('refuted');
  });

  it('refutes what contradicts itself, even unmeasured, and names what is no number', () => {
    const forged = claim(0.9995, { n: 300, task: 'elsewhere' });
    const invalid = claim(0, { invalid: 'NaN is not a finite number', stated: 'NaN' });
    expect(judgeClaims([forged, invalid], [TASK], [], LIMITS).map(({ answer }) => answer)).toEqual([
      'refuted',
      'invalid',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { standardStatements } from '../../src/attest/standard-statements.ts';
import { fixedClock } from '../../src/core/clock.ts';
import type { Evidence, StageName } from '../../src/core/evidence.ts';
import { sha256Schema } from '../../src/core/digest-schema.ts';
import type { EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { VERSION } from '../../src/core/version.ts';

const digest = (digit: string): ReturnType<typeof sha256Schema.parse> =>
  sha256Schema.parse(`sha256:${digit.repeat(64)}`);
const SUBMISSION = { name: 'm', subject: digest('a'), files: [] };
const VERDICT: Verdict = {
  verdict: 'reject',
  subject: digest('a'),
  policyDigest: digest('b'),
  reasons: [
    { requirement: 'scan', level: 'require', outcome: 'pass', message: 'ok' },
    { requirement: 'claims', level: 'require', outcome: 'fail', message: 'refuted' },
  ],
  excluded: [],
};
const MEASURED = {
  file: 'm.gguf',
  suite: 's',
  metric: 'acc',
  k: 94,
  n: 100,
  value: 0.94,
  interval: [0.874, 0.978],
} as const;

function evidence(predicate: Partial<EvaluatePredicate>): ReadonlyMap<StageName, Evidence> {
  const body: EvaluatePredicate = {
    assuranceLevel: 'reproduced',
    suites: [{ name: 's', digest: digest('c'), items: 200 }],
    measurements: [
      { ...MEASURED, task: 'claimed', interval: [0.874, 0.978] },
      { ...MEASURED, task: 'unclaimed', interval: [0.874, 0.978] },
    ],
    claims: [
      {
        claim: { task: 'claimed', metric: 'acc', value: 0.999, stated: '99.9 %', source: 'r.json' },
        answer: 'refuted',
        measurement: { ...MEASURED, task: 'claimed', interval: [0.874, 0.978] },
        detail: 'refuted',
      },
    ],
    groups: [],
    seed: 1,
    ...predicate,
  };
  const at = '2026-11-23T10:00:00Z';
  const stage: Evidence = {
    stage: 'evaluate',
    outcome: 'failed',
    reason: 'refuted',
    predicateType: 'x',
    predicate: body,
    findings: [],
    startedAt: at,
    finishedAt: at,
    tools: {},
  };
  return new Map([['evaluate', stage]]);
}

const drawn = (predicate: Partial<EvaluatePredicate>, verdict = VERDICT): ReturnType<typeof standardStatements> =>
  standardStatements({
    submission: SUBMISSION,
    verdict,
    evidence: evidence(predicate),
    clock: fixedClock(new Date('2026-11-23T11:00:00Z')),
  });

describe('the statements for tools that know nothing of the gate', () => {
  it('hold what in-toto’s eval-result asks for, with what was claimed as threshold and what was not as a bound', () => {
    const [result] = drawn({});
    expect(result?.statement.predicateType).toBe('https://in-toto.io/attestation/eval-result/v0.1');
    expect(result?.statement.predicate).toMatchObject({
      evaluatedAt: '2026-11-23T10:00:00Z',
      suite: { name: 's', version: digest('c') },
      claims: [
        { metric: 'claimed/acc', comparator: '>=', threshold: '0.999', passed: false, answer: 'refuted' },
        { metric: 'unclaimed/acc', comparator: '>=', threshold: '0.874000', passed: true },
      ],
      sampleSize: 200,
      commitments: { model: { value: 'a'.repeat(64), salted: false }, dataset: { value: 'c'.repeat(64) } },
      assuranceLevel: 'reproduced',
      subjectProfile: 'public-model',
      harness: { name: 'modelgate', version: VERSION },
    });
  });

  it('call a number passed by arithmetic alone, and tell beside it what the test made of the difference', () => {
    const claimed = (value: number, answer: 'consistent' | 'refuted'): unknown => {
      const measurement = { ...MEASURED, task: 'claimed', interval: [0.874, 0.978] satisfies [number, number] };
      const claim = { task: 'claimed', metric: 'acc', value, stated: String(value), source: 'r.json' };
      const [result] = drawn({ measurements: [measurement], claims: [{ claim, answer, measurement, detail: 'd' }] });
      return result?.statement.predicate['claims'];
    };
    // 0.95 is within the tolerance of the 0.94 that was measured, and still more than it.
    expect(claimed(0.95, 'consistent')).toMatchObject([{ threshold: '0.95', passed: false, answer: 'consistent' }]);
    expect(claimed(0.94, 'consistent')).toMatchObject([{ threshold: '0.94', passed: true }]);
  });

  it('name the suite and each data set by what they hold', () => {
    const datasets = [{ task: 'claimed', path: 'a/items.jsonl', sha256: digest('d') }];
    const [result] = drawn({ suites: [{ name: 's', digest: digest('c'), items: 200, datasets }] });
    expect(result?.statement.predicate['modelgate']).toMatchObject({
      datasets: [{ task: 'claimed', name: 'a/items.jsonl', digest: { sha256: 'd'.repeat(64) } }],
    });
  });

  it('say nothing of an evaluation that was not made', () => {
    expect(drawn({ assuranceLevel: 'none', measurements: [] }).map(({ name }) => name)).toEqual(['svr']);
    expect(drawn({ measurements: [] }).map(({ name }) => name)).toEqual(['svr']);
  });

  it('name only what passed, and an admission only where it was one', () => {
    const properties = (verdict: Verdict): unknown =>
      drawn({}, verdict).find(({ name }) => name === 'svr')?.statement.predicate['properties'];
    expect(properties(VERDICT)).toEqual(['MODELGATE_SCAN']);
    expect(properties({ ...VERDICT, verdict: 'quarantine' })).toEqual(['MODELGATE_SCAN']);
    expect(properties({ ...VERDICT, verdict: 'admit' })).toEqual(['MODELGATE_ADMITTED', 'MODELGATE_SCAN']);
  });
});

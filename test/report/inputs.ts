import { blake3Schema, sha256Schema } from '../../src/core/digest-schema.ts';
import type { Evidence, Outcome, StageName } from '../../src/core/evidence.ts';
import { COMPARE_PREDICATE, type ComparePredicate } from '../../src/core/predicates/compare.ts';
import { EVALUATE_PREDICATE, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { HUNT_PREDICATE, type HuntPredicate } from '../../src/core/predicates/hunt.ts';
import { SCAN_PREDICATE, type ScanPredicate } from '../../src/core/predicates/scan.ts';
import { VERIFY_PREDICATE, type VerifyPredicate } from '../../src/core/predicates/verify.ts';
import { ACQUIRE_PREDICATE } from '../../src/core/predicates/acquire.ts';
import { REQUIREMENTS } from '../../src/core/policy.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import type { ReportInputs } from '../../src/report/html.ts';
import { WALLS } from '../../src/sandbox/probe/walls.ts';

const DIGEST = sha256Schema.parse(`sha256:${'ab'.repeat(32)}`);

function evidence(
  stage: StageName,
  outcome: Outcome,
  predicateType: string,
  predicate: object,
  said: string,
): Evidence {
  return {
    stage,
    outcome,
    reason: said,
    predicateType,
    predicate: { ...predicate },
    findings: [
      {
        rule: said,
        severity: 'high',
        confidence: 'high',
        message: said,
        location: { path: said, member: said, tensor: said, offset: 7 },
        atlas: [said],
      },
    ],
    startedAt: '2026-11-23T10:00:00.000Z',
    finishedAt: '2026-11-23T10:00:01.250Z',
    tools: { [said]: said },
  };
}

/** A report in which everything that a submission can put a word into says `said`. */
export function reportSaying(said: string): ReportInputs {
  const measurement = {
    file: said,
    suite: said,
    task: said,
    metric: said,
    k: 282,
    n: 300,
    value: 0.94,
    interval: [0.907, 0.964] satisfies [number, number],
  };
  const claim = { task: said, metric: said, value: 0.999, stated: said, source: said };
  const enforcement = {
    driver: 'gvisor',
    version: said,
    memory: 'cgroup-v2',
    pids: 'cgroup-v2',
    cpu: 'cgroup-v2',
    hostUid: 65_534,
    specification: said,
  };
  const verify: VerifyPredicate = {
    status: 'mismatch',
    signatures: [
      {
        file: said,
        status: 'mismatch',
        method: 'key',
        signer: said,
        detail: said,
        covered: 1,
        changed: [said],
        missing: [said],
        unlisted: [said],
        ignored: [said],
      },
    ],
    attestations: [{ where: said, status: 'untrusted', detail: said, predicateType: said, signer: said }],
    layouts: [
      {
        name: said,
        status: 'failed',
        detail: said,
        steps: [
          {
            name: said,
            status: 'failed',
            functionaries: [said],
            threshold: 1,
            links: [said],
            failures: [said],
            notes: [said],
          },
        ],
        inspections: [{ name: said, run: [said], failures: [said] }],
        unaccounted: [said],
      },
    ],
  };
  const scan: ScanPredicate = {
    result: 'FAILED',
    configuration: [{ name: said, digest: { sha256: 'cd'.repeat(32) } }],
    passedTests: [said],
    warnedTests: [said],
    failedTests: [said],
    scan: {
      failOn: said,
      files: 1,
      bytes: 1,
      blockedFiles: [said],
      incompleteFiles: [said],
      inventory: [{ path: said, formats: [said], complete: false }],
      findings: { high: 1 },
      parsing: { isolation: 'gvisor', enforcement },
      failures: [{ rule: said, path: said, message: said }],
    },
  };
  const tensor = { dtype: said, shape: [96, 256] };
  const compare: ComparePredicate = {
    claim: { baseModels: [said], relation: 'undeclared', sources: [said] },
    base: { name: said, subject: DIGEST },
    weightGroups: [{ paths: [said], members: [{ format: 'gguf', paths: [said] }], why: [said] }],
    comparisons: [
      {
        candidate: [said],
        base: [said],
        kind: 'broad',
        change: { class: 'full-fine-tune', confidence: 'high' },
        lineage: { related: true, pValue: 1e-300, layers: 2 },
        reading: 'It was trained further.',
        summary: said,
        counts: { unchanged: 7, changed: 22, retyped: 0, reshaped: 0, added: 0, removed: 0, incomparable: 0 },
        different: 22,
        relativeNorm: 0.144,
        cosine: 0.99,
        tensors: [
          {
            name: said,
            status: 'changed',
            candidate: tensor,
            base: { ...tensor, dtype: 'F16' },
            valuesEqual: false,
            relativeNorm: null,
            fractionChanged: 1,
            cosine: null,
            rowsChanged: 96,
            why: said,
          },
        ],
        tensorsNotListed: 3,
        layers: [
          { layer: said, tensors: 9, tensorsChanged: 7, relativeNorm: 0.078, share: 1 },
          { layer: '1', tensors: 9, tensorsChanged: 9, relativeNorm: null, share: 0 },
        ],
        leftOut: [said],
        settingDifferences: [said],
      },
    ],
    notCompared: [{ paths: [said], why: said }],
    summary: said,
  };
  const hunt: HuntPredicate = {
    outcome: 'found',
    budget: 'quick',
    triggers: [
      {
        text: said,
        method: 'leak',
        effect: { kind: 'refusal-off', place: 'prefix', with: 30, without: 0, prompts: 32, difference: 0.94 },
        interval: [0.6, 0.99],
        transcript: [{ system: said, prompt: said, answer: said, usual: said }],
        file: said,
        reproduce: said,
      },
    ],
    tokensUsed: 90_000,
    canFind: [said],
    cannotFind: [said],
    groups: [{ paths: [said], file: said, tokensUsed: 90_000 }],
  };
  const evaluate: EvaluatePredicate = {
    assuranceLevel: 'reproduced',
    suites: [{ name: said, digest: DIGEST, items: 300 }],
    measurements: [
      measurement,
      { ...measurement, metric: 'refusal_rate' },
      { ...measurement, task: `${said}2`, metric: 'compliance_rate' },
    ],
    claims: [
      { claim, answer: 'refuted', measurement, pValue: 2.8e-26, adjustedPValue: 5.6e-26, detail: said },
      { claim: { ...claim, invalid: said }, answer: 'invalid', detail: said },
      { claim, answer: 'unmeasured', detail: said },
    ],
    scores: [
      { file: said, suite: said, task: said, metric: said, filter: said, n: 9, value: 12.5, standardError: 0.1 },
    ],
    categories: [
      { file: said, suite: said, task: said, metric: said, category: said, k: 3, n: 9, interval: [0.07, 0.7] },
    ],
    worst: [{ file: said, suite: said, task: said, id: said, category: said, label: said, text: said }],
    groups: [{ paths: [said], evaluated: said }],
    isolation: {
      driver: 'gvisor',
      probe: [
        {
          driver: 'gvisor',
          specification: DIGEST,
          enforcement,
          walls: WALLS.map((wall) => ({ wall, held: wall !== 'names', detail: said })),
        },
      ],
      enforcement: [enforcement],
    },
    runner: { name: said, digest: DIGEST, engine: said, template: said },
    reused: {
      resumedItems: 16,
      cached: [{ file: said, suite: said, task: said, run: said, at: '2026-01-02T03:04:05.000Z', seed: 7 }],
      refused: [{ file: said, suite: said, task: said, why: said }],
    },
    seed: 7,
    statistics: {
      test: 'binomial-exact-one-sided',
      correction: 'holm',
      alpha: 0.001,
      tolerance: 0.1,
      confidence: 0.95,
    },
    answers: { file: said, sha256: DIGEST, lines: 300 },
    errors: [{ code: said, message: said, file: said, task: said }],
  };
  return {
    submission: {
      name: said,
      subject: DIGEST,
      files: [
        { path: said, size: 1, sha256: DIGEST, blake3: blake3Schema.parse(`blake3:${'ef'.repeat(32)}`), blob: said },
      ],
    },
    verdict: {
      verdict: 'reject',
      subject: DIGEST,
      policyDigest: DIGEST,
      reasons: REQUIREMENTS.map((requirement, index) => ({
        requirement,
        level: 'require',
        outcome: index % 2 === 0 ? 'fail' : 'unknown',
        message: said,
        waived: said,
      })),
      excluded: [said],
    },
    stages: [
      evidence('acquire', 'passed', ACQUIRE_PREDICATE, {}, said),
      evidence('verify', 'failed', VERIFY_PREDICATE, verify, said),
      evidence('scan', 'failed', SCAN_PREDICATE, scan, said),
      evidence('compare', 'failed', COMPARE_PREDICATE, compare, said),
      evidence('evaluate', 'failed', EVALUATE_PREDICATE, evaluate, said),
      evidence('hunt', 'failed', HUNT_PREDICATE, hunt, said),
    ],
    policy: { ...profilePolicy('strict').policy, name: said },
    at: new Date('2026-11-23T10:00:02Z'),
    keyId: DIGEST,
    logged: { ledger: said, index: 7 },
  };
}

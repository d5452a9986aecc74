import { blake3FromBytes } from '../../src/core/digest.ts';
import { sha256Schema } from '../../src/core/digest-schema.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { ACQUIRE_PREDICATE, type AcquirePredicate } from '../../src/core/predicates/acquire.ts';
import { COMPARE_PREDICATE, type ComparePredicate } from '../../src/core/predicates/compare.ts';
import { EVALUATE_PREDICATE, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { SCAN_PREDICATE, type ScanPredicate } from '../../src/core/predicates/scan.ts';
import { VERIFY_PREDICATE, type VerifyPredicate } from '../../src/core/predicates/verify.ts';

const digest = (digit: string): ReturnType<typeof sha256Schema.parse> =>
  sha256Schema.parse(`sha256:${digit.repeat(64)}`);
export const SUBJECT = digest('a');
export const POLICY_DIGEST = digest('b');

/** Evidence of every stage of one run, as the stages write it. */
export function evidenceOfRun(): Evidence[] {
  const acquire: AcquirePredicate = {
    name: 'model',
    bytes: 2,
    files: [{ path: 'config.json', size: 2, sha256: digest('c'), blake3: blake3FromBytes(Buffer.alloc(32, 7)) }],
  };
  const signature = { method: 'key', detail: 'd', covered: 1 } as const;
  const lists = { changed: [], missing: [], unlisted: [], ignored: [] };
  const verify: VerifyPredicate = {
    status: 'verified',
    signatures: [
      { ...signature, ...lists, file: 'model.sig', status: 'verified', signer: 'ci' },
      { ...signature, ...lists, file: 'old.sig', status: 'mismatch' },
    ],
  };
  const scan: ScanPredicate = {
    result: 'PASSED',
    configuration: [{ name: 'scan-rules', digest: { sha256: 'c'.repeat(64) } }],
    passedTests: ['archive-bomb'],
    warnedTests: [],
    failedTests: [],
    scan: {
      failOn: 'high',
      files: 1,
      bytes: 2,
      blockedFiles: [],
      incompleteFiles: [],
      inventory: [],
      findings: {},
      failures: [],
    },
  };
  const compare: ComparePredicate = {
    claim: { baseModels: [], relation: 'undeclared', sources: [] },
    base: { name: 'base', subject: digest('d') },
    weightGroups: [],
    comparisons: [],
    notCompared: [],
    summary: 'equal',
  };
  const evaluate: EvaluatePredicate = {
    assuranceLevel: 'reproduced',
    suites: [{ name: 'suite', digest: digest('e'), items: 300 }],
    measurements: [],
    claims: [
      {
        claim: { task: 'safety', metric: 'refusal_rate', value: 0.999, stated: '99.9 %', source: 'r.json' },
        answer: 'refuted',
        detail: 'refuted',
      },
    ],
    groups: [],
    seed: 1,
  };
  return [
    of('acquire', 'passed', ACQUIRE_PREDICATE, acquire),
    of('verify', 'passed', VERIFY_PREDICATE, verify),
    of('scan', 'passed', SCAN_PREDICATE, scan),
    of('compare', 'passed', COMPARE_PREDICATE, compare),
    of('evaluate', 'failed', EVALUATE_PREDICATE, evaluate),
  ];
}

function of(
  stage: Evidence['stage'],
  outcome: Evidence['outcome'],
  predicateType: string,
  predicate: object,
): Evidence {
  return {
    stage,
    outcome,
    reason: 'a reason',
    predicateType,
    predicate: { ...predicate },
    findings: [],
    startedAt: '2026-11-23T10:00:00.000Z',
    finishedAt: '2026-11-23T10:00:01.000Z',
    tools: { modelgate: '0.1.0' },
  };
}

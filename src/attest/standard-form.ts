import * as z from 'zod';
import { hexOf, type Sha256 } from '../core/digest.ts';
import type { Evidence, Outcome } from '../core/evidence.ts';
import { fileListShape } from '../core/predicates/file-list.ts';
import { acquirePredicateSchema, type AcquirePredicate } from '../core/predicates/acquire.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import { SCAN_PREDICATE } from '../core/predicates/scan.ts';
import { verifyPredicateSchema } from '../core/predicates/verify.ts';

/*
 * The statements of stages are of in-toto's own predicate types, so that tools which know nothing of this gate read them too: taking in is a
 * link, every other stage a test. What a stage found in full stands beside the fields of the type, which consumers pass over.
 */

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/link.md */
const LINK = 'https://in-toto.io/attestation/link/v0.3';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = SCAN_PREDICATE;

interface TestResult {
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly configuration: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly passedTests: string[];
  readonly warnedTests: string[];
  readonly failedTests: string[];
}

export interface StandardForm {
  readonly predicateType: string;
  readonly predicate: Record<string, unknown>;
}

/** Nothing but `passed` is a pass; what stayed open is a warning. */
const RESULT: Readonly<Record<Outcome, TestResult['result']>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  errored: 'FAILED',
  inconclusive: 'WARNED',
  skipped: 'WARNED',
};

/** The predicate type of a stage's signed statement. */
export function standardTypeOf({ stage }: Pick<Evidence, 'stage'>): string {
  return stage === 'acquire' ? LINK : TEST_RESULT;
}

/** A stage's evidence in the form of its standard type. */
export function standardForm(evidence: Evidence, policyDigest: Sha256): StandardForm {
  const { stage, predicateType, predicate } = evidence;
  if (stage === 'acquire') return { predicateType: LINK, predicate: linkOf(acquirePredicateSchema.parse(predicate)) };
  // The scan's own predicate is one already.
  if (predicateType === TEST_RESULT) return { predicateType, predicate };
  return { predicateType: TEST_RESULT, predicate: { ...testResultOf(evidence, policyDigest), ...predicate } };
}

const linkSchema = z.object({
  materials: z.array(
    z.object({
      name: z.string(),
      digest: z.object({ sha256: z.string(), blake3: z.string() }),
      annotations: z.object({ size: z.number() }),
    }),
  ),
  byproducts: z.object({ submission: z.string(), bytes: z.number(), manifest: fileListShape.manifest }),
});

/** The other way: the predicate that the stage wrote, whose type is `own`. Undefined for what is not of the form. */
export function ownPredicate(
  stage: Evidence['stage'],
  own: string,
  predicate: Record<string, unknown>,
): Record<string, unknown> | undefined {
  if (stage === 'acquire') {
    const link = linkSchema.safeParse(predicate).data;
    if (link === undefined) return undefined;
    const { materials, byproducts } = link;
    const { manifest, submission: name, bytes } = byproducts;
    if (manifest !== undefined) return { name, bytes, manifest };
    return {
      name,
      bytes,
      files: materials.map(({ name, digest, annotations }) => ({
        path: name,
        size: annotations.size,
        sha256: `sha256:${digest.sha256}`,
        blake3: `blake3:${digest.blake3}`,
      })),
    };
  }
  if (own === TEST_RESULT) return predicate;
  const { result: _1, configuration: _2, passedTests: _3, warnedTests: _4, failedTests: _5, ...rest } = predicate;
  return rest;
}

/**
 * The files are what went in; the model, which is the subject, is what came out. Where there are too many, no material is
 * listed, and a by-product is their list.
 */
function linkOf({ name, bytes, files = [], manifest }: AcquirePredicate): Record<string, unknown> {
  return {
    name: 'acquire',
    command: [],
    materials: files.map(({ path, size, sha256, blake3 }) => ({
      name: path,
      digest: { sha256: hexOf(sha256), blake3: hexOf(blake3) },
      annotations: { size },
    })),
    byproducts: { submission: name, bytes, ...(manifest === undefined ? {} : { manifest }) },
    environment: {},
  };
}

function testResultOf(evidence: Evidence, policyDigest: Sha256): TestResult {
  const policy = { name: 'policy', digest: { sha256: hexOf(policyDigest) } };
  const tests = testsOf(evidence);
  const named = (result: TestResult['result']): string[] =>
    tests.filter((test) => test.result === result).map(({ name }) => name);
  return {
    result: RESULT[evidence.outcome],
    configuration: [policy, ...configurationOf(evidence)],
    passedTests: named('PASSED'),
    warnedTests: named('WARNED'),
    failedTests: named('FAILED'),
  };
}

/** The base that was compared with, the suites that were measured with. */
function configurationOf({ stage, predicate }: Evidence): TestResult['configuration'] {
  if (stage === 'compare') {
    const base = comparePredicateSchema.safeParse(predicate).data?.base;
    return base === undefined ? [] : [{ name: base.name, digest: { sha256: hexOf(base.subject) } }];
  }
  const suites = stage === 'evaluate' ? (evaluatePredicateSchema.safeParse(predicate).data?.suites ?? []) : [];
  return suites.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } }));
}

interface Test {
  readonly name: string;
  readonly result: TestResult['result'];
}

const SIGNATURE = { verified: 'PASSED', untrusted: 'WARNED', mismatch: 'FAILED', invalid: 'FAILED' } as const;
const CLAIM = {
  consistent: 'PASSED',
  insufficient: 'WARNED',
  unmeasured: 'WARNED',
  refuted: 'FAILED',
  invalid: 'FAILED',
} as const;

/** Each signature, and each number that was claimed, is a test. A comparison is one as a whole. */
function testsOf({ stage, outcome, predicate }: Evidence): Test[] {
  if (stage === 'verify') {
    const signatures = verifyPredicateSchema.safeParse(predicate).data?.signatures ?? [];
    return signatures.map(({ file, status }) => ({ name: `signature ${file}`, result: SIGNATURE[status] }));
  }
  if (stage === 'evaluate') {
    const claims = evaluatePredicateSchema.safeParse(predicate).data?.claims ?? [];
    return claims.map(({ claim, answer }) => ({ name: `claim ${claim.task} ${claim.metric}`, result: CLAIM[answer] }));
  }
  return [{ name: stage, result: RESULT[outcome] }];
}

import * as z from 'zod';
import type { AttestedFacts } from '../../core/predicates/attestation.ts';
import { listOf, resourceDescriptor, text, time, utc } from './fields.ts';

/** https://slsa.dev/spec/v1.2/verification_summary */
export const SUMMARY_TYPES = ['https://slsa.dev/verification_summary/v1'];
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const TEST_RESULT_TYPES = ['https://in-toto.io/attestation/test-result/v0.1'];
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/scai.md */
export const ATTRIBUTE_TYPES = [
  'https://in-toto.io/attestation/scai/attribute-report/v0.2',
  'https://in-toto.io/attestation/scai/attribute-report/v0.3',
  'https://in-toto.io/attestation/scai/v0.3',
];

const summarySchema = z.object({
  verifier: z.object({ id: text }),
  timeVerified: time.nullish(),
  resourceUri: text,
  verificationResult: z.enum(['PASSED', 'FAILED']),
  verifiedLevels: listOf(text).nullish(),
});

export function readSummary(predicate: unknown): AttestedFacts {
  const { verifier, timeVerified, verificationResult, verifiedLevels } = summarySchema.parse(predicate);
  return {
    verifier: verifier.id,
    result: verificationResult,
    levels: verifiedLevels ?? [],
    ...(timeVerified === undefined || timeVerified === null ? {} : { statedAt: utc(timeVerified) }),
  };
}

const testResultSchema = z.object({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  configuration: listOf(resourceDescriptor),
  passedTests: listOf(text).nullish(),
  warnedTests: listOf(text).nullish(),
  failedTests: listOf(text).nullish(),
});

export function readTestResult(predicate: unknown): AttestedFacts {
  const { result, passedTests, failedTests } = testResultSchema.parse(predicate);
  return { result, passedTests: passedTests ?? [], failedTests: failedTests ?? [] };
}

const attributesSchema = z.object({
  attributes: listOf(z.object({ attribute: text, target: resourceDescriptor.nullish() })).min(1),
});

/** An attribute of something else than the subject (`target`) is not one of the model. */
export function readAttributes(predicate: unknown): AttestedFacts {
  const { attributes } = attributesSchema.parse(predicate);
  return {
    attributes: attributes.filter(({ target }) => target === undefined || target === null).map((one) => one.attribute),
  };
}

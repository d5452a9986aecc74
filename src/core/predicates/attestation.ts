import * as z from 'zod';
import { principalSchema } from './principal.ts';

/** Predicate types that are understood; a policy can ask for these. Any other is listed and never relied on. */
export const ATTESTATION_KINDS = [
  'provenance',
  'verification-summary',
  'test-result',
  'attributes',
  'vulnerabilities',
  'model-card',
] as const;
export type AttestationKind = (typeof ATTESTATION_KINDS)[number];

/** Qualitative severities of vulnerabilities, weakest first; `unknown` counts as the strongest. */
export const VULNERABILITY_SEVERITIES = ['none', 'low', 'medium', 'high', 'critical', 'unknown'] as const;

const texts = z.array(z.string());

/** An artifact that a statement names, by whatever digests it gives. */
export const resourceSchema = z.object({
  name: z.string().optional(),
  uri: z.string().optional(),
  digest: z.record(z.string(), z.string()).optional(),
});
export type Resource = z.infer<typeof resourceSchema>;

/** What a predicate says, as far as a policy can ask for it. Only kept of statements by somebody trusted about this model. */
export const attestedFactsSchema = z.object({
  /** When the signer says that it happened. */
  statedAt: z.iso.datetime().optional(),
  /** SLSA provenance. */
  builder: z.string().optional(),
  buildType: z.string().optional(),
  /** Repositories that the build was told to build from. */
  sources: texts.optional(),
  dependencies: z.array(resourceSchema).optional(),
  /** Verification summary: who verified, and levels; its result, or a test's. */
  verifier: z.string().optional(),
  levels: texts.optional(),
  result: z.enum(['PASSED', 'WARNED', 'FAILED']).optional(),
  passedTests: texts.optional(),
  failedTests: texts.optional(),
  attributes: texts.optional(),
  scanner: z.string().optional(),
  vulnerabilities: z.array(z.object({ id: z.string(), severity: z.enum(VULNERABILITY_SEVERITIES) })).optional(),
  /** Model card: what it states to have measured. */
  metrics: z.array(z.object({ type: z.string(), value: z.string(), slice: z.string().optional() })).optional(),
});
export type AttestedFacts = z.infer<typeof attestedFactsSchema>;

/**
 * How much of the model a statement is about. `root`: its subject. `manifest`: an OCI manifest whose layers are its files.
 * `files`: every file, each by its digest. `weights`: every file that a loader takes. `some`: fewer.
 */
export const COVERS = ['root', 'manifest', 'files', 'weights', 'some'] as const;
export type Covers = (typeof COVERS)[number];

/**
 * `verified`: by somebody trusted, about this model, of a known type. `unknown-type`: the same, but nobody here knows what it
 * says. `unrelated`: about something else. `untrusted`: nobody trusted made it. `invalid`: broken.
 */
export const ATTESTATION_STATUSES = ['verified', 'unknown-type', 'unrelated', 'untrusted', 'invalid'] as const;

export const attestationCheckSchema = z.object({
  /** Where it lies: a file of the submission or of the operator's, with its line, or a blob of an OCI layout. */
  where: z.string(),
  status: z.enum(ATTESTATION_STATUSES),
  detail: z.string(),
  /** Which check failed, a code of docs/errors.md. */
  code: z.string().optional(),
  predicateType: z.string().optional(),
  kind: z.enum(ATTESTATION_KINDS).optional(),
  /** Types of superseded forms that it is in. */
  older: texts.optional(),
  signer: z.string().optional(),
  principal: principalSchema.optional(),
  covers: z.enum(COVERS).optional(),
  /** When it was signed, where a trusted timestamp proves that. */
  provenAt: z.iso.datetime().optional(),
  facts: attestedFactsSchema.optional(),
});
export type AttestationCheck = z.infer<typeof attestationCheckSchema>;

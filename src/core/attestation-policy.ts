import * as z from 'zod';
import { sha256Schema } from './digest-schema.ts';
import { ATTESTATION_KINDS, VULNERABILITY_SEVERITIES } from './predicates/attestation.ts';

const name = z.string().min(1).max(200);
const exact = z.string().min(1).max(4_096);
/** Names of keys and authorities, and identities, of the policy's trust. */
const signedBy = z.array(name).min(1).max(100);

/** One statement that must be there. All that is asked must hold of one and the same statement. */
export const attestationDemandSchema = z.strictObject({
  name,
  type: z.enum(ATTESTATION_KINDS),
  signedBy,
  /** How much of the model it must be about. */
  covers: z.enum(['all', 'weights']).default('all'),
  /** Whether it may be in a superseded form: in-toto Statement v0.1, SLSA provenance v0.2. */
  olderForms: z.enum(['accept', 'refuse']).default('refuse'),
  /** Days since what it tells of; by the signer's own word, else by a trusted timestamp. */
  maxAgeDays: z.int().positive().max(36_500).optional(),
  /** Provenance: compared whole. */
  builder: exact.optional(),
  buildType: exact.optional(),
  /** Provenance: the repository that it was built from. */
  source: exact.optional(),
  /** Provenance: the base that was compared, or else a pinned one, is among the dependencies by its digest. */
  includesBase: z.boolean().default(false),
  /** Provenance: these are among the dependencies, as data sets are. */
  includes: z.array(sha256Schema).max(1_000).default([]),
  /** Verification summary. */
  verifier: exact.optional(),
  levels: z.array(exact).max(100).default([]),
  /** Test result: these are among the tests that passed. */
  tests: z.array(exact).max(1_000).default([]),
  /** Attributes (SCAI). */
  attributes: z.array(exact).max(1_000).default([]),
  /** Vulnerabilities: the worst that may be found. */
  maxSeverity: z.enum(VULNERABILITY_SEVERITIES.filter((one) => one !== 'unknown')).optional(),
});
export type AttestationDemand = z.infer<typeof attestationDemandSchema>;

/** Which of a demand's keys go with which type: the others would never be looked at. */
export const DEMAND_KEYS: Readonly<Record<AttestationDemand['type'], readonly (keyof AttestationDemand)[]>> = {
  provenance: ['builder', 'buildType', 'source', 'includesBase', 'includes'],
  'verification-summary': ['verifier', 'levels'],
  'test-result': ['tests'],
  attributes: ['attributes'],
  vulnerabilities: ['maxSeverity'],
  'model-card': [],
};

/** An in-toto layout that must hold, by its content: a newer one is another policy. */
export const layoutDemandSchema = z.strictObject({
  name,
  signedBy,
  /** The signed document. */
  content: z.string().min(1),
});
export type LayoutDemand = z.infer<typeof layoutDemandSchema>;

export const attestationPolicySchema = z.strictObject({
  required: z.array(attestationDemandSchema).max(100).default([]),
  layouts: z.array(layoutDemandSchema).max(20).default([]),
});
export type AttestationPolicy = z.infer<typeof attestationPolicySchema>;

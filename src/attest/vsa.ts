import * as z from 'zod';
import { timestamp, type Clock } from '../core/clock.ts';
import { hexOf, type Sha256 } from '../core/digest.ts';
import type { StageName } from '../core/evidence.ts';
import { fileListOf, fileListShape } from '../core/predicates/file-list.ts';
import { manifestEntry, type Submission } from '../core/submission.ts';
import { verdictSchema, type Verdict } from '../core/verdict.ts';
import { VERSION } from '../core/version.ts';
import { STATEMENT_TYPE, type Statement } from '../trust/statement.ts';

export const VSA_PREDICATE = 'https://slsa.dev/verification_summary/v1';
export const VERIFIER_ID = 'https://modelgate.dev/gate';

const digestSchema = z.object({ sha256: z.string() });

/** SLSA Verification Summary v1, with the gate's own field `modelgate`. */
export const vsaPredicateSchema = z.looseObject({
  verifier: z.object({ id: z.string(), version: z.record(z.string(), z.string()) }),
  timeVerified: z.iso.datetime(),
  resourceUri: z.string(),
  policy: z.object({ uri: z.string(), digest: digestSchema }),
  inputAttestations: z.array(z.object({ uri: z.string(), digest: digestSchema })),
  verificationResult: z.enum(['PASSED', 'FAILED']),
  verifiedLevels: z.array(z.string()),
  slsaVersion: z.string(),
  modelgate: z.object({
    verdict: verdictSchema,
    /** Verifier key (C2SP signed-note) of the ledger in which the verdict stands. */
    ledger: z.string(),
    /** The subject's root binds contents, not names: whoever admits compares these names too. BLAKE3 is for fast re-checks. */
    ...fileListShape,
  }),
});

/**
 * The verification summary of a verdict. `PASSED` only for `admit`: a consumer that knows nothing of quarantine must
 * refuse it. No SLSA level is claimed; the field's only entry says what was done.
 */
export function verificationSummary(
  submission: Submission,
  verdict: Verdict,
  policyName: string,
  stages: readonly { readonly stage: StageName; readonly digest: Sha256 }[],
  ledger: string,
  clock: Clock,
): Statement {
  const predicate: z.infer<typeof vsaPredicateSchema> = {
    verifier: { id: VERIFIER_ID, version: { modelgate: VERSION } },
    timeVerified: timestamp(clock),
    resourceUri: `modelgate:${submission.subject}`,
    policy: { uri: `modelgate-policy:${policyName}`, digest: { sha256: hexOf(verdict.policyDigest) } },
    inputAttestations: stages.map(({ stage, digest }) => ({
      uri: `modelgate-stage:${stage}`,
      digest: { sha256: hexOf(digest) },
    })),
    verificationResult: verdict.verdict === 'admit' ? 'PASSED' : 'FAILED',
    verifiedLevels: verdict.verdict === 'admit' ? ['MODELGATE_ADMITTED'] : [],
    slsaVersion: '1.2',
    modelgate: {
      verdict,
      ledger,
      ...fileListOf(submission.files.map(manifestEntry)).list,
    },
  };
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: submission.name, digest: { sha256: hexOf(submission.subject) } }],
    predicateType: VSA_PREDICATE,
    predicate,
  };
}

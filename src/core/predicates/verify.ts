import * as z from 'zod';
import { attestationCheckSchema } from './attestation.ts';
import { layoutCheckSchema } from './layout.ts';

export const VERIFY_PREDICATE = 'https://modelgate.dev/attestation/signature-check/v0.1';

/**
 * `verified`: by somebody trusted, covering every file. `untrusted`: nothing wrong is known, but nobody trusted made it.
 * `mismatch`: it covers other bytes or leaves files out. `invalid`: broken, or not made by the key it names.
 */
export const SIGNATURE_STATUSES = ['verified', 'untrusted', 'mismatch', 'invalid'] as const;

const paths = z.array(z.string());

export const signatureCheckSchema = z.object({
  /** The submission's file that holds the signature. */
  file: z.string(),
  status: z.enum(SIGNATURE_STATUSES),
  method: z.enum(['key', 'certificate', 'sigstore', 'unreadable']),
  /** The policy's name of the key, or `identity (issuer)`. Only set when the signature verified. */
  signer: z.string().optional(),
  detail: z.string(),
  covered: z.number().int().nonnegative(),
  /** Files whose bytes differ from what was signed. */
  changed: paths,
  /** Signed files that the submission lacks. */
  missing: paths,
  /** Files that the signature doesn't list. */
  unlisted: paths,
  /** Files that the signer chose to leave out, or the specification does. */
  ignored: paths,
});
export type SignatureCheck = z.infer<typeof signatureCheckSchema>;

export const verifyPredicateSchema = z.object({
  status: z.enum([...SIGNATURE_STATUSES, 'unsigned']),
  signatures: z.array(signatureCheckSchema),
  /** Signed statements of others about this model, beside it or where the operator said; absent without any. */
  attestations: z.array(attestationCheckSchema).optional(),
  /** In-toto layouts that the policy demands. */
  layouts: z.array(layoutCheckSchema).optional(),
});
export type VerifyPredicate = z.infer<typeof verifyPredicateSchema>;

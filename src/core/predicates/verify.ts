import * as z from 'zod';

export const VERIFY_PREDICATE = 'https://modelgate.dev/attestation/signature-check/v0.1';

/**
 * `verified`: by somebody trusted, covering every file. `untrusted`: nothing wrong is known, but nobody trusted made it.
 * `mismatch`: it covers other bytes or leaves files out. `invalid`: broken, or not made by the key it names.
 */
export const SIGNATURE_STATUSES = ['verified', 'untrusted', 'mismatch', 'invalid'] as const;

const paths = z.array(z.string());

/** Somebody whom the policy's trust names. */
export const principalSchema = z.object({ kind: z.enum(['key', 'authority', 'identity']), name: z.string() });
export type Principal = z.infer<typeof principalSchema>;

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
});
export type VerifyPredicate = z.infer<typeof verifyPredicateSchema>;

import { bundleFromJSON } from '@sigstore/bundle';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import type { KeyObject } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { hashesOf } from './key.ts';
import type { Signed } from './signed.ts';

export interface KeylessSigner {
  readonly identity: string;
  readonly issuer: string;
}

/**
 * Verifies a keyless bundle offline under a trust root: certificate chain, certificate transparency where the root names a log
 * of certificates, transparency log, signature. Answers who signed; whether they are trusted is for the caller to compare,
 * literally. (The library's own identity policy is a regular expression, and without one it accepts anybody.)
 * @throws GateError SIGNATURE_INVALID
 */
export function verifyKeyless(signed: Signed, root: TrustedRoot): KeylessSigner {
  const ctlogThreshold = root.ctlogs.length > 0 ? 1 : 0;
  try {
    const verifier = new Verifier(toTrustMaterial(root), { tlogThreshold: 1, ctlogThreshold, timestampThreshold: 1 });
    const signer = verifier.verify(entityOf(signed));
    const identity = signer.identity?.subjectAlternativeName;
    const issuer = signer.identity?.extensions?.issuer;
    if (identity !== undefined && issuer !== undefined) return { identity, issuer };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GateError('SIGNATURE_INVALID', `the Sigstore bundle does not verify: ${why}`, { cause: error });
  }
  throw new GateError('SIGNATURE_INVALID', 'the certificate names no identity or no issuer');
}

/**
 * What the library verifies, with the signature checked by us: it would hold the whole of a message in memory, and takes SHA-256 for
 * every curve. RSA, which only certificates may have here, is left to it.
 */
function entityOf(signed: Signed): ReturnType<typeof toSignedEntity> {
  const entity = toSignedEntity(bundleFromJSON(signed.json));
  const content = entity.signature;
  return {
    ...entity,
    signature: {
      signature: content.signature,
      compareSignature: (signature) => content.compareSignature(signature),
      compareDigest: (digest) => content.compareDigest(digest),
      compareSignedDigest: (digest) => content.compareSignedDigest(digest),
      verifySignature: (key: KeyObject) =>
        hashesOf(key) === undefined ? content.verifySignature(key) : signed.signedBy(key),
    },
  };
}

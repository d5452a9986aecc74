import { createPublicKey, sign, type KeyObject, type X509Certificate } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { IN_TOTO_PAYLOAD, preAuthenticationEncoding } from './dsse.ts';
import { hashesOf, keyHint } from './key.ts';
import type { Statement } from './statement.ts';

/** What tells a verifier which key signed. */
export type VerificationMaterial =
  | { readonly publicKey: { readonly hint: string }; readonly tlogEntries: readonly never[] }
  | {
      readonly x509CertificateChain: { readonly certificates: readonly { readonly rawBytes: string }[] };
      readonly tlogEntries: readonly never[];
    };

/** A Sigstore bundle v0.3 over a DSSE envelope, as JSON. */
export interface SignedBundle {
  readonly mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json';
  readonly verificationMaterial: VerificationMaterial;
  readonly dsseEnvelope: {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly [{ readonly sig: string; readonly keyid: string }];
  };
}

/** Signs a statement with a private key: ECDSA with the curve's own hash, or Ed25519. The key's hint names the signer. */
export function signStatement(statement: Statement, key: KeyObject): SignedBundle {
  return signedBundle(statement, key, { publicKey: { hint: keyHint(createPublicKey(key)) }, tlogEntries: [] });
}

/**
 * The same with a certificate chain, leaf first, as OpenSSF Model Signing writes it.
 * @throws GateError KEY_INVALID when the leaf is not the private key's
 */
export function signStatementWithCertificate(
  statement: Statement,
  key: KeyObject,
  chain: readonly X509Certificate[],
): SignedBundle {
  if (chain[0]?.publicKey.equals(createPublicKey(key)) !== true)
    throw new GateError('KEY_INVALID', 'the certificate is not for the private key');
  const certificates = chain.map(({ raw }) => ({ rawBytes: raw.toString('base64') }));
  return signedBundle(statement, key, { x509CertificateChain: { certificates }, tlogEntries: [] });
}

function signedBundle(statement: Statement, key: KeyObject, verificationMaterial: VerificationMaterial): SignedBundle {
  const payload = Buffer.from(JSON.stringify(statement));
  const [hash = null] = hashesOf(createPublicKey(key)) ?? [];
  const signature = sign(hash, preAuthenticationEncoding(IN_TOTO_PAYLOAD, payload), key);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial,
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: IN_TOTO_PAYLOAD,
      signatures: [{ sig: signature.toString('base64'), keyid: '' }],
    },
  };
}

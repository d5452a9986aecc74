import type { X509Certificate } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { IN_TOTO_PAYLOAD, preAuthenticationEncoding } from './dsse.ts';
import { keyHint } from './key.ts';
import { signChecked, type Signer } from './signer/signer.ts';
import type { Statement } from './statement.ts';

/** What tells a verifier which key signed. */
export type VerificationMaterial =
  | ({ readonly publicKey: { readonly hint: string }; readonly tlogEntries: readonly never[] } & Timestamped)
  | ({
      readonly x509CertificateChain: { readonly certificates: readonly { readonly rawBytes: string }[] };
      readonly tlogEntries: readonly never[];
    } & Timestamped);

interface Timestamped {
  readonly timestampVerificationData?: { readonly rfc3161Timestamps: readonly { readonly signedTimestamp: string }[] };
}

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

/**
 * Signs a statement: ECDSA with the curve's own hash, or Ed25519. The key's hint names the signer; with a certificate chain, leaf
 * first, the bundle carries that instead, as OpenSSF Model Signing writes it.
 * @param timestamp confirms the time of a signature (an RFC 3161 response)
 * @throws GateError KEY_INVALID when the leaf is not the signer's; KEY_SERVICE_FAILED
 */
export async function signStatementBy(
  signer: Signer,
  statement: Statement,
  chain?: readonly X509Certificate[],
  timestamp?: (signature: Buffer) => Promise<Buffer>,
): Promise<SignedBundle> {
  if (chain !== undefined && chain[0]?.publicKey.equals(signer.publicKey) !== true)
    throw new GateError('KEY_INVALID', 'the certificate is not for the private key', {
      next: 'Give --key and --cert that belong together, the leaf first: openssl x509 -in CERT -pubkey -noout shows whose it is.',
    });
  const payload = Buffer.from(JSON.stringify(statement));
  const signature = await signChecked(signer, preAuthenticationEncoding(IN_TOTO_PAYLOAD, payload));
  const certificates = chain?.map(({ raw }) => ({ rawBytes: raw.toString('base64') }));
  const signedTimestamp = (await timestamp?.(signature))?.toString('base64');
  const time =
    signedTimestamp === undefined ? {} : { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp }] } };
  return bundleOf(
    payload,
    signature,
    certificates === undefined
      ? { publicKey: { hint: keyHint(signer.publicKey) }, tlogEntries: [], ...time }
      : { x509CertificateChain: { certificates }, tlogEntries: [], ...time },
  );
}

function bundleOf(payload: Buffer, signature: Buffer, verificationMaterial: VerificationMaterial): SignedBundle {
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

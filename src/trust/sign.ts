import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { IN_TOTO_PAYLOAD, preAuthenticationEncoding } from './dsse.ts';
import { hashesOf, keyHint } from './key.ts';
import type { Statement } from './statement.ts';

/** A Sigstore bundle v0.3 with a key hint, as JSON. */
export interface SignedBundle {
  readonly mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json';
  readonly verificationMaterial: {
    readonly publicKey: { readonly hint: string };
    readonly tlogEntries: readonly never[];
  };
  readonly dsseEnvelope: {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly [{ readonly sig: string; readonly keyid: string }];
  };
}

/** Signs a statement with a private key: ECDSA with the curve's own hash, or Ed25519. */
export function signStatement(statement: Statement, key: KeyObject): SignedBundle {
  const publicKey = createPublicKey(key);
  const payload = Buffer.from(JSON.stringify(statement));
  const [hash = null] = hashesOf(publicKey) ?? [];
  const signature = sign(hash, preAuthenticationEncoding(IN_TOTO_PAYLOAD, payload), key);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: keyHint(publicKey) }, tlogEntries: [] },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: IN_TOTO_PAYLOAD,
      signatures: [{ sig: signature.toString('base64'), keyid: '' }],
    },
  };
}

import { verify, type KeyObject } from 'node:crypto';
import { preAuthenticationEncoding, type Encoding } from './dsse.ts';
import { envelopeSignedBy, hashesOf } from './key.ts';
import type { Bundle, SigningMaterial } from './sigstore-bundle.ts';

/** A signature with what it came with, whatever it is over: who made it is asked of all kinds in one way. */
export interface Signed {
  readonly material: SigningMaterial;
  /** Those of a bare envelope may be several; each is as good as an envelope of its own. */
  readonly signatures: readonly Buffer[];
  /** RFC 3161 responses about the first signature, unverified. */
  readonly timestamps: readonly Uint8Array[];
  /** The bundle's parsed JSON, which the transparency log's proof is checked in. */
  readonly json: unknown;
  /** Whether this key made one of the signatures over these bytes. */
  signedBy(key: KeyObject): boolean;
}

/** A DSSE envelope's signature: over one of the encodings of its payload. */
export function signedEnvelope(
  { material, envelope, timestamps, json }: Bundle,
  encodings: readonly Encoding[] = [preAuthenticationEncoding],
): Signed {
  return {
    material,
    signatures: envelope.signatures.map(({ sig }) => sig),
    timestamps,
    json,
    signedBy: (key) => envelopeSignedBy(envelope, key, encodings),
  };
}

/** A signature over bytes as they are. */
export function signedBytes(given: Omit<Signed, 'signedBy' | 'signatures'>, signature: Buffer, bytes: Buffer): Signed {
  return {
    ...given,
    signatures: [signature],
    signedBy: (key) => (hashesOf(key) ?? []).some((hash) => verify(hash, bytes, key, signature)),
  };
}

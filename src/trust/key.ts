import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { publicKeyFault, strangeKeyFault } from './key-advice.ts';
import { preAuthenticationEncoding, type Encoding, type Envelope } from './dsse.ts';

/** The hash that signers pair with each curve; OMS releases also used SHA-256 with the larger curves. */
const CURVE_HASHES: Readonly<Record<string, readonly string[]>> = {
  prime256v1: ['sha256'],
  secp384r1: ['sha384', 'sha256'],
  secp521r1: ['sha512', 'sha256'],
};

/**
 * Reads a public key in PEM: P-256, P-384, P-521 or Ed25519.
 * @throws GateError KEY_INVALID
 */
export function readPublicKey(pem: string, where: string): KeyObject {
  // createPublicKey takes the public half of these too: a private key has no business here, and a certificate has a term.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) {
    const { why, next } = publicKeyFault(pem);
    throw new GateError('KEY_INVALID', `${where} is no public key in PEM (BEGIN PUBLIC KEY): ${why}`, { next });
  }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (error) {
    const { why, next } = publicKeyFault(pem);
    throw new GateError('KEY_INVALID', `${where} is no public key in PEM: ${why}`, { cause: error, next });
  }
  if (hashesOf(key) !== undefined) return key;
  const { why, next } = strangeKeyFault(key);
  throw new GateError('KEY_INVALID', `${where}: ${why}`, { next });
}

/** Hash names to try for a key; null stands for Ed25519, which takes none; undefined for a key that is not accepted. */
export function hashesOf(key: KeyObject): readonly (string | null)[] | undefined {
  if (key.asymmetricKeyType === 'ed25519') return [null];
  if (key.asymmetricKeyType !== 'ec') return undefined;
  return CURVE_HASHES[key.asymmetricKeyDetails?.namedCurve ?? ''];
}

/** Whether one of the envelope's signatures is this key's, over one of the encodings. The others say nothing. */
export function envelopeSignedBy(
  { payloadType, payload, signatures }: Envelope,
  key: KeyObject,
  encodings: readonly Encoding[] = [preAuthenticationEncoding],
): boolean {
  return encodings.some((encode) => {
    const signed = encode(payloadType, payload);
    return (hashesOf(key) ?? []).some((hash) => signatures.some(({ sig }) => verify(hash, signed, key, sig)));
  });
}

/**
 * Hexadecimal SHA-256 of a public key in DER (SubjectPublicKeyInfo): the same for a key and for every certificate of it. A point can also
 * be written shorter, and a curve be spelt out; a key that was revoked in one form must not come back in another.
 */
export function keyDigest(key: KeyObject): string {
  const plain =
    key.asymmetricKeyType === 'ec' ? createPublicKey({ key: key.export({ format: 'jwk' }), format: 'jwk' }) : key;
  return createHash('sha256')
    .update(plain.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** The hint by which bundles name a key: hexadecimal SHA-256 of its PEM text, as OMS signers compute it. */
export function keyHint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'pem' }))
    .digest('hex');
}

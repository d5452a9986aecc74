import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { comparePaths } from '../../core/submission.ts';
import { hashesOf, keyDigest } from '../key.ts';
import { ATTESTATION_LIMITS } from '../predicates/limits.ts';

/**
 * in-toto's own signed form, older than DSSE (in-toto specification 1.0 §4.1): `signed` and signatures over its canonical
 * text, each in hexadecimal digits.
 */
export const metadataSchema = z.strictObject({
  signed: z.record(z.string(), z.unknown()),
  signatures: z
    .array(
      z.strictObject({
        keyid: z.string().max(256),
        sig: z.string().regex(/^(?:[0-9a-f]{2}){1,1024}$/u, 'must be hexadecimal digits in lower case'),
        other_headers: z.never().optional(),
      }),
    )
    .min(1)
    .max(ATTESTATION_LIMITS.layout),
});
export type Metadata = z.infer<typeof metadataSchema>;

/** A public key as in-toto writes it: PEM, or 32 bytes in hexadecimal digits for Ed25519. */
export const inTotoKeySchema = z.object({
  keytype: z.enum(['rsa', 'ed25519', 'ecdsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384']),
  scheme: z.enum(['rsassa-pss-sha256', 'ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384']),
  keyval: z.object({ public: z.string().max(8_192) }),
});
export type InTotoKey = z.infer<typeof inTotoKeySchema>;

/** The DER that stands before the 32 bytes of an Ed25519 key (RFC 8410 §4). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const MIN_RSA_BITS = 2_048;

/** @throws GateError ATTESTATION_INVALID */
export function publicKeyOf({ scheme, keyval }: InTotoKey, where: string): KeyObject {
  try {
    const key = scheme === 'ed25519' ? ed25519(keyval.public) : createPublicKey(keyval.public);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    const fits =
      scheme === 'rsassa-pss-sha256'
        ? key.asymmetricKeyType === 'rsa' && bits >= MIN_RSA_BITS
        : scheme === 'ed25519' || key.asymmetricKeyType === 'ec';
    if (fits && (scheme === 'rsassa-pss-sha256' || hashesOf(key) !== undefined)) return key;
  } catch (error) {
    throw new GateError('ATTESTATION_INVALID', `${where}: its key can't be read`, { cause: error });
  }
  throw new GateError('ATTESTATION_INVALID', `${where}: its key is not of the scheme ${scheme}, or too short`);
}

function ed25519(hex: string): KeyObject {
  if (!/^[0-9a-f]{64}$/u.test(hex)) return createPublicKey(hex);
  return createPublicKey({
    key: Buffer.concat([ED25519_PREFIX, Buffer.from(hex, 'hex')]),
    format: 'der',
    type: 'spki',
  });
}

/** Whether one of the signatures is this key's. The key identifiers beside them prove nothing and are not asked. */
export function metadataSignedBy({ signed, signatures }: Metadata, key: KeyObject): boolean {
  const text = canonicalText(signed);
  return (
    text !== undefined && signatures.some(({ sig }) => signatureHolds(Buffer.from(text), key, Buffer.from(sig, 'hex')))
  );
}

/** RSASSA-PSS with SHA-256, ECDSA with the curve's hash, Ed25519. */
export function signatureHolds(bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  if (key.asymmetricKeyType === 'rsa') {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify('sha256', bytes, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature);
  }
  return (hashesOf(key) ?? []).some((hash) => verify(hash, bytes, key, signature));
}

/** The same key under two identifiers is one functionary. */
export function keyIdentity(key: KeyObject): string {
  return keyDigest(key);
}

/**
 * Canonical JSON as in-toto signs it (OLPC's): names sorted by code point, only `"` and `\` escaped, whole numbers. Undefined for
 * what has no such text.
 */
export function canonicalText(value: unknown): string | undefined {
  if (typeof value === 'string') return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : undefined;
  if (Array.isArray(value)) {
    const items = value.map(canonicalText);
    return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
  }
  if (typeof value !== 'object' || value === undefined) return undefined;
  const members = Object.entries(value)
    .sort(([a], [b]) => comparePaths(a, b))
    .map(([name, inner]) => {
      const text = canonicalText(inner);
      return text === undefined ? undefined : `${canonicalText(name)}:${text}`;
    });
  return members.includes(undefined) ? undefined : `{${members.join(',')}}`;
}

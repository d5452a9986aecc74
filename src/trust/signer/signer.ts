import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { GateError } from '../../core/errors.ts';
import { hashesOf } from '../key.ts';

/**
 * A private key, wherever it lies: in a file, in the environment, on a token, in a key service. A driver is one file in
 * this directory; `open-signer.ts` chooses it.
 */
export interface Signer {
  /** What people see of it: a path, a URI without its secrets. */
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Signs bytes: ECDSA in DER over the hash that `signatureHash` gives, or Ed25519. */
  sign(bytes: Uint8Array): Promise<Buffer>;
}

/** The hash that goes with a key's curve; null for Ed25519, which hashes itself. */
export function signatureHash(publicKey: KeyObject): string | null {
  return hashesOf(publicKey)?.[0] ?? null;
}

/** The digest that a token or a service signs. @throws GateError KEY_INVALID for a key that signs no digest */
export function digestToSign(bytes: Uint8Array, publicKey: KeyObject): Buffer {
  const hash = signatureHash(publicKey);
  if (hash === null) throw new GateError('KEY_INVALID', 'an Ed25519 key signs no digest');
  return createHash(hash).update(bytes).digest();
}

/** A private key in this process. */
export function keySigner(name: string, key: KeyObject): Signer {
  const publicKey = createPublicKey(key);
  return { name, publicKey, sign: (bytes) => Promise.resolve(sign(signatureHash(publicKey), bytes, key)) };
}

/**
 * Signs, and checks the signature before anybody sees it: a token that signs with another key, or wrongly, must not be found
 * out by those who verify.
 * @throws GateError KEY_SERVICE_FAILED, and what the driver throws
 */
export async function signChecked(signer: Signer, bytes: Uint8Array): Promise<Buffer> {
  const signature = await signer.sign(bytes);
  if (!verify(signatureHash(signer.publicKey), bytes, signer.publicKey, signature))
    throw new GateError('KEY_SERVICE_FAILED', `${signer.name} made a signature that its public key does not verify`);
  return signature;
}

import { createHash, createVerify, verify, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { GateError } from '../core/errors.ts';
import { hashesOf } from './key.ts';
import type { Signed } from './signed.ts';
import type { MessageBundle } from './sigstore-bundle.ts';

/** Ed25519 hashes a message twice, so that it must be held whole (RFC 8032 §5.1.6). */
const MAX_ED25519_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** How every DSSE signature begins: a file that is one would be taken for signed by whoever signed that statement. */
const DSSE_START = Buffer.from('DSSEv1 ', 'latin1');

export interface SignedFile {
  readonly signed: Signed;
  /** Hexadecimal SHA-256 of the bytes that the signature was held against. */
  readonly sha256: string;
  /** Whether they are the bytes that the bundle says it is over. */
  readonly same: boolean;
}

/**
 * Holds the signature of a bundle against a file, in one read and constant memory: by every key that may have made it, since
 * the keys must be known while the bytes pass.
 * @param keys as the policy trusts them; the key of the bundle's certificate is added
 * @throws GateError ATTESTATION_INVALID for a file that is a DSSE message itself, LIMIT_EXCEEDED for Ed25519 over a large file
 */
export async function signedFile(
  { material, signature, digest, timestamps, json }: MessageBundle,
  path: string,
  keys: readonly KeyObject[],
  signal: AbortSignal,
): Promise<SignedFile> {
  const leaf = material.kind === 'certificate' ? material.chain[0]?.publicKey : undefined;
  const candidates = leaf === undefined ? keys : [leaf];
  const checks = candidates.flatMap((key) =>
    (hashesOf(key) ?? []).flatMap((hash) => (hash === null ? [] : [{ key, verifier: createVerify(hash) }])),
  );
  const sha256 = createHash('sha256');
  const claimed = createHash(digest.algorithm);
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES, signal })) {
    if (!Buffer.isBuffer(chunk)) throw new GateError('INTERNAL', 'a byte stream gave text');
    if (first && chunk.subarray(0, DSSE_START.length).equals(DSSE_START))
      throw new GateError('ATTESTATION_INVALID', 'what it is over is the message of a DSSE signature, and no model');
    first = false;
    sha256.update(chunk);
    claimed.update(chunk);
    for (const { verifier } of checks) verifier.update(chunk);
  }
  const makers = checks.filter(({ key, verifier }) => verifier.verify(key, signature)).map(({ key }) => key);
  makers.push(...(await ed25519Makers(candidates, path, signature)));
  return {
    signed: {
      material,
      signatures: [signature],
      timestamps,
      json,
      signedBy: (key) => makers.some((maker) => maker.equals(key)),
    },
    sha256: sha256.digest('hex'),
    same: claimed.digest().equals(digest.value),
  };
}

async function ed25519Makers(keys: readonly KeyObject[], path: string, signature: Buffer): Promise<KeyObject[]> {
  const candidates = keys.filter(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519');
  if (candidates.length === 0) return [];
  if ((await stat(path)).size > MAX_ED25519_BYTES)
    throw new GateError('LIMIT_EXCEEDED', `Ed25519 over a file of more than ${MAX_ED25519_BYTES} bytes`, {
      next: 'Sign the model as OMS does (modelgate sign), or with an ECDSA key.',
    });
  const bytes = await readFile(path);
  return candidates.filter((key) => verify(null, bytes, key, signature));
}

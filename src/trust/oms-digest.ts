import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { GateError } from '../core/errors.ts';

/** OMS: sha256 must be supported; the others may be used. BLAKE2b is the variant with 64 bytes. */
export const OMS_HASHES = ['sha256', 'blake2b', 'blake3'] as const;
export type OmsHash = (typeof OMS_HASHES)[number];

/** A half-open range of bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Hexadecimal digest of a file, or of a part of it. Constant memory. */
export async function digestFile(
  path: string,
  algorithm: OmsHash,
  range: ByteRange | undefined,
  signal: AbortSignal,
): Promise<string> {
  // Native code, loaded where it is wanted.
  const blake3 = algorithm === 'blake3' ? new (await import('@napi-rs/blake-hash')).Blake3Hasher() : undefined;
  const hash = createHash(algorithm === 'blake2b' ? 'blake2b512' : 'sha256');
  const part = range === undefined ? {} : { start: range.start, end: range.end - 1 };
  for await (const chunk of createReadStream(path, { ...part, highWaterMark: CHUNK_BYTES, signal })) {
    if (!Buffer.isBuffer(chunk)) throw new GateError('INTERNAL', 'a byte stream gave text');
    if (blake3 === undefined) hash.update(chunk);
    else blake3.update(chunk);
  }
  return (blake3?.digestBuffer() ?? hash.digest()).toString('hex');
}

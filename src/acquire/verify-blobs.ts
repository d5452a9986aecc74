import { createReadStream } from 'node:fs';
import { Blake3Hasher } from '@napi-rs/blake-hash';
import { blake3FromBytes } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { Submission } from '../core/submission.ts';

/**
 * Reads every blob again and compares its BLAKE3: what a resumed run does before it believes an earlier one.
 * @throws GateError BLOB_CORRUPT
 */
export async function verifyBlobs({ files }: Submission, signal: AbortSignal): Promise<void> {
  for (const { path, blake3, blob } of files) {
    const hash = new Blake3Hasher();
    try {
      for await (const chunk of createReadStream(blob, { highWaterMark: 4 * 1024 * 1024, signal })) hash.update(chunk);
    } catch (error) {
      signal.throwIfAborted();
      throw new GateError('BLOB_CORRUPT', `the blob of ${path} can't be read (${systemCode(error) ?? 'unknown error'})`, { cause: error });
    }
    if (blake3FromBytes(hash.digestBuffer()) !== blake3) {
      throw new GateError('BLOB_CORRUPT', `the blob of ${path} is not what was taken in: ${blob}`);
    }
  }
}

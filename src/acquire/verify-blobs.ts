import { Blake3Hasher } from '@napi-rs/blake-hash';
import { blake3FromBytes } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { openFile } from './open-beneath.ts';
import { ReadAhead } from './read-ahead.ts';

/**
 * Reads blobs again and compares their BLAKE3 digests: before a resumed run uses what an earlier one wrote, and before a stage uses
 * what was taken in before it.
 * @throws GateError BLOB_CORRUPT naming the file, CANCELLED
 */
export async function verifyBlobs(files: readonly SubmissionFile[], signal: AbortSignal): Promise<void> {
  const reader = new ReadAhead();
  // Equal files are one blob.
  const blobs = new Map(files.map((file) => [file.blob, file]));
  for (const file of blobs.values()) {
    const why = await damage(file, reader, signal);
    if (why !== undefined)
      throw new GateError('BLOB_CORRUPT', `the quarantined copy of ${file.path} (${file.blob}) ${why}`);
  }
}

async function damage(file: SubmissionFile, reader: ReadAhead, signal: AbortSignal): Promise<string | undefined> {
  const hasher = new Blake3Hasher();
  try {
    const from = await openFile(file.blob);
    try {
      const stat = await from.stat();
      if (!stat.isFile()) return 'is not a plain file';
      const each = (chunk: Uint8Array): undefined => void hasher.update(chunk);
      if (!(await reader.read({ from, size: file.size, signal, each })))
        return 'has another size than when it was taken in';
    } finally {
      await from.close();
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    return `can't be read (${systemCode(error) ?? 'unknown error'})`;
  }
  return blake3FromBytes(hasher.digestBuffer()) === file.blake3
    ? undefined
    : 'has another content than when it was taken in';
}

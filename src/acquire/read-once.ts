import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Blake3Hasher } from '@napi-rs/blake-hash';
import { blake3FromBytes, sha256FromBytes, type Blake3, type Sha256 } from '../core/digest.ts';

/** Large enough that a system call costs nothing beside it, small enough that two fit the cache of one core. */
const CHUNK_BYTES = 4 * 1024 * 1024;

export interface Digests {
  readonly sha256: Sha256;
  readonly blake3: Blake3;
  readonly bytes: number;
}

/**
 * Reads a file once from its start: while one buffer is hashed and handed to `sink`, the next is being read by the thread
 * pool. Constant memory.
 */
export async function readOnce(
  file: FileHandle,
  sink: (chunk: Uint8Array, position: number) => Promise<void>,
  signal: AbortSignal,
): Promise<Digests> {
  const sha256 = createHash('sha256');
  const blake3 = new Blake3Hasher();
  let current = Buffer.allocUnsafe(CHUNK_BYTES);
  let next = Buffer.allocUnsafe(CHUNK_BYTES);
  let position = 0;
  let pending = file.read(current, 0, CHUNK_BYTES, position);
  for (;;) {
    const { bytesRead } = await pending;
    if (bytesRead === 0) break;
    signal.throwIfAborted();
    const chunk = current.subarray(0, bytesRead);
    const reading = file.read(next, 0, CHUNK_BYTES, position + bytesRead);
    // Awaited below with the write; handled here so that a failed write does not leave it unhandled.
    reading.catch(() => {});
    const writing = sink(chunk, position);
    writing.catch(() => {});
    sha256.update(chunk);
    blake3.update(chunk);
    await writing;
    position += bytesRead;
    pending = reading;
    [current, next] = [next, current];
  }
  return { sha256: sha256FromBytes(sha256.digest()), blake3: blake3FromBytes(blake3.digestBuffer()), bytes: position };
}

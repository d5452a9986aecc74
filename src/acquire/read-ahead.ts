import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Blake3Hasher } from '@napi-rs/blake-hash';
import { blake3FromBytes, sha256FromBytes, type Blake3, type Sha256 } from '../core/digest.ts';
import { pageAligned } from './blob-writer.ts';
import { throwIfCancelled } from './cancelled.ts';
import { CHUNK_BYTES } from './limits.ts';

export interface Digests {
  readonly sha256: Sha256;
  readonly blake3?: Blake3;
}

interface Reading {
  readonly from: FileHandle;
  /** What is read of the file: no more than it had when it was listed, and one look whether it grew. */
  readonly size: number;
  readonly signal: AbortSignal;
  /** Called with each chunk while the next one is being read. The chunk is valid until the promise settles. */
  readonly each: (chunk: Uint8Array) => Promise<void> | undefined;
}

interface Digesting extends Omit<Reading, 'each'> {
  readonly blake3: boolean;
  readonly advance: (bytes: number) => void;
  readonly write?: (chunk: Uint8Array) => Promise<void>;
}

/**
 * Two buffers for all files: while one is hashed and written, the kernel fills the other. Reading and writing run in
 * the thread pool, hashing in the calling thread, so two cores are busy with one file.
 */
export class ReadAhead {
  private readonly buffers = [pageAligned(CHUNK_BYTES), pageAligned(CHUNK_BYTES)] as const;

  /**
   * Reads a file from start to end, once. True if it had exactly `size` bytes.
   * @throws GateError CANCELLED; errors of the file system as they are
   */
  async read({ from, size, signal, each }: Reading): Promise<boolean> {
    let position = 0;
    let turn: 0 | 1 = 0;
    let pending = this.fill(from, turn, position);
    try {
      for (;;) {
        const length = await pending;
        throwIfCancelled(signal);
        if (length === 0) return position === size;
        const chunk = this.buffers[turn].subarray(0, length);
        position += length;
        if (position > size) return false;
        turn = turn === 0 ? 1 : 0;
        pending = this.fill(from, turn, position);
        await each(chunk);
      }
    } finally {
      await pending.catch(() => 0); // the handle must not be closed under a read
    }
  }

  /** `read`, with the digests of what was read. `write` is given each chunk, and waited for. */
  async digest({ blake3: wanted, write, advance, ...reading }: Digesting): Promise<Digests | undefined> {
    const sha256 = createHash('sha256');
    const blake3 = wanted ? new Blake3Hasher() : undefined;
    const whole = await this.read({
      ...reading,
      each: async (chunk) => {
        const written = write?.(chunk);
        sha256.update(chunk);
        blake3?.update(chunk);
        await written;
        advance(chunk.length);
      },
    });
    if (!whole) return undefined;
    return {
      sha256: sha256FromBytes(sha256.digest()),
      ...(blake3 === undefined ? {} : { blake3: blake3FromBytes(blake3.digestBuffer()) }),
    };
  }

  private async fill(from: FileHandle, turn: 0 | 1, position: number): Promise<number> {
    // Filled whole, whatever the file system gives at once: a writer past the page cache wants whole blocks.
    let filled = 0;
    while (filled < CHUNK_BYTES) {
      const { bytesRead } = await from.read(this.buffers[turn], filled, CHUNK_BYTES - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }
}

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import { throwIfCancelled } from './cancelled.ts';
import { sameIdentity } from './open-beneath.ts';
import { changed, type SourceFile } from './source.ts';
import { unreadable } from './walk.ts';

/** Hashed in half a millisecond: so long nothing else of this thread goes on. Fits the second-level cache. */
const BLOCK_BYTES = 512 << 10;
/** What the calls for a file cost, in bytes hashed meanwhile. */
const CALLS_BYTES = 64 << 10;

/** SHA-256 in this thread by plain calls: for a small file each asynchronous one costs more than its hash. */
export class Hasher {
  private readonly block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  private since = 0;

  /** @throws GateError SOURCE_CHANGED, SOURCE_UNREADABLE, CANCELLED */
  async digest(
    file: SourceFile,
    signal: AbortSignal,
    advance: (bytes: number) => void,
  ): Promise<{ readonly sha256: Sha256 }> {
    const descriptor = file.openSync();
    try {
      const hash = createHash('sha256');
      const size = Number(file.identity.size);
      let position = 0;
      for (;;) {
        const read = readSync(descriptor, this.block, 0, BLOCK_BYTES, position);
        if (read === 0) break;
        position += read;
        if (position > size) throw changed(file.path);
        hash.update(this.block.subarray(0, read));
        advance(read);
        await this.pause(read, signal);
      }
      if (position !== size || !sameIdentity(fstatSync(descriptor, { bigint: true }), file.identity))
        throw changed(file.path);
      return { sha256: sha256FromBytes(hash.digest()) };
    } catch (error) {
      throw error instanceof GateError ? error : unreadable(file.path, error);
    } finally {
      closeSync(descriptor);
    }
  }

  /** Lets the rest of the thread go on. */
  private async pause(bytes: number, signal: AbortSignal): Promise<void> {
    this.since += bytes + CALLS_BYTES;
    if (this.since < BLOCK_BYTES) return;
    this.since = 0;
    await setImmediate();
    throwIfCancelled(signal);
  }
}

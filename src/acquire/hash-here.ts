import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import { throwIfCancelled } from './cancelled.ts';
import { sameIdentity } from './open-beneath.ts';
import { changed, type SourceFile } from './source.ts';
import { unreadable } from './walk.ts';

/** Hashed in half a millisecond: so long nothing else of this thread goes on, where something waits for it. Fits the second-level cache. */
const BLOCK_BYTES = 512 << 10;
/** Ten milliseconds, where nothing does but what is loaded meanwhile: a turn of the event loop costs as much as 20 kB to hash. */
const ALONE_BYTES = 16 << 20;
/** What the calls for a file cost, in bytes hashed meanwhile. */
const CALLS_BYTES = 64 << 10;

/** SHA-256 in this thread by plain calls: for a small file each asynchronous one costs more than its hash. */
export class Hasher {
  private readonly block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  private readonly stretch: number;
  private since = 0;

  /** `alone`: nothing else that this thread does is urgent. */
  constructor({ alone }: { readonly alone: boolean }) {
    this.stretch = alone ? ALONE_BYTES : BLOCK_BYTES;
  }

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
    if (this.since < this.stretch) return;
    this.since = 0;
    await setImmediate();
    throwIfCancelled(signal);
  }
}

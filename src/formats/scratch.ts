import { ftruncateSync, writeSync } from 'node:fs';
import type { ByteSource } from './byte-source.ts';
import { FileSource } from './file-source.ts';

/**
 * A file without a name, of stated size, for what does not fit in memory: expansions, one behind another. It is read as any
 * other file is.
 */
export class Scratch {
  /** Where the next byte goes. */
  end = 0;
  private readonly descriptor: number;
  readonly size: number;

  constructor(descriptor: number, size: number) {
    this.descriptor = descriptor;
    this.size = size;
  }

  /** False where the file, or the disk under it, has no more room. */
  write(bytes: Uint8Array): boolean {
    if (this.end + bytes.length > this.size) return false;
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(this.descriptor, bytes, done, bytes.length - done, this.end + done);
    } catch {
      return false;
    }
    this.end += bytes.length;
    return true;
  }

  /** What was written from `start` on. */
  from(start: number): ByteSource {
    return new FileSource(this.descriptor, { start, size: this.end - start });
  }

  /** Nobody reads what was written from `start` on any more. */
  release(start: number): void {
    this.end = Math.min(this.end, start);
    if (this.end === 0) ftruncateSync(this.descriptor, 0);
  }
}

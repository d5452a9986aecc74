import { fstatSync, readSync } from 'node:fs';
import type { ByteSource } from './byte-source.ts';

/** Parsers take a few bytes at a time; reads are served from a window of this size. */
const WINDOW_BYTES = 1 << 20;
/** Loaded for a read far from the last one: formats whose structures refer to one another jump about. */
const JUMP_BYTES = 32 << 10;

/** The bytes of an open file. A file that shrinks while it is read gives fewer bytes, never others. */
export class FileSource implements ByteSource {
  readonly size: number;
  private readonly descriptor: number;
  /** Where it starts in the file. */
  private readonly from: number;
  private readonly window: Buffer;
  private start = 0;
  private end = 0;

  /** `part`: of the file; without it all. */
  constructor(descriptor: number, part?: { readonly start: number; readonly size: number }) {
    this.descriptor = descriptor;
    this.from = part?.start ?? 0;
    this.size = part?.size ?? fstatSync(descriptor).size;
    this.window = Buffer.allocUnsafeSlow(Math.min(WINDOW_BYTES, Math.max(JUMP_BYTES, this.size)));
  }

  read(offset: number, length: number): Uint8Array {
    const wanted = Math.min(length, this.size - offset);
    if (!(offset >= 0 && wanted > 0)) return new Uint8Array(0);
    if (wanted > this.window.length) {
      const large = new Uint8Array(wanted);
      return large.subarray(0, this.load(large, offset));
    }
    if (offset < this.start || offset + wanted > this.end) {
      const onwards = offset >= this.start && offset <= this.end;
      const length = onwards ? this.window.length : Math.max(JUMP_BYTES, wanted);
      this.start = offset;
      this.end = offset + this.load(this.window.subarray(0, length), offset);
    }
    return this.window.subarray(offset - this.start, Math.min(offset - this.start + wanted, this.end - this.start));
  }

  private load(target: Uint8Array, offset: number): number {
    let done = 0;
    while (done < target.length) {
      const read = readSync(this.descriptor, target, done, target.length - done, this.from + offset + done);
      if (read === 0) break;
      done += read;
    }
    return done;
  }
}

/**
 * Random access to the bytes of one file (or of one member of an archive). `read` returns at most `length` bytes from
 * `offset` on: fewer only at the end, none past it. What it returns stays valid until the next call.
 */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Bytes in memory as a source. */
export class MemorySource implements ByteSource {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  read(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset, offset + length);
  }
}

/** A part of another source. */
export class SliceSource implements ByteSource {
  readonly size: number;
  private readonly source: ByteSource;
  private readonly start: number;

  constructor(source: ByteSource, start: number, size: number) {
    this.source = source;
    this.start = start;
    this.size = Math.max(0, Math.min(size, source.size - start));
  }

  read(offset: number, length: number): Uint8Array {
    const count = Math.min(length, this.size - offset);
    return count <= 0 ? new Uint8Array(0) : this.source.read(this.start + offset, count);
  }
}

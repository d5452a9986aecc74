import type { ByteSource } from './byte-source.ts';

const WINDOW = 1 << 20;

/** Thrown by BinaryReader past the end; a parser that uses one catches it at its entry. */
export class EndOfBytes {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }
}

/** Forward reading of integers and strings through one window: constant memory for a file of any size. */
export class BinaryReader {
  littleEndian = true;
  readonly source: ByteSource;
  private window = new DataView(new ArrayBuffer(0));
  private base: number;
  private index = 0;

  constructor(source: ByteSource, offset = 0) {
    this.source = source;
    this.base = offset;
  }

  get position(): number {
    return this.base + this.index;
  }

  get remaining(): number {
    return this.source.size - this.position;
  }

  // `take` may replace the window, so it comes first in each of these.
  u8(): number {
    const index = this.take(1);
    return this.window.getUint8(index);
  }
  i8(): number {
    const index = this.take(1);
    return this.window.getInt8(index);
  }
  u16(): number {
    const index = this.take(2);
    return this.window.getUint16(index, this.littleEndian);
  }
  i16(): number {
    const index = this.take(2);
    return this.window.getInt16(index, this.littleEndian);
  }
  u32(): number {
    const index = this.take(4);
    return this.window.getUint32(index, this.littleEndian);
  }
  i32(): number {
    const index = this.take(4);
    return this.window.getInt32(index, this.littleEndian);
  }
  f32(): number {
    const index = this.take(4);
    return this.window.getFloat32(index, this.littleEndian);
  }
  f64(): number {
    const index = this.take(8);
    return this.window.getFloat64(index, this.littleEndian);
  }
  u64(): bigint {
    const index = this.take(8);
    return this.window.getBigUint64(index, this.littleEndian);
  }
  i64(): bigint {
    const index = this.take(8);
    return this.window.getBigInt64(index, this.littleEndian);
  }

  /** A copy of the next bytes. The caller has checked `length` against a limit of its own. */
  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw new EndOfBytes(this.source.size);
    if (length > WINDOW) {
      const copy = new Uint8Array(this.source.read(this.position, length));
      this.seek(this.position + length);
      return copy;
    }
    const index = this.take(length);
    return new Uint8Array(
      this.window.buffer.slice(this.window.byteOffset + index, this.window.byteOffset + index + length),
    );
  }

  skip(length: number): void {
    if (length > this.remaining) throw new EndOfBytes(this.source.size);
    this.seek(this.position + length);
  }

  /** The caller has checked that `position` lies in the source. */
  seek(position: number): void {
    const index = position - this.base;
    if (index >= 0 && index <= this.window.byteLength) {
      this.index = index;
    } else {
      this.base = position;
      this.index = 0;
      this.window = new DataView(new ArrayBuffer(0));
    }
  }

  /** Index in the window of the next `length` bytes (at most the window's size), which are then passed. */
  private take(length: number): number {
    if (this.index + length > this.window.byteLength) {
      const position = this.position;
      if (length > this.source.size - position) throw new EndOfBytes(this.source.size);
      // Copied, because a source may reuse what it returned.
      const read = new Uint8Array(this.source.read(position, Math.min(WINDOW, this.source.size - position)));
      if (read.length < length) throw new EndOfBytes(position + read.length);
      this.window = new DataView(read.buffer);
      this.base = position;
      this.index = 0;
    }
    const index = this.index;
    this.index += length;
    return index;
  }
}

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { systemCode } from '../core/errors.ts';

/** From this size on a copy bypasses the page cache. Below it, the cache is what the next stage reads from. */
const DIRECT_BYTES = 16 << 20;
/** Direct writes start at, and are as long as, multiples of a block; 4096 is one for every disk in use. */
const BLOCK_BYTES = 4_096;

/**
 * A buffer at the start of a page, as direct input and output want it. WebAssembly memory is the only kind that
 * JavaScript gets at a page's start.
 */
export function pageAligned(bytes: number): Buffer<ArrayBuffer> {
  const pages = Math.ceil(bytes / 65_536);
  return Buffer.from(new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer, 0, bytes);
}

/**
 * Writes a new file from start to end. A large one goes past the page cache (O_DIRECT): the kernel copies nothing, and
 * what was written is on the disk already when it is synced. Where the file system can't, it is written as any other.
 */
export class BlobWriter {
  private readonly path: string;
  private handle: FileHandle;
  private direct: boolean;
  private position = 0;

  private constructor(path: string, handle: FileHandle, direct: boolean) {
    this.path = path;
    this.handle = handle;
    this.direct = direct;
  }

  static async create(path: string, size: number): Promise<BlobWriter> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    if (size >= DIRECT_BYTES) {
      try {
        return new BlobWriter(path, await open(path, flags | constants.O_DIRECT, 0o600), true);
      } catch (error) {
        if (systemCode(error) !== 'EINVAL') throw error;
        // Some kernels have made the file by the time they refuse.
        return new BlobWriter(path, await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600), false);
      }
    }
    return new BlobWriter(path, await open(path, flags, 0o600), false);
  }

  /** `chunk` lies in a buffer of `pageAligned()` and, but for the last one, fills whole blocks. */
  async write(chunk: Uint8Array): Promise<void> {
    const end = this.position + chunk.length;
    let at = 0;
    while (at < chunk.length) {
      try {
        at += await this.writeSome(chunk, at);
      } catch (error) {
        if (!this.direct || systemCode(error) !== 'EINVAL') throw error;
        await this.leaveDirect();
      }
    }
    this.position = end;
  }

  /** Cuts off what the last block was filled up with. */
  async close(): Promise<void> {
    try {
      if (this.direct) await this.handle.truncate(this.position);
    } finally {
      await this.handle.close();
    }
  }

  private async writeSome(chunk: Uint8Array, at: number): Promise<number> {
    const rest = chunk.length - at;
    if (!this.direct) return (await this.handle.write(chunk, at, rest, this.position + at)).bytesWritten;
    const whole = Math.ceil(rest / BLOCK_BYTES) * BLOCK_BYTES;
    const padded = Buffer.from(chunk.buffer, chunk.byteOffset + at, whole);
    return (await this.handle.write(padded, 0, whole, this.position + at)).bytesWritten;
  }

  private async leaveDirect(): Promise<void> {
    await this.handle.close();
    this.handle = await open(this.path, 'r+');
    this.direct = false;
  }
}

import type { Readable } from 'node:stream';

const TAIL_BYTES = 16 * 1024;

/** Reads a stream to its end and keeps only its last bytes, however much comes. */
export class StderrTail {
  #kept: Buffer = Buffer.alloc(0);
  /** Resolves when the stream is closed. */
  readonly ended: Promise<void>;

  constructor(stream: Readable) {
    stream.on('data', (chunk: Buffer) => {
      const all = Buffer.concat([this.#kept, chunk]);
      this.#kept = all.subarray(Math.max(0, all.length - TAIL_BYTES));
    });
    this.ended = new Promise((resolve) => {
      if (stream.closed) resolve();
      stream.once('close', () => resolve());
    });
  }

  /** Lossy UTF-8. Untrusted. */
  text(): string {
    return this.#kept.toString('utf8');
  }
}

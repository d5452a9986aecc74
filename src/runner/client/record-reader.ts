import { GateError } from '../../core/errors.ts';
import { MAX_RECORD_BYTES, RECORD_SEPARATOR } from '../protocol.ts';

/** Bytes that belong to no record: what native libraries print. More than this is a runner that talks nonsense. */
export const MAX_NOISE_BYTES = 256 << 10;

const LINE_FEED = 0x0a;
const SEPARATOR = RECORD_SEPARATOR.charCodeAt(0);

/**
 * Cuts a runner's output into records (RFC 7464: record separator, JSON text, line feed). Keeps no more than one record in
 * memory. `limit` bounds all bytes together.
 */
export class RecordReader {
  noise = 0;
  total = 0;
  private readonly limit: number;
  private parts: Uint8Array[] = [];
  private pending = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * The texts of the records that `chunk` completes.
   * @throws GateError RUNNER_FLOODED past a limit, RUNNER_GARBLED on too many bytes outside records or bytes that aren't UTF-8
   */
  push(chunk: Uint8Array): string[] {
    this.total += chunk.length;
    if (this.total > this.limit) {
      throw new GateError('RUNNER_FLOODED', `the runner wrote more than ${this.limit} bytes`);
    }
    const records: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.keep(chunk.subarray(start, end));
      const record = this.line();
      if (record !== undefined) records.push(record);
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
    return records;
  }

  private keep(part: Uint8Array): void {
    this.pending += part.length;
    if (this.pending > MAX_RECORD_BYTES) {
      throw new GateError('RUNNER_FLOODED', `the runner wrote a line of more than ${MAX_RECORD_BYTES} bytes`);
    }
    // Copied: the stream may use its buffer again.
    if (part.length > 0) this.parts.push(Uint8Array.from(part));
  }

  private line(): string | undefined {
    const bytes = Buffer.concat(this.parts);
    this.parts = [];
    this.pending = 0;
    const at = bytes.lastIndexOf(SEPARATOR);
    this.noise += at < 0 ? bytes.length + 1 : at;
    if (this.noise > MAX_NOISE_BYTES) {
      throw new GateError('RUNNER_GARBLED', `the runner wrote more than ${MAX_NOISE_BYTES} bytes that are no answer`);
    }
    if (at < 0) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 1));
    } catch (error) {
      throw new GateError('RUNNER_GARBLED', 'the runner wrote an answer that is not UTF-8', { cause: error });
    }
  }
}

import type { Readable } from 'node:stream';
import { GateError } from '../core/errors.ts';

/**
 * Lines of a stream that an adversary may write: a line over `limit` bytes ends it.
 * @throws GateError LIMIT_EXCEEDED
 */
export async function* lines(stream: Readable, limit: number): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new GateError('INTERNAL', 'a byte stream gave text');
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      length = 0;
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > limit) throw new GateError('LIMIT_EXCEEDED', `a line longer than ${limit} bytes`);
  }
}

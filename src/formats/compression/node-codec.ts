import { constants, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { DecodeFault, type Decoded } from './output.ts';

/** Attempts to find the last good byte of a broken stream, and of one that expands past the limit. */
const ATTEMPTS = { broken: 32, limit: 6 } as const;

/** The end of the input is no fault: what it expands to is wanted. */
type Expand = (input: Uint8Array, options: { limit: number; toTheEnd: boolean }) => Expansion;

interface Expansion {
  readonly bytes: Uint8Array;
  readonly consumed: number;
}

/** Raw deflate, RFC 1951. */
export function inflateRaw(input: Uint8Array, limit: number): Decoded {
  return expandSafely(input, limit, (bytes, options) => {
    const finishFlush = options.toTheEnd ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    return expansion(inflateRawSync(bytes, { maxOutputLength: options.limit, finishFlush, info: true }));
  });
}

/** One frame of Zstandard, RFC 8878. */
export function expandZstdFrame(input: Uint8Array, limit: number): Decoded {
  return expandSafely(input, limit, (bytes, options) => {
    const finishFlush = options.toTheEnd ? constants.ZSTD_e_end : constants.ZSTD_e_continue;
    return expansion(zstdDecompressSync(bytes, { maxOutputLength: options.limit, finishFlush, info: true }));
  });
}

/** With `info` Node answers with the engine beside the bytes, which its types do not tell. */
function expansion(result: unknown): Expansion {
  if (
    typeof result === 'object' &&
    result !== null &&
    'buffer' in result &&
    result.buffer instanceof Uint8Array &&
    'engine' in result &&
    typeof result.engine === 'object' &&
    result.engine !== null &&
    'bytesWritten' in result.engine &&
    typeof result.engine.bytesWritten === 'number'
  )
    return { bytes: result.buffer, consumed: result.engine.bytesWritten };
  throw new DecodeFault('unread', 'the decompressor of this Node release does not tell what it has read', 0);
}

/**
 * Node throws away what it expanded before a fault, which a loader that reads as a stream has acted on. So a stream that
 * fails is cut where it still expands, by bisection.
 */
function expandSafely(input: Uint8Array, limit: number, expand: Expand): Decoded {
  const most = Math.max(limit, 1);
  let kind: 'broken' | 'limit' = 'broken';
  let message: string;
  try {
    return expand(input, { limit: most, toTheEnd: true });
  } catch (error) {
    if (error instanceof DecodeFault) throw error;
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE' || error instanceof RangeError) {
      kind = 'limit';
      message = `the content expands to more than the ${limit} bytes that are read`;
    } else message = error instanceof Error ? error.message : String(error);
  }
  const attempt = (length: number): Uint8Array | undefined => {
    try {
      return expand(input.subarray(0, length), { limit: most, toTheEnd: false }).bytes;
    } catch {
      return undefined;
    }
  };
  let bytes = attempt(input.length);
  let good = input.length;
  if (bytes === undefined) {
    good = 0;
    let bad = input.length;
    for (let left = ATTEMPTS[kind]; left > 0 && bad - good > 1; left -= 1) {
      const middle = good + Math.floor((bad - good) / 2);
      const found = attempt(middle);
      if (found === undefined) bad = middle;
      else {
        good = middle;
        bytes = found;
      }
    }
  }
  return {
    bytes: bytes ?? new Uint8Array(0),
    consumed: input.length,
    fault: new DecodeFault(kind, message, good),
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

import { constants, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { ARCHIVE_LIMITS } from './limits.ts';

export type Compression = 'gzip' | 'zlib' | 'zstd';

/** A single compressed stream: `.gz`, what `joblib.dump(compress=…)` writes, `.zst`. */
export function compressionOf(head: Uint8Array, size: number): Compression | undefined {
  const [first = 0, second = 0, third, fourth] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) return 'zstd';
  // RFC 1950: method 8, window at most 32 KiB, header divisible by 31. Two bytes prove little, so the start must expand.
  if ((first & 0x0f) !== 8 || first >> 4 > 7 || (first * 256 + second) % 31 !== 0 || size < 8) return undefined;
  try {
    const start = inflateSync(head.subarray(0, 4096), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 16 << 20,
    });
    return start.length > 0 ? 'zlib' : undefined;
  } catch {
    return undefined;
  }
}

export type Expanded =
  | { readonly kind: 'open'; readonly bytes: Uint8Array }
  | { readonly kind: 'limit'; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string };

/** Expands the whole stream within the limits. Nothing is allocated from a stated length. */
export function expand(source: ByteSource, compression: Compression, budget: { bytes: number }): Expanded {
  const allowed = Math.min(ARCHIVE_LIMITS.expanded, budget.bytes);
  if (source.size > allowed)
    return { kind: 'limit', message: `${source.size} compressed bytes are more than the ${allowed} that are expanded` };
  const packed = Buffer.from(source.read(0, source.size));
  try {
    const options = { maxOutputLength: Math.max(allowed, 1) };
    const bytes =
      compression === 'gzip'
        ? gunzipSync(packed, options)
        : compression === 'zlib'
          ? inflateSync(packed, options)
          : zstdDecompressSync(packed, options);
    budget.bytes -= bytes.length;
    return { kind: 'open', bytes };
  } catch (error) {
    const tooLarge =
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    if (tooLarge)
      return { kind: 'limit', message: `the content expands to more than the ${allowed} bytes that are read` };
    return {
      kind: 'broken',
      message: `the ${compression} stream is broken: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

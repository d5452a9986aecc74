import { unreachable } from '../../core/errors.ts';
import { decodeBzip2, startsAsBzip2 } from './bzip2.ts';
import { decodeGzip, decodeZlib, startsAsGzip, startsAsZlib } from './deflate.ts';
import { decodeLz4, startsAsLz4 } from './lz4.ts';
import { decodeLzip, startsAsLzip } from './lzip.ts';
import { decodeLzmaAlone, startsAsJoblibLzma, startsAsLzmaAlone } from './lzma-alone.ts';
import type { Decoded } from './output.ts';
import { decodeXz, startsAsXz } from './xz.ts';
import { decodeZfile, startsAsZfile } from './zfile.ts';
import { decodeZstd, startsAsZstd } from './zstd.ts';

/** One compressed stream around one file: `.gz`, `.xz`, and what `joblib.dump(compress=…)` writes. */
export const COMPRESSIONS = ['gzip', 'bzip2', 'xz', 'lz4', 'zstd', 'lzma', 'zlib', 'zfile', 'lzip'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** Bytes of the start that are expanded where a header proves little. */
const TRIAL_INPUT = 4_096;
const TRIAL_OUTPUT = 64 << 10;
/** Bytes of a sum at the end, and content in the light of which a wrong one is no chance. */
const TRAILER = 8;
const CONTENT = 16;
/** The properties that nearly all encoders of .lzma write, and file(1) goes by. */
const USUAL_LZMA = 0x5d;

/** By content. Streams without a magic must expand at their start to count as one. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  return COMPRESSIONS.find((compression) => startsAs(compression, head));
}

function startsAs(compression: Compression, head: Uint8Array): boolean {
  switch (compression) {
    case 'gzip':
      return startsAsGzip(head);
    case 'bzip2':
      return startsAsBzip2(head);
    case 'xz':
      return startsAsXz(head);
    case 'lz4':
      return startsAsLz4(head);
    case 'zstd':
      return startsAsZstd(head);
    case 'lzma':
      if (startsAsLzmaAlone(head)) return head[0] === USUAL_LZMA || expands(head, decodeLzmaAlone);
      return startsAsJoblibLzma(head) && expands(head, decodeLzmaAlone);
    case 'zlib':
      return startsAsZlib(head) && expands(head, decodeZlib);
    case 'zfile':
      return startsAsZfile(head);
    case 'lzip':
      return startsAsLzip(head);
    default:
      return unreachable(compression);
  }
}

function expands(head: Uint8Array, decode: (input: Uint8Array, limit: number) => Decoded): boolean {
  const input = head.subarray(0, TRIAL_INPUT);
  const { bytes, fault } = decode(input, TRIAL_OUTPUT);
  // A wrong sum at the end stops a loader only once it has read what came before.
  const most = bytes.length < CONTENT ? input.length : input.length - TRAILER;
  if (fault !== undefined && fault.kind !== 'limit' && fault.offset < most) return false;
  // Empty blocks, as many as fit, can stand before content, and nothing else gets that far without a fault.
  return bytes.length > 0 || input.length === TRIAL_INPUT;
}

/** Expands all of `input` into at most `limit` bytes. Never throws; a fault is stated beside what came before it. */
export function decompress(compression: Compression, input: Uint8Array, limit: number): Decoded {
  switch (compression) {
    case 'gzip':
      return decodeGzip(input, limit);
    case 'bzip2':
      return decodeBzip2(input, limit);
    case 'xz':
      return decodeXz(input, limit);
    case 'lz4':
      return decodeLz4(input, limit);
    case 'zstd':
      return decodeZstd(input, limit);
    case 'lzma':
      return decodeLzmaAlone(input, limit);
    case 'zlib':
      return decodeZlib(input, limit);
    case 'zfile':
      return decodeZfile(input, limit);
    case 'lzip':
      return decodeLzip(input, limit);
    default:
      return unreachable(compression);
  }
}

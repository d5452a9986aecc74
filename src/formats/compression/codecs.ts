import { unreachable } from '../../core/errors.ts';
import { MemorySource, type ByteSource } from '../byte-source.ts';
import { bzip2Into, startsAsBzip2 } from './bzip2.ts';
import { gzipInto, startsAsGzip, startsAsZlib, zlibInto } from './deflate.ts';
import { lz4Into, startsAsLz4 } from './lz4.ts';
import { lzipInto, startsAsLzip } from './lzip.ts';
import { lzmaAloneInto, startsAsJoblibLzma, startsAsLzmaAlone } from './lzma-alone.ts';
import { decoded, type Decoded, type Output } from './output.ts';
import { startsAsXz, xzInto } from './xz.ts';
import { startsAsZfile, zfileInto } from './zfile.ts';
import { startsAsZstd, zstdInto } from './zstd.ts';

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
      if (startsAsLzmaAlone(head)) return head[0] === USUAL_LZMA || expands(head, 'lzma');
      return startsAsJoblibLzma(head) && expands(head, 'lzma');
    case 'zlib':
      return startsAsZlib(head) && expands(head, 'zlib');
    case 'zfile':
      return startsAsZfile(head);
    case 'lzip':
      return startsAsLzip(head);
    default:
      return unreachable(compression);
  }
}

function expands(head: Uint8Array, compression: Compression): boolean {
  const input = head.subarray(0, TRIAL_INPUT);
  const { bytes, fault } = decompress(compression, input, TRIAL_OUTPUT);
  // A wrong sum at the end stops a loader only once it has read what came before.
  const most = bytes.length < CONTENT ? input.length : input.length - TRAILER;
  if (fault !== undefined && fault.kind !== 'limit' && fault.offset < most) return false;
  // Empty blocks, as many as fit, can stand before content, and nothing else gets that far without a fault.
  return bytes.length > 0 || input.length === TRIAL_INPUT;
}

const DECODERS: Readonly<Record<Compression, (input: ByteSource, output: Output) => number>> = {
  gzip: gzipInto,
  bzip2: bzip2Into,
  xz: xzInto,
  lz4: lz4Into,
  zstd: zstdInto,
  lzma: lzmaAloneInto,
  zlib: (input, output) => zlibInto(input, 0, output),
  zfile: zfileInto,
  lzip: lzipInto,
};

/** Expands all of `input`; returns the bytes that belong to it. @throws DecodeFault, with what came before it in the output */
export function decompressInto(compression: Compression, input: ByteSource, output: Output): number {
  return DECODERS[compression](input, output);
}

/** The same in memory, into at most `limit` bytes. Never throws; a fault is stated beside what came before it. */
export function decompress(compression: Compression, input: Uint8Array, limit: number): Decoded {
  return decoded(input, limit, (output) => decompressInto(compression, new MemorySource(input), output));
}

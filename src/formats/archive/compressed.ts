import type { ByteSource } from '../byte-source.ts';
import { decompress, type Compression } from '../compression/codecs.ts';
import { MemorySource, SliceSource } from '../pickle/embedded.ts';
import type { ArchiveContents } from './contents.ts';
import { ARCHIVE_LIMITS } from './limits.ts';

/**
 * Reads what a compressed stream holds, up to a fault or limit and then as incomplete, and what follows the stream, which
 * some readers take for more of it and others for a file of its own.
 */
export function readCompressed(
  contents: ArchiveContents,
  source: ByteSource,
  compression: Compression,
  path: string,
): void {
  const name = contentName(path);
  const allowed = Math.max(0, Math.min(ARCHIVE_LIMITS.expanded, contents.budget.bytes));
  const packed = Uint8Array.from(source.read(0, Math.min(source.size, ARCHIVE_LIMITS.expanded)));
  const { bytes, consumed, fault } = decompress(compression, packed, allowed);
  contents.expanded(packed.length, bytes.length, name);
  if (fault !== undefined) {
    const where = { offset: fault.offset };
    if (fault.kind === 'limit') contents.limit('archive.expanded', fault.message, where);
    else if (fault.kind === 'unread') contents.limit('archive.coder', `${compression}: ${fault.message}`, where);
    else if (packed.length < source.size)
      contents.limit('archive.expanded', `of ${source.size} compressed bytes only ${packed.length} were expanded`);
    else {
      contents.problem(`${compression}-corrupt`, `the ${compression} stream: ${fault.message}`, where);
      contents.limit('archive.corrupt', `the ${compression} stream: ${fault.message}`, where);
    }
  }
  if (bytes.length > 0) contents.read(new MemorySource(bytes), name);
  const trailing = fault === undefined ? trailingData(source, consumed) : undefined;
  if (trailing === undefined) return;
  contents.problem(`${compression}-trailing-data`, `${trailing.size} bytes follow the compressed stream`, {
    offset: source.size - trailing.size,
  });
  contents.read(trailing, 'behind the stream');
}

/** `weights/model.pkl.gz` holds `model.pkl`; `model.joblib` is named as it is, compressed or not. */
function contentName(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.replace(/\.t(?:gz|bz2?|xz|lz4|zst|lz)$/iu, '.tar').replace(/\.(?:gz|bz2|xz|lzma|lz4|zst|lz|z)$/iu, '');
}

/** Zeros are padding, which tapes and block devices leave. */
function trailingData(source: ByteSource, consumed: number): ByteSource | undefined {
  for (let at = consumed; at < source.size; at += 1 << 20) {
    if (source.read(at, 1 << 20).some((byte) => byte !== 0))
      return new SliceSource(source, consumed, source.size - consumed);
  }
  return undefined;
}

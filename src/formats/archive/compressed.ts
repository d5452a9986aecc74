import { SliceSource, type ByteSource } from '../byte-source.ts';
import { decompressInto, type Compression } from '../compression/codecs.ts';
import { readEnclosedZip } from '../zip/enclosed.ts';
import type { ArchiveContents } from './contents.ts';
import { allowance, expand } from './expand.ts';
import { behindPadding } from './padding.ts';

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
  const allowed = allowance(contents.budget, source.size);
  const expanded = expand(source, contents.budget, allowed, (input, output) =>
    decompressInto(compression, input, output),
  );
  const { source: content, consumed, fault } = expanded;
  contents.noteExpansion(source.size, content.size, name);
  if (fault !== undefined) {
    const where = { offset: fault.offset };
    if (fault.kind === 'limit') contents.limit('archive.expanded', fault.message, where);
    else if (fault.kind === 'unread') contents.limit('archive.coder', `${compression}: ${fault.message}`, where);
    else {
      contents.problem(`${compression}-corrupt`, `the ${compression} stream: ${fault.message}`, where);
      contents.limit('archive.corrupt', `the ${compression} stream: ${fault.message}`, where);
    }
  }
  if (content.size > 0) contents.read(content, name);
  expanded.release();
  readEnclosedZip(contents, source);
  if (fault !== undefined || behindPadding(source, consumed) === undefined) return;
  const trailing = new SliceSource(source, consumed, source.size - consumed);
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

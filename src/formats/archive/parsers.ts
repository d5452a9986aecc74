import type { Parser } from '../parser.ts';
import { compressionOf } from './compressed.ts';
import { ArchiveContents } from './contents.ts';
import { isTar } from './tar.ts';

export const tarParser: Parser = {
  id: 'tar',
  recognise: ({ head }) => isTar(head),
  parse(source) {
    const contents = new ArchiveContents();
    contents.readTar(source, '', 0);
    return contents.facts();
  },
};

/** One compressed stream around one file: gzip, zlib and Zstandard, as joblib and archives of tar are written. */
export const compressedParsers: readonly Parser[] = (['gzip', 'zlib', 'zstd'] as const).map((id) => ({
  id,
  recognise: ({ head, size }) => compressionOf(head, size) === id,
  parse(source) {
    const contents = new ArchiveContents();
    contents.readCompressed(source, id, '', 0);
    return contents.facts();
  },
}));

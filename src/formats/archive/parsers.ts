import { COMPRESSIONS, compressionOf } from '../compression/codecs.ts';
import type { Parser } from '../parser.ts';
import { SliceSource } from '../pickle/embedded.ts';
import { readCompressed } from './compressed.ts';
import { ArchiveContents } from './contents.ts';
import { isTar, walkTar } from './tar.ts';

export const tarParser: Parser = {
  id: 'tar',
  recognise: ({ head }) => isTar(head),
  parse: (source, context) =>
    ArchiveContents.of(context, (contents) => {
      const { members, problems, limits } = walkTar(source);
      contents.add({ problems: [...problems], limits: [...limits] }, '');
      for (const { name, dataOffset, size } of members) contents.read(new SliceSource(source, dataOffset, size), name);
      return undefined;
    }),
};

/** One compressed stream around one file, as joblib and archives of tar are written. */
export const compressedParsers: readonly Parser[] = COMPRESSIONS.map((id) => ({
  id,
  recognise: ({ head }) => compressionOf(head) === id,
  parse: (source, context) =>
    ArchiveContents.of(context, (contents) => {
      readCompressed(contents, source, id);
      return undefined;
    }),
}));

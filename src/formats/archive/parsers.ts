import { COMPRESSIONS, compressionOf } from '../compression/codecs.ts';
import type { Parser } from '../parser.ts';
import { SliceSource } from '../byte-source.ts';
import { readCompressed } from './compressed.ts';
import { ArchiveContents } from './contents.ts';
import { isTar, walkTar } from './tar.ts';

/** What PyTorch before 0.1.10 saved: pickles, with the elements of storages and the shapes of tensors between them. */
const LEGACY_TORCH: readonly string[] = ['storages', 'tensors', 'pickle'];

export const tarParser: Parser = {
  id: 'tar',
  recognise: ({ head }) => isTar(head),
  parse: (source, context) =>
    ArchiveContents.of(context, (contents) => {
      const { members, problems, limits } = walkTar(source);
      contents.add({ problems: [...problems], limits: [...limits] }, '');
      const names = new Set(members.map(({ name }) => name));
      const checkpoint = LEGACY_TORCH.every((name) => names.has(name));
      for (const { name, dataOffset, size } of members) {
        const between = checkpoint && LEGACY_TORCH.includes(name);
        contents.read(
          new SliceSource(source, dataOffset, size),
          name,
          between ? { holds: 'pickles-and-elements' } : {},
        );
      }
      return undefined;
    }),
};

/** One compressed stream around one file, as joblib and archives of tar are written. */
export const compressedParsers: readonly Parser[] = COMPRESSIONS.map((id) => ({
  id,
  recognise: ({ head }) => compressionOf(head) === id,
  parse: (source, context) =>
    ArchiveContents.of(
      context,
      (contents) => {
        readCompressed(contents, source, id, context.path);
        return undefined;
      },
      { wrapper: true },
    ),
}));

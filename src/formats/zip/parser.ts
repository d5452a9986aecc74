import { ArchiveContents } from '../archive/contents.ts';
import { isTar, walkTar } from '../archive/tar.ts';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { compressionOf } from '../compression/codecs.ts';
import { HEAD_BYTES, type Parser } from '../parser.ts';
import { interpret, type Interpretation } from '../pickle/interpreter.ts';
import { pickleFacts } from '../pickle/parser.ts';
import { looksLikePickle } from '../pickle/recognise.ts';
import { readPickles } from '../pickle/streams.ts';
import { findSevenZip } from '../seven-zip/walk.ts';
import { readTorchArchive } from '../torch/archive.ts';
import { countsFromItsStart, endsAsZip } from './end.ts';
import { readMembers } from './members.ts';
import { startsAsZip, walkZip, type ZipWalk } from './walk.ts';

/** Zip archives: PyTorch, TorchScript, npz, Keras 3 and whatever else lies in one. Also those with bytes before them. */
export const zipParser: Parser = {
  id: 'zip',
  recognise: ({ head, tail, size }) => startsAsZip(head) || endsAsZip(Buffer.from(tail), size),
  parse(source, context) {
    const walk = walkZip(source);
    const head = source.read(0, Math.min(source.size, HEAD_BYTES));
    if (!startsAsZip(head) && isPartOfAnother(source, Uint8Array.from(head), walk)) return undefined;
    return ArchiveContents.of(context, (contents) => {
      if (walk !== undefined && liesInPickle(source, walk.comment.offset)) return undefined;
      if (walk === undefined) {
        contents.problem('zip-end-record', 'starts as a zip archive and has no end record', { offset: 0 });
        contents.limit('zip.directory', 'without an end record the members are unknown', { offset: 0 });
        return undefined;
      }
      contents.add({ problems: [...walk.problems], limits: [...walk.limits] }, '');
      const comment = new SliceSource(source, walk.comment.offset, walk.comment.length);
      contents.add(pickleFacts(readPickles(comment, { searchAll: true }), '(comment)'), '');
      const runs = new Map<string, Interpretation>();
      const members = readMembers(contents, source, walk, runs);
      return { zip: { ...walk.facts, members }, ...readTorchArchive(source, members, runs) };
    });
  },
};

/** Whether the parser of the container around it reads the archive. */
function isPartOfAnother(source: ByteSource, head: Uint8Array, walk: ZipWalk | undefined): boolean {
  if (walk === undefined) return false;
  if (compressionOf(head) !== undefined || findSevenZip(head) === 0) return countsFromItsStart(source);
  if (!isTar(head)) return false;
  const { extent } = walk;
  return walkTar(source).members.some(
    ({ dataOffset, size }) => extent.from >= dataOffset && extent.to <= dataOffset + size,
  );
}

/**
 * Whether the archive is a value of a pickle that goes on to the end of the file: what it holds is judged there. Loaders
 * that look for archives go by the first bytes.
 */
function liesInPickle(source: ByteSource, end: number): boolean {
  if (!looksLikePickle(new Uint8Array(source.read(0, Math.min(HEAD_BYTES, source.size))), source.size)) return false;
  const run = interpret(source, { start: 0 });
  return (
    run.outcome === 'stop' &&
    run.end === source.size &&
    run.embedded.some(
      ({ encoding, offset, length }) => encoding === 'archive' && offset < end && end <= offset + length,
    )
  );
}

import { ArchiveContents } from '../archive/contents.ts';
import { isTar } from '../archive/tar.ts';
import type { ByteSource } from '../byte-source.ts';
import { HEAD_BYTES, type Parser } from '../parser.ts';
import { interpret, type Interpretation } from '../pickle/interpreter.ts';
import { SliceSource } from '../pickle/embedded.ts';
import { pickleFacts } from '../pickle/parser.ts';
import { looksLikePickle } from '../pickle/recognise.ts';
import { readPickles } from '../pickle/streams.ts';
import { readTorchArchive } from '../torch/archive.ts';
import { readMembers } from './members.ts';
import { startsAsZip, walkZip } from './walk.ts';

const LOCATOR64 = 0x0706_4b50;
const CENTRAL = 0x0201_4b50;
/** A directory that starts before the tail and is larger than this is none. */
const MAX_DIRECTORY = 64 << 20;
const END_RECORD = Buffer.from('504b0506', 'hex');

/** Zip archives: PyTorch, TorchScript, npz, Keras 3 and whatever else lies in one. Also those with bytes before them. */
export const zipParser: Parser = {
  id: 'zip',
  // The last member of an archive of tar may be one of zip: it is read there, and what follows the last member is told.
  recognise: ({ head, tail }) => startsAsZip(head) || (!isTar(head) && endsAsZip(Buffer.from(tail))),
  parse: (source, context) =>
    ArchiveContents.of(context, (contents) => {
      const walk = walkZip(source);
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
    }),
};

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

/** An end record whose directory, as far as it lies in the tail, is one: the four letters alone occur in programs too. */
function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(END_RECORD); at !== -1; at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1)) {
    if (at + 22 > tail.length) continue;
    const size = tail.readUInt32LE(at + 12);
    const zip64 = at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64;
    const start = at - size;
    if (
      zip64 ||
      (start >= 0 ? tail.readUInt16LE(at + 10) > 0 && tail.readUInt32LE(start) === CENTRAL : size < MAX_DIRECTORY)
    )
      return true;
  }
  return false;
}

import { crcOf } from '../archive/checksum.ts';
import { ArchiveContents } from '../archive/contents.ts';
import { ArchiveLinks } from '../archive/links.ts';
import { memberOf, MemberNames } from '../archive/names.ts';
import { behindPadding } from '../archive/padding.ts';
import { isTar } from '../archive/tar.ts';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { compressionOf } from '../compression/codecs.ts';
import { DecodeFault } from '../compression/output.ts';
import { knownByMagic } from '../magic.ts';
import { HEAD_BYTES, type FileProbe, type Parser } from '../parser.ts';
import { looksLikePickle } from '../pickle/recognise.ts';
import { readEnclosedZip } from '../zip/enclosed.ts';
import { startsAsZip } from '../zip/walk.ts';
import { expandFolder } from './folder.ts';
import type { ArchivedFile } from './files.ts';
import { findSevenZip, packedStreams, walkSevenZip, type SevenZipWalk } from './walk.ts';

/** Of the text of a symbolic link. */
const LONGEST_LINK = 64 << 10;

/** Archives of 7z, also behind bytes of no known format: 7-Zip looks for the signature. */
export const sevenZipParser: Parser = {
  id: '7z',
  recognise: (probe) => {
    const start = findSevenZip(probe.head);
    return start === 0 || (start !== undefined && isUnknown(probe));
  },
  parse: (source, context) =>
    ArchiveContents.of(context, (contents) => {
      const start = findSevenZip(source.read(0, Math.min(source.size, HEAD_BYTES))) ?? 0;
      if (start > 0) contents.problem('7z-prefix', `${start} bytes lie before the archive`, { offset: 0 });
      new SevenZipReader(contents, new SliceSource(source, start, source.size - start), start).read();
      return undefined;
    }),
};

/** An archive in another one is read there. */
function isUnknown({ head, size }: FileProbe): boolean {
  return (
    !isTar(head) &&
    !startsAsZip(head) &&
    knownByMagic(head).every(({ opaque }) => !opaque) &&
    compressionOf(head) === undefined &&
    !looksLikePickle(head, size)
  );
}

class SevenZipReader {
  private readonly contents: ArchiveContents;
  private readonly source: ByteSource;
  /** Of the archive in the file. */
  private readonly base: number;
  private readonly names = new MemberNames();
  private readonly links = new ArchiveLinks();

  constructor(contents: ArchiveContents, source: ByteSource, base: number) {
    this.contents = contents;
    this.source = source;
    this.base = base;
  }

  read(): void {
    const { contents, source } = this;
    let walk: SevenZipWalk;
    try {
      walk = walkSevenZip(source, contents.budget);
    } catch (error) {
      if (!(error instanceof DecodeFault)) throw error;
      this.fault(error, '');
      return;
    }
    this.checkExtents(walk);
    // 7-Zip calls one file without a name, from a pipe, as the archive is called.
    const unnamed = walk.files.length === 1 && walk.files[0]?.name === '';
    if (!unnamed) for (const file of walk.files) this.checkFile(file);
    this.readContent(walk);
    readEnclosedZip(contents, source);
    for (const { code, message, name } of this.links.faults())
      contents.problem(`7z-${code}`, message, memberOf('', name));
  }

  private checkFile({ name, isAnti, isLink, hasStream }: ArchivedFile): void {
    const { contents } = this;
    for (const { code, message } of this.names.faults(name))
      contents.problem(`7z-${code}`, message, memberOf('', name));
    if (isAnti) contents.problem('7z-anti', 'unpacking the archive deletes a file of this name', memberOf('', name));
    if (isLink && !hasStream) this.links.link({ name, target: '', hard: false }, 0);
    else if (!isLink) this.links.member(name, 0);
  }

  private readContent({ streams, files }: SevenZipWalk): void {
    const { contents, source } = this;
    const named = files.filter(({ hasStream }) => hasStream).values();
    const packed = packedStreams(source, streams);
    for (const [index, folder] of streams.folders.entries()) {
      const stream = packed[index];
      if (stream === undefined) break;
      const members = folder.content.map((content) => ({ ...content, file: named.next().value }));
      const whole = members.length === 1 ? (members[0]?.file?.name ?? '') : '';
      const expanded = expandFolder(stream, folder, contents.budget);
      contents.noteExpansion(stream.size, expanded.source.size, whole);
      if (expanded.fault !== undefined) this.fault(expanded.fault, whole);
      let at = 0;
      for (const { size, crc32, file } of members) {
        const content = new SliceSource(expanded.source, at, size);
        at += size;
        if (file === undefined) contents.problem('7z-stream', 'a stream belongs to no file');
        // What is missing is told of the folder.
        if (content.size === size) this.readMember(content, file, crc32);
        else if (content.size > 0) contents.read(content, file?.name ?? '');
      }
      expanded.release();
    }
    const missing = [...named].length;
    if (missing > 0) {
      contents.problem('7z-stream', `${missing} files have no content, although they should`);
      contents.limit('archive.corrupt', `${missing} files have no content, although they should`, {
        offset: this.base,
      });
    }
  }

  private readMember(content: ByteSource, file: ArchivedFile | undefined, stated: number | undefined): void {
    const { contents } = this;
    const name = file?.name ?? '';
    if (stated !== undefined && crcOf(content) !== stated)
      contents.problem('7z-crc', 'the content does not have the CRC that the header states', memberOf('', name));
    if (file?.isLink === true) {
      const target = Buffer.from(content.read(0, LONGEST_LINK)).toString('utf8');
      this.links.link({ name, target, hard: false }, 0);
    }
    contents.read(content, name);
  }

  /** Its offset is in packed bytes or in an expanded header, and tells nothing of the file. */
  private fault({ kind, message }: DecodeFault, name: string): void {
    const { contents } = this;
    const place = { offset: this.base, ...memberOf(name) };
    if (kind === 'limit') contents.limit('archive.expanded', message, place);
    else if (kind === 'unread') contents.limit('archive.coder', `7z: ${message}`, place);
    else {
      contents.problem('7z-corrupt', message, place);
      contents.limit('archive.corrupt', `7z: ${message}`, place);
    }
  }

  /** Every byte belongs to one packed stream or header. */
  private checkExtents({ extents }: SevenZipWalk): void {
    const { contents, source, base } = this;
    let covered = 0;
    for (const { from, to } of extents) {
      if (from > covered)
        contents.problem('7z-gap', `${from - covered} bytes belong to no member`, { offset: base + covered });
      else if (from < covered && to > from)
        contents.problem('7z-overlap', 'packed streams or headers share bytes', { offset: base + from });
      covered = Math.max(covered, to);
    }
    if (covered === source.size) return;
    if (behindPadding(source, covered) === undefined)
      contents.problem('7z-trailing-zeros', `${source.size - covered} zeros follow the archive`, {
        offset: base + covered,
      });
    else
      contents.problem('7z-trailing-data', `${source.size - covered} bytes follow the archive`, {
        offset: base + covered,
      });
  }
}

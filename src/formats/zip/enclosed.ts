import type { ArchiveContents } from '../archive/contents.ts';
import { memberOf } from '../archive/names.ts';
import type { ByteSource } from '../byte-source.ts';
import { TAIL_BYTES } from '../parser.ts';
import { endsAsZip } from './end.ts';
import { openMember } from './open.ts';
import { readAt, readLocal } from './records.ts';
import { walkZip } from './walk.ts';

/**
 * What CPython's zipfile takes from a compressed stream or an archive of 7z that ends as an archive of zip does: what can
 * not be compressed lies in there as it is. Mostly these are the members that are read inside too, but bytes of the
 * container between them can make it others. Members that no header leads to are nobody's.
 */
export function readEnclosedZip(contents: ArchiveContents, source: ByteSource): void {
  if (!endsAsZip(readAt(source, Math.max(0, source.size - TAIL_BYTES), TAIL_BYTES), source.size)) return;
  for (const member of walkZip(source)?.facts.members ?? []) {
    const local = readLocal(source, member.headerOffset);
    if (local === undefined || member.compressedSize === 0) continue;
    const opened = openMember(source, member, contents.budget);
    if (opened.limit !== undefined) contents.limit(opened.limit.limit, opened.limit.message, memberOf('', member.name));
    if (opened.source !== undefined) contents.read(opened.source, member.name);
    opened.release?.();
  }
}

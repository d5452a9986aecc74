import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '../byte-source.ts';
import { MemberNames } from '../archive/names.ts';
import { behindPadding } from '../archive/padding.ts';
import { ProblemList } from '../archive/problems.ts';
import { quoted } from '../collector.ts';
import type { LimitFacts, ProblemFacts } from '../facts.ts';
import { withoutEscapes } from './extra.ts';
import type { ZipFacts, ZipMember } from './facts.ts';
import { ZIP_LIMITS } from './limits.ts';
import {
  descriptorLength,
  findEnd,
  LOCAL_SIGNATURE,
  readAt,
  readCentral,
  readLocal,
  type CentralEntry,
} from './records.ts';

export interface ZipWalk {
  readonly facts: ZipFacts;
  readonly problems: readonly ProblemFacts[];
  readonly limits: readonly LimitFacts[];
  /** Header offsets of members that are symbolic links: their content is where they lead. */
  readonly links: ReadonlySet<number>;
  /** From the first local header, or the directory where there is none, to the end of the end record. */
  readonly extent: { readonly from: number; readonly to: number };
  /** Of the end record: no writer of models leaves one, and a loader that seeks finds what lies there. */
  readonly comment: { readonly offset: number; readonly length: number };
}

const FLAG_ENCRYPTED = 0x1;
const FLAG_DESCRIPTOR = 0x8;
const FLAG_STRONG = 0x40;
const FLAG_UTF8 = 0x800;
const FLAG_MASKED = 0x2000;
const SYMLINK = 0xa000;
const MODE_TYPE = 0xf000;

/**
 * The archive as its central directory states it, with every place where readers could see something else: local
 * headers that differ, hidden members, gaps, overlaps, bytes before and after, two directories. Reads headers only.
 */
export function walkZip(source: ByteSource): ZipWalk | undefined {
  const end = findEnd(source);
  if (end === undefined) return undefined;
  const problems = new ProblemList();
  const limits: LimitFacts[] = [];
  const problem = (code: string, message: string, offset: number, member?: string): void => {
    problems.add({ code: `zip-${code}`, message, offset, ...(member === undefined ? {} : { member }) });
  };
  for (const message of end.problems) problem('end-record', message, end.offset);
  const comment = { offset: end.comment, length: Math.max(0, Math.min(end.end, source.size) - end.comment) };
  const trailingBytes = source.size - end.end;
  if (trailingBytes > 0 && behindPadding(source, end.end) === undefined)
    problem('trailing-zeros', `${trailingBytes} zeros follow the archive`, end.end);
  else if (trailingBytes > 0) problem('trailing-data', `${trailingBytes} bytes follow the archive`, end.end);
  if (trailingBytes < 0) problem('end-record', 'the comment goes on past the end of the file', end.offset);

  // CPython takes the directory to end where the end record starts and shifts all offsets; miniz believes the offset.
  const directoryStart = end.start - end.directorySize;
  const shift = directoryStart - end.directoryOffset;
  if (directoryStart < 0 || end.directorySize > ZIP_LIMITS.directory) {
    if (directoryStart < 0) problem('end-record', 'the central directory is larger than the file', end.offset);
    limits.push({
      limit: 'zip.directory',
      message: `the central directory of ${end.directorySize} bytes was not read`,
      offset: end.offset,
    });
    return {
      facts: { members: [], prefixBytes: 0, trailingBytes: Math.max(trailingBytes, 0), size: 0, compressedSize: 0 },
      problems: problems.facts(),
      limits,
      links: new Set(),
      extent: { from: 0, to: source.size },
      comment,
    };
  }
  if (shift !== 0)
    problem('shifted', `the directory lies ${shift} bytes from where the end record says`, directoryStart);

  const directory = readAt(source, directoryStart, end.directorySize);
  const members: ZipMember[] = [];
  const links = new Set<number>();
  const extents: [number, number, string][] = [];
  const names = new MemberNames();
  let at = 0;
  while (at < directory.length) {
    const entry = readCentral(directory, at, directoryStart);
    if (entry === undefined) {
      problem('directory', 'bytes in the central directory are no entry', directoryStart + at);
      break;
    }
    at += entry.length;
    if (members.length >= ZIP_LIMITS.members) {
      limits.push({ limit: 'zip.members', message: `more than ${ZIP_LIMITS.members} members`, offset: entry.offset });
      break;
    }
    readMember(entry);
  }
  if (members.length !== end.entries)
    problem(
      'directory',
      `the end record counts ${end.entries} members, the directory holds ${members.length}`,
      end.offset,
    );
  const prefixBytes = checkExtents();
  return {
    facts: {
      members,
      prefixBytes,
      trailingBytes: Math.max(trailingBytes, 0),
      size: sum(members, 'size'),
      compressedSize: sum(members, 'compressedSize'),
    },
    problems: problems.facts(),
    limits,
    links,
    extent: { from: prefixBytes, to: end.end },
    comment,
  };

  function readMember(entry: CentralEntry): void {
    const name = decodeName(entry);
    const headerOffset = entry.headerOffset + shift;
    checkNames(name, entry);
    if (entry.zip64Differs) problem('zip64', 'readers differ on the sizes that zip64 states', entry.offset, name);
    if (entry.disk !== 0) problem('end-record', 'a member says that it starts on another disk', entry.offset, name);
    if ((entry.flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED)) !== 0)
      problem('encrypted', 'the directory marks the member as encrypted', entry.offset, name);
    if ((entry.mode & MODE_TYPE) === SYMLINK) links.add(Math.max(headerOffset, 0));
    const local = headerOffset < 0 ? undefined : readLocal(source, headerOffset);
    const dataOffset = local?.dataOffset ?? Math.max(headerOffset, 0);
    if (local === undefined) problem('local-header', 'the directory points to no local header', entry.offset, name);
    else checkLocal(local, entry, headerOffset, name);
    let until = dataOffset + entry.compressedSize;
    if (until > directoryStart) {
      problem(
        'overlap',
        'the data of the member runs into the central directory or past the end',
        headerOffset < 0 ? 0 : headerOffset,
        name,
      );
      until = Math.min(until, source.size);
    }
    if (local !== undefined && (local.flags & FLAG_DESCRIPTOR) !== 0) {
      const length = descriptorLength(source, until, entry);
      if (length === undefined)
        problem('descriptor', 'the data descriptor is missing or differs from the directory', until, name);
      until += length ?? 0;
    }
    if (entry.method === 0 && entry.size !== entry.compressedSize && (entry.flags & FLAG_ENCRYPTED) === 0) {
      problem('stored-size', 'a stored member has two sizes', entry.offset, name);
    }
    extents.push([Math.max(headerOffset, 0), until, name]);
    const { method, flags, crc32, size, compressedSize } = entry;
    members.push({
      name,
      method,
      flags,
      crc32,
      size: safe(size),
      compressedSize: safe(compressedSize),
      headerOffset: Math.max(headerOffset, 0),
      dataOffset,
    });
  }

  function checkNames(name: string, entry: CentralEntry): void {
    const { unicodeName } = entry;
    const other = unicodeName === undefined || unicodeName === name ? [] : [unicodeName];
    for (const { code, message } of names.faults(name, other)) problem(code, message, entry.offset, name);
    // A name in another code page is another text; one in UTF-8 or with Info-ZIP's escapes must be the same.
    if (unicodeName !== undefined && isUtf8(entry.rawName) && withoutEscapes(name) !== unicodeName)
      problem('mismatch', `the member has a second name, ${quoted(unicodeName)}`, entry.offset, name);
  }

  function checkLocal(
    local: NonNullable<ReturnType<typeof readLocal>>,
    entry: CentralEntry,
    offset: number,
    name: string,
  ): void {
    const differs = (what: string): void =>
      problem('mismatch', `local header and directory differ in ${what}`, offset, name);
    if (!local.rawName.equals(entry.rawName)) differs('the name');
    if (local.method !== entry.method) differs('the method');
    if (local.unicodeName !== undefined && local.unicodeName !== (entry.unicodeName ?? local.unicodeName))
      differs('the name in UTF-8');
    if (local.zip64Differs) differs('the fields of zip64');
    if (((local.flags ^ entry.flags) & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_UTF8 | FLAG_DESCRIPTOR)) !== 0)
      differs('the flags');
    const later = (local.flags & FLAG_DESCRIPTOR) !== 0;
    if (local.crc32 !== entry.crc32 && !(later && local.crc32 === 0)) differs('the CRC');
    if (local.size !== entry.size && !(later && local.size === 0)) differs('the size');
    if (local.compressedSize !== entry.compressedSize && !(later && local.compressedSize === 0))
      differs('the compressed size');
  }

  /** Every byte before the directory belongs to exactly one member. Returns the bytes before the first. */
  function checkExtents(): number {
    extents.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let covered = 0;
    for (const [from, to, name] of extents) {
      if (from > covered) gap(covered, from);
      else if (from < covered) problem('overlap', 'the member shares bytes with another one', from, name);
      covered = Math.max(covered, to);
    }
    // One inside of a member is that of an archive in the archive.
    for (const other of end?.others ?? [])
      if (!extents.some(([from, to]) => other > from && other < to))
        problem('second-end-record', 'another end record lies before the one at the end', other);
    if (covered < directoryStart) gap(covered, directoryStart);
    return extents[0]?.[0] ?? directoryStart;
  }

  function gap(from: number, to: number): void {
    const head = readAt(source, from, 4);
    const hidden = head.length === 4 && head.readUInt32LE(0) === LOCAL_SIGNATURE;
    if (hidden) problem('hidden-member', 'a member lies here that the directory does not list', from);
    else problem(from === 0 ? 'prefix' : 'gap', `${to - from} bytes belong to no member`, from);
  }
}

/** Without the UTF-8 flag the code page is unknown; most writers use UTF-8 all the same. */
function decodeName({ rawName, flags }: CentralEntry): string {
  return (flags & FLAG_UTF8) !== 0 || isUtf8(rawName) ? rawName.toString('utf8') : rawName.toString('latin1');
}

function safe(value: number): number {
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}

function sum(members: readonly ZipMember[], key: 'size' | 'compressedSize'): number {
  return safe(members.reduce((total, member) => total + member[key], 0));
}

/** Local header, or an empty archive's end record. */
export function startsAsZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

import type { ByteSource } from '../byte-source.ts';
import { quoted } from '../collector.ts';
import type { LimitFacts, ProblemFacts } from '../facts.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { leadsOut } from './names.ts';

const BLOCK = 512;
/** GNU long names and pax records longer than this are no names. */
const LONG_NAME = 64 << 10;
/** Entries that only say something of the next one, or of all: names of GNU and of pax. */
const META: ReadonlySet<string> = new Set(['L', 'K', 'x', 'g']);

interface TarMember {
  readonly name: string;
  readonly headerOffset: number;
  readonly dataOffset: number;
  readonly size: number;
}

export interface TarWalk {
  readonly members: readonly TarMember[];
  readonly problems: readonly ProblemFacts[];
  readonly limits: readonly LimitFacts[];
}

/** By the checksum of the first header: old tar files have no magic. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && head[0] !== 0 && checksumHolds(Buffer.from(head.buffer, head.byteOffset, BLOCK));
}

/** The regular files of a tar archive (POSIX.1-1988 ustar, GNU and pax names); links and odd entries as problems. */
export function walkTar(source: ByteSource): TarWalk {
  const members: TarMember[] = [];
  const problems: ProblemFacts[] = [];
  const limits: LimitFacts[] = [];
  const problem = (code: string, message: string, offset: number, member?: string): void => {
    if (problems.length < 100)
      problems.push({ code: `tar-${code}`, message, offset, ...(member === undefined ? {} : { member }) });
  };
  const names = new Set<string>();
  let longName: string | undefined;
  let longLink: string | undefined;
  let at = 0;
  while (at + BLOCK <= source.size) {
    const header = Buffer.from(source.read(at, BLOCK));
    if (header.every((byte) => byte === 0)) return finish(at);
    if (!checksumHolds(header)) {
      problem('header', 'a header has a wrong checksum: what follows was not read', at);
      limits.push({ limit: 'tar.header', message: 'the archive was not read past a broken header', offset: at });
      return { members, problems, limits };
    }
    const size = numberField(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    const dataOffset = at + BLOCK;
    if (size === undefined || dataOffset + size > source.size) {
      problem('size', 'a member is longer than the archive', at);
      limits.push({ limit: 'tar.header', message: 'the archive was not read past a false size', offset: at });
      return { members, problems, limits };
    }
    if (type === 'L' || type === 'x') longName = longNameOf(source, type, dataOffset, size, 'path') ?? longName;
    if (type === 'K' || type === 'x') longLink = longNameOf(source, type, dataOffset, size, 'linkpath') ?? longLink;
    if (!META.has(type)) {
      const name = longName ?? shortNameOf(header);
      const linked = longLink ?? fieldOf(header, 157, 257);
      longName = undefined;
      longLink = undefined;
      checkName(name, at);
      if (type === '1' || type === '2') {
        const outside = leadsOut(linked) ? '-outside' : '';
        problem(`link${outside}`, `the member is a link to ${quoted(linked)}`, at, name);
      } else if (type === '0' || type === '\0' || type === '7') {
        if (members.length >= ARCHIVE_LIMITS.members) {
          limits.push({ limit: 'tar.members', message: `more than ${ARCHIVE_LIMITS.members} members`, offset: at });
          return { members, problems, limits };
        }
        members.push({ name, headerOffset: at, dataOffset, size });
      } else if (type !== '5') problem('type', `the member is of the unusual type ${JSON.stringify(type)}`, at, name);
    }
    at = dataOffset + Math.ceil(size / BLOCK) * BLOCK;
    if (source.read(dataOffset + size, at - dataOffset - size).some((byte) => byte !== 0))
      problem('padding', 'bytes that belong to no member follow one', dataOffset + size);
  }
  problem('end', 'the archive ends without the blocks of zeros that end one', source.size);
  return finish(at);

  function checkName(name: string, offset: number): void {
    if (leadsOut(name)) {
      problem('unsafe-name', 'the name leads out of the directory it is unpacked in', offset, name);
    }
    if (names.has(name) && !name.endsWith('/')) problem('duplicate-name', 'two members have this name', offset, name);
    names.add(name);
  }

  /** The archive ends in zeros; anything else after them is read by nobody, or by somebody else. */
  function finish(offset: number): TarWalk {
    for (let from = offset; from < source.size; from += 1 << 20) {
      const bytes = source.read(from, 1 << 20);
      const found = bytes.findIndex((byte) => byte !== 0);
      if (found === -1) continue;
      problem('trailing-data', `${source.size - from - found} bytes follow the archive`, from + found);
      break;
    }
    return { members, problems, limits };
  }
}

function checksumHolds(header: Buffer): boolean {
  const stated = numberField(header, 148, 8);
  let sum = 0;
  for (let index = 0; index < BLOCK; index += 1) sum += index >= 148 && index < 156 ? 0x20 : (header[index] ?? 0);
  return stated === sum;
}

/** Octal text, or base 256 with the top bit set (GNU). */
function numberField(header: Buffer, at: number, length: number): number | undefined {
  if (((header[at] ?? 0) & 0x80) !== 0) {
    const value = Number(header.readBigUInt64BE(at + length - 8));
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const text = header
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+$/u, '')
    .trim();
  return /^[0-7]{0,12}$/u.test(text) ? Number.parseInt(text === '' ? '0' : text, 8) : undefined;
}

function shortNameOf(header: Buffer): string {
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? fieldOf(header, 345, 500) : '';
  return prefix === '' ? fieldOf(header, 0, 100) : `${prefix}/${fieldOf(header, 0, 100)}`;
}

/** Text up to the first NUL. */
function fieldOf(header: Buffer, from: number, to: number): string {
  const raw = header.subarray(from, to);
  const end = raw.indexOf(0);
  return raw.toString('utf8', 0, end === -1 ? raw.length : end);
}

function longNameOf(
  source: ByteSource,
  type: string,
  offset: number,
  size: number,
  key: 'path' | 'linkpath',
): string | undefined {
  const text = Buffer.from(source.read(offset, Math.min(size, LONG_NAME))).toString('utf8');
  if (type !== 'x') return text.replace(/\0[^]*$/u, '');
  return text
    .split('\n')
    .map((record) => record.slice(record.indexOf(' ') + 1))
    .find((record) => record.startsWith(`${key}=`))
    ?.slice(key.length + 1);
}

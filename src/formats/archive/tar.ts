import type { ByteSource } from '../byte-source.ts';
import { quoted, TRUNCATED } from '../collector.ts';
import type { LimitFacts, ProblemFacts } from '../facts.ts';
import { Stopped } from '../stopped.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { ArchiveLinks } from './links.ts';
import { MemberNames } from './names.ts';
import { behindPadding } from './padding.ts';
import { ProblemList } from './problems.ts';
import { BLOCK, readLongName, readPax, readTarHeader, type TarHeader } from './tar-header.ts';

export { isTar } from './tar-header.ts';

/** The largest size that 11 octal digits hold. Past it writers give the size as a record of pax, and here 0 or the most. */
const LARGEST = 8 ** 11 - 1;
const HARD_LINK = '1';
const SYMBOLIC_LINK = '2';
const DIRECTORY = '5';
const SPARSE = 'S';
/** GNU's name of a volume. */
const LABEL = 'V';
const REGULAR: ReadonlySet<string> = new Set(['0', '\0', '7']);
const USUAL: ReadonlySet<string> = new Set([...REGULAR, HARD_LINK, SYMBOLIC_LINK, DIRECTORY]);
const DEVICES: ReadonlySet<string> = new Set(['3', '4']);
/** Links, devices, directories, pipes: without content, so that CPython finds the next header right behind. */
const EMPTY: ReadonlySet<string> = new Set([HARD_LINK, SYMBOLIC_LINK, '3', '4', DIRECTORY, '6']);
/** Of the next entry: pax as POSIX and as Solaris write it. */
const PAX: ReadonlySet<string> = new Set(['x', 'X']);

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

/** What entries before an entry say of it. */
interface Said {
  name?: string | undefined;
  linked?: string | undefined;
  size?: number | undefined;
}

/**
 * Every entry with content of a tar archive (POSIX.1-1988 ustar; GNU and pax names and sizes), whatever its type: readers
 * write one of a type that they don't know as a file. Where readers differ on what an entry is or where the next one
 * starts, and links, are problems.
 */
export function walkTar(source: ByteSource): TarWalk {
  return new TarWalker(source).walk();
}

class TarWalker {
  private readonly source: ByteSource;
  private readonly members: TarMember[] = [];
  private readonly problems = new ProblemList();
  private readonly limits: LimitFacts[] = [];
  private readonly names = new MemberNames();
  private readonly links = new ArchiveLinks();
  private entries = 0;
  private said: Said = {};

  constructor(source: ByteSource) {
    this.source = source;
  }

  walk(): TarWalk {
    try {
      this.finish(this.readEntries());
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    for (const { code, message, name, offset } of this.links.faults()) this.problem(code, message, offset, name);
    return { members: this.members, problems: this.problems.facts(), limits: this.limits };
  }

  /** Returns where the archive ends. */
  private readEntries(): number {
    const { source } = this;
    let at = 0;
    while (at + BLOCK <= source.size) {
      const block = Buffer.from(source.read(at, BLOCK));
      if (block.every((byte) => byte === 0)) return at;
      const header = readTarHeader(block);
      if (header === undefined) {
        this.problem('header', 'a header has a wrong checksum: what follows was not read', at);
        throw this.limit('tar.header', 'the archive was not read past a broken header', at);
      }
      at = this.readEntry(header, at);
    }
    const rest = source.read(at, BLOCK);
    // Without a byte of the end, members may have stood behind this one.
    const cut = rest.length === 0 ? 'the archive ends behind a member and before its end' : undefined;
    const message = rest.some((byte) => byte !== 0) ? 'the archive ends inside a header' : cut;
    if (message !== undefined) this.limits.push({ limit: TRUNCATED, message, offset: Math.min(at, source.size) });
    this.problem('end', 'the archive ends without the blocks of zeros that end one', source.size);
    return at;
  }

  /** Returns where the next entry starts. */
  private readEntry(header: TarHeader, at: number): number {
    const { source, said } = this;
    const { type } = header;
    const describes = PAX.has(type) || type === 'g' || type === 'L' || type === 'K';
    const size = describes || EMPTY.has(type) ? header.size : (said.size ?? header.size);
    const data = at + BLOCK;
    if (header.isDoubtful)
      this.problem('header', 'readers differ on whether a header holds: some look for the next one', at, header.name);
    if (header.sizeDiffers) this.problem('size', 'readers differ on the size that a header states', at, header.name);
    if (size === undefined || data + size > source.size) {
      this.problem('size', 'a member is longer than the archive', at);
      throw this.limit('tar.header', 'the archive was not read past a false size', at);
    }
    if (describes) this.readDescription(type, data, size, at);
    else this.readMember(header, size, at);
    const end = data + size;
    const next = data + Math.ceil(size / BLOCK) * BLOCK;
    if (source.read(end, next - end).some((byte) => byte !== 0))
      this.problem('padding', 'bytes that belong to no member follow one', end);
    return next;
  }

  private readDescription(type: string, data: number, size: number, at: number): void {
    const { source, said } = this;
    if (type === 'L') said.name = readLongName(source, data, size);
    else if (type === 'K') said.linked = readLongName(source, data, size);
    else {
      const { records, whole } = readPax(source, data, size);
      if (!whole) this.problem('pax', 'records of pax are not as the standard says', at);
      if ([...records.keys()].some((key) => key.startsWith('GNU.sparse')))
        this.limit('tar.sparse', 'a sparse member was not put together', at);
      if (type === 'g') {
        // GNU tar and CPython apply them at other places, or not at all.
        if (['path', 'linkpath', 'size'].some((key) => records.has(key)))
          this.problem('pax', 'a record for all entries states a name or a size', at);
        return;
      }
      said.name = records.get('path') ?? said.name;
      said.linked = records.get('linkpath') ?? said.linked;
      const stated = records.get('size');
      if (stated === undefined) return;
      if (/^[0-9]{1,15}$/u.test(stated)) said.size = Number(stated);
      else this.problem('pax', `a record of pax states the size ${quoted(stated)}`, at);
    }
  }

  private readMember(header: TarHeader, size: number, at: number): void {
    const { said } = this;
    const { type } = header;
    const name = said.name ?? header.name;
    const own = header.size ?? 0;
    this.said = {};
    this.entries += 1;
    if (this.entries > ARCHIVE_LIMITS.members)
      throw this.limit('tar.members', `more than ${ARCHIVE_LIMITS.members} members`, at);
    // A file that is named to GNU tar twice becomes a hard link to itself.
    const isItself = type === HARD_LINK && (said.linked ?? header.linked) === name;
    if (!isItself) for (const { code, message } of this.names.faults(name)) this.problem(code, message, at, name);
    if (said.size !== undefined && said.size !== own && (said.size <= LARGEST || (own !== 0 && own !== LARGEST)))
      this.problem('size', 'header and record of pax state two sizes', at, name);
    // A name that ends in a slash is one of a directory to libarchive, whatever the type says; for the oldest type CPython
    // goes by the name in the header, even where that is the start of a longer one.
    const isDirectory = name.endsWith('/') || (type === '\0' && header.name.endsWith('/'));
    if (size > 0 && (EMPTY.has(type) || type === LABEL || isDirectory))
      this.problem('size', 'an entry without content states a size: readers differ on where the next starts', at, name);
    if (type === HARD_LINK || type === SYMBOLIC_LINK) {
      this.links.link({ name, target: said.linked ?? header.linked, hard: type === HARD_LINK }, at);
    } else this.links.member(name, at);
    if (DEVICES.has(type)) this.problem('device', 'the member is a device of the system that unpacks it', at, name);
    else if (!USUAL.has(type) && (type !== LABEL || size > 0))
      this.problem('type', `the member is of the unusual type ${JSON.stringify(type)}`, at, name);
    if (type === SPARSE) throw this.limit('tar.sparse', 'a sparse member was not put together', at);
    if (size === 0 && !REGULAR.has(type)) return;
    this.members.push({ name, headerOffset: at, dataOffset: at + BLOCK, size });
  }

  /** The archive ends in zeros; anything else after them is read by nobody, or by somebody else. */
  private finish(offset: number): void {
    const { source } = this;
    const more = behindPadding(source, offset);
    if (more !== undefined) this.problem('trailing-data', `${source.size - more} bytes follow the archive`, more);
  }

  private problem(code: string, message: string, offset: number, member?: string): void {
    this.problems.add({ code: `tar-${code}`, message, offset, ...(member === undefined ? {} : { member }) });
  }

  private limit(limit: string, message: string, offset: number): Stopped {
    this.limits.push({ limit, message, offset });
    return new Stopped(offset);
  }
}

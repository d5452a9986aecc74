import type { ByteSource } from '../byte-source.ts';
import type { TextFacts } from '../text/facts.ts';
import type { SecretFacts, SecretsFacts } from './facts.ts';
import { fingerprintOf } from './fingerprint.ts';
import { SECRET_LIMITS } from './limits.ts';
import { secretsIn, type SecretMatch } from './match.ts';
import { settingsIn } from './settings.ts';

/** Bytes that are searched at once; a block with what is read around it fits the window of a file. */
const BLOCK = (1 << 20) - (32 << 10);
/** Before a block: where the neighbours of a token are looked at. */
const BEHIND = 4 << 10;
/** Behind a block: as long as the longest secret and what is looked at after it. */
const AHEAD = 24 << 10;
const MASK = 4;

export interface SecretSearch {
  /** The file's name, or the member's: `.env` and `.netrc` are told by it. */
  readonly path: string;
  readonly member?: string;
  /** Of text; without it the bytes are searched as they are, and lines are not counted. */
  readonly encoding?: TextFacts['encoding'];
  /** Bytes from the start that are searched; all when left out. */
  readonly bytes?: number;
}

/** Secrets in a file or a member of one; undefined without any. The text of a secret does not leave this function. */
export function readSecrets(source: ByteSource, search: SecretSearch): SecretsFacts | undefined {
  const { encoding } = search;
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const end = Math.min(source.size, search.bytes ?? source.size);
  const found: SecretFacts[] = [];
  let leftOut = 0;
  const lines = encoding === undefined ? undefined : new LineCounter(source);
  const add = (match: SecretMatch, offset: number): void => {
    if (found.length >= SECRET_LIMITS.listed) leftOut++;
    else found.push(factsOf(match, offset, search, lines?.at(offset)));
  };
  const seen = new Set<number>();
  for (let start = 0; start < end; start += BLOCK) {
    const first = Math.max(0, start - BEHIND);
    const read = Buffer.from(source.read(first, Math.min(end, start + BLOCK + AHEAD) - first));
    const bytes = wide ? narrowed(read, encoding) : read;
    const scale = wide ? 2 : 1;
    const matches = secretsIn(bytes, (start - first) / scale, Math.min(bytes.length, (start - first + BLOCK) / scale));
    // One line by line, the other by pattern: what both find is one secret.
    const known = new Set(matches.map((match) => match.start));
    const settings = start === 0 && !wide && end <= BLOCK ? settingsIn(search.path, bytes) : [];
    for (const match of [...matches, ...settings.filter((it) => !overlaps(it, matches, known))]) {
      const offset = first + match.start * scale;
      // The secret of an access key may lie before the block that the key lies in.
      if (seen.has(offset)) continue;
      seen.add(offset);
      add(match, offset);
    }
  }
  return found.length === 0 ? undefined : { found, leftOut };
}

function overlaps(match: SecretMatch, others: readonly SecretMatch[], starts: ReadonlySet<number>): boolean {
  return starts.has(match.start) || others.some(({ start, end }) => start < match.end && match.start < end);
}

function factsOf(match: SecretMatch, offset: number, search: SecretSearch, line: number | undefined): SecretFacts {
  const { kind, secret, prefix, checksum, encrypted, patterned } = match;
  return {
    kind,
    offset,
    ...(line === undefined ? {} : { line }),
    ...(search.member === undefined ? {} : { member: search.member }),
    length: secret.length,
    masked: prefix === 0 ? '' : secret.slice(0, MASK),
    fingerprint: fingerprintOf(secret),
    ...(checksum === undefined ? {} : { checksum }),
    ...(encrypted === undefined ? {} : { encrypted }),
    ...(patterned === undefined ? {} : { patterned }),
  };
}

/** One byte per unit of UTF-16; a unit outside of Latin-1 becomes a byte that no secret holds. */
function narrowed(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be' | undefined): Buffer {
  const low = encoding === 'utf-16le' ? 0 : 1;
  const narrow = Buffer.allocUnsafe(bytes.length >> 1);
  for (let unit = 0; unit < narrow.length; unit++)
    narrow[unit] = bytes[unit * 2 + 1 - low] === 0 ? (bytes[unit * 2 + low] ?? 0) : 0xff;
  return narrow;
}

/** Lines are counted only where a secret was found, each byte once; offsets come in rising order but for neighbours. */
class LineCounter {
  private readonly source: ByteSource;
  private position = 0;
  private line = 1;

  constructor(source: ByteSource) {
    this.source = source;
  }

  at(offset: number): number {
    while (this.position < offset) {
      const bytes = this.source.read(this.position, Math.min(BLOCK, offset - this.position));
      if (bytes.length === 0) break;
      for (const byte of bytes) if (byte === 0x0a) this.line++;
      this.position += bytes.length;
    }
    return this.line;
  }
}

import type { ByteSource } from '../byte-source.ts';
import { HIGHEST_PROTOCOL, OP } from './opcodes.ts';

const BLOCK = 1 << 20;
/** A GLOBAL or INST opcode with two lines fits in this much of the next block. */
const OVERLAP = 512;
/** Arguments of a hidden INST are searched for its mark this far back. */
const MARK_DISTANCE = 512;
const NEWLINE = 0x0a;

const OPCODES = new Uint8Array(256);
for (const code of Object.values(OP)) OPCODES[code] = 1;

/** What a pickle that is looked for starts with. */
const STARTS = new Uint8Array(256);
for (const code of [OP.PROTO, OP.GLOBAL, OP.INST]) STARTS[code] = 1;

/**
 * Offsets from `from` on where a pickle could start: PROTO with a known protocol and an opcode after it, or a GLOBAL or
 * INST opcode with two lines of identifiers. Yields few offsets in random bytes; the interpreter tells them apart.
 */
export function* findCandidates(source: ByteSource, from: number, to: number = source.size): Generator<number> {
  let block = from;
  while (block < to) {
    const bytes = new Uint8Array(source.read(block, Math.min(BLOCK + OVERLAP, to - block)));
    const limit = Math.min(bytes.length, BLOCK);
    for (let index = nextStart(bytes, 0, limit); index < limit; index = nextStart(bytes, index + 1, limit)) {
      const byte = bytes[index];
      if (byte === OP.PROTO) {
        if ((bytes[index + 1] ?? 255) <= HIGHEST_PROTOCOL && OPCODES[bytes[index + 2] ?? 0] === 1) yield block + index;
      } else if (byte === OP.GLOBAL || byte === OP.INST) {
        if (!isNamed(bytes, index)) continue;
        // INST takes what lies above a mark: the stream starts at the mark, not here.
        if (byte === OP.INST) yield* marksBefore(bytes, index, block);
        else yield block + index;
      }
    }
    if (bytes.length === 0) return;
    block += limit;
  }
}

/** The next index from `from` on that one may start at, or `to`. A function of its own: weights of any size go through this loop. */
function nextStart(bytes: Uint8Array, from: number, to: number): number {
  let index = from;
  while (index < to && STARTS[bytes[index] ?? 0] === 0) index += 1;
  return index;
}

function isNamed(bytes: Uint8Array, index: number): boolean {
  return isIdentifierLine(bytes, index + 1) && isIdentifierLine(bytes, bytes.indexOf(NEWLINE, index + 1) + 1);
}

/** The nearest bytes before `index` that may be the mark of an INST, farthest first. */
function marksBefore(bytes: Uint8Array, index: number, block: number): number[] {
  const marks: number[] = [];
  for (let at = index - 1; at >= 0 && at >= index - MARK_DISTANCE && marks.length < 4; at -= 1) {
    if (bytes[at] === OP.MARK) marks.push(block + at);
  }
  return marks.reverse();
}

/** A line of letters, digits, dots and underscores that doesn't start with a digit. */
function isIdentifierLine(bytes: Uint8Array, start: number): boolean {
  let index = start;
  for (; index < bytes.length && index - start < 200; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === NEWLINE) return index > start;
    const letter = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
    if (!letter && (index === start || !((byte >= 0x30 && byte <= 0x39) || byte === 0x2e))) return false;
  }
  return false;
}

import type { ByteSource } from '../byte-source.ts';
import { DecodeFault, type Output } from './output.ts';
import { xxhash32, Xxhash32 } from './xxhash32.ts';

/* LZ4 Frame Format 1.6.1 and LZ4 Block Format; the legacy frame that the Linux kernel and old tools write, too. */

const FRAME = 0x184d_2204;
const LEGACY = 0x184c_2102;
/** 0x184d2a50 to 0x184d2a5f. */
const SKIPPABLE = 0x184d_2a50;
const LEGACY_BLOCK = 8 << 20;
const STORED = 0x8000_0000;
const SHORTEST_MATCH = 4;
/** Distances have 16 bits. */
const FARTHEST = 1 << 16;
const LONGEST_HEADER = 19;

export function startsAsLz4(head: Uint8Array): boolean {
  const magic = uint32(head, 0);
  return magic === FRAME || magic === LEGACY;
}

/** All frames that follow one another; checks the hashes of header, blocks and content where they are there. */
export function lz4Into(input: ByteSource, output: Output): number {
  output.history = FARTHEST;
  for (let at = 0; ;) {
    const magic = wordAt(input, at);
    if (magic === FRAME) at = frameInto(input, at, output);
    else if (magic === LEGACY) at = legacyInto(input, at + 4, output);
    else if (isSkippable(magic)) at += 8 + (wordAt(input, at + 4) ?? Number.POSITIVE_INFINITY);
    else return at;
    if (at > input.size) throw cut(input);
  }
}

function isSkippable(magic: number | undefined): boolean {
  return magic !== undefined && (magic & 0xffff_fff0) >>> 0 === SKIPPABLE;
}

function wordAt(input: ByteSource, at: number): number | undefined {
  return uint32(input.read(at, 4), 0);
}

function uint32(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined;
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

function frameInto(input: ByteSource, start: number, output: Output): number {
  const header = Buffer.from(input.read(start, LONGEST_HEADER));
  const flags = header[4];
  const descriptor = header[5];
  if (flags === undefined || descriptor === undefined) throw cut(input);
  if (flags >> 6 !== 1 || (flags & 0x02) !== 0)
    throw new DecodeFault('unread', 'the frame is of another version', start + 4);
  if ((flags & 0x01) !== 0) throw new DecodeFault('unread', 'the frame needs a dictionary that it lacks', start + 4);
  const linked = (flags & 0x20) === 0;
  const blockHash = (flags & 0x10) !== 0;
  const sized = (flags & 0x08) !== 0;
  const contentHash = (flags & 0x04) !== 0;
  const largest = 1 << (8 + 2 * ((descriptor >> 4) & 7));
  const length = 6 + (sized ? 8 : 0);
  const hash = header[length];
  if (hash === undefined) throw cut(input);
  if (((xxhash32(header.subarray(4, length)) >>> 8) & 0xff) !== hash)
    throw new DecodeFault('broken', 'the hash of the frame header is wrong', start + length);
  if (largest < 1 << 16) throw new DecodeFault('broken', 'the block size is out of range', start + 5);
  let at = start + length + 1;
  const from = output.total;
  const content = contentHash ? new Xxhash32() : undefined;
  output.watch(content === undefined ? undefined : (bytes) => content.update(bytes));
  for (;;) {
    const word = wordAt(input, at);
    if (word === undefined) throw cut(input);
    at += 4;
    if (word === 0) break;
    const size = word & 0x7fff_ffff;
    if (size > largest) throw new DecodeFault('broken', 'a block is larger than the frame allows', at);
    const block = input.read(at, size);
    if (word >= STORED) output.append(block, at);
    else blockInto(block, at, { reach: linked ? from : output.total, largest }, output);
    if (block.length < size) throw cut(input);
    const expected = blockHash ? xxhash32(block) : undefined;
    at += size;
    if (expected === undefined) continue;
    if (wordAt(input, at) !== expected) throw new DecodeFault('broken', 'the hash of a block is wrong', at);
    at += 4;
  }
  output.watch();
  const written = output.total - from;
  if (sized && header.readBigUInt64LE(6) !== BigInt(written))
    throw new DecodeFault(
      'broken',
      `the content has ${written} bytes and the frame states ${header.readBigUInt64LE(6)}`,
      start,
    );
  if (content === undefined) return at;
  const stated = wordAt(input, at);
  if (stated === undefined) throw cut(input);
  if (stated !== content.value) throw new DecodeFault('broken', 'the hash of the content is wrong', at);
  return at + 4;
}

/** Blocks of 8 MiB until the end, or until a length that is another frame's magic. */
function legacyInto(input: ByteSource, start: number, output: Output): number {
  let at = start;
  while (at < input.size) {
    const size = wordAt(input, at);
    if (size === undefined) throw cut(input);
    if (size === FRAME || size === LEGACY || isSkippable(size)) return at;
    at += 4;
    // Incompressible content grows by a byte in 255.
    const block = input.read(at, Math.min(size, LEGACY_BLOCK + (LEGACY_BLOCK >> 7)));
    blockInto(block, at, { reach: output.total, largest: LEGACY_BLOCK }, output);
    if (block.length < size) throw cut(input);
    at += size;
  }
  return at;
}

/** `reach`: where in all output matches may reach back to; `place`: of the block. */
function blockInto(
  input: Uint8Array,
  place: number,
  { reach, largest }: { readonly reach: number; readonly largest: number },
  output: Output,
): void {
  const before = output.total;
  const end = input.length;
  let at = 0;
  while (at < end) {
    const token = input[at] ?? 0;
    at += 1;
    let literals = token >> 4;
    if (literals === 15) {
      let more: number;
      do {
        more = input[at] ?? 0;
        literals += more;
        at += 1;
      } while (more === 255 && at < end);
    }
    const available = Math.min(literals, end - at);
    if (available > 0) output.append(input.subarray(at, at + available), place + at);
    at += literals;
    if (at === end) break;
    if (at + 2 > end) throw new DecodeFault('broken', 'a block is cut off', place + end);
    const distance = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8);
    at += 2;
    let length = (token & 15) + SHORTEST_MATCH;
    if ((token & 15) === 15) {
      let more: number;
      do {
        more = input[at] ?? 0;
        length += more;
        at += 1;
      } while (more === 255 && at < end);
    }
    if (distance === 0 || distance > output.total - reach)
      throw new DecodeFault('broken', 'a match reaches back to before the content', place + at);
    if (output.total - before + length > largest)
      throw new DecodeFault('broken', 'a block expands to more than the frame allows', place + at);
    copyMatch(output, distance, length);
    if (output.total > output.limit) throw output.overflow(place + at);
  }
  if (output.total - before > largest)
    throw new DecodeFault('broken', 'a block expands to more than the frame allows', place);
}

/** A match may reach into what it writes itself. */
function copyMatch(output: Output, distance: number, length: number): void {
  output.reserve(length);
  const { bytes } = output;
  const at = output.length;
  if (distance >= length) bytes.copyWithin(at, at - distance, at - distance + length);
  else if (distance === 1) bytes.fill(bytes[at - 1] ?? 0, at, at + length);
  else for (let index = 0; index < length; index += 1) bytes[at + index] = bytes[at + index - distance] ?? 0;
  output.length += length;
}

function cut(input: ByteSource): DecodeFault {
  return new DecodeFault('broken', 'the stream is cut off', input.size);
}

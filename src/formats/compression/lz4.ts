import { DecodeFault, decoded, type Decoded, type Output } from './output.ts';
import { xxhash32 } from './xxhash32.ts';

/* LZ4 Frame Format 1.6.1 and LZ4 Block Format; the legacy frame that the Linux kernel and old tools write, too. */

const FRAME = 0x184d_2204;
const LEGACY = 0x184c_2102;
/** 0x184d2a50 to 0x184d2a5f. */
const SKIPPABLE = 0x184d_2a50;
const LEGACY_BLOCK = 8 << 20;
const STORED = 0x8000_0000;
const SHORTEST_MATCH = 4;

export function startsAsLz4(head: Uint8Array): boolean {
  const magic = magicAt(head, 0);
  return magic === FRAME || magic === LEGACY;
}

/** All frames that follow one another; checks the hashes of header, blocks and content where they are there. */
export function decodeLz4(input: Uint8Array, limit: number): Decoded {
  return decoded(input, limit, (output) => {
    let at = 0;
    for (;;) {
      const magic = magicAt(input, at);
      if (magic === FRAME) at = decodeFrame(input, at, output);
      else if (magic === LEGACY) at = decodeLegacy(input, at + 4, output);
      else if (magic !== undefined && (magic & 0xffff_fff0) >>> 0 === SKIPPABLE)
        at += 8 + (uint32(input, at + 4) ?? Number.POSITIVE_INFINITY);
      else return at;
      if (at > input.length) throw cut(input);
    }
  });
}

function magicAt(bytes: Uint8Array, at: number): number | undefined {
  return uint32(bytes, at);
}

function uint32(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined;
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

function decodeFrame(input: Uint8Array, start: number, output: Output): number {
  const flags = input[start + 4];
  const descriptor = input[start + 5];
  if (flags === undefined || descriptor === undefined) throw cut(input);
  if (flags >> 6 !== 1 || (flags & 0x02) !== 0)
    throw new DecodeFault('unread', 'the frame is of another version', start + 4);
  if ((flags & 0x01) !== 0) throw new DecodeFault('unread', 'the frame needs a dictionary that it lacks', start + 4);
  const linked = (flags & 0x20) === 0;
  const blockHash = (flags & 0x10) !== 0;
  const sized = (flags & 0x08) !== 0;
  const contentHash = (flags & 0x04) !== 0;
  const largest = 1 << (8 + 2 * ((descriptor >> 4) & 7));
  let at = start + 6 + (sized ? 8 : 0);
  const hash = input[at];
  if (hash === undefined) throw cut(input);
  if (((xxhash32(input.subarray(start + 4, at)) >>> 8) & 0xff) !== hash)
    throw new DecodeFault('broken', 'the hash of the frame header is wrong', at);
  if (largest < 1 << 16) throw new DecodeFault('broken', 'the block size is out of range', start + 5);
  at += 1;
  const from = output.length;
  for (;;) {
    const word = uint32(input, at);
    if (word === undefined) throw cut(input);
    at += 4;
    if (word === 0) break;
    const size = word & 0x7fff_ffff;
    if (size > largest) throw new DecodeFault('broken', 'a block is larger than the frame allows', at);
    const end = at + size;
    const block = input.subarray(at, end);
    if (word >= STORED) output.append(block, at);
    else decodeBlock(input, at, Math.min(end, input.length), linked ? from : output.length, largest, output);
    if (end > input.length) throw cut(input);
    at = end;
    if (!blockHash) continue;
    if (uint32(input, at) !== xxhash32(block)) throw new DecodeFault('broken', 'the hash of a block is wrong', at);
    at += 4;
  }
  const content = output.bytes.subarray(from, output.length);
  if (sized) {
    const stated = Buffer.from(input.buffer, input.byteOffset + start + 6, 8).readBigUInt64LE();
    if (stated !== BigInt(content.length))
      throw new DecodeFault('broken', `the content has ${content.length} bytes and the frame states ${stated}`, start);
  }
  if (!contentHash) return at;
  const stated = uint32(input, at);
  if (stated === undefined) throw cut(input);
  if (stated !== xxhash32(content)) throw new DecodeFault('broken', 'the hash of the content is wrong', at);
  return at + 4;
}

/** Blocks of 8 MiB until the end, or until a length that is another frame's magic. */
function decodeLegacy(input: Uint8Array, start: number, output: Output): number {
  let at = start;
  while (at < input.length) {
    const size = uint32(input, at);
    if (size === undefined) throw cut(input);
    if (size === FRAME || size === LEGACY || (size & 0xffff_fff0) >>> 0 === SKIPPABLE) return at;
    at += 4;
    const end = at + size;
    decodeBlock(input, at, Math.min(end, input.length), output.length, LEGACY_BLOCK, output);
    if (end > input.length) throw cut(input);
    at = end;
  }
  return at;
}

/** `history`: where in the output matches may reach back to. */
function decodeBlock(
  input: Uint8Array,
  start: number,
  end: number,
  history: number,
  largest: number,
  output: Output,
): void {
  const before = output.length;
  let at = start;
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
    if (available > 0) output.append(input.subarray(at, at + available), at);
    at += literals;
    if (at === end) break;
    if (at + 2 > end) throw new DecodeFault('broken', 'a block is cut off', end);
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
    if (distance === 0 || distance > output.length - history)
      throw new DecodeFault('broken', 'a match reaches back to before the content', at);
    if (output.length - before + length > largest)
      throw new DecodeFault('broken', 'a block expands to more than the frame allows', at);
    copyMatch(output, distance, length);
    if (output.length > output.limit) throw output.overflow(at);
  }
  if (output.length - before > largest)
    throw new DecodeFault('broken', 'a block expands to more than the frame allows', start);
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

function cut(input: Uint8Array): DecodeFault {
  return new DecodeFault('broken', 'the stream is cut off', input.length);
}

import type { ByteSource } from '../byte-source.ts';
import { expandZstdInto } from './node-codec.ts';
import { DecodeFault, type Output } from './output.ts';

const FRAME = 0xfd2f_b528;
/** 0x184d2a50 to 0x184d2a5f, RFC 8878 3.1.2. */
const SKIPPABLE = 0x184d_2a50;
/** By the flags of a frame's descriptor, RFC 8878 3.1.1.1. */
const DICTIONARY_BYTES: readonly number[] = [0, 1, 2, 4];
const CONTENT_BYTES: readonly number[] = [0, 2, 4, 8];
const RLE = 1;
const RESERVED = 3;

/** Readers jump over skippable frames, also over one that is longer than `head`; what follows one is read in any case. */
export function startsAsZstd(head: Uint8Array): boolean {
  const magic = wordOf(head);
  return magic === FRAME || (isSkippable(magic) && head.length >= 8);
}

/** All frames. Node's own decompressor stops behind the first one, be it an empty or a skippable one. */
export function zstdInto(input: ByteSource, output: Output): number {
  for (let at = 0; ;) {
    const magic = wordOf(input.read(at, 4));
    if (isSkippable(magic)) {
      const size = wordOf(input.read(at + 4, 4));
      at += 8 + (size ?? input.size);
      if (at > input.size) throw cut(input);
    } else if (magic === FRAME) {
      const end = frameEnd(input, at);
      expandZstdInto(input, { start: at, end: end ?? input.size }, output);
      if (end === undefined) throw cut(input);
      at = end;
    } else return at;
  }
}

function isSkippable(magic: number | undefined): boolean {
  return magic !== undefined && (magic & 0xffff_fff0) >>> 0 === SKIPPABLE;
}

/** By the headers of its blocks; undefined where the input ends before. */
function frameEnd(input: ByteSource, start: number): number | undefined {
  const [descriptor] = input.read(start + 4, 1);
  if (descriptor === undefined) return undefined;
  const isSingle = (descriptor & 0x20) !== 0;
  const content = CONTENT_BYTES[descriptor >> 6] ?? 0;
  let at = start + 5 + (isSingle ? 0 : 1) + (DICTIONARY_BYTES[descriptor & 3] ?? 0);
  at += isSingle && content === 0 ? 1 : content;
  for (;;) {
    const header = input.read(at, 3);
    if (header.length < 3) return undefined;
    const word = (header[0] ?? 0) | ((header[1] ?? 0) << 8) | ((header[2] ?? 0) << 16);
    const type = (word >> 1) & 3;
    // The decompressor says so once it has expanded what comes before.
    if (type === RESERVED) return undefined;
    at += 3 + (type === RLE ? 1 : word >> 3);
    if (at > input.size) return undefined;
    if ((word & 1) === 0) continue;
    const end = at + ((descriptor & 4) === 0 ? 0 : 4);
    return end > input.size ? undefined : end;
  }
}

function wordOf(bytes: Uint8Array): number | undefined {
  if (bytes.length < 4) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

function cut(input: ByteSource): DecodeFault {
  return new DecodeFault('broken', 'the stream is cut off', input.size);
}

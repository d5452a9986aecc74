import { constants, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { DecodeFault, type Output } from './output.ts';

const PACKED = 64 << 10;
const EXPANDED = 256 << 10;

/** Node's decompressors are streams that answer later; parsers go on at once. The engine below them does, too. */
interface Engine {
  write(flush: number, input: Uint8Array, at: number, length: number, output: Uint8Array): void;
  /** Bytes of the output and of the input that the last write left. */
  readonly left: Uint32Array;
  readonly fault: () => string | undefined;
  close(): void;
}

/** A format that the engine expands. */
interface Codec {
  readonly create: () => object & { close(): void };
  readonly more: number;
  readonly end: number;
}

const DEFLATE: Codec = { create: () => createInflateRaw(), more: constants.Z_SYNC_FLUSH, end: constants.Z_FINISH };
const ZSTD: Codec = {
  create: () => createZstdDecompress(),
  more: constants.ZSTD_e_continue,
  end: constants.ZSTD_e_end,
};

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Raw deflate (RFC 1951) from `start` on; returns the offset behind it. @throws DecodeFault */
export function inflateRawInto(input: ByteSource, start: number, output: Output): number {
  return expand(DEFLATE, input, { start, end: input.size }, output);
}

/** One frame of Zstandard (RFC 8878), which lies in `range`. @throws DecodeFault */
export function expandZstdInto(input: ByteSource, range: Range, output: Output): void {
  expand(ZSTD, input, range, output);
}

function expand(codec: Codec, input: ByteSource, range: Range, output: Output): number {
  const engine = engineOf(codec.create());
  const expanded = new Uint8Array(EXPANDED);
  const before = output.total;
  try {
    for (let at = range.start; ;) {
      const packed = input.read(at, Math.min(PACKED, range.end - at));
      const isLast = packed.length === 0;
      for (let done = 0; ;) {
        engine.write(isLast ? codec.end : codec.more, packed, done, packed.length - done, expanded);
        const fault = engine.fault();
        if (fault !== undefined) {
          const known = output.total - before;
          throw new DecodeFault(
            'broken',
            fault,
            isLast ? at : upToFault(codec, input, { ...range, at, known }, output),
          );
        }
        const [roomLeft = 0, inputLeft = 0] = engine.left;
        done = packed.length - inputLeft;
        output.append(expanded.subarray(0, EXPANDED - roomLeft), at + done);
        if (roomLeft === 0) continue;
        // With room to spare it stops where its stream does.
        if (inputLeft > 0 || isLast) return at + done;
        break;
      }
      at += packed.length;
    }
  } finally {
    engine.close();
  }
}

/**
 * The engine does not tell what it expanded before a fault, which a loader that reads as a stream has acted on. So another
 * one is led up to the part with the fault, and goes through that byte by byte. Returns the offset of the fault.
 */
function upToFault(
  codec: Codec,
  input: ByteSource,
  { start, end, at, known }: Range & { readonly at: number; readonly known: number },
  output: Output,
): number {
  const engine = engineOf(codec.create());
  const expanded = new Uint8Array(EXPANDED);
  let skip = known;
  try {
    for (let place = start; place < end;) {
      const packed = input.read(place, place < at ? Math.min(PACKED, end - place) : 1);
      for (let done = 0; ;) {
        engine.write(codec.more, packed, done, packed.length - done, expanded);
        if (engine.fault() !== undefined) return place + done;
        const [roomLeft = 0, inputLeft = 0] = engine.left;
        done = packed.length - inputLeft;
        const more = expanded.subarray(Math.min(skip, EXPANDED - roomLeft), EXPANDED - roomLeft);
        skip -= EXPANDED - roomLeft - more.length;
        output.append(more, place + done);
        if (roomLeft > 0) break;
      }
      place += packed.length;
    }
    return end;
  } finally {
    engine.close();
  }
}

/** Node's types do not tell of the engine. @throws DecodeFault where this release has another one */
function engineOf(stream: object & { close(): void }): Engine {
  const handle: unknown = '_handle' in stream ? stream._handle : undefined;
  const left: unknown = '_writeState' in stream ? stream._writeState : undefined;
  let fault: string | undefined;
  if (!isHandle(handle) || !(left instanceof Uint32Array)) {
    stream.close();
    throw new DecodeFault('unread', 'the decompressor of this Node release can not be driven by hand', 0);
  }
  Object.assign(handle, { onerror: (message: string) => (fault = message) });
  return {
    write: (flush, input, at, length, output) => handle.writeSync(flush, input, at, length, output, 0, output.length),
    left,
    fault: () => fault,
    close: () => stream.close(),
  };
}

interface Handle {
  writeSync(
    flush: number,
    input: Uint8Array,
    at: number,
    length: number,
    output: Uint8Array,
    to: number,
    room: number,
  ): void;
}

function isHandle(handle: unknown): handle is Handle {
  return (
    typeof handle === 'object' && handle !== null && 'writeSync' in handle && typeof handle.writeSync === 'function'
  );
}

/** Decoders write a whole match before they look at the limit; none is longer than this. */
const SLACK = 320;
const START = 64 << 10;

export type FaultKind = 'broken' | 'limit' | 'unread';

/**
 * Thrown by a decoder to itself where it can not go on; `decoded` turns it into a fact beside what was decoded until then,
 * and nobody else sees it. `broken`: not as the format says; `limit`: a stated limit; `unread`: a part of the format that
 * is not implemented.
 */
export class DecodeFault {
  readonly kind: FaultKind;
  readonly message: string;
  /** In the compressed bytes. */
  readonly offset: number;

  constructor(kind: FaultKind, message: string, offset: number) {
    this.kind = kind;
    this.message = message;
    this.offset = offset;
  }
}

/** What a decoder writes to: grows as content comes, never from a stated length, and never past `limit`. */
export class Output {
  bytes: Uint8Array;
  length = 0;
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.bytes = new Uint8Array(Math.min(START, limit) + SLACK);
  }

  /** Makes room for `count` more bytes and for one match after them. */
  reserve(count: number): void {
    const needed = this.length + count + SLACK;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, Math.min(this.bytes.length * 2, this.limit + 2 * SLACK)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** @throws DecodeFault of kind `limit` */
  append(bytes: Uint8Array, offset: number): void {
    const room = this.limit - this.length;
    const fitting = bytes.length <= room ? bytes : bytes.subarray(0, room);
    this.reserve(fitting.length);
    this.bytes.set(fitting, this.length);
    this.length += fitting.length;
    if (fitting.length < bytes.length) throw this.overflow(offset);
  }

  overflow(offset: number): DecodeFault {
    this.length = Math.min(this.length, this.limit);
    return new DecodeFault('limit', `the content expands to more than the ${this.limit} bytes that are read`, offset);
  }
}

export interface Decoded {
  /** All that was decoded, also before a fault: a loader that reads as a stream has acted on it by then. */
  readonly bytes: Uint8Array;
  /** Compressed bytes that belong to the stream; what follows them is no part of it. */
  readonly consumed: number;
  readonly fault?: DecodeFault;
}

/** Runs a decoder, which returns the bytes consumed, to its end or its fault. */
export function decoded(input: Uint8Array, limit: number, decode: (output: Output) => number): Decoded {
  const output = new Output(limit);
  try {
    const consumed = decode(output);
    return { bytes: output.bytes.subarray(0, output.length), consumed };
  } catch (error) {
    if (!(error instanceof DecodeFault)) throw error;
    return {
      bytes: output.bytes.subarray(0, Math.min(output.length, limit)),
      consumed: input.length,
      // A decoder may notice the end of its input only behind it.
      fault: new DecodeFault(error.kind, error.message, Math.min(error.offset, input.length)),
    };
  }
}

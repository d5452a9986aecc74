/** Decoders write a whole match before they look at the limit; none is longer than this. */
const SLACK = 320;
const START = 64 << 10;
/** Bytes written between two looks at what can be let go. */
const SLIDE = 1 << 20;

export type FaultKind = 'broken' | 'limit' | 'unread';

/**
 * Thrown by a decoder to itself where it can not go on; `expandInto` turns it into a fact beside what was decoded until then,
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

type Receiver = (bytes: Uint8Array) => void;

/**
 * What a decoder writes to: grows as content comes, never from a stated length, and never past `limit`. With a sink it keeps
 * no more than matches may reach back to, and the sink gets all of it in order.
 */
export class Output {
  bytes: Uint8Array;
  /** Of `bytes`: what is written. */
  length = 0;
  /** Bytes that were let go: `bytes` starts there in all that was written. */
  base = 0;
  /** How far back matches reach: set before content is decoded that has some. */
  history = 0;
  readonly limit: number;
  private readonly sink: Receiver | undefined;
  private watcher: Receiver | undefined;
  /** Of `bytes`: what the sink has. */
  private given = 0;

  constructor(limit: number, sink?: Receiver) {
    this.limit = limit;
    this.sink = sink;
    this.bytes = new Uint8Array(Math.min(START, limit) + SLACK);
  }

  /** Bytes written in all. */
  get total(): number {
    return this.base + this.length;
  }

  /** Makes room for `count` more bytes and for one match after them. Places in `bytes` from before it no longer hold. */
  reserve(count: number): void {
    if (this.length + count + SLACK <= this.bytes.length) return;
    if (this.sink !== undefined && this.length >= this.history + Math.max(SLIDE, this.history)) this.slide();
    const needed = this.length + count + SLACK;
    if (needed <= this.bytes.length) return;
    const most = this.sink === undefined ? this.limit : 2 * this.history + 2 * SLIDE;
    const grown = new Uint8Array(Math.max(needed, Math.min(this.bytes.length * 2, most + 2 * SLACK)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** @throws DecodeFault of kind `limit` */
  append(bytes: Uint8Array, offset: number): void {
    const room = this.limit - this.total;
    const fitting = bytes.length <= room ? bytes : bytes.subarray(0, room);
    this.reserve(fitting.length);
    this.bytes.set(fitting, this.length);
    this.length += fitting.length;
    if (fitting.length < bytes.length) throw this.overflow(offset);
  }

  /** Also shows what is written from now on to `watcher`, for sums and hashes; without one no longer. */
  watch(watcher?: Receiver): void {
    this.flush();
    this.watcher = watcher;
  }

  /** Gives what is written to sink and watcher. */
  flush(): void {
    const piece = this.bytes.subarray(this.given, this.length);
    this.given = this.length;
    if (piece.length === 0) return;
    this.watcher?.(piece);
    this.sink?.(piece);
  }

  overflow(offset: number): DecodeFault {
    this.length = Math.min(this.length, this.limit - this.base);
    return new DecodeFault('limit', `the content expands to more than the ${this.limit} bytes that are read`, offset);
  }

  private slide(): void {
    this.flush();
    const kept = Math.min(this.history, this.length);
    this.bytes.copyWithin(0, this.length - kept, this.length);
    this.base += this.length - kept;
    this.length = kept;
    this.given = kept;
  }
}

export interface Consumed {
  /** Compressed bytes that belong to the stream; what follows them is no part of it. */
  readonly consumed: number;
  readonly fault?: DecodeFault;
}

export interface Decoded extends Consumed {
  /** All that was decoded, also before a fault: a loader that reads as a stream has acted on it by then. */
  readonly bytes: Uint8Array;
}

/** Runs a decoder of `size` bytes, which returns the bytes consumed, to its end or its fault. */
export function expandInto(size: number, output: Output, decode: (output: Output) => number): Consumed {
  try {
    const consumed = decode(output);
    output.flush();
    return { consumed };
  } catch (error) {
    if (!(error instanceof DecodeFault)) throw error;
    try {
      output.flush();
    } catch (full) {
      // The sink that has no more room is the fault.
      if (!(full instanceof DecodeFault)) throw full;
    }
    // A decoder may notice the end of its input only behind it.
    return { consumed: size, fault: new DecodeFault(error.kind, error.message, Math.min(error.offset, size)) };
  }
}

/** The same, into memory. */
export function decoded(input: Uint8Array, limit: number, decode: (output: Output) => number): Decoded {
  const output = new Output(limit);
  const { consumed, fault } = expandInto(input.length, output, decode);
  const bytes = output.bytes.subarray(0, Math.min(output.length, limit));
  return { bytes, consumed, ...(fault === undefined ? {} : { fault }) };
}

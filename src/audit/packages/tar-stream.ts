import { MemorySource } from '../../formats/byte-source.ts';
import { BLOCK, readLongName, readPax, readTarHeader } from '../../formats/archive/tar-header.ts';

/** Of what describes the next entry. */
const LONGEST = 1 << 20;
/** Entries without content. */
const EMPTY = /^[1-6]$/u;

export interface TarEntry {
  readonly name: string;
  /** Of a link its target; else empty. */
  readonly linked: string;
  readonly content: Buffer;
}

/** What an entry of that name and size is read for: its content is held then. */
export type Wants = (name: string, size: number) => boolean;

/** Reads a tar archive as its bytes come, and holds nothing but the files that are asked for. */
export class TarStream {
  private readonly wants: Wants;
  private held: Buffer = Buffer.alloc(0);
  private left = 0;
  private parts: Buffer[] = [];
  private current:
    | { readonly name: string; readonly linked: string; readonly type: string; readonly kept: boolean }
    | undefined;
  private padding = 0;
  private longName: string | undefined;
  private ended = false;
  /** Why what follows is not read. */
  fault: string | undefined;

  constructor(wants: Wants) {
    this.wants = wants;
  }

  *add(bytes: Buffer): Generator<TarEntry> {
    let chunk = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    this.held = Buffer.alloc(0);
    while (!this.ended && this.fault === undefined) {
      if (this.current === undefined) {
        if (this.padding > 0) {
          const skipped = Math.min(this.padding, chunk.length);
          this.padding -= skipped;
          chunk = chunk.subarray(skipped);
          if (this.padding > 0) return;
        }
        if (chunk.length < BLOCK) {
          this.held = Buffer.from(chunk);
          return;
        }
        this.header(Buffer.from(chunk.subarray(0, BLOCK)));
        chunk = chunk.subarray(BLOCK);
      } else {
        const taken = chunk.subarray(0, this.left);
        if (this.current.kept) this.parts.push(Buffer.from(taken));
        this.left -= taken.length;
        chunk = chunk.subarray(taken.length);
        if (this.left > 0) return;
        const entry = this.finish();
        if (entry !== undefined) yield entry;
      }
    }
  }

  /** Whether the archive ended where one may. */
  get complete(): boolean {
    return this.fault === undefined && this.current === undefined && this.held.length === 0;
  }

  private header(block: Buffer): void {
    if (block.every((byte) => byte === 0)) {
      this.ended = true;
      return;
    }
    const header = readTarHeader(block);
    const size = header?.size;
    if (header === undefined || size === undefined) {
      this.fault = 'a header of the archive is broken, and what follows was not read';
      return;
    }
    const { type } = header;
    const name = this.longName ?? header.name;
    const describes = type === 'x' || type === 'L' || type === 'g' || type === 'K';
    this.left = EMPTY.test(type) ? 0 : size;
    this.padding = (BLOCK - (this.left % BLOCK)) % BLOCK;
    if (describes && size > LONGEST) this.fault = 'a name in the archive is too long';
    this.current = { name, linked: header.linked, type, kept: describes || this.wants(name, size) };
  }

  private finish(): TarEntry | undefined {
    const { current } = this;
    const content = Buffer.concat(this.parts);
    this.current = undefined;
    this.parts = [];
    if (current === undefined) return undefined;
    if (current.type === 'x')
      this.longName = readPax(new MemorySource(content), 0, content.length).records.get('path') ?? this.longName;
    else if (current.type === 'L') this.longName = readLongName(new MemorySource(content), 0, content.length);
    else if (current.type !== 'g' && current.type !== 'K') {
      this.longName = undefined;
      if (current.kept) return { name: current.name, linked: current.linked, content };
    }
    return undefined;
  }
}

import { crc32 } from 'node:zlib';
import { MemorySource, type ByteSource } from '../byte-source.ts';
import { DecodeFault, expandInto, Output, type Consumed } from '../compression/output.ts';
import type { ExpansionBudget } from '../parser.ts';
import type { Scratch } from '../scratch.ts';
import { ARCHIVE_LIMITS } from './limits.ts';

export interface Expanded extends Consumed {
  /** As far as it could be had; to be read until `release`. */
  readonly source: ByteSource;
  readonly crc32: number;
  /** Gives back what holds it. The last that was expanded goes first. */
  release(): void;
}

/** Bytes that `packedSize` bytes may expand to: in memory alone, or where a scratch file takes what is more. */
export function allowance({ bytes, scratch }: ExpansionBudget, packedSize: number): number {
  const { expanded, ratio } = ARCHIVE_LIMITS;
  // One byte more than the ratio allows, which tells that it is past it.
  const most = scratch === undefined ? expanded : Math.max(expanded, packedSize * ratio + 1);
  return Math.max(0, Math.min(bytes, most));
}

/** Expands `packed` into at most `limit` bytes, which it takes from the budget. Never throws on any content. */
export function expand(
  packed: ByteSource,
  budget: ExpansionBudget,
  limit: number,
  decode: (input: ByteSource, output: Output) => number,
): Expanded {
  const spool = new Spool(budget.scratch);
  const output = new Output(limit, (bytes) => spool.write(bytes));
  const ended = expandInto(packed.size, output, () => decode(packed, output));
  budget.bytes -= spool.size;
  return { ...ended, source: spool.source(), crc32: spool.crc32, release: () => spool.release() };
}

/** Holds what comes in memory, and from a stated size on in the scratch file. */
class Spool {
  size = 0;
  crc32 = 0;
  private pieces: Uint8Array[] = [];
  /** In the scratch file. */
  private start: number | undefined;
  private readonly scratch: Scratch | undefined;

  constructor(scratch: Scratch | undefined) {
    this.scratch = scratch;
  }

  write(bytes: Uint8Array): void {
    const { scratch } = this;
    if (scratch === undefined || (this.start === undefined && this.size + bytes.length <= ARCHIVE_LIMITS.held))
      this.pieces.push(new Uint8Array(bytes));
    else {
      this.start ??= this.spill(scratch);
      this.save(scratch, bytes);
    }
    this.size += bytes.length;
    this.crc32 = crc32(bytes, this.crc32);
  }

  source(): ByteSource {
    if (this.start !== undefined && this.scratch !== undefined) return this.scratch.from(this.start);
    const [only] = this.pieces;
    return new MemorySource(this.pieces.length === 1 && only !== undefined ? only : Buffer.concat(this.pieces));
  }

  release(): void {
    if (this.start !== undefined) this.scratch?.release(this.start);
  }

  private spill(scratch: Scratch): number {
    const start = scratch.end;
    for (const piece of this.pieces) this.save(scratch, piece);
    this.pieces = [];
    return start;
  }

  private save(scratch: Scratch, bytes: Uint8Array): void {
    if (!scratch.write(bytes)) throw new DecodeFault('limit', 'there is no more room for what it expands to', 0);
  }
}

import type { ByteSource } from '../../formats/byte-source.ts';
import { SIGNAL_LIMITS } from './limits.ts';

const NEWLINE = 0x0a;

export interface Block {
  /** Whole lines, but where one line is longer than a block. Valid until the next one. */
  readonly bytes: Buffer;
  /** Number of its first line, from 1. */
  readonly line: number;
}

/** A text of any size in blocks of lines; holds one block at a time. */
export function* blocksOf(source: ByteSource): Generator<Block> {
  let line = 1;
  for (let offset = 0; offset < source.size;) {
    const read = Buffer.from(source.read(offset, SIGNAL_LIMITS.block));
    if (read.length === 0) return;
    const last = offset + read.length >= source.size ? read.length : read.lastIndexOf(NEWLINE) + 1;
    const bytes = read.subarray(0, last === 0 ? read.length : last);
    yield { bytes, line };
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) line++;
    offset += bytes.length;
  }
}

/** The lines of a text, each cut to what is judged. */
export function* linesOf(source: ByteSource): Generator<{ readonly text: string; readonly line: number }> {
  for (const { bytes, line: first } of blocksOf(source)) {
    let line = first;
    for (let at = 0; at < bytes.length; line++) {
      const next = bytes.indexOf(NEWLINE, at);
      const end = next === -1 ? bytes.length : next;
      yield { text: bytes.toString('utf8', at, Math.min(end, at + SIGNAL_LIMITS.line)), line };
      at = end + 1;
    }
  }
}

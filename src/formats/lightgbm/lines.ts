import type { ByteSource } from '../byte-source.ts';

const BLOCK = 1 << 20;

export interface Line {
  readonly text: string;
  readonly offset: number;
}

/** The lines of a source without their ends; undefined in place of one that is longer than `limit`, and then no more. */
export function* linesOf(source: ByteSource, limit: number): Generator<Line | undefined> {
  let start = 0;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  for (let block = 0; block < source.size; block += BLOCK) {
    const bytes = Buffer.from(new Uint8Array(source.read(block, BLOCK)));
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      yield { text: textOf([...kept, bytes.subarray(from, end)]), offset: start };
      kept = [];
      keptBytes = 0;
      from = end + 1;
      start = block + from;
    }
    kept.push(bytes.subarray(from));
    keptBytes += bytes.length - from;
    if (keptBytes > limit) {
      yield undefined;
      return;
    }
  }
  if (keptBytes > 0) yield { text: textOf(kept), offset: start };
}

function textOf(parts: readonly Buffer[]): string {
  return (parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts))
    .toString('utf8')
    .replace(/\r$/u, '');
}

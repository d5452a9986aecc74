import { SliceSource, type ByteSource } from './byte-source.ts';
import type { ExecutableFacts } from './executable-facts.ts';
import { executableParser } from './executable.ts';

/** Bytes behind the end of a file's own content that are searched, and places in them that are tried. */
const BEHIND = 4 << 20;
const TRIES = 1_000;

const HEADS: readonly Buffer[] = [Buffer.from('\x7fELF', 'latin1'), Buffer.from('MZ', 'latin1')];

/** A program behind what the readers of a format look at, from `end` on: none of them complains, and whoever carves it out has it. */
export function programsBehind(source: ByteSource, end: number): ExecutableFacts[] {
  const length = Math.min(source.size - end, BEHIND);
  if (length <= 0) return [];
  const bytes = Buffer.from(new Uint8Array(source.read(end, length)));
  for (const head of HEADS) {
    for (let at = bytes.indexOf(head), tries = 0; at !== -1 && tries < TRIES; tries += 1) {
      const offset = end + at;
      const found = executableParser.parse(new SliceSource(source, offset, source.size - offset), {
        path: '',
        extension: '',
        paths: new Set(),
      });
      const known = (found?.executables ?? []).filter(({ machine }) => machine !== undefined);
      if (known.length > 0) return known.map((one) => ({ ...one, offset }));
      at = bytes.indexOf(head, at + 1);
    }
  }
  return [];
}

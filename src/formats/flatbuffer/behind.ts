import { executableParser } from '../executable.ts';
import type { ExecutableFacts } from '../executable-facts.ts';
import { SliceSource } from '../pickle/embedded.ts';
import { FLATBUFFER_LIMITS } from './limits.ts';
import type { FlatBuffer } from './table.ts';

const HEADS: readonly Buffer[] = [Buffer.from('\x7fELF', 'latin1'), Buffer.from('MZ', 'latin1')];

/** A program behind a FlatBuffer, whose own size nothing states: no reader looks there, and whoever carves it out has it. */
export function programsBehind({ source, reached }: FlatBuffer): ExecutableFacts[] {
  const length = Math.min(source.size - reached, FLATBUFFER_LIMITS.behind);
  if (length <= 0) return [];
  const bytes = Buffer.from(new Uint8Array(source.read(reached, length)));
  for (const head of HEADS) {
    for (let at = bytes.indexOf(head), tries = 0; at !== -1 && tries < FLATBUFFER_LIMITS.tries; tries += 1) {
      const offset = reached + at;
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

import type { Place, SourceText } from '../source/text.ts';

interface Written {
  /** The value that YAML makes of what is written. */
  readonly text: string;
  /** Where it is written, indicators and quotes included. */
  readonly start: number;
  readonly end: number;
}

/**
 * Places of a scalar's characters in the file. Literal blocks keep their lines; other styles fold and escape, so that the
 * lines of the file are looked for in the value, one after the other.
 */
export function linePlaces(source: SourceText, written: Written): (index: number) => Place {
  const first = source.placeAt(written.start);
  const head = source.text[written.start];
  if (head === '|') return literalPlaces(source, written.text, first.line);
  const last = source.placeAt(Math.max(written.start, written.end - 1));
  if (first.line === last.line) {
    const quote = head === '"' || head === "'" ? 1 : 0;
    return (index) => ({ line: first.line, column: first.column + quote + index });
  }
  return foldedPlaces(source, written.text, first.line + (head === '>' ? 1 : 0), last.line);
}

function literalPlaces(source: SourceText, text: string, header: number): (index: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (index) => {
    const row = rowOf(starts, index);
    const line = header + 1 + row;
    const content = text.slice(starts[row], starts[row + 1] ?? text.length).replace(/\n$/u, '');
    const indent = Math.max(0, source.line(line).length - content.length);
    return { line, column: indent + index - (starts[row] ?? 0) + 1 };
  };
}

function foldedPlaces(source: SourceText, text: string, from: number, to: number): (index: number) => Place {
  const found: { readonly at: number; readonly place: Place }[] = [];
  let cursor = 0;
  for (let line = from; line <= to; line++) {
    const raw = source.line(line);
    const words = raw.trim().replace(/^["']|["']$/gu, '');
    if (words === '') continue;
    const at = text.indexOf(words, cursor);
    if (at === -1) continue;
    found.push({ at, place: { line, column: raw.indexOf(words) + 1 } });
    cursor = at + words.length;
  }
  return (index) => {
    const near = found.findLast(({ at }) => at <= index);
    return near === undefined
      ? { line: from, column: 1 }
      : { line: near.place.line, column: near.place.column + index - near.at };
  };
}

function rowOf(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

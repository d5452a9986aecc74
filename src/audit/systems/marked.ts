import type { Embedded } from '../expression/syntax.ts';
import type { YamlScalar } from '../yaml/node.ts';

/** A place in a text at which a service puts a value in before anybody looks. */
export interface Marked {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** As `controlOf` and `env` know it. */
  readonly path: readonly string[];
}

/** How a service writes such places: `$(Build.Reason)`, `<< pipeline.id >>`. */
export type Marks = (text: string) => readonly Marked[];

/**
 * A text with what a service puts into it. A shell would take the marks for something else (`<<` for a here-document, `$(…)` for a
 * command), so that variables as long as they are stand in their place.
 */
export function marked(scalar: YamlScalar, marks: Marks): YamlScalar {
  const found = marks(scalar.text);
  if (found.length === 0) return scalar.embedded === undefined ? { ...scalar, embedded: [] } : scalar;
  let text = '';
  let at = 0;
  const embedded: Embedded[] = [];
  for (const { start, end, path } of found) {
    if (start < at || end - start < 4) continue;
    const whole = scalar.text.slice(start, end);
    text += `${scalar.text.slice(at, start)}\${${whole.slice(2, -1).replaceAll(/\W/gu, '_')}}`;
    at = end;
    embedded.push({
      start,
      end,
      source: path.join('.').toLowerCase(),
      written: whole,
      expression: { kind: 'context', path: path.map((name) => name.toLowerCase()), at: 0, inner: [] },
    });
  }
  return { ...scalar, text: text + scalar.text.slice(at), embedded };
}

/** Marks that a pattern finds, its first group as the name of the value. */
export function marksOf(pattern: RegExp, pathOf: (name: string) => readonly string[] | undefined): Marks {
  return (text) => {
    const found: Marked[] = [];
    for (const match of text.matchAll(pattern)) {
      const path = pathOf((match[1] ?? '').trim());
      if (path !== undefined) found.push({ start: match.index, end: match.index + match[0].length, path });
    }
    return found;
  };
}

/** Lines that stand one by one in a list, as the one script that they are. Undefined if nothing is there. */
export function joined(lines: readonly YamlScalar[]): YamlScalar | undefined {
  const [first] = lines;
  if (first === undefined || lines.length === 1) return first;
  const starts: number[] = [];
  let length = 0;
  const parts = lines.map((line) => {
    const part = `${line.text.trimEnd()}\n`;
    starts.push(length);
    length += part.length;
    return part;
  });
  const text = parts.join('');
  return {
    kind: 'scalar',
    place: first.place,
    text,
    value: text,
    placeOf: (index) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      return (lines[low] ?? first).placeOf(index - (starts[low] ?? 0));
    },
    embedded: lines.flatMap((line, row) =>
      (line.embedded ?? []).map((one) => ({
        ...one,
        start: one.start + (starts[row] ?? 0),
        end: one.end + (starts[row] ?? 0),
      })),
    ),
  };
}

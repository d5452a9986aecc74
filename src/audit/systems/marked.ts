import type { Embedded } from '../expression/syntax.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';

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
  let text = '';
  for (const line of lines) {
    starts.push(text.length);
    text += `${line.text.replace(/\n+$/u, '')}\n`;
  }
  return {
    kind: 'scalar',
    place: first.place,
    text,
    value: text,
    placeOf: (index) => {
      const row = Math.max(0, starts.findLastIndex((start) => start <= index));
      return (lines[row] ?? first).placeOf(index - (starts[row] ?? 0));
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

/** Scalars of a list, lists inside of it included, as GitLab and others take scripts. */
export function linesOf(node: YamlNode | undefined, depth = 0): YamlScalar[] {
  if (node === undefined || depth > 8) return [];
  if (node.kind === 'scalar') return node.value === null ? [] : [node];
  return node.kind === 'list' ? node.items.flatMap((item) => linesOf(item, depth + 1)) : [];
}

/** Columns of a terminal that nobody has to widen; what people read is laid out in these. */
export const TEXT_WIDTH = 80;

/** Unicode's wide blocks (UAX #11, W and F): two columns each. Properties cover emoji; the rest are whole blocks. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const COMBINING = /[\p{Mn}\p{Me}]/u;

/** Columns that a terminal gives to a text; it must be `printable()` already. */
export function columns(text: string): number {
  let sum = 0;
  for (const point of text) sum += pointColumns(point);
  return sum;
}

function pointColumns(point: string): number {
  if (point < '\u0300') return 1;
  if (COMBINING.test(point)) return 0;
  return WIDE.test(point) ? 2 : 1;
}

export interface Indents {
  /** Before the first line. */
  readonly first?: string;
  /** Before every other line: a hanging indent. The same as `first` when left out. */
  readonly rest?: string;
  readonly width?: number;
  /** Leaves a word whole that no line can hold: a path of the operator's own, to be copied. */
  readonly whole?: boolean;
}

/**
 * Breaks a text at spaces into lines of at most `width` columns, indents included. A word that no line could hold is cut,
 * because a name from a submission can be as long as it likes. Always at least one line.
 */
export function wrap(
  text: string,
  { first = '', rest = first, width = TEXT_WIDTH, whole = false }: Indents = {},
): string[] {
  const lines: string[] = [];
  let line = first;
  let used = columns(first);
  let start = true;
  const next = (): void => {
    lines.push(line.replace(/ +$/u, ''));
    line = rest;
    used = columns(rest);
    start = true;
  };
  for (const [, spaces = '', word = ''] of text.matchAll(/( *)([^ ]+)/gu)) {
    const size = columns(word);
    const gap = start && lines.length > 0 ? '' : spaces;
    if (!start && used + gap.length + size > width) next();
    const kept = start && lines.length > 0 ? '' : gap;
    if (whole || used + kept.length + size <= width) {
      line += kept + word;
      used += kept.length + size;
    } else {
      for (const point of word) {
        const wide = pointColumns(point);
        if (!start && used + wide > width) next();
        line += point;
        used += wide;
        start = false;
      }
    }
    start = false;
  }
  lines.push(line.replace(/ +$/u, ''));
  return lines;
}

/** `text` with spaces behind it, or before it, up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** At most `width` columns of `text`, with `…` where it was cut. Of a name the end says more than the start. */
export function fit(text: string, width: number, keep: 'start' | 'end' = 'start'): string {
  if (columns(text) <= width) return text;
  const points = keep === 'start' ? [...text] : [...text].toReversed();
  let used = 1;
  const kept: string[] = [];
  for (const point of points) {
    used += pointColumns(point);
    if (used > width) break;
    kept.push(point);
  }
  return keep === 'start' ? `${kept.join('')}…` : `…${kept.toReversed().join('')}`;
}

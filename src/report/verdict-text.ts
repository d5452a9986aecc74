import { printable } from '../core/escape.ts';
import type { Reason, Verdict } from '../core/verdict.ts';

const WIDTH = 80;

/** Breaks a text into lines of at most `width` columns, at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const pieces = word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''];
    for (const piece of pieces) {
      if (line === '') line = piece;
      else if (line.length + 1 + piece.length <= width) line += ` ${piece}`;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  lines.push(line);
  return lines;
}

/** The answer of each requirement with its reason, failures first, at most 80 columns wide. */
export function renderVerdictText(verdict: Verdict): string[] {
  const order = { fail: 0, unknown: 1, pass: 2 } as const;
  const lines = verdict.reasons
    .toSorted((a, b) => order[a.outcome] - order[b.outcome])
    .flatMap((reason) => reasonLines(reason));
  if (verdict.excluded.length > 0) {
    lines.push('', 'not covered by this verdict (neither evaluated nor proven equal):');
    lines.push(...verdict.excluded.map((path) => `  ${printable(path, 76)}`));
  }
  return lines;
}

function reasonLines(reason: Reason): string[] {
  const head = `  ${reason.outcome.padEnd(8)}${reason.requirement.padEnd(12)}`;
  const level = reason.outcome !== 'pass' && reason.level !== 'require' ? ` [${reason.level}]` : '';
  const waived = reason.waived === undefined ? '' : ` [waived by ${printable(reason.waived, 200)}]`;
  const [first = '', ...rest] = wrap(`${printable(reason.message, 800)}${level}${waived}`, WIDTH - head.length);
  return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
}

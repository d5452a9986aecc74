import type { IgnoreEntry } from './ignore-file.ts';

const MARK = 'modelgate: ignore ';
const LINE = 4_000;
/** What opens a comment in the languages that are read; nothing else may stand between it and the mark. */
const OPENERS = ['#', '//', '<!--', '/*', ';', '--'];

/** A comment that asks to ignore what is on its own line, or on the next line with anything else where it stands alone. */
export interface InlineIgnore extends IgnoreEntry {
  /** Of the comment, from 1. */
  readonly line: number;
  /** The line that it covers, as it is written. */
  readonly covers: string;
}

export interface InlineIgnores {
  readonly ignores: readonly InlineIgnore[];
  /** Comments that were meant to ignore something and don't, and why. */
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/** Where such a comment begins in a line, and what it says. */
export function commentAt(line: string): { readonly start: number; readonly said: string } | undefined {
  const mark = line.slice(0, LINE).indexOf(MARK);
  if (mark === -1) return undefined;
  const before = line.slice(0, mark).trimEnd();
  const opener = OPENERS.find((one) => before.endsWith(one));
  if (opener === undefined) return undefined;
  const said = line.slice(mark + MARK.length, LINE).trim();
  const closed = ['-->', '*/'].find((one) => said.endsWith(one)) ?? '';
  return { start: before.length - opener.length, said: said.slice(0, said.length - closed.length).trim() };
}

/** `# modelgate: ignore RULE reason until 2027-01-31`, in any file, wherever its language has comments. */
export function readInlineIgnores(path: string, text: string, rules: ReadonlySet<string>): InlineIgnores {
  const ignores: InlineIgnore[] = [];
  const refused: { line: number; reason: string }[] = [];
  if (!text.includes(MARK)) return { ignores, refused };
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const comment = commentAt(line);
    if (comment === undefined) continue;
    const read = entryOf(path, comment.said, rules);
    if (typeof read === 'string') refused.push({ line: index + 1, reason: read });
    else ignores.push({ ...read, line: index + 1, covers: covered(lines, index, comment.start) });
  }
  return { ignores, refused };
}

function covered(lines: readonly string[], index: number, start: number): string {
  const own = lines[index] ?? '';
  if (own.slice(0, start).trim() !== '') return own;
  return lines.slice(index + 1).find((line) => line.trim() !== '' && commentAt(line) === undefined) ?? '';
}

function entryOf(path: string, said: string, rules: ReadonlySet<string>): IgnoreEntry | string {
  const words = said.split(/\s+/u);
  const [rule = ''] = words;
  const expires = words.at(-1) ?? '';
  if (!rules.has(rule)) return 'there is no such rule';
  if (words.at(-2) !== 'until' || !isDay(expires)) return 'it must end with until and a day, such as 2027-01-31';
  const reason = words.slice(1, -2).join(' ');
  return reason === '' ? 'it states no reason' : { rule, path, reason, expires };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

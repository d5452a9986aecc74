import { relative, sep } from 'node:path';
import { TEXT_WIDTH } from '../core/layout.ts';

/** One word as a POSIX shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The shorter way to name a path: relative where it lies below the current directory, else as it is. */
export function pathFromHere(path: string): string {
  const below = relative(process.cwd(), path);
  if (below === '' || below === '..' || below.startsWith(`..${sep}`)) return path;
  // Without a slash a command would be looked for in PATH, and a leading dash be taken for an option.
  return below.includes(sep) && !below.startsWith('-') ? below : `.${sep}${below}`;
}

/** A command in lines that can be pasted as they stand: continued with `\` where it is longer than a terminal is wide. */
export function shellLines(words: readonly string[], indent = '  '): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of withValues(words.map(shellWord))) {
    if (line.trim() !== '' && line.length + 1 + word.length + 2 > TEXT_WIDTH) {
      lines.push(`${line} \\`);
      line = `${indent}  ${word}`;
    } else line = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line];
}

/** An option stays on one line with its value. */
function withValues(words: readonly string[]): string[] {
  const together: string[] = [];
  for (const word of words) {
    const last = together.at(-1);
    if (last?.startsWith('--') === true && !last.includes(' ')) together[together.length - 1] = `${last} ${word}`;
    else together.push(word);
  }
  return together;
}

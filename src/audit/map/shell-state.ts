import { posix } from 'node:path';
import type { ShellCommand } from '../shell/syntax.ts';
import { placed } from './placed.ts';

/** Where a shell stands after `cd TO`; undefined where that is not known. */
export function moved(from: string | undefined, to: string | undefined): string | undefined {
  if (to === undefined || to === '-') return undefined;
  const there = placed(to);
  // A name of its own, or the workspace by its variable: where it was said before tells nothing.
  if (there === undefined || /^[/$]/u.test(there)) return there;
  if (to.startsWith('$')) return posix.normalize(there);
  if (from === undefined) return undefined;
  const joined = posix.normalize(posix.join(from, to));
  return joined.startsWith('..') ? undefined : joined;
}

/** Whether the shell ends at the first failure after `set WORDS`. */
export function setsStrict(words: readonly string[], before: boolean): boolean {
  const flags = words.slice(1);
  if (flags.some((word, at) => /^-[a-z]*e/u.test(word) || (word === 'errexit' && flags[at - 1] === '-o'))) return true;
  return flags.some((word, at) => /^\+[a-z]*e/u.test(word) || (word === 'errexit' && flags[at - 1] === '+o'))
    ? false
    : before;
}

/** Whether a failure of the command is passed over. */
export function isSilenced(command: ShellCommand, next: ShellCommand | undefined, strict: boolean): boolean {
  if (command.after === '||' && next !== undefined) {
    const [name = ''] = next.words.map(({ text }) => text);
    const ends = /^(?:exit|return|false|kill|die|fail|die_with|abort|error)$/u.test(name);
    return !ends || next.words[1]?.text === '0';
  }
  return !strict && command.after !== '' && command.after !== '&&';
}

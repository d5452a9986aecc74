import { createContext, Script } from 'node:vm';
import { GateError } from '../../../core/errors.ts';

/** A task's pattern runs over what a model wrote: whoever writes an answer may want it to take for ever. */
const PATTERN_MS = 1_000;
const MAX_ANSWER = 100_000;

/** What Python's `re` has and JavaScript doesn't. */
const UNSUPPORTED = /\(\?P=|\(\?\(|\(\?#|\(\?>|[*+?}]\+|\\A|\(\?[aLux]/u;

const WORD = '\\p{L}\\p{N}_';
const EDGE = `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['w', `[${WORD}]`],
  ['W', `[^${WORD}]`],
  ['d', '\\p{Nd}'],
  ['D', '\\P{Nd}'],
  ['b', EDGE],
  ['B', `(?!${EDGE})`],
  ['Z', '(?![\\s\\S])'],
]);
const INSIDE: ReadonlyMap<string, string> = new Map([
  ['w', WORD],
  ['d', '\\p{Nd}'],
  ['D', '\\P{Nd}'],
  ['b', '\\x08'],
]);
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/u;

/**
 * A pattern of a task file, in Python's words, as JavaScript's: letters and digits of every script, `$` before a last line
 * feed, escapes of what needs none, named groups, `\Z`, flags for the whole pattern. What has no counterpart is refused.
 * @throws GateError SUITE_INVALID
 */
export function pythonRegex(pattern: string, where: string): RegExp {
  const flags = /^\(\?([ims]+)\)/u.exec(pattern);
  const rest = pattern.slice(flags?.[0].length ?? 0);
  if (UNSUPPORTED.test(rest))
    throw new GateError(
      'SUITE_INVALID',
      `${where}: the pattern ${JSON.stringify(pattern)} has what no pattern here has`,
    );
  try {
    return new RegExp(translated(rest, flags?.[1]?.includes('m') === true), `gu${flags?.[1] ?? ''}`);
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${where}: ${JSON.stringify(pattern)} is no pattern`, { cause: error });
  }
}

function translated(pattern: string, multiline: boolean): string {
  let source = '';
  let inside = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '\\') {
      source += escaped(pattern[++at] ?? '', inside);
    } else if (inside) {
      if (character === ']') inside = false;
      source += character === '[' ? '\\[' : character;
    } else if (character === '[') {
      inside = true;
      const start = /^\[\^?\]?/u.exec(pattern.slice(at))?.[0] ?? '[';
      at += start.length - 1;
      source += start.replace(']', '\\]');
    } else if (character === '{' && !/^\{\d*,?\d*\}/u.test(pattern.slice(at))) source += '\\{';
    else if (character === '}' && !/\{\d*,?\d*$/u.test(pattern.slice(0, at))) source += '\\}';
    else if (character === '$' && !multiline) source += '(?=\\n?(?![\\s\\S]))';
    else source += character;
  }
  return source.replaceAll('(?P<', '(?<');
}

function escaped(character: string, inside: boolean): string {
  const known = (inside ? INSIDE : OUTSIDE).get(character);
  if (known !== undefined) return known;
  if (SYNTAX.test(character) || /[sSnrtfv0-9xu]/u.test(character) || (inside && character === '-'))
    return `\\${character}`;
  return character;
}

/** What `re.findall` gives: the whole match, or its groups where there are any. */
export type Match = string | readonly string[];

const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
const findAll = new Script('Array.from(text.matchAll(pattern), (match) => Array.from(match, (part) => part ?? ""))');
const replaceAll = new Script('text.replace(pattern, "")');

/** Every match in a text. An answer over which the pattern takes too long has none. */
export function findAllMatches(pattern: RegExp, text: string): Match[] {
  const found = limited(findAll, pattern, text);
  if (!Array.isArray(found)) return [];
  return found.map((parts: unknown): Match => {
    const texts = Array.isArray(parts) ? parts.map(String) : [];
    return texts.length <= 2 ? (texts.at(-1) ?? '') : texts.slice(1);
  });
}

/** `re.sub(pattern, "", text)`; the text itself where that takes too long. */
export function removeMatches(pattern: RegExp, text: string): string {
  const left = limited(replaceAll, pattern, text);
  return typeof left === 'string' ? left : text;
}

function limited(script: Script, pattern: RegExp, text: string): unknown {
  Object.assign(context, { pattern, text: text.slice(0, MAX_ANSWER) });
  try {
    return script.runInContext(context, { timeout: PATTERN_MS });
  } catch {
    return undefined;
  }
}

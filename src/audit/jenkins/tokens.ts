import { AUDIT_LIMITS } from '../limits.ts';
import type { SourceText } from '../source/text.ts';
import type { Embedded } from '../expression/syntax.ts';
import type { YamlScalar } from '../yaml/node.ts';

export type Token =
  | { readonly kind: 'name' | 'sign'; readonly text: string; readonly at: number }
  /** `scalar` is what the text says, with the places of its characters, and what Groovy puts into it. */
  | { readonly kind: 'text'; readonly text: string; readonly at: number; readonly scalar: YamlScalar };

interface Read {
  readonly tokens: readonly Token[];
  /** False where the text ends inside of a comment or of a text in quotes. */
  readonly complete: boolean;
}

const QUOTES = ["'''", '"""', "'", '"'] as const;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };

/** Names, signs and texts of a Groovy program, comments left out. Slashy texts are left as signs. Never goes back: linear. */
export function tokensOf(source: SourceText): Read {
  const { text } = source;
  const tokens: Token[] = [];
  let complete = true;
  let at = 0;
  while (at < text.length) {
    if (tokens.length > AUDIT_LIMITS.nodes) return { tokens, complete: false };
    const letter = text[at] ?? '';
    if (/\s/u.test(letter)) at++;
    else if (text.startsWith('//', at) || (letter === '#' && at === 0)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      complete &&= end !== -1;
      at = end === -1 ? text.length : end + 2;
    } else if (letter === "'" || letter === '"') {
      const quote = QUOTES.find((one) => text.startsWith(one, at)) ?? '"';
      const read = quoted(source, at, quote);
      complete &&= read.closed;
      tokens.push({ kind: 'text', text: read.scalar.text, at, scalar: read.scalar });
      at = read.end;
    } else if (/[A-Za-z_$]/u.test(letter)) {
      let end = at + 1;
      while (end < text.length && /[\w$]/u.test(text[end] ?? '')) end++;
      tokens.push({ kind: 'name', text: text.slice(at, end), at });
      at = end;
    } else {
      tokens.push({ kind: 'sign', text: letter, at });
      at++;
    }
  }
  return { tokens, complete };
}

function endOf(text: string, what: string, from: number): number {
  const end = text.indexOf(what, from);
  return end === -1 ? text.length : end;
}

function quoted(
  source: SourceText,
  from: number,
  quote: string,
): { readonly scalar: YamlScalar; readonly end: number; readonly closed: boolean } {
  const { text } = source;
  const interpolates = quote.startsWith('"');
  const offsets: number[] = [];
  const parts: string[] = [];
  const embedded: Embedded[] = [];
  const push = (letter: string, offset: number): void => {
    parts.push(letter);
    offsets.push(offset);
  };
  let at = from + quote.length;
  let closed = false;
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      closed = true;
      break;
    }
    const letter = text[at] ?? '';
    if (quote.length === 1 && letter === '\n') break;
    if (letter === '\\') {
      const next = text[at + 1] ?? '';
      // A backslash at the end of a line joins the lines; `\$` is a plain sign of the shell.
      if (next !== '\n') push(ESCAPES[next] ?? next, at);
      at += 2;
    } else if (interpolates && letter === '$') {
      const whole = interpolation(text, at);
      if (whole === undefined) {
        push(letter, at++);
        continue;
      }
      const start = parts.length;
      const name = whole.text.replaceAll(/^\$\{?|\}$/gu, '').trim();
      // A variable in its place, as long as what is written: the shell knows nothing of Groovy.
      const mask = `\${${name.replaceAll(/\W/gu, '_') || '_'}}`;
      for (const character of mask) push(character, at);
      embedded.push({
        start,
        end: parts.length,
        source: name,
        written: whole.text,
        expression: { kind: 'context', path: pathOf(name), at: 0, inner: [] },
      });
      at = whole.end;
    } else push(letter, at++);
  }
  const content = parts.join('');
  return {
    closed,
    end: closed ? at + quote.length : Math.max(at, from + 1),
    scalar: {
      kind: 'scalar',
      place: source.placeAt(from),
      text: content,
      value: content,
      placeOf: (index) => source.placeAt(offsets[index] ?? offsets.at(-1) ?? from),
      embedded,
    },
  };
}

/** `${…}` with what is nested in it, or `$name.name`. */
function interpolation(text: string, from: number): { readonly text: string; readonly end: number } | undefined {
  if (text[from + 1] !== '{') {
    const name = /^\$[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/u.exec(text.slice(from, from + 200))?.[0];
    return name === undefined ? undefined : { text: name, end: from + name.length };
  }
  let depth = 0;
  for (let at = from + 1; at < text.length && at - from < 300; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return { text: text.slice(from, at + 1), end: at + 1 };
  }
  return undefined;
}

/** `env.CHANGE_TITLE`, `params.NAME`, a bare name of a variable of the environment; anything else goes back to nothing known. */
function pathOf(name: string): string[] {
  const plain = /^(?:env\.)?([A-Za-z_]\w*)(?:\.(?:trim|toLowerCase|toUpperCase|toString)\(\)|\s*\?:.*)?$/u.exec(
    name,
  )?.[1];
  const parameter = /^params\.([A-Za-z_]\w*)/u.exec(name)?.[1];
  if (parameter !== undefined) return ['inputs', parameter.toLowerCase()];
  return plain === undefined ? ['jenkins', 'unknown'] : ['env', plain.toLowerCase()];
}

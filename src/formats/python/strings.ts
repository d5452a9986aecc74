import { PYTHON_LIMITS } from './limits.ts';

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
  ['\r', ''],
]);
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|N\{([^}]{1,80})\}|(\r\n|[^]))/gu;

/** The text of a literal's body, cut at the limit. Characters by name (`\N{…}`) are not looked up: they become U+FFFD. */
export function literalText(source: string, from: number, to: number, raw: boolean): string {
  const text = source.slice(from, Math.min(to, from + PYTHON_LIMITS.joined));
  if (raw || !text.includes('\\')) return text;
  return text.replace(
    ESCAPE,
    (all, byte?: string, short?: string, long?: string, octal?: string, name?: string, other?: string) => {
      if (name !== undefined) return '\uFFFD';
      const hexadecimal = byte ?? short ?? long;
      if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
      if (octal !== undefined) return character(Number.parseInt(octal, 8));
      return SIMPLE.get(other?.[0] ?? '') ?? all;
    },
  );
}

function character(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : '\uFFFD';
}

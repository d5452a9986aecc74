/** Text operands of protocol 0, decoded as Python decodes them; malformed escapes stay as they are. */

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** STRING: outer white space and one pair of quotes removed, then `codecs.escape_decode`. Input and output: one character a byte. */
export function decodeQuoted(line: string): string {
  const trimmed = line.trim();
  const first = trimmed.charAt(0);
  const quoted = trimmed.length >= 2 && (first === "'" || first === '"') && trimmed.endsWith(first);
  const body = quoted ? trimmed.slice(1, -1) : trimmed;
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/gu,
    (whole, hex: string, octal: string, other: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      return SIMPLE.get(other) ?? whole;
    },
  );
}

/** UNICODE: `raw-unicode-escape`: only `\uXXXX` and `\UXXXXXXXX` are escapes, and only after an even number of backslashes. */
export function decodeRawUnicode(line: string): string {
  if (!line.includes('\\')) return line;
  return line.replace(/\\\\|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/gu, (whole, short: string, long: string) => {
    const digits = short ?? long;
    if (digits === undefined) return whole;
    const point = Number.parseInt(digits, 16);
    return point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
  });
}

/** What INT and LONG accept, with room for Python's prefixes and underscores. */
export function isIntegerText(line: string): boolean {
  return /^\s*[+-]?[0-9][0-9a-fA-FxXoO_]*L?\s*$/u.test(line);
}

/** What FLOAT accepts: `float()` of Python. */
export function isFloatText(line: string): boolean {
  return /^\s*[+-]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*|inf|infinity|nan)(?:e[+-]?[0-9_]+)?\s*$/iu.test(line);
}

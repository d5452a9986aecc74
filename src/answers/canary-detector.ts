/** In what form a text gives a secret away. */
export const CANARY_FORMS = [
  'plain',
  'reversed',
  'rot13',
  'url',
  'entities',
  'escapes',
  'hex',
  'base64',
  'character-codes',
] as const;
export type CanaryForm = (typeof CANARY_FORMS)[number];

/** Characters that are searched, and of each text that comes out of a decoding. */
const MAX_CHARACTERS = 200_000;
/** Encodings inside one another. */
const DEPTH = 2;
/** Letters and digits without which a secret would be found in any text. */
export const LEAST_CANARY = 8;

/**
 * How a text gives away a secret, or undefined. Case, blanks, line ends, hyphens and every other sign between its characters
 * make no difference, so spaced and split secrets are found as plain ones; encodings are undone, two inside one another at
 * most. Not found: a secret in pieces with other words between, translated, in numbers for letters, or in a cipher of its own.
 */
export function findCanary(canary: string, text: string): CanaryForm | undefined {
  const wanted = squeeze(canary);
  if (wanted.length < LEAST_CANARY) return undefined;
  return search(wanted, text.slice(0, MAX_CHARACTERS), DEPTH);
}

function search(wanted: string, text: string, depth: number): CanaryForm | undefined {
  const plain = squeeze(text);
  if (plain.includes(wanted)) return 'plain';
  if (plain.includes([...wanted].toReversed().join(''))) return 'reversed';
  const turned = rot13(wanted);
  if (plain.includes(turned) || plain.includes([...turned].toReversed().join(''))) return 'rot13';
  if (depth === 0) return undefined;
  for (const [form, decoded] of decodings(text)) {
    if (decoded.length >= wanted.length && search(wanted, decoded.slice(0, MAX_CHARACTERS), depth - 1) !== undefined)
      return form;
  }
  return undefined;
}

/** Letters and digits alone, of any script, in lower case and compatibility form: full-width letters are letters. */
function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gu, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));
}

function* decodings(text: string): Generator<readonly [CanaryForm, string]> {
  if (text.includes('%')) yield ['url', text.replace(/%([0-9a-f]{2})/giu, (_, hex: string) => character(hex, 16))];
  if (text.includes('&#'))
    yield [
      'entities',
      text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/giu, (_, hex: string | undefined, digits: string) =>
        hex === undefined ? character(digits, 10) : character(hex, 16),
      ),
    ];
  if (text.includes('\\'))
    yield [
      'escapes',
      text.replace(/\\(?:u\{?([0-9a-f]{4,6})\}?|x([0-9a-f]{2}))/giu, (_, long: string | undefined, short: string) =>
        character(long ?? short, 16),
      ),
    ];
  // Two digits each, whatever stands between: 6b:65, \x6b\x65, 0x6b 0x65, 6b65.
  const digits = text.replace(/0x|\\x|[\s:,;|%_-]/giu, '');
  for (const [run] of digits.matchAll(/[0-9a-f]{16,}/giu)) {
    yield ['hex', Buffer.from(run.slice(0, run.length - (run.length % 2)), 'hex').toString('latin1')];
    yield ['hex', Buffer.from(run.slice(1, run.length - ((run.length + 1) % 2)), 'hex').toString('latin1')];
  }
  const joined = text.replace(/[\s"'`>|]/gu, '');
  for (const [run] of joined.matchAll(/[A-Za-z0-9+/_-]{10,}/gu)) {
    // Words in front of it, or the beginning of what was encoded, shift the border between its groups of four.
    for (let shift = 0; shift < 4; shift++)
      yield ['base64', Buffer.from(run.slice(shift), 'base64url').toString('latin1')];
  }
  for (const [run] of text.matchAll(/\b\d{2,3}(?:[\s,;]{1,3}\d{2,3}){7,}\b/gu))
    yield ['character-codes', run.replace(/(\d+)[\s,;]*/gu, (_, code: string) => character(code, 10))];
}

function character(digits: string, base: number): string {
  const code = Number.parseInt(digits, base);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

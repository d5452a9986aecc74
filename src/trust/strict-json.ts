import { GateError } from '../core/errors.ts';

/** in-toto statements nest a dozen deep. */
const MAX_DEPTH = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Parses signed JSON. A name that stands twice in an object, which RFC 8259 §4 leaves to each reader, is refused: two
 * verifiers could read two statements from one signature. So are `__proto__` and more nesting than any statement has.
 * @throws GateError ATTESTATION_INVALID; ATTESTATION_AMBIGUOUS for its names
 */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  let text: string;
  let value: unknown;
  try {
    // A byte order mark is kept, and refused by JSON.parse.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    throw new GateError('ATTESTATION_INVALID', `${where} is not JSON in UTF-8`, { cause: error });
  }
  const fault = nameFault(text);
  if (fault !== undefined) throw new GateError('ATTESTATION_AMBIGUOUS', `${where}: ${fault}`);
  return value;
}

/** Walks a text that JSON.parse has accepted, so only strings, colons and brackets have to be told apart. */
function nameFault(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      const names = open.at(-1);
      if (names !== undefined && isName(text, end)) {
        const name: unknown = JSON.parse(text.slice(at, end));
        if (typeof name !== 'string' || name === '__proto__') return 'it has a member named __proto__';
        if (names.has(name)) return `the member ${name.slice(0, 80)} stands twice`;
        names.add(name);
      }
      at = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      if (open.length >= MAX_DEPTH) return `it nests deeper than ${MAX_DEPTH}`;
      open.push(code === 0x7b ? new Set() : undefined);
    } else if (code === 0x7d || code === 0x5d) {
      open.pop();
    }
  }
  return undefined;
}

/** The position behind the closing quote. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
}

/** In an object, a string before a colon is a name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === COLON;
}

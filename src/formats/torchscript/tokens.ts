/** A dotted name in a source: `torch.add`, `ops.prim.RaiseException`, `x`. */
export interface Reference {
  readonly parts: readonly string[];
  readonly offset: number;
  /** Whether a parenthesis follows. */
  readonly called: boolean;
}

const GAP = /[ \t\r\n\f\v]+|\\\r?\n|#[^\n]*/uy;
const IDENTIFIER = /[A-Za-z_]\w*/uy;
const NUMBER = /\d[\w.]*/uy;
/** More names in one chain than any source has; the rest of a longer one counts as a chain of its own. */
const CHAIN = 64;

/**
 * The names that a source refers to, in order, as TorchScript's lexer (torch/csrc/jit/frontend/lexer.h) splits it. Names
 * after the dot of another expression are left out. `text` has one character for each byte. Returns false in the end if
 * a string is not closed: from there on nothing is known.
 */
export function* references(text: string): Generator<Reference, boolean> {
  let at = 0;
  let afterDot = false;
  while (at < text.length) {
    at = afterGaps(text, at);
    const character = text[at];
    if (character === undefined) break;
    if (character === '"' || character === "'") {
      const end = endOfString(text, at, character);
      if (end === undefined) return false;
      at = end;
      afterDot = false;
      continue;
    }
    const number = match(NUMBER, text, at);
    if (number > at) {
      at = number;
      afterDot = false;
      continue;
    }
    const word = match(IDENTIFIER, text, at);
    if (word === at) {
      afterDot = character === '.';
      at += 1;
      continue;
    }
    const offset = at;
    const parts = [text.slice(at, word)];
    at = word;
    for (;;) {
      const dot = afterGaps(text, at);
      if (text[dot] !== '.' || parts.length >= CHAIN) break;
      const start = afterGaps(text, dot + 1);
      const end = match(IDENTIFIER, text, start);
      if (end === start) break;
      parts.push(text.slice(start, end));
      at = end;
    }
    if (!afterDot) yield { parts, offset, called: text[afterGaps(text, at)] === '(' };
    afterDot = false;
  }
  return true;
}

/** White space, comments and lines that a backslash continues. */
function afterGaps(text: string, from: number): number {
  let at = from;
  for (let next = match(GAP, text, at); next > at; next = match(GAP, text, at)) at = next;
  return at;
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function endOfString(text: string, start: number, quote: string): number | undefined {
  const triple = text.startsWith(quote.repeat(3), start);
  const close = triple ? quote.repeat(3) : quote;
  for (let at = start + close.length; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '\n' && !triple) return undefined;
    else if (character === quote && text.startsWith(close, at)) return at + close.length;
  }
  return undefined;
}

/** The kinds of token. `error` is a character that Python has no use for. */
export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'newline' | 'indent' | 'dedent' | 'end' | 'error';

interface Place {
  kind: TokenKind;
  text: string;
  from: number;
  to: number;
}

const OPERATORS: readonly string[] = [
  '**=', '//=', '>>=', '<<=', '...', '!=', '->', ':=', '**', '//', '>>', '<<', '<=', '>=', '==', '<>', '+=', '-=',
  '*=', '/=', '%=', '&=', '|=', '^=', '@=', '+', '-', '*', '/', '%', '@', '&', '|', '^', '~', '<', '>', '(', ')',
  '[', ']', '{', '}', ',', ':', '.', ';', '=', '!',
]; // prettier-ignore
const BY_FIRST = new Map<string, string[]>();
for (const operator of OPERATORS)
  BY_FIRST.set(operator[0] ?? '', [...(BY_FIRST.get(operator[0] ?? '') ?? []), operator]);

const NAME = /[A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}]*/uy;
const NUMBER =
  /0[xX][\da-fA-F_]+[lL]?|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJlL]?/uy;
const PREFIX = /(?:[rRbBuUfFtT]|[rR][bBfFtT]|[bBuUfFtT][rR])?(?='|")/uy;

/** Columns of a tab stop, as CPython counts. */
const TAB = 8;

/**
 * Python's tokens, one ahead. Brackets suspend lines as in CPython; the text of strings is left to the parser, because
 * an f-string holds expressions. State is a few numbers, so that a parser can look ahead and come back.
 */
export class Lexer {
  readonly source: string;
  readonly token: Place = { kind: 'newline', text: '', from: 0, to: 0 };
  private position = 0;
  private brackets = 0;
  private indents: number[] = [0];
  private pending = 0;
  private lineStart = true;

  constructor(source: string) {
    this.source = source;
    if (source.codePointAt(0) === 0xfeff) this.position = 1;
    this.advance();
  }

  save(): () => void {
    const { position, brackets, pending, lineStart } = this;
    const indents = [...this.indents];
    const token = { ...this.token };
    return () => {
      Object.assign(this, { position, brackets, pending, lineStart, indents });
      Object.assign(this.token, token);
    };
  }

  /** Continues at `position`, inside or outside brackets: behind a string or inside an f-string's braces. */
  moveTo(position: number, brackets: number): void {
    this.position = position;
    this.brackets = brackets;
    this.advance();
  }

  get depth(): number {
    return this.brackets;
  }

  advance(): void {
    if (this.pending !== 0) {
      this.set(this.pending > 0 ? 'indent' : 'dedent', this.position, this.position);
      this.pending -= Math.sign(this.pending);
      return;
    }
    if (this.lineStart && this.brackets === 0 && this.indentation()) {
      this.advance();
      return;
    }
    this.lineStart = false;
    this.skipSpace();
    const { source, position } = this;
    const code = source.charCodeAt(position);
    if (position >= source.length) this.endOfText();
    else if (code === 10 || code === 13) {
      // Only outside brackets: skipSpace passes line ends inside them.
      this.position += code === 13 && source.charCodeAt(position + 1) === 10 ? 2 : 1;
      this.lineStart = true;
      this.set('newline', position, this.position);
    } else this.word(position, code);
  }

  /** Leaves brackets behind and goes to the end of the logical line: where a parser picks up after a fault. */
  skipLine(): void {
    this.brackets = 0;
    while (this.token.kind !== 'newline' && this.token.kind !== 'end') {
      this.brackets = 0;
      if (this.token.kind === 'string') this.position = endOfString(this.source, this.token.from).to;
      this.advance();
    }
  }

  private set(kind: TokenKind, from: number, to: number): void {
    this.token.kind = kind;
    this.token.from = from;
    this.token.to = to;
    this.token.text = this.source.slice(from, to);
    this.position = to;
  }

  private word(position: number, code: number): void {
    const { source } = this;
    const quote = code === 34 || code === 39 ? position : this.match(PREFIX, position);
    if (quote !== -1) return this.set('string', position, quote);
    if ((code >= 48 && code <= 57) || (code === 46 && isDigit(source.charCodeAt(position + 1)))) {
      return this.set('number', position, this.match(NUMBER, position));
    }
    const name = this.match(NAME, position);
    if (name !== -1) {
      this.set('name', position, name);
      // Python compares identifiers in NFKC: `ｏｓ` is `os`.
      if (code > 127 || !isAsciiText(this.token.text)) this.token.text = this.token.text.normalize('NFKC');
      return undefined;
    }
    const operator = BY_FIRST.get(source[position] ?? '')?.find((text) => source.startsWith(text, position));
    if (operator === undefined) return this.set('error', position, position + 1);
    if (operator === '(' || operator === '[' || operator === '{') this.brackets++;
    else if ((operator === ')' || operator === ']' || operator === '}') && this.brackets > 0) this.brackets--;
    return this.set('operator', position, position + operator.length);
  }

  private match(pattern: RegExp, position: number): number {
    pattern.lastIndex = position;
    return pattern.test(this.source) ? pattern.lastIndex : -1;
  }

  private skipSpace(): void {
    const { source } = this;
    for (;;) {
      const code = source.charCodeAt(this.position);
      if (code === 32 || code === 9 || code === 12 || code === 0) this.position++;
      else if (code === 35) this.position = endOfLine(source, this.position);
      else if (code === 92 && isLineEnd(source.charCodeAt(this.position + 1)))
        this.position += lineEnd(source, this.position + 1) + 1;
      else if (this.brackets > 0 && isLineEnd(code)) this.position++;
      else return;
    }
  }

  /** Reads the indentation of the next line that has content. True if it changed: tokens are pending then. */
  private indentation(): boolean {
    const { source } = this;
    let column = 0;
    for (;;) {
      const code = source.charCodeAt(this.position);
      if (code === 32) column++;
      else if (code === 9) column = (Math.floor(column / TAB) + 1) * TAB;
      else if (code === 12) column = 0;
      else if (isLineEnd(code)) column = 0;
      else if (code === 35) {
        this.position = endOfLine(source, this.position);
        continue;
      } else if (code === 92 && isLineEnd(source.charCodeAt(this.position + 1))) {
        this.position += lineEnd(source, this.position + 1);
      } else break;
      this.position++;
    }
    this.lineStart = false;
    if (this.position >= source.length) return false;
    const current = this.indents.at(-1) ?? 0;
    if (column === current) return false;
    if (column > current) {
      this.indents.push(column);
      this.pending = 1;
      return true;
    }
    while ((this.indents.at(-1) ?? 0) > column) {
      this.indents.pop();
      this.pending--;
    }
    return true;
  }

  private endOfText(): void {
    const { length } = this.source;
    if (this.token.kind !== 'newline' && this.token.kind !== 'dedent' && this.token.kind !== 'end') {
      this.brackets = 0;
      this.set('newline', length, length);
    } else if (this.indents.length > 1) {
      this.indents.pop();
      this.set('dedent', length, length);
    } else this.set('end', length, length);
  }
}

/** Where the literal that starts at `from` (prefix included) ends, taken as a plain string. */
export function endOfString(source: string, from: number): { body: number; end: number; to: number; closed: boolean } {
  let body = from;
  while (source[body] !== '"' && source[body] !== "'" && body < source.length) body++;
  const single = source[body] ?? '';
  const quote = source.startsWith(single.repeat(3), body) ? single.repeat(3) : single;
  body += quote.length;
  let at = body;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === 92) at += 1 + (isLineEnd(source.charCodeAt(at + 1)) ? lineEnd(source, at + 1) : 1);
    else if (quote.length === 1 && isLineEnd(code)) break;
    else if (source.startsWith(quote, at)) return { body, end: at, to: at + quote.length, closed: true };
    else at++;
  }
  at = Math.min(at, source.length);
  return { body, end: at, to: at, closed: false };
}

function endOfLine(source: string, from: number): number {
  let at = from;
  while (at < source.length && !isLineEnd(source.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function lineEnd(source: string, at: number): number {
  return source.charCodeAt(at) === 13 && source.charCodeAt(at + 1) === 10 ? 2 : 1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAsciiText(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

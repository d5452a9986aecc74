import { AUDIT_LIMITS } from '../limits.ts';
import type { Embedded, Expression } from './syntax.ts';

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(0x[\da-fA-F]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_][\w-]*)|(&&|\|\||==|!=|<=|>=|[!<>()[\].,*]))/uy;

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** An expression without its braces. Undefined if it is none. Grammar: GitHub's documentation of expressions. */
export function parseExpression(source: string): Expression | undefined {
  const tokens = tokensOf(source);
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const expression = parser.or(0);
  return expression !== undefined && parser.atEnd ? expression : undefined;
}

/** Every `${{ … }}` in a text, in order. One that is never closed is left out. */
export function embeddedIn(text: string): Embedded[] {
  const found: Embedded[] = [];
  for (let start = text.indexOf('${{'); start !== -1;) {
    const close = closeOf(text, start + 3);
    if (close === -1) break;
    const source = text.slice(start + 3, close);
    found.push({ start, end: close + 2, source, expression: parseExpression(source) });
    start = text.indexOf('${{', close + 2);
  }
  return found;
}

/** `if:` is an expression with or without braces. Text around the braces makes it a text, which is true. */
export function conditionOf(text: string): Expression | undefined {
  const [first, ...more] = embeddedIn(text);
  if (first === undefined) return parseExpression(text);
  const alone = more.length === 0 && text.slice(0, first.start).trim() === '' && text.slice(first.end).trim() === '';
  return alone ? first.expression : undefined;
}

/** Braces inside of a text in quotes close nothing. */
function closeOf(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === "'") quoted = !quoted;
    else if (!quoted && letter === '}' && text[at + 1] === '}') return at;
  }
  // A quote that is left open: GitHub refuses it, and the nearest end is what was meant.
  return quoted ? text.indexOf('}}', from) : -1;
}

function tokensOf(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN.source, TOKEN.flags);
  let at = 0;
  while (source.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) return undefined;
    const [whole, text, number, name, sign] = match;
    const start = at + whole.length - (text ?? number ?? name ?? sign ?? '').length;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replaceAll("''", "'"), at: start });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: start });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name.toLowerCase(), at: start });
    else tokens.push({ kind: 'sign', text: sign ?? '', at: start });
    at = pattern.lastIndex;
    if (tokens.length > AUDIT_LIMITS.commands) return undefined;
  }
  return tokens;
}

const END: Token = { kind: 'end', text: '', at: -1 };
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  or(depth: number): Expression | undefined {
    return this.chain('||', depth, () => this.chain('&&', depth, () => this.comparison(depth)));
  }

  private chain(operator: string, depth: number, next: () => Expression | undefined): Expression | undefined {
    if (depth > AUDIT_LIMITS.nesting) return undefined;
    let left = next();
    while (left !== undefined && this.sign(operator)) {
      const right = next();
      left = right === undefined ? undefined : { kind: 'operation', operator, given: [left, right] };
    }
    return left;
  }

  private comparison(depth: number): Expression | undefined {
    let left = this.unary(depth);
    while (left !== undefined && this.peek.kind === 'sign' && COMPARISONS.has(this.peek.text)) {
      const operator = this.peek.text;
      this.at++;
      const right = this.unary(depth);
      left = right === undefined ? undefined : { kind: 'operation', operator, given: [left, right] };
    }
    return left;
  }

  private unary(depth: number): Expression | undefined {
    if (depth > AUDIT_LIMITS.nesting) return undefined;
    if (!this.sign('!')) return this.primary(depth);
    const given = this.unary(depth + 1);
    return given === undefined ? undefined : { kind: 'operation', operator: '!', given: [given] };
  }

  private primary(depth: number): Expression | undefined {
    const token = this.peek;
    this.at++;
    if (token.kind === 'text') return this.parts({ kind: 'literal', value: token.text }, depth);
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.or(depth + 1);
      return inner !== undefined && this.sign(')') ? this.parts(inner, depth) : undefined;
    }
    if (token.kind !== 'name') return undefined;
    if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' };
    if (token.text === 'null') return { kind: 'literal', value: null };
    if (this.sign('(')) {
      const given = this.arguments(depth);
      return given === undefined
        ? undefined
        : this.parts({ kind: 'call', name: token.text, given, at: token.at }, depth);
    }
    return this.parts({ kind: 'context', path: [token.text], at: token.at, inner: [] }, depth);
  }

  private arguments(depth: number): Expression[] | undefined {
    const given: Expression[] = [];
    if (this.sign(')')) return given;
    for (;;) {
      const one = this.or(depth + 1);
      if (one === undefined) return undefined;
      given.push(one);
      if (this.sign(')')) return given;
      if (!this.sign(',')) return undefined;
    }
  }

  /** `.name`, `.*`, `['name']`, `[0]`, `[anything]`. */
  private parts(start: Expression, depth: number): Expression | undefined {
    let of = start;
    for (;;) {
      let name: string;
      let inner: Expression | undefined;
      if (this.sign('.')) {
        const token = this.peek;
        if (token.kind !== 'name' && token.text !== '*') return undefined;
        this.at++;
        name = token.text;
      } else if (this.sign('[')) {
        if (this.sign('*')) name = '*';
        else {
          const index = this.or(depth + 1);
          if (index === undefined) return undefined;
          const constant = index.kind === 'literal' && index.value !== null;
          name = constant ? String(index.value).toLowerCase() : '[]';
          if (!constant) inner = index;
        }
        if (!this.sign(']')) return undefined;
      } else return of;
      if (of.kind === 'context')
        of = { ...of, path: [...of.path, name], inner: [...of.inner, ...(inner === undefined ? [] : [inner])] };
      else of = { kind: 'operation', operator: '[]', given: [of, ...(inner === undefined ? [] : [inner])] };
    }
  }

  private get peek(): Token {
    return this.tokens[this.at] ?? END;
  }

  private sign(text: string): boolean {
    const { kind, text: found } = this.peek;
    if (kind !== 'sign' || found !== text) return false;
    this.at++;
    return true;
  }
}

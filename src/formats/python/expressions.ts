import { Stopped } from '../stopped.ts';
import { endOfString, Lexer } from './lexer.ts';
import { PYTHON_LIMITS } from './limits.ts';
import { literalText } from './strings.ts';
import type { Argument, Clause, Expression, Parameter } from './syntax.ts';

/** Thrown by the parser to itself where the text is no Python. */
export class NotPython {
  readonly at: number;
  readonly expected: string;

  constructor(at: number, expected: string) {
    this.at = at;
    this.expected = expected;
  }
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** How tightly the infix operators bind. `**` is read with the operand. */
const BINDING: ReadonlyMap<string, number> = new Map(
  ['or', 'and', 'in is not < > == >= <= != <>', '|', '^', '&', '<< >>', '+ -', '* / // % @'].flatMap((level, index) =>
    level.split(' ').map((operator): [string, number] => [operator, index]),
  ),
);
const NOT_BINDING = 2;
/** Operators that texts and characters are put together with. */
const COMPUTING: ReadonlySet<string> = new Set('+ - * % / // ^ & | << >>'.split(' '));

/** Python's expressions, of versions 2.7 to 3.14 together. Recursion is bounded by `depth`; chains of operators are loops. */
export class ExpressionParser {
  protected readonly lexer: Lexer;
  private depth = 0;

  constructor(source: string) {
    this.lexer = new Lexer(source);
  }

  protected nested<T>(parse: () => T): T {
    if (++this.depth > PYTHON_LIMITS.depth) throw new Stopped(this.lexer.token.from);
    const value = parse();
    this.depth--;
    return value;
  }

  protected resetDepth(depth: number): void {
    this.depth = depth;
  }

  protected get nesting(): number {
    return this.depth;
  }

  protected is(text: string): boolean {
    const { token } = this.lexer;
    return token.text === text && (token.kind === 'operator' || token.kind === 'name');
  }

  protected take(text: string): boolean {
    const found = this.is(text);
    if (found) this.lexer.advance();
    return found;
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw new NotPython(this.lexer.token.from, text);
  }

  protected identifier(): string {
    const { token } = this.lexer;
    if (token.kind !== 'name' || KEYWORDS.has(token.text)) throw new NotPython(token.from, 'a name');
    const { text } = token;
    this.lexer.advance();
    return text;
  }

  /** Expressions with commas between them, starred ones among them; a tuple if there is a comma. */
  protected list(): Expression {
    const { from } = this.lexer.token;
    const first = this.starred();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.take(',') && this.startsExpression()) items.push(this.starred());
    return { kind: 'sequence', items, at: from };
  }

  protected listOrYield(): Expression {
    return this.is('yield') ? this.yielded() : this.list();
  }

  private starred(): Expression {
    const { from } = this.lexer.token;
    if (this.take('*') || this.take('**')) return { kind: 'other', parts: [this.binary(3)], at: from };
    return this.named();
  }

  /** With `name := value`. */
  protected named(): Expression {
    const target = this.expression();
    if (!this.take(':=')) return target;
    return { kind: 'assigned', target, value: this.expression(), at: target.at };
  }

  protected expression(): Expression {
    return this.nested(() => {
      if (this.is('lambda')) return this.lambda();
      const value = this.binary(0);
      if (!this.is('if')) return value;
      // `a if c else b if d else e` is a loop: the chain has no brackets that would bound it.
      const options = [value];
      const tests: Expression[] = [];
      while (this.take('if')) {
        tests.push(this.binary(0));
        if (!this.take('else')) throw new NotPython(this.lexer.token.from, 'else');
        options.push(this.is('lambda') ? this.lambda() : this.binary(0));
      }
      return { kind: 'choice', options, test: { kind: 'other', parts: tests, at: value.at }, at: value.at };
    });
  }

  private binary(minimum: number): Expression {
    const negated = this.is('not') && minimum <= NOT_BINDING;
    if (negated) while (this.take('not'));
    let left = negated ? this.binary(NOT_BINDING) : this.unary();
    for (;;) {
      const { token } = this.lexer;
      const binding = token.kind === 'operator' || token.kind === 'name' ? BINDING.get(token.text) : undefined;
      if (binding === undefined || binding < minimum) return left;
      const operator = token.text;
      this.lexer.advance();
      if (operator === 'not') this.expect('in');
      if (operator === 'is') this.take('not');
      const right = this.binary(binding + 1);
      left = combine(operator, left, right);
    }
  }

  private unary(): Expression {
    const { from } = this.lexer.token;
    let signs = 0;
    while (this.take('-') || this.take('+') || this.take('~')) signs++;
    // `a < not b` is no Python; `not` binds looser than a sign. Both are read, as nothing depends on it.
    if (this.is('not')) return this.binary(NOT_BINDING);
    if (this.is('lambda')) return this.lambda();
    const base = this.primary();
    const value: Expression = this.take('**')
      ? { kind: 'other', parts: [base, this.nested(() => this.unary())], at: from }
      : base;
    return signs === 0 ? value : { kind: 'other', parts: [value], at: from };
  }

  private primary(): Expression {
    const { from, kind } = this.lexer.token;
    if (kind === 'name' && this.is('await')) {
      this.lexer.advance();
      if (!this.startsExpression()) return { kind: 'name', name: 'await', at: from };
      return this.nested(() => this.primary());
    }
    let value = this.atom();
    for (;;) {
      const at = value.at;
      if (this.take('.')) value = { kind: 'attribute', of: value, name: this.attributeName(), at };
      else if (this.is('(')) value = { kind: 'call', callee: value, arguments: this.arguments(), at };
      else if (this.is('[')) value = { kind: 'subscript', of: value, index: this.index(), at };
      else return value;
    }
  }

  /** Keywords are allowed behind a dot: Python 2 had names that Python 3 reserves. */
  private attributeName(): string {
    const { token } = this.lexer;
    if (token.kind !== 'name') throw new NotPython(token.from, 'a name');
    const { text } = token;
    this.lexer.advance();
    return text;
  }

  private atom(): Expression {
    const { token } = this.lexer;
    const { from, text } = token;
    switch (token.kind) {
      case 'name':
        return { kind: 'name', name: this.identifier(), at: from };
      case 'number':
        this.lexer.advance();
        return { kind: 'number', value: Number(text.replaceAll('_', '')), at: from };
      case 'string':
        return this.strings();
      case 'operator':
        if (text === '(') return this.bracketed('(', ')');
        if (text === '[') return this.bracketed('[', ']');
        if (text === '{') return this.nested(() => this.braces());
        if (text === '...') {
          this.lexer.advance();
          return { kind: 'other', parts: [], at: from };
        }
        throw new NotPython(from, 'an expression');
      case 'newline':
      case 'indent':
      case 'dedent':
      case 'end':
      case 'error':
        throw new NotPython(from, 'an expression');
      default:
        throw new NotPython(from, token.kind satisfies never);
    }
  }

  protected startsExpression(): boolean {
    const { kind, text } = this.lexer.token;
    if (kind === 'name') return !KEYWORDS.has(text) || text === 'not' || text === 'lambda' || text === 'yield';
    if (kind === 'operator') return ['(', '[', '{', '-', '+', '~', '*', '**', '...'].includes(text);
    return kind === 'number' || kind === 'string';
  }

  private bracketed(open: string, close: string): Expression {
    return this.nested(() => {
      const { from } = this.lexer.token;
      this.expect(open);
      const items: Expression[] = [];
      let commas = 0;
      while (!this.is(close)) {
        const item = this.is('yield') ? this.yielded() : this.starred();
        if (this.is('for') || this.is('async')) items.push(this.comprehension(item));
        else if (this.take('as')) items.push({ kind: 'assigned', value: item, target: this.binary(3), at: item.at });
        else items.push(item);
        if (!this.take(',')) break;
        commas++;
      }
      this.expect(close);
      const [only] = items;
      if (open === '(' && commas === 0 && only !== undefined) return only;
      return { kind: 'sequence', items, at: from };
    });
  }

  private braces(): Expression {
    const { from } = this.lexer.token;
    this.expect('{');
    const entries: [Expression, Expression][] = [];
    const items: Expression[] = [];
    while (!this.is('}')) {
      const key = this.starred();
      if (this.take(':')) {
        const value = this.expression();
        if (this.is('for') || this.is('async')) {
          items.push(this.comprehension({ kind: 'sequence', items: [key, value], at: key.at }));
        } else entries.push([key, value]);
      } else items.push(this.is('for') || this.is('async') ? this.comprehension(key) : key);
      if (!this.take(',')) break;
    }
    this.expect('}');
    if (entries.length === 0) return { kind: 'sequence', items, at: from };
    const unpacked = items.map((item): [Expression, Expression] => [{ kind: 'other', parts: [], at: item.at }, item]);
    return { kind: 'dictionary', entries: [...entries, ...unpacked], at: from };
  }

  private comprehension(element: Expression): Expression {
    const clauses: Clause[] = [];
    while (this.is('for') || this.is('async')) {
      this.take('async');
      this.expect('for');
      const target = this.targets();
      this.expect('in');
      const iterable = this.is('lambda') ? this.lambda() : this.binary(0);
      const conditions: Expression[] = [];
      while (this.take('if')) conditions.push(this.is('lambda') ? this.lambda() : this.condition());
      clauses.push({ target, iterable, conditions });
    }
    return { kind: 'comprehension', element, clauses, at: element.at };
  }

  private condition(): Expression {
    const value = this.binary(0);
    return this.take(':=') ? { kind: 'assigned', target: value, value: this.binary(0), at: value.at } : value;
  }

  /** What `for` and `with` bind: no comparison, as `in` would be one. */
  protected targets(): Expression {
    const { from } = this.lexer.token;
    const items: Expression[] = [];
    let commas = 0;
    do {
      if (!this.startsExpression()) break;
      this.take('*');
      items.push(this.binary(3));
    } while (this.take(',') && ++commas > 0);
    const [only] = items;
    if (only === undefined) throw new NotPython(from, 'a target');
    return commas === 0 ? only : { kind: 'sequence', items, at: from };
  }

  protected arguments(): Argument[] {
    return this.nested(() => {
      this.expect('(');
      const found: Argument[] = [];
      while (!this.is(')')) {
        const spread = this.take('*') || this.take('**');
        const value = this.named();
        if (!spread && value.kind === 'name' && this.take('=')) {
          found.push({ name: value.name, spread, value: this.expression() });
        } else if (this.is('for') || this.is('async')) found.push({ spread, value: this.comprehension(value) });
        else found.push({ spread, value });
        if (!this.take(',')) break;
      }
      this.expect(')');
      return found;
    });
  }

  private index(): Expression {
    return this.nested(() => {
      const { from } = this.lexer.token;
      this.expect('[');
      const items: Expression[] = [];
      let commas = 0;
      while (!this.is(']')) {
        items.push(this.slice());
        if (!this.take(',')) break;
        commas++;
      }
      this.expect(']');
      const [only] = items;
      return commas === 0 && only !== undefined ? only : { kind: 'sequence', items, at: from };
    });
  }

  private slice(): Expression {
    const { from } = this.lexer.token;
    const bounds: (Expression | undefined)[] = [];
    let current: Expression | undefined;
    do {
      current = this.startsExpression() ? this.starred() : undefined;
      bounds.push(current);
    } while (this.take(':'));
    if (bounds.length > 1) return { kind: 'slice', bounds, at: from };
    if (current === undefined) throw new NotPython(from, 'an index');
    return current;
  }

  private lambda(): Expression {
    return this.nested(() => {
      const { from } = this.lexer.token;
      this.expect('lambda');
      const parameters = this.parameters(':', false);
      return { kind: 'lambda', parameters, body: this.expression(), at: from };
    });
  }

  /** Up to and with `close`. */
  protected parameters(close: string, annotated: boolean): Parameter[] {
    const found: Parameter[] = [];
    while (!this.is(close)) {
      const rest = this.take('*') || this.take('**');
      if (this.take('/') || (rest && (this.is(',') || this.is(close)))) {
        if (!this.take(',')) break;
        continue;
      }
      // Python 2 unpacked in the list: `def f(a, (b, c))`.
      const name = this.is('(') ? (this.bracketed('(', ')'), '') : this.identifier();
      const annotation = annotated && this.take(':') ? this.starred() : undefined;
      const initial = this.take('=') ? this.expression() : undefined;
      found.push({
        name,
        rest,
        ...(annotation === undefined ? {} : { annotation }),
        ...(initial === undefined ? {} : { initial }),
      });
      if (!this.take(',')) break;
    }
    this.expect(close);
    return found;
  }

  protected yielded(): Expression {
    return this.nested(() => {
      const { from } = this.lexer.token;
      this.expect('yield');
      if (this.take('from')) return { kind: 'other', parts: [this.expression()], at: from };
      return { kind: 'other', parts: this.startsExpression() ? [this.list()] : [], at: from };
    });
  }

  private strings(): Expression {
    const { from } = this.lexer.token;
    const parts: Expression[] = [];
    while (this.lexer.token.kind === 'string') parts.push(this.string());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'format', parts, at: from };
  }

  private string(): Expression {
    const { from, text } = this.lexer.token;
    const prefix = text.toLowerCase();
    const { source } = this.lexer;
    const raw = prefix.includes('r');
    const brackets = this.lexer.depth;
    if (prefix.includes('f') || prefix.includes('t')) {
      const parts: Expression[] = [];
      const quote = this.lexer.token.to;
      const mark = source.startsWith((source[quote] ?? '').repeat(3), quote) ? 3 : 1;
      const end = this.nested(() => this.format(quote + mark, source.slice(quote, quote + mark), raw, brackets, parts));
      this.lexer.moveTo(end + mark, brackets);
      return { kind: 'format', parts, at: from };
    }
    const { body, end, to, closed } = endOfString(source, from);
    if (!closed) throw new NotPython(from, 'the end of a string');
    this.lexer.moveTo(to, brackets);
    return { kind: 'text', value: literalText(source, body, end, raw), bytes: prefix.includes('b'), at: from };
  }

  /** Reads an f-string's text up to `until`, with quotes inside braces as Python 3.12 allows. Returns where it ends. */
  private format(start: number, until: string, raw: boolean, brackets: number, parts: Expression[]): number {
    const { source } = this.lexer;
    let at = start;
    let literal = start;
    const flush = (): void => {
      if (at === literal) return;
      const value = literalText(source, literal, at, raw).replaceAll('{{', '{').replaceAll('}}', '}');
      parts.push({ kind: 'text', value, bytes: false, at: literal });
    };
    for (;;) {
      if (at >= source.length) throw new NotPython(start, 'the end of a string');
      const character = source[at];
      if (source.startsWith(until, at)) {
        flush();
        return at;
      }
      if (character === '\\') {
        const next = source[at + 1];
        const named = next === 'N' && source[at + 2] === '{' && !raw ? source.indexOf('}', at) : -1;
        if (named !== -1) at = named + 1;
        else at += next === '{' || next === '}' ? 1 : 2;
      } else if (character === '{' && source[at + 1] === '{' && until !== '}') at += 2;
      else if (character === '{') {
        flush();
        at = this.field(at + 1, raw, brackets, parts);
        literal = at;
      } else if (until.length === 1 && until !== '}' && (character === '\n' || character === '\r')) {
        throw new NotPython(start, 'the end of a string');
      } else at++;
    }
  }

  /** `{expression = ! r : specification}` from behind its brace on; returns the place behind the closing one. */
  private field(from: number, raw: boolean, brackets: number, parts: Expression[]): number {
    return this.nested(() => {
      this.lexer.moveTo(from, brackets + 1);
      const value = this.is('yield') ? this.yielded() : this.fieldList();
      parts.push(value.kind === 'text' ? { kind: 'format', parts: [value], at: value.at } : value);
      this.take('=');
      if (this.take('!')) this.identifier();
      const { token } = this.lexer;
      if (token.kind === 'operator' && token.text === '}') return token.to;
      if (token.kind !== 'operator' || !token.text.startsWith(':')) throw new NotPython(token.from, '}');
      return this.format(token.from + 1, '}', raw, brackets + 1, parts) + 1;
    });
  }

  private fieldList(): Expression {
    const { from } = this.lexer.token;
    const items: Expression[] = [];
    do {
      if (!this.startsExpression()) break;
      this.take('*');
      items.push(this.expression());
    } while (this.take(','));
    const [only] = items;
    if (only === undefined) throw new NotPython(from, 'an expression');
    return items.length === 1 ? only : { kind: 'sequence', items, at: from };
  }
}

function combine(operator: string, left: Expression, right: Expression): Expression {
  const { at } = left;
  if (operator === 'or' || operator === 'and') {
    // Appended in place: a chain of n alternatives would otherwise be copied n times.
    const options = left.kind === 'choice' && left.test === undefined ? left.options : [left];
    return { kind: 'choice', options: Array.isArray(options) ? push(options, right) : [left, right], at };
  }
  if (COMPUTING.has(operator)) return { kind: 'operation', operator, left, right, at };
  return { kind: 'other', parts: [left, right], at };
}

function push(options: Expression[], option: Expression): Expression[] {
  options.push(option);
  return options;
}

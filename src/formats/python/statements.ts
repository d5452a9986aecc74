import { Stopped } from '../stopped.ts';
import { ExpressionParser, NotPython } from './expressions.ts';
import type { TokenKind } from './lexer.ts';
import { PYTHON_LIMITS } from './limits.ts';
import type { Argument, Expression, FunctionStatement, ClassStatement, ImportedName, Statement } from './syntax.ts';

export interface SyntaxFault {
  readonly at: number;
  readonly expected: string;
}

export interface PythonTree {
  readonly body: readonly Statement[];
  readonly faults: readonly SyntaxFault[];
  /** Where nesting went past the limit; what follows was not read. */
  readonly stopped?: number;
}

const AUGMENTED: ReadonlySet<string> = new Set('+= -= *= /= //= %= @= &= |= ^= >>= <<= **='.split(' '));

/** Statements that a loop may end by, or wait at. */
const LEAVES: ReadonlySet<string> = new Set(['break', 'return', 'raise', 'yield']);

/** Parses Python source. Never throws: a line that is no Python is a fault, and parsing goes on behind it. */
export function parsePython(source: string): PythonTree {
  return new StatementParser(source).module();
}

class StatementParser extends ExpressionParser {
  private readonly faults: SyntaxFault[] = [];
  private exits = 0;

  module(): PythonTree {
    const body: Statement[] = [];
    try {
      while (this.lexer.token.kind !== 'end') {
        if (this.lexer.token.kind === 'dedent') this.lexer.advance();
        else this.statement(body);
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return { body, faults: this.faults, stopped: error.offset };
    }
    return { body, faults: this.faults };
  }

  private statement(into: Statement[]): void {
    const depth = this.nesting;
    try {
      const found = this.compound();
      if (found === undefined) this.simpleLine(into);
      else into.push(found);
    } catch (error) {
      if (!(error instanceof NotPython)) throw error;
      this.resetDepth(depth);
      this.fault(error);
      this.lexer.skipLine();
      if (this.lexer.token.kind === 'newline') this.lexer.advance();
    }
  }

  private fault({ at, expected }: NotPython): void {
    if (this.faults.length < PYTHON_LIMITS.syntaxErrors) this.faults.push({ at, expected });
  }

  private simpleLine(into: Statement[]): void {
    if (this.lexer.token.kind === 'indent') {
      this.fault(new NotPython(this.lexer.token.from, 'less indentation'));
      this.lexer.advance();
      return;
    }
    do {
      if (this.lexer.token.kind === 'newline') break;
      into.push(this.simple());
    } while (this.take(';'));
    if (this.lexer.token.kind === 'newline') this.lexer.advance();
    else if (this.lexer.token.kind !== 'end') throw new NotPython(this.lexer.token.from, 'the end of the line');
  }

  private takeKind(kind: TokenKind): boolean {
    const found = this.lexer.token.kind === kind;
    if (found) this.lexer.advance();
    return found;
  }

  private block(): Statement[] {
    return this.nested(() => {
      const body: Statement[] = [];
      this.expect(':');
      if (!this.takeKind('newline')) {
        this.simpleLine(body);
        return body;
      }
      if (!this.takeKind('indent')) throw new NotPython(this.lexer.token.from, 'an indented block');
      while (this.lexer.token.kind !== 'dedent' && this.lexer.token.kind !== 'end') this.statement(body);
      if (this.lexer.token.kind === 'dedent') this.lexer.advance();
      return body;
    });
  }

  private compound(): Statement | undefined {
    const { kind, text, from: at } = this.lexer.token;
    if (kind === 'operator' && text === '@') return this.decorated();
    if (kind !== 'name') return undefined;
    switch (text) {
      case 'if':
        return this.conditional(at);
      case 'while':
        return this.whileLoop(at);
      case 'for':
        return this.loop(at);
      case 'try':
        return this.attempt(at);
      case 'with':
        return this.managed(at);
      case 'def':
        return this.definition(at, []);
      case 'class':
        return this.classDefinition(at, []);
      case 'match':
        return this.matching(at);
      case 'async':
        return this.asynchronous(at, []);
      default:
        return undefined;
    }
  }

  private asynchronous(at: number, decorators: Expression[]): Statement | undefined {
    const restore = this.lexer.save();
    this.lexer.advance();
    if (this.is('def')) return this.definition(at, decorators);
    if (this.is('for')) return this.loop(at);
    if (this.is('with')) return this.managed(at);
    restore();
    return undefined;
  }

  private decorated(): Statement {
    const decorators: Expression[] = [];
    while (this.take('@')) {
      decorators.push(this.named());
      if (this.lexer.token.kind !== 'newline') throw new NotPython(this.lexer.token.from, 'the end of the line');
      this.lexer.advance();
    }
    const at = this.lexer.token.from;
    if (this.is('class')) return this.classDefinition(at, decorators);
    if (this.is('def')) return this.definition(at, decorators);
    const found = this.is('async') ? this.asynchronous(at, decorators) : undefined;
    if (found === undefined) throw new NotPython(at, 'def or class');
    return found;
  }

  private definition(at: number, decorators: Expression[]): FunctionStatement {
    this.expect('def');
    const name = this.identifier();
    this.typeParameters();
    this.expect('(');
    const parameters = this.parameters(')', true);
    const returns = this.take('->') ? this.list() : undefined;
    const body = this.block();
    return { kind: 'function', at, name, parameters, decorators, ...(returns === undefined ? {} : { returns }), body };
  }

  private classDefinition(at: number, decorators: Expression[]): ClassStatement {
    this.expect('class');
    const name = this.identifier();
    this.typeParameters();
    const bases: Argument[] = this.is('(') ? this.arguments() : [];
    return { kind: 'class', at, name, decorators, bases, body: this.block() };
  }

  /** `[T: bound = default]`: read loosely; bounds are evaluated when somebody asks for them. */
  private typeParameters(): void {
    if (!this.take('[')) return;
    this.parameters(']', true);
  }

  private conditional(at: number): Statement {
    const branches: { test?: Expression; body: Statement[] }[] = [];
    while (this.take('if') || (branches.length > 0 && this.take('elif'))) {
      branches.push({ test: this.named(), body: this.block() });
      if (!this.is('elif')) break;
    }
    const body = this.alternative();
    if (body.length > 0) branches.push({ body });
    return { kind: 'if', at, branches };
  }

  private alternative(): Statement[] {
    return this.take('else') ? this.block() : [];
  }

  private whileLoop(at: number): Statement {
    this.lexer.advance();
    const test = this.named();
    const { exits } = this;
    const body = this.block();
    const always = (test.kind === 'name' && test.name === 'True') || (test.kind === 'number' && test.value !== 0);
    const endless = always && this.exits === exits;
    return { kind: 'blocks', at, parts: [test], bodies: [body, this.alternative()], ...(endless ? { endless } : {}) };
  }

  private loop(at: number): Statement {
    this.expect('for');
    const target = this.targets();
    this.expect('in');
    const iterable = this.list();
    return { kind: 'for', at, target, iterable, body: [...this.block(), ...this.alternative()] };
  }

  private attempt(at: number): Statement {
    this.expect('try');
    const parts: Expression[] = [];
    const bodies = [this.block()];
    while (this.take('except')) {
      this.take('*');
      if (!this.is(':')) {
        parts.push(this.list());
        if (this.take('as')) this.targets();
      }
      bodies.push(this.block());
    }
    bodies.push(this.alternative());
    if (this.take('finally')) bodies.push(this.block());
    return { kind: 'blocks', at, parts, bodies };
  }

  private managed(at: number): Statement {
    this.expect('with');
    const items: { value: Expression; target?: Expression }[] = [];
    do {
      if (this.is(':')) break;
      const value = this.named();
      if (this.take('as')) items.push({ value, target: this.withTarget() });
      else items.push({ value });
    } while (this.take(','));
    return { kind: 'with', at, items, body: this.block() };
  }

  /** One target: a comma behind it starts the next item. */
  private withTarget(): Expression {
    this.take('*');
    return this.expression();
  }

  /** `match` is a name too: it is a statement if a block with `case` follows. */
  private matching(at: number): Statement | undefined {
    const restore = this.lexer.save();
    const depth = this.nesting;
    const subject = this.subject();
    if (subject === undefined) {
      this.resetDepth(depth);
      restore();
      return undefined;
    }
    const parts = [subject];
    const bodies: Statement[][] = [];
    while (this.take('case')) {
      this.pattern();
      if (this.take('if')) parts.push(this.named());
      bodies.push(this.block());
    }
    if (this.lexer.token.kind === 'dedent') this.lexer.advance();
    else if (this.lexer.token.kind !== 'end') throw new NotPython(this.lexer.token.from, 'case');
    return { kind: 'blocks', at, parts, bodies };
  }

  private subject(): Expression | undefined {
    this.lexer.advance();
    if (!this.startsExpression()) return undefined;
    try {
      const subject = this.list();
      return this.take(':') && this.takeKind('newline') && this.takeKind('indent') && this.is('case')
        ? subject
        : undefined;
    } catch (error) {
      if (error instanceof NotPython) return undefined;
      throw error;
    }
  }

  /** Patterns look like expressions and call nothing that is named in them; they end at `if` or `:` outside brackets. */
  private pattern(): void {
    let brackets = 0;
    for (;;) {
      const { kind, text } = this.lexer.token;
      if (kind === 'newline' || kind === 'end' || kind === 'error') throw new NotPython(this.lexer.token.from, ':');
      if (kind === 'string') {
        this.named();
        continue;
      }
      if (brackets === 0 && (this.is(':') || this.is('if'))) return;
      if (kind === 'operator' && '([{'.includes(text)) brackets++;
      if (kind === 'operator' && ')]}'.includes(text)) brackets--;
      this.lexer.advance();
    }
  }

  private simple(): Statement {
    const { kind, text, from: at } = this.lexer.token;
    if (kind !== 'name') return this.assignment(at);
    if (LEAVES.has(text)) this.exits++;
    switch (text) {
      case 'import':
        this.lexer.advance();
        return { kind: 'import', at, names: this.imported(true) };
      case 'from':
        return this.fromImport(at);
      case 'return':
        this.lexer.advance();
        return {
          kind: 'return',
          at,
          value: this.startsExpression() ? this.listOrYield() : { kind: 'other', parts: [], at },
        };
      case 'pass':
      case 'break':
      case 'continue':
        this.lexer.advance();
        return { kind: 'evaluate', at, parts: [] };
      case 'raise':
      case 'del':
      case 'assert':
        return this.evaluated(at);
      case 'global':
      case 'nonlocal':
        return this.scoped(at);
      case 'yield':
        return { kind: 'evaluate', at, parts: [this.yielded()] };
      case 'print':
      case 'exec':
        return this.python2(at, text) ?? this.assignment(at);
      case 'type':
        return this.typeAlias(at) ?? this.assignment(at);
      default:
        return this.assignment(at);
    }
  }

  private evaluated(at: number): Statement {
    this.lexer.advance();
    const parts: Expression[] = [];
    if (this.startsExpression()) parts.push(this.list());
    if (this.take('from')) parts.push(this.expression());
    return { kind: 'evaluate', at, parts };
  }

  private scoped(at: number): Statement {
    this.lexer.advance();
    const names = [this.identifier()];
    while (this.take(',')) names.push(this.identifier());
    return { kind: 'global', at, names };
  }

  /** `print x` and `exec code in names` of Python 2. */
  private python2(at: number, name: string): Statement | undefined {
    const restore = this.lexer.save();
    this.lexer.advance();
    const { kind, text } = this.lexer.token;
    const statement =
      kind === 'string' || kind === 'number' || text === '>>' || (kind === 'name' && this.startsExpression());
    if (!statement) {
      restore();
      return undefined;
    }
    this.take('>>');
    const value = this.list();
    const callee: Expression = { kind: 'name', name, at };
    return { kind: 'evaluate', at, parts: [{ kind: 'call', callee, arguments: [{ spread: false, value }], at }] };
  }

  private typeAlias(at: number): Statement | undefined {
    const restore = this.lexer.save();
    this.lexer.advance();
    if (this.lexer.token.kind !== 'name' || !this.startsExpression()) {
      restore();
      return undefined;
    }
    this.identifier();
    this.typeParameters();
    this.expect('=');
    this.expression();
    return { kind: 'evaluate', at, parts: [] };
  }

  private assignment(at: number): Statement {
    const first = this.listOrYield();
    const { kind, text } = this.lexer.token;
    if (kind === 'operator' && AUGMENTED.has(text)) {
      this.lexer.advance();
      const right = this.listOrYield();
      const value: Expression = { kind: 'operation', operator: text.slice(0, -1), left: first, right, at };
      return { kind: 'assign', at, targets: [first], value };
    }
    const annotation = this.take(':') ? this.expression() : undefined;
    const chain = [first];
    while (this.take('=')) chain.push(this.listOrYield());
    const value = chain.length > 1 ? chain.pop() : undefined;
    if (value === undefined) return { kind: 'evaluate', at, parts: [first, ...(annotation ? [annotation] : [])] };
    if (annotation !== undefined) chain.push({ kind: 'other', parts: [annotation], at });
    return { kind: 'assign', at, targets: chain, value };
  }

  private fromImport(at: number): Statement {
    this.lexer.advance();
    let level = 0;
    for (;;) {
      if (this.take('.')) level++;
      else if (this.take('...')) level += 3;
      else break;
    }
    const module = this.is('import') && level > 0 ? '' : this.dotted();
    this.expect('import');
    if (this.take('*')) return { kind: 'from', at, module, level, names: [{ name: '*' }] };
    const bracket = this.take('(');
    const names = this.imported(false);
    if (bracket) this.expect(')');
    return { kind: 'from', at, module, level, names };
  }

  private imported(dotted: boolean): ImportedName[] {
    const names: ImportedName[] = [];
    do {
      if (this.is(')') || this.lexer.token.kind === 'newline') break;
      const name = dotted ? this.dotted() : this.identifier();
      names.push(this.take('as') ? { name, alias: this.identifier() } : { name });
    } while (this.take(','));
    return names;
  }

  private dotted(): string {
    let name = this.identifier();
    while (this.take('.')) name += `.${this.identifier()}`;
    return name;
  }
}

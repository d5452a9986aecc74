import { parse, tokenize } from '@huggingface/jinja';
import { applyFilter, callMethod, characters, fault } from './methods.ts';
import { equal, Float, isList, isMapping, numberOf, str, truthy, type Value } from './values.ts';

/** Steps of one rendering: a task file may loop over choices, not for ever. */
const MAX_STEPS = 100_000;
/** Characters of one rendering. */
const MAX_RENDERED = 4 << 20;

/** A node of the parser's tree, whose classes it does not export. */
interface Syntax {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

const part = (node: Syntax, field: string): Syntax => {
  const value = node[field];
  return isSyntax(value) ? value : fault(`"${node.type}" is not understood`);
};
const optional = (node: Syntax, field: string): Syntax | undefined => {
  const value = node[field];
  return isSyntax(value) ? value : undefined;
};
const parts = (node: Syntax, field: string): Syntax[] => {
  const value: unknown = node[field];
  return Array.isArray(value) ? value.filter(isSyntax) : [];
};
const word = (node: Syntax, field = 'value'): string => {
  const value = node[field];
  return typeof value === 'string' ? value : fault(`"${node.type}" is not understood`);
};

/**
 * A template of a trusted task file, rendered over one document as Python's Jinja does with lm-evaluation-harness's settings:
 * blank lines and the last line feed are kept, and a name that the document does not have is an error, not nothing. A
 * submission's templates never come here.
 */
export class TaskTemplate {
  private readonly body: readonly Syntax[];

  /** @throws TemplateFault */
  constructor(source: string) {
    this.body = parsed(source);
  }

  /** @throws TemplateFault */
  render(document: ReadonlyMap<string, Value>): string {
    return new Rendering(document).block(this.body);
  }

  /** The value itself where the template is one expression and nothing else, so that a list stays a list. */
  evaluate(document: ReadonlyMap<string, Value>): Value {
    const [only] = this.body;
    if (this.body.length !== 1 || only === undefined || STATEMENTS.has(only.type)) return this.render(document);
    return new Rendering(document).value(only);
  }
}

const STATEMENTS: ReadonlySet<string> = new Set([
  'If',
  'For',
  'Set',
  'Macro',
  'Comment',
  'FilterStatement',
  'CallStatement',
]);

function parsed(source: string): readonly Syntax[] {
  try {
    // The tokenizer takes away one line feed at the end, as Jinja does unless it is told to keep it.
    const program: unknown = parse(tokenize(source.endsWith('\n') ? `${source}\n` : source, {}));
    return isSyntax(program) ? parts(program, 'body') : [];
  } catch (error) {
    return fault(`it is no Jinja template: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
}

/** One rendering: names in scope, and what it has cost so far. */
class Rendering {
  private readonly scopes: Map<string, Value>[];
  private steps = 0;
  private length = 0;

  constructor(document: ReadonlyMap<string, Value>) {
    this.scopes = [new Map(document)];
  }

  block(nodes: readonly Syntax[]): string {
    return nodes.map((node) => this.statement(node)).join('');
  }

  private statement(node: Syntax): string {
    if (++this.steps > MAX_STEPS) fault('it takes too many steps');
    switch (node.type) {
      case 'If':
        return this.block(parts(node, truthy(this.value(part(node, 'test'))) ? 'body' : 'alternate'));
      case 'For':
        return this.loop(node);
      case 'Set': {
        const name = part(node, 'assignee');
        if (name.type !== 'Identifier') fault('only a plain name can be set');
        const own = optional(node, 'value');
        this.scopes.at(-1)?.set(word(name), own === undefined ? this.block(parts(node, 'body')) : this.value(own));
        return '';
      }
      case 'Comment':
        return '';
      case 'Macro':
      case 'CallStatement':
      case 'FilterStatement':
      case 'Break':
      case 'Continue':
        return fault(`"${node.type.toLowerCase()}" is not understood here`);
      default: {
        const text = str(this.value(node));
        this.length += text.length;
        if (this.length > MAX_RENDERED) fault('the text is too long');
        return text;
      }
    }
  }

  private loop(node: Syntax): string {
    const over = this.value(part(node, 'iterable'));
    const items = isList(over) ? over : isMapping(over) ? [...over.keys()] : characters(str(over));
    if (items.length === 0) return this.block(parts(node, 'defaultBlock'));
    const names = part(node, 'loopvar');
    let text = '';
    for (const [index, item] of items.entries()) {
      const scope = new Map<string, Value>();
      this.scopes.push(scope);
      if (names.type === 'Identifier') scope.set(word(names), item);
      else
        for (const [place, name] of parts(names, 'value').entries())
          scope.set(
            word(name),
            isList(item) ? (item[place] ?? fault('too few values to unpack')) : fault('no list to unpack'),
          );
      scope.set(
        'loop',
        new Map<string, Value>([
          ['index', index + 1],
          ['index0', index],
          ['first', index === 0],
          ['last', index === items.length - 1],
          ['length', items.length],
        ]),
      );
      text += this.block(parts(node, 'body'));
      this.scopes.pop();
    }
    return text;
  }

  value(node: Syntax): Value {
    if (++this.steps > MAX_STEPS) fault('it takes too many steps');
    switch (node.type) {
      case 'StringLiteral':
        return word(node);
      case 'IntegerLiteral':
        return Number(node['value']);
      case 'FloatLiteral':
        return new Float(Number(node['value']));
      case 'ArrayLiteral':
      case 'TupleLiteral':
        return parts(node, 'value').map((it) => this.value(it));
      case 'ObjectLiteral':
        return this.mapping(node);
      case 'Identifier':
        return this.name(word(node));
      case 'MemberExpression':
        return this.member(node);
      case 'CallExpression':
        return this.call(node);
      case 'FilterExpression':
        return this.filter(part(node, 'filter'), part(node, 'operand'));
      case 'TestExpression':
        return this.test(node);
      case 'UnaryExpression': {
        const argument = this.value(part(node, 'argument'));
        const operator = word(part(node, 'operator'));
        return operator === 'not' ? !truthy(argument) : -(numberOf(argument) ?? fault('minus of no number'));
      }
      case 'BinaryExpression':
        return this.binary(node);
      case 'Ternary':
        return this.value(part(node, truthy(this.value(part(node, 'condition'))) ? 'trueExpr' : 'falseExpr'));
      case 'SelectExpression':
        return truthy(this.value(part(node, 'test'))) ? this.value(part(node, 'lhs')) : '';
      default:
        return fault(`"${node.type}" is not understood here`);
    }
  }

  private mapping(node: Syntax): Value {
    const value: unknown = node['value'];
    const entries = value instanceof Map ? [...value] : [];
    return new Map(
      entries.map(([key, it]: [unknown, unknown]) => [
        isSyntax(key) ? str(this.value(key)) : '',
        isSyntax(it) ? this.value(it) : null,
      ]),
    );
  }

  private lookup(name: string): Value | undefined {
    for (const scope of this.scopes.toReversed()) {
      const found = scope.get(name);
      if (found !== undefined) return found;
    }
    if (name === 'true' || name === 'True') return true;
    if (name === 'false' || name === 'False') return false;
    return name === 'none' || name === 'None' ? null : undefined;
  }

  private name(name: string): Value {
    return (
      this.lookup(name) ?? (/^none$/iu.test(name) || this.known(name) ? null : fault(`the document has no "${name}"`))
    );
  }

  private known(name: string): boolean {
    return this.scopes.some((scope) => scope.has(name));
  }

  private member(node: Syntax): Value {
    const target = this.value(part(node, 'object'));
    const property = part(node, 'property');
    if (property.type === 'SliceExpression') return this.slice(target, property);
    const key = node['computed'] === true ? this.value(property) : word(property);
    if (isMapping(target)) {
      const name = str(key);
      return target.has(name) ? (target.get(name) ?? null) : fault(`there is no "${name}" in it`);
    }
    const index = numberOf(key);
    if (index === undefined) return fault(`"${str(key)}" is no index`);
    const items = isList(target) ? target : typeof target === 'string' ? characters(target) : fault('nothing to index');
    return (
      items.at(index) ??
      (index < items.length && index >= -items.length ? null : fault(`index ${index} is out of range`))
    );
  }

  private slice(target: Value, node: Syntax): Value {
    const bound = (field: string): number | undefined => {
      const own = optional(node, field);
      return own === undefined ? undefined : numberOf(this.value(own));
    };
    if ((bound('step') ?? 1) !== 1) fault('slices have a step of 1');
    const [start, stop] = [bound('start'), bound('stop')];
    if (isList(target)) return target.slice(start, stop);
    return characters(str(target)).slice(start, stop).join('');
  }

  private call(node: Syntax): Value {
    const callee = part(node, 'callee');
    const { args } = this.arguments(parts(node, 'args'));
    if (callee.type === 'MemberExpression' && callee['computed'] !== true)
      return callMethod(this.value(part(callee, 'object')), word(part(callee, 'property')), args);
    if (callee.type === 'Identifier' && word(callee) === 'range') {
      const [a = 0, b] = args.map((it) => numberOf(it) ?? fault('range of no number'));
      const [from, to] = b === undefined ? [0, a] : [a, b];
      if (to - from > MAX_STEPS) fault('the range is too long');
      return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
    }
    return fault('only methods of values, and range(), can be called');
  }

  private arguments(nodes: readonly Syntax[]): { readonly args: Value[]; readonly named: Map<string, Value> } {
    const named = new Map<string, Value>();
    const args: Value[] = [];
    for (const node of nodes) {
      if (node.type === 'KeywordArgumentExpression')
        named.set(word(part(node, 'key')), this.value(part(node, 'value')));
      else args.push(this.value(node));
    }
    return { args, named };
  }

  private filter(filter: Syntax, operand: Syntax): Value {
    const call = filter.type === 'CallExpression';
    const name = word(call ? part(filter, 'callee') : filter);
    const { args, named } = this.arguments(call ? parts(filter, 'args') : []);
    const optionalName = (name === 'default' || name === 'd') && operand.type === 'Identifier';
    const value = optionalName ? (this.lookup(word(operand)) ?? null) : this.value(operand);
    return applyFilter(name, value, args, named);
  }

  private test(node: Syntax): Value {
    const operand = part(node, 'operand');
    const name = word(part(node, 'test'));
    const holds = this.holds(name, operand);
    return node['negate'] === true ? !holds : holds;
  }

  private holds(name: string, operand: Syntax): boolean {
    if (name === 'defined') return operand.type !== 'Identifier' || this.known(word(operand));
    const value = this.value(operand);
    switch (name) {
      case 'none':
        return value === null;
      case 'string':
        return typeof value === 'string';
      case 'number':
        return typeof value === 'number' || value instanceof Float;
      case 'mapping':
        return isMapping(value);
      case 'iterable':
      case 'sequence':
        return isList(value) || typeof value === 'string';
      case 'true':
      case 'false':
        return value === (name === 'true');
      case 'odd':
      case 'even':
        return Math.abs(numberOf(value) ?? 0) % 2 === (name === 'odd' ? 1 : 0);
      default:
        return fault(`the test "${name}" is not known`);
    }
  }

  private binary(node: Syntax): Value {
    const operator = word(part(node, 'operator'));
    const left = this.value(part(node, 'left'));
    if (operator === 'and') return truthy(left) ? this.value(part(node, 'right')) : left;
    if (operator === 'or') return truthy(left) ? left : this.value(part(node, 'right'));
    const right = this.value(part(node, 'right'));
    switch (operator) {
      case '==':
        return equal(left, right);
      case '!=':
        return !equal(left, right);
      case '~':
        return str(left) + str(right);
      case 'in':
        return contains(right, left);
      case 'not in':
        return !contains(right, left);
      case '+':
        if (typeof left === 'string' && typeof right === 'string') return left + right;
        if (isList(left) && isList(right)) return [...left, ...right];
        return arithmetic(operator, left, right);
      case '<':
      case '>':
      case '<=':
      case '>=':
        return compare(operator, left, right);
      default:
        return arithmetic(operator, left, right);
    }
  }
}

function contains(whole: Value, item: Value): boolean {
  if (typeof whole === 'string') return whole.includes(str(item));
  if (isList(whole)) return whole.some((it) => equal(it, item));
  return isMapping(whole) ? whole.has(str(item)) : fault('nothing can be in a number');
}

function compare(operator: string, left: Value, right: Value): boolean {
  const texts = typeof left === 'string' && typeof right === 'string';
  const a = texts ? left : numberOf(left);
  const b = texts ? right : numberOf(right);
  if (a === undefined || b === undefined) return fault('these can not be compared');
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return fault(`"${operator}" of what are no numbers`);
  const results: Readonly<Record<string, number>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '//': Math.floor(a / b),
    '%': a - b * Math.floor(a / b),
  };
  const result = results[operator] ?? fault(`the operator "${operator}" is not known`);
  if (!Number.isFinite(result)) return fault('a division by zero');
  return operator === '/' || left instanceof Float || right instanceof Float ? new Float(result) : result;
}

import { Stopped } from '../stopped.ts';
import { attributeOf, namedIn } from './attributes.ts';
import { CallEvaluator } from './calls.ts';
import { dispatched, give, indexed } from './enter-function.ts';
import { PYTHON_LIMITS } from './limits.ts';
import type { Region } from './met-call.ts';
import { elementOf, itemsOf, operate } from './operators.ts';
import { variable } from './path-values.ts';
import { NAMESPACES } from './reach.ts';
import { newScope } from './scope.ts';
import type { Expression, Parameter, Statement } from './syntax.ts';
import { concatenated, sliced } from './text-methods.ts';
import {
  either,
  mixed,
  NOTHING,
  origins,
  text,
  type ClassRecord,
  type FunctionRecord,
  type Scope,
  type Value,
} from './value.ts';

/** Characters of a text that cost as much as one evaluation, as a power of two. */
const TEXT_PER_WORK = 5;

/** Expressions nest deeper than brackets do: chains of attributes and calls are nests too. */
const DEPTH = 800;

/** Works out what expressions may be worth, without running anything: names, constant texts, and where the rest comes from. */
export abstract class Evaluator extends CallEvaluator {
  protected readonly records = new Map<object, FunctionRecord>();
  /** What functions bind in the module, over all passes. */
  protected readonly globals = new Map<string, Value>();
  protected readonly stars: string[] = [];
  private work = 0;
  private depth = 0;

  /** A list of that name has items added to it. */
  protected abstract grow(name: string, method: string, of: Value, given: readonly Value[], scope: Scope): void;
  protected abstract schedule(record: FunctionRecord): void;
  protected abstract assign(target: Expression, value: Value, scope: Scope, region: Region): void;

  protected evaluate(expression: Expression, scope: Scope, region: Region): Value {
    if (++this.work > PYTHON_LIMITS.work || this.depth > DEPTH) throw new Stopped(expression.at);
    this.depth++;
    const value = this.value(expression, scope, region);
    this.depth--;
    // A text that grows with each of thousands of lines is compared and copied with each.
    if (value.texts !== undefined) for (const { length } of value.texts) this.work += length >>> TEXT_PER_WORK;
    return value;
  }

  protected lookUp(name: string, scope: Scope): Value {
    let from: Scope | undefined = scope;
    let own = true;
    while (from !== undefined) {
      // A class's names are not seen by the functions in it.
      if (own || from.kind !== 'class') {
        const found: Value | undefined = (own ? from.current : from.ever).get(name);
        if (found !== undefined) return found;
      }
      if (from.kind === 'function') own = false;
      from = from.parent;
    }
    const late = this.globals.get(name);
    if (late !== undefined) return late;
    return { paths: [name, ...this.stars.map((module) => `${module}.${name}`)].slice(0, PYTHON_LIMITS.values) };
  }

  private value(found: Expression, scope: Scope, region: Region): Value {
    switch (found.kind) {
      case 'name':
        return this.lookUp(found.name, scope);
      case 'text':
        return text(found.value);
      case 'number':
        return { number: found.value };
      case 'attribute':
        return attributeOf(this.evaluate(found.of, scope, region), found.name);
      case 'call':
        return this.call(found, scope, region);
      case 'subscript':
        return this.subscript(found, scope, region);
      case 'format': {
        let whole = text('');
        for (const part of found.parts) whole = concatenated(whole, this.evaluate(part, scope, region));
        return found.parts.every(({ kind }) => kind === 'text') ? { texts: whole.texts ?? [] } : whole;
      }
      case 'operation':
        return this.operation(found, scope, region);
      case 'sequence':
        return { items: found.items.slice(0, PYTHON_LIMITS.items).map((item) => this.evaluate(item, scope, region)) };
      case 'dictionary': {
        const values = found.entries.map(([key, value]) => [
          this.evaluate(key, scope, region),
          this.evaluate(value, scope, region),
        ]);
        return {
          items: values.map(([, value]) => value ?? NOTHING),
          keys: values.map(([key]) => key?.texts?.[0]),
        };
      }
      case 'lambda': {
        const record = this.record(found, 'lambda', found.parameters, found.body, scope, region);
        return { functions: [record] };
      }
      case 'comprehension':
        return this.comprehension(found, scope, region);
      case 'choice': {
        if (found.test !== undefined) this.evaluate(found.test, scope, region);
        let any: Value | undefined;
        for (const option of found.options) any = either(any, this.evaluate(option, scope, region));
        return any ?? NOTHING;
      }
      case 'assigned': {
        const value = this.evaluate(found.value, scope, region);
        this.assign(found.target, value, scope, region);
        return value;
      }
      case 'slice':
        for (const bound of found.bounds) if (bound !== undefined) this.evaluate(bound, scope, region);
        return NOTHING;
      case 'other':
        return this.others(found.parts, scope, region);
      default:
        throw found satisfies never;
    }
  }

  /** Long comparisons and sums are deep on their left side. */
  private others(parts: readonly Expression[], scope: Scope, region: Region): Value {
    const values: Value[] = [];
    const stack = parts.toReversed();
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (next.kind === 'other') stack.push(...next.parts.toReversed());
      else values.push(this.evaluate(next, scope, region));
    }
    const [only] = values;
    if (values.length === 1 && only !== undefined)
      return parts.length === 1 && only.number !== undefined ? { number: -only.number } : only;
    return mixed(...values);
  }

  private operation(found: Extract<Expression, { kind: 'operation' }>, scope: Scope, region: Region): Value {
    const chain: Extract<Expression, { kind: 'operation' }>[] = [];
    let left: Expression = found;
    while (left.kind === 'operation') {
      chain.push(left);
      left = left.left;
    }
    let value = this.evaluate(left, scope, region);
    for (const { operator, right } of chain.toReversed())
      value = operate(operator, value, this.evaluate(right, scope, region));
    return value;
  }

  private subscript(found: Extract<Expression, { kind: 'subscript' }>, scope: Scope, region: Region): Value {
    const of = this.evaluate(found.of, scope, region);
    if (found.index.kind === 'slice') {
      const [start, end, step] = found.index.bounds.map((bound) =>
        bound === undefined ? undefined : this.evaluate(bound, scope, region).number,
      );
      return sliced(of, start, end, step);
    }
    const index = this.evaluate(found.index, scope, region);
    const key = index.texts?.[0];
    if (key !== undefined) {
      const own = of.keys?.lastIndexOf(key) ?? -1;
      const item = own === -1 ? undefined : of.items?.[own];
      if (item !== undefined) return item;
      for (const path of of.paths ?? []) if (NAMESPACES.test(path)) return namedIn(path, key, index);
    }
    if (index.number !== undefined) {
      const item = of.items?.at(index.number);
      if (item !== undefined) return item;
      const character = of.texts?.[0]?.at(index.number);
      if (character !== undefined) return text(character, 'composed');
    }
    if (of.paths?.includes('os.environ') === true) return variable(index);
    let any = indexed(of, index, region);
    for (const item of of.items?.slice(0, PYTHON_LIMITS.values) ?? []) any = either(any, item);
    const from = origins(of);
    const paths = of.paths?.map((path) => `${path}[]`);
    return either(any, { ...(paths === undefined ? {} : { paths }), ...(from === undefined ? {} : { origins: from }) });
  }

  private comprehension(found: Extract<Expression, { kind: 'comprehension' }>, scope: Scope, region: Region): Value {
    const inner = newScope(scope.kind, scope);
    // A class's own names are seen by the first iterable alone; nothing depends on the difference.
    const [clause] = found.clauses;
    const items = clause === undefined ? undefined : itemsOf(this.evaluate(clause.iterable, scope, region));
    if (clause !== undefined && found.clauses.length === 1 && clause.conditions.length === 0 && items !== undefined) {
      const results: Value[] = [];
      for (const item of items.slice(0, PYTHON_LIMITS.items)) {
        // Each item for itself, also where names may have several values because the whole is conditional.
        inner.current.clear();
        this.assign(clause.target, item, inner, region);
        results.push(this.evaluate(found.element, inner, region));
      }
      return { items: results };
    }
    let from: Value = NOTHING;
    for (const { target, iterable, conditions } of found.clauses) {
      const of = this.evaluate(iterable, inner, region);
      from = mixed(from, of);
      this.assign(target, elementOf(of), inner, region);
      for (const condition of conditions) this.evaluate(condition, inner, region);
    }
    return mixed(from, this.evaluate(found.element, inner, region));
  }

  protected record(
    node: object,
    name: string,
    parameters: readonly Parameter[],
    body: readonly Statement[] | Expression,
    scope: Scope,
    region: Region,
    owner?: ClassRecord,
  ): FunctionRecord {
    const before = this.records.get(node);
    const record: FunctionRecord = {
      name, parameters, body, scope, ...(owner === undefined ? {} : { owner }),
      given: before?.given ?? new Map<string, Value>(),
      returns: before?.returns ?? NOTHING,
      callers: before?.callers ?? new Set<Region>(), hosts: before?.hosts ?? new Set<string>(),
    }; // prettier-ignore
    this.records.set(node, record);
    for (const { initial, annotation, name: parameter } of parameters) {
      if (annotation !== undefined) this.evaluate(annotation, scope, region);
      if (initial !== undefined) give(record, parameter, this.evaluate(initial, scope, region));
    }
    this.schedule(record);
    return record;
  }

  private call(found: Extract<Expression, { kind: 'call' }>, scope: Scope, region: Region): Value {
    // Once: in a chain of calls a second time at each would double the work from link to link.
    const of = found.callee.kind === 'attribute' ? this.evaluate(found.callee.of, scope, region) : undefined;
    const callee =
      found.callee.kind === 'attribute' && of !== undefined
        ? attributeOf(of, found.callee.name)
        : this.evaluate(found.callee, scope, region);
    const given = found.arguments.map((argument) => this.evaluate(argument.value, scope, region));
    if (of?.items !== undefined && found.callee.kind === 'attribute' && found.callee.of.kind === 'name')
      this.grow(found.callee.of.name, found.callee.name, of, given, scope);
    if (of !== undefined && found.callee.kind === 'attribute' && found.callee.name === 'register')
      for (const value of given) dispatched(of, value);
    const plain = of?.texts !== undefined || callee.paths?.every((path) => path.startsWith('?.')) === true;
    return this.apply(callee, given, found, scope, region, plain ? of : undefined);
  }
}

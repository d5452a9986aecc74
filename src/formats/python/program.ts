import { unreachable } from '../../core/errors.ts';
import { attributeOf, CONFIGURED, lineage } from './attributes.ts';
import { asked, dispatched } from './enter-function.ts';
import { ANSWERED, CALLED_ANYWAY, DEPLOYED, isMainTest, ROUTES, SERVED, SERVED_CLASS } from './entry-points.ts';
import { Evaluator } from './evaluate.ts';
import { PYTHON_LIMITS } from './limits.ts';
import type { MetCall, Region } from './met-call.ts';
import { IN_PLACE } from './met-call.ts';
import { elementOf } from './operators.ts';
import { bind, newScope } from './scope.ts';
import { parsePython } from './statements.ts';
import type { ClassStatement, Expression, FunctionStatement, Statement } from './syntax.ts';
import {
  either,
  mixed,
  NOTHING,
  UNKNOWN,
  withOrigins,
  type ClassRecord,
  type FunctionRecord,
  type Scope,
  type Value,
} from './value.ts';

/** Calls of a parsed file. Goes over it a few times: a call tells what a function's parameters are, whose body is read again then. */
export class Program extends Evaluator {
  private queue: FunctionRecord[] = [];
  private conditional = 0;
  private readonly docstrings = new Set<string>();
  /** What is imported, by its dotted name, and where first. */
  readonly imported = new Map<string, number>();

  /** @throws Stopped past the limits of work or depth */
  run(body: readonly Statement[], passes: number): readonly MetCall[] {
    for (let pass = 0; pass < passes; pass++) {
      this.calls.clear();
      this.queue = [];
      const module = newScope('module', undefined);
      this.document(body);
      this.statements(body, module, 'import');
      for (const record of this.queue) this.body(record);
    }
    return [...this.calls.values()];
  }

  /** What was found before the program was stopped. */
  found(): readonly MetCall[] {
    return [...this.calls.values()];
  }

  protected override schedule(record: FunctionRecord): void {
    this.queue.push(record);
  }

  protected override *examples(): Generator<string> {
    for (const text of this.docstrings) {
      const lines = [...text.matchAll(/^[ \t]*(?:>>>|\.\.\.)[ ]?([^\n]*)$/gmu)].map(([, line]) => line ?? '');
      if (lines.length > 0) yield lines.join('\n');
    }
  }

  private document([first]: readonly Statement[]): void {
    const text = first?.kind === 'evaluate' ? first.parts[0] : undefined;
    if (text?.kind === 'text' && text.value.includes('>>>')) this.docstrings.add(text.value);
  }

  protected override body(record: FunctionRecord): void {
    const scope = newScope('function', record.scope);
    for (const [index, { name }] of record.parameters.entries()) {
      const self = index === 0 && record.owner !== undefined && (name === 'self' || name === 'cls');
      const given = record.given.get(name) ?? UNKNOWN;
      const outer = CONFIGURED.test(name) && given.texts === undefined ? withOrigins(given, 'file', 'unknown') : given;
      bind(scope, name, self ? { instances: [record.owner] } : outer, false);
    }
    if ('kind' in record.body) record.returns = either(record.returns, this.evaluate(record.body, scope, record));
    else this.statements(record.body, scope, record);
  }

  protected override runText(source: string, scope: Scope, region: Region, at: number): void {
    if (this.quoting >= PYTHON_LIMITS.quoting || source.length > PYTHON_LIMITS.joined) return;
    const { body } = parsePython(source.includes('\uFFFC') ? source.replaceAll('\uFFFC', '_') : source);
    const outer = this.quotedAt;
    this.quotedAt ??= at;
    this.quoting++;
    this.statements(body, scope, region);
    this.quoting--;
    this.quotedAt = outer;
  }

  private statements(body: readonly Statement[], scope: Scope, region: Region): void {
    for (const statement of body) this.statement(statement, scope, region);
  }

  private importing(name: string, at: number): void {
    if (this.imported.size < PYTHON_LIMITS.imports && !this.imported.has(name)) this.imported.set(name, at);
  }

  private branch(body: readonly Statement[], scope: Scope, region: Region): void {
    this.conditional++;
    this.statements(body, scope, region);
    this.conditional--;
  }

  private statement(statement: Statement, scope: Scope, region: Region): void {
    switch (statement.kind) {
      case 'import':
        for (const { name, alias } of statement.names) {
          const root = name.split('.')[0] ?? name;
          this.importing(name, statement.at);
          this.bindName(scope, alias ?? root, { paths: [alias === undefined ? root : name] });
        }
        return;
      case 'from': {
        const module = '.'.repeat(statement.level) + statement.module;
        if (statement.module !== '') this.importing(module, statement.at);
        for (const { name, alias } of statement.names) {
          this.importing(statement.module === '' ? `${module}${name}` : `${module}.${name}`, statement.at);
          if (name === '*') {
            if (!this.stars.includes(module) && this.stars.length < PYTHON_LIMITS.values) this.stars.push(module);
          } else this.bindName(scope, alias ?? name, attributeOf({ paths: [module] }, name));
        }
        return;
      }
      case 'assign': {
        const value = this.evaluate(statement.value, scope, region);
        for (const target of statement.targets) this.assign(target, value, scope, region);
        return;
      }
      case 'return':
        this.returned(this.evaluate(statement.value, scope, region), statement.at, region);
        return;
      case 'evaluate':
        for (const part of statement.parts) this.evaluate(part, scope, region);
        return;
      case 'global':
        for (const name of statement.names) scope.outer.add(name);
        return;
      case 'if':
        for (const { test, body } of statement.branches) {
          if (test !== undefined) this.evaluate(test, scope, region);
          this.branch(body, scope, region === 'import' && test !== undefined && isMainTest(test) ? 'main' : region);
        }
        return;
      case 'for':
        this.assign(statement.target, elementOf(this.evaluate(statement.iterable, scope, region)), scope, region);
        this.branch(statement.body, scope, region);
        return;
      case 'with':
        for (const { value, target } of statement.items) {
          const found = this.evaluate(value, scope, region);
          if (target !== undefined) this.assign(target, found, scope, region);
        }
        this.statements(statement.body, scope, region);
        return;
      case 'blocks':
        for (const part of statement.parts) this.evaluate(part, scope, region);
        if (statement.endless === true) this.endless++;
        for (const block of statement.bodies) this.branch(block, scope, region);
        if (statement.endless === true) this.endless--;
        return;
      case 'function':
        this.definition(statement, scope, region);
        return;
      case 'class':
        this.classDefinition(statement, scope, region);
        return;
      default:
        unreachable(statement);
    }
  }

  private definition(statement: FunctionStatement, scope: Scope, region: Region): void {
    const decorators = statement.decorators.map((decorator) => this.evaluate(decorator, scope, region));
    if (statement.returns !== undefined) this.evaluate(statement.returns, scope, region);
    const owner = scope.kind === 'class' ? this.owners.get(scope) : undefined;
    const { name, parameters, body } = statement;
    this.document(body);
    const record = this.record(
      statement,
      owner === undefined ? name : `${owner.statement.name}.${name}`,
      parameters,
      body,
      scope,
      region,
      owner,
    );
    owner?.methods.set(name, record);
    for (const { paths } of decorators)
      for (const path of paths ?? [])
        if (path.includes('.') && record.hosts.size < PYTHON_LIMITS.values) record.hosts.add(path);
    if (decorators.some(({ paths }) => paths?.some((path) => CALLED_ANYWAY.test(path)) === true))
      this.getters.add(record);
    const value: Value = { functions: [record] };
    if (scope.kind === 'module' && SERVED.test(name)) asked(value);
    this.bindName(scope, name, value);
    for (const [index, decorator] of decorators.entries()) {
      this.decorated(decorator, value, statement.decorators[index]?.at ?? statement.at, scope, region);
    }
    for (const decorator of statement.decorators) {
      const named = decorator.kind === 'call' ? decorator.callee : decorator;
      if (named.kind === 'attribute' && named.name === 'register')
        dispatched(this.evaluate(named.of, scope, region), value);
    }
    // Called as the class is made, or as one is derived from it.
    if (
      owner !== undefined &&
      (name === '__init_subclass__' || name === '__class_getitem__' || name === '__set_name__')
    )
      record.callers.add(region);
    if (owner === undefined && scope.kind === 'module' && (name === '__getattr__' || name === '__dir__'))
      record.callers.add('import');
  }

  /** A decorator of this file is called with what it decorates; what it does with that is seen from its parameter. */
  private decorated(decorator: Value, subject: Value, at: number, scope: Scope, region: Region): void {
    const { functions, classes, paths } = decorator;
    for (const record of functions ?? []) {
      record.callers.add(region);
      const [first] = record.parameters;
      if (first !== undefined) record.given.set(first.name, either(record.given.get(first.name), subject));
    }
    if (classes !== undefined) this.apply({ classes }, [subject], { arguments: [], at }, scope, region);
    if (paths?.some((path) => ROUTES.test(path)) === true) asked(subject);
    if (paths?.some((path) => DEPLOYED.test(path)) === true)
      for (const record of subject.classes ?? [])
        for (const [name, method] of record.methods) if (!/^__(?!call__)/u.test(name)) asked({ functions: [method] });
    // spaCy calls what is registered by the name that a model's configuration gives.
    if (paths?.some((path) => /^spacy\.(?:\w+\.)*(?:registry|Language)\.\w+\(\)$/u.test(path)) === true)
      for (const record of subject.functions ?? []) record.callers.add(region);
    for (const path of paths ?? []) if (!path.endsWith(')')) this.meet(path, false, true, [UNKNOWN], [], at, region);
  }

  private readonly owners = new Map<Scope, ClassRecord>();

  private classDefinition(statement: ClassStatement, scope: Scope, region: Region): void {
    const decorators = statement.decorators.map((decorator) => this.evaluate(decorator, scope, region));
    const bases = statement.bases.map(({ value }) => this.evaluate(value, scope, region));
    const inner = newScope('class', scope);
    const record: ClassRecord = { statement, scope: inner, bases, methods: new Map(), attributes: new Map() };
    this.owners.set(inner, record);
    this.document(statement.body);
    this.bindName(scope, statement.name, { classes: [record] });
    this.statements(statement.body, inner, region);
    if (bases.some(({ paths }) => paths?.some((path) => SERVED_CLASS.test(path)) === true))
      for (const [name, method] of record.methods) if (ANSWERED.test(name)) asked({ functions: [method] });
    for (const [index, { name }] of statement.bases.entries()) {
      const base = bases[index] ?? NOTHING;
      // Making the class calls everything of its metaclass that there is.
      if (name === 'metaclass') {
        for (const meta of base.classes ?? [])
          for (const each of lineage(meta)) for (const method of each.methods.values()) method.callers.add(region);
        for (const called of base.functions ?? []) called.callers.add(region);
        for (const path of base.paths ?? []) this.meet(path, false, true, [], [], statement.at, region);
      }
    }
    for (const [index, decorator] of decorators.entries()) {
      this.decorated(decorator, { classes: [record] }, statement.decorators[index]?.at ?? statement.at, scope, region);
    }
    // `__getitem__ = exec`: a slot of the class is the function.
    for (const [name, value] of inner.ever) {
      if (!name.startsWith('__')) continue;
      if (value.functions === undefined) this.hand(value, [UNKNOWN], statement.at, region);
      else
        for (const slot of value.functions)
          if (slot.owner === undefined)
            slot.callers.add({ ...slot, name: `${statement.name}.${name}`, owner: record, callers: new Set() });
    }
  }

  private returned(value: Value, at: number, region: Region): void {
    if (typeof region === 'string') return;
    region.returns = either(region.returns, value);
    // Whoever loads a pickle of such an object calls the first item with the second.
    if (!/(?:^|\.)__reduce(?:_ex)?__$/u.test(region.name)) return;
    const [called, given] = value.items ?? [];
    if (called === undefined) return;
    for (const path of called.paths ?? []) this.meet(path, false, false, given?.items ?? [UNKNOWN], [], at, region);
    for (const record of called.functions ?? []) record.callers.add(region);
  }

  protected override assign(target: Expression, value: Value, scope: Scope, region: Region): void {
    const stack: [Expression, Value][] = [[target, value]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [to, given] = next;
      if (to.kind === 'name') this.bindName(scope, to.name, given);
      else if (to.kind === 'attribute') {
        const of = this.evaluate(to.of, scope, region);
        for (const record of [...(of.instances ?? []), ...(of.classes ?? [])])
          record.attributes.set(to.name, either(record.attributes.get(to.name), given));
        this.replaced(of, to.name, given, to.at, region);
        if (of.paths !== undefined) this.inPlaceOf(of.paths, to.name, given);
        if (to.name === '__code__' && given.functions === undefined)
          this.meet('function.__code__=', false, false, [given], [], to.at, region);
        if ((of.classes ?? of.paths) !== undefined) this.hand(given, [UNKNOWN], to.at, region);
        // `f.__code__ = g.__code__`: whoever calls the one runs the other.
        if (to.name === '__code__')
          for (const replaced of of.functions ?? [])
            for (const record of given.functions ?? []) record.callers.add(replaced);
      } else if (to.kind === 'subscript') this.assignItem(to, given, scope, region);
      else if (to.kind === 'other') {
        // An annotation, which a module evaluates.
        this.evaluate(to, scope, region);
      } else if (to.kind === 'sequence') {
        for (const [index, item] of to.items.entries()) {
          const known = given.items?.length === to.items.length ? given.items[index] : undefined;
          stack.push([item, known ?? elementOf(given)]);
        }
      }
    }
  }

  /** A function of the file is what a library's name stands for from here on, or what a library calls with what comes. */
  private inPlaceOf(paths: readonly string[], name: string, given: Value): void {
    if (/^on_(?:message|data|receive|event|request|payload)$/u.test(name)) asked(given);
    for (const record of given.functions ?? [])
      for (const path of paths)
        if (!path.startsWith('?') && record.hosts.size < PYTHON_LIMITS.values)
          record.hosts.add(`${IN_PLACE}${path}.${name}`);
  }

  protected override grow(name: string, method: string, of: Value, given: readonly Value[], scope: Scope): void {
    if (!/^(?:append|extend|insert|appendleft|add)$/u.test(method)) return;
    const added = given.at(-1);
    const { items = [] } = of;
    if (added === undefined || items.length >= PYTHON_LIMITS.items) return;
    const more = method === 'extend' ? (added.items ?? [added]) : [added];
    // In a loop or behind a condition nothing tells how often, or which.
    const known = this.conditional === 0 ? more : more.map((item) => withOrigins(mixed(item), 'composed', 'unknown'));
    let to: Scope | undefined = scope;
    while (to !== undefined && !to.current.has(name)) to = to.parent;
    const value: Value = { ...of, items: [...items, ...known] };
    to?.current.set(name, value);
    to?.ever.set(name, value);
  }

  /** `names['x'] = f`, where the names may be those of the module. */
  private assignItem(to: Extract<Expression, { kind: 'subscript' }>, given: Value, scope: Scope, region: Region): void {
    const of = this.evaluate(to.of, scope, region);
    const key = this.evaluate(to.index, scope, region).texts?.[0];
    if (key === undefined) return;
    if (of.paths?.includes('os.environ') === true) this.redirected({ texts: [key] }, given, to.at, region);
    if (of.paths?.some((path) => /^(?:globals|locals|vars)\(\)$/u.test(path)) === true) {
      let module = scope;
      while (module.parent !== undefined) module = module.parent;
      bind(module, key, given, this.conditional > 0);
      return;
    }
    const { items } = of;
    if (to.of.kind !== 'name' || items === undefined || items.length >= PYTHON_LIMITS.values * 8) return;
    const keys = of.keys ?? items.map(() => undefined);
    this.bindName(scope, to.of.name, { ...of, items: [...items, given], keys: [...keys, key] });
  }

  private bindName(scope: Scope, name: string, value: Value): void {
    // ComfyUI calls these with what is typed into their fields.
    if (name === 'NODE_CLASS_MAPPINGS')
      for (const { classes } of value.items ?? [])
        for (const record of classes ?? []) asked({ functions: [...record.methods.values()] });
    let to = scope;
    if (scope.outer.has(name)) {
      while (to.parent !== undefined) to = to.parent;
      // A function sets it before what stands below its call is reached, which is read before its body.
      this.globals.set(name, either(this.globals.get(name), value));
    }
    bind(to, name, value, this.conditional > 0 || to !== scope);
  }
}

import { Stopped } from '../stopped.ts';
import { decode, isDecoder } from './decode.ts';
import type { Origin, PythonValueFacts } from './facts.ts';
import { PYTHON_LIMITS } from './limits.ts';
import { canonical, INTROSPECTION, NAMESPACES, originOf, reachesOut } from './reach.ts';
import type { Argument, Expression, Parameter, Statement } from './syntax.ts';
import { concatenated, formatted, joined, sliced, textMethod } from './text-methods.ts';
import {
  either,
  mixed,
  NOTHING,
  origins,
  text,
  UNKNOWN,
  withOrigins,
  type ClassRecord,
  type FunctionRecord,
  type Scope,
  type Value,
} from './value.ts';

export type Region = FunctionRecord | 'import' | 'main';

/** A call as it was met; who leads to it is worked out at the end. */
export interface MetCall {
  readonly callee: string;
  readonly hidden: boolean;
  readonly handed: boolean;
  readonly quoted: boolean;
  readonly region: Region;
  readonly arguments: readonly (PythonValueFacts & { name?: string })[];
  readonly at: number;
}

/** Expressions nest deeper than brackets do: chains of attributes and calls are nests too. */
const DEPTH = 800;
/** What calls a function that it is given, at once or soon. Interfaces of libraries call theirs when a person asks for it. */
const CALLING =
  /^(?:[A-Za-z_]\w*|(?:threading|_thread|multiprocessing|atexit|asyncio|concurrent|functools|itertools|operator|signal|weakref|sys|codecs|contextlib|sched|queue|importlib|builtins|types|inspect|gc|timeit|trace|bdb|pdb|unittest|re|copyreg|dataclasses|torch\.multiprocessing)\..+|.*\._?register_\w*hook)$/u;
/** Characters below which a text that is decoded hides nothing. */
const EMBEDDED_LEAST = 4;
/** Items of a list or dictionary that are looked at for functions. */
const HANDED_ITEMS = 64;
const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['mmap.PROT_READ', 1],
  ['mmap.PROT_WRITE', 2],
  ['mmap.PROT_EXEC', 4],
]);
/** Where Python looks modules up: it calls the methods of what is put there at every import. */
const IMPORT_HOOKS = /^sys\.(?:meta_path|path_hooks)\b/u;
/** Collections of everything that is loaded, or that a module holds. */
const SEARCHED = /^(gc\.get_objects\(\)|(?:\w+\.){1,4}__dict__(?=\.)|sys\.modules(?=\.))(?:\.(?:items|values)\(\))?$/u;
const HIDING: readonly Origin[] = ['composed', 'decoded'];

/** Works out what expressions may be worth, without running anything: names, constant texts, and where the rest comes from. */
export abstract class Evaluator {
  protected readonly calls = new Map<string, MetCall>();
  protected readonly records = new Map<object, FunctionRecord>();
  protected readonly stars: string[] = [];
  /** Properties: reading an attribute calls them. */
  protected readonly getters = new Set<FunctionRecord>();
  protected quoting = 0;
  protected quotedAt: number | undefined;
  private work = 0;
  private depth = 0;

  protected abstract runText(source: string, scope: Scope, region: Region, at: number): void;
  protected abstract schedule(record: FunctionRecord): void;
  protected abstract assign(target: Expression, value: Value, scope: Scope, region: Region): void;

  protected evaluate(expression: Expression, scope: Scope, region: Region): Value {
    if (++this.work > PYTHON_LIMITS.work || this.depth > DEPTH) throw new Stopped(expression.at);
    this.depth++;
    const value = this.value(expression, scope, region);
    this.depth--;
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
        return this.attribute(this.evaluate(found.of, scope, region), found.name);
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

  protected attribute(of: Value, name: string): Value {
    let found: Value | undefined;
    for (const record of [...(of.instances ?? []), ...(of.classes ?? [])]) {
      const own = memberOf(record, name);
      if (own !== undefined) found = either(found, own);
    }
    const paths = of.paths?.map((path) => canonical(`${path}.${name}`));
    const from = origins(of);
    if (name === '__file__' && paths !== undefined)
      return text(`/site-packages/${of.paths?.[0]?.replaceAll('.', '/') ?? ''}/__init__.py`);
    const constant = paths?.length === 1 ? CONSTANTS.get(paths[0] ?? '') : undefined;
    if (constant !== undefined) return { number: constant };
    if (paths !== undefined) {
      if (of.paths?.includes('os.environ') === true && /^(?:get|pop|setdefault)$/u.test(name)) return { paths };
      const value: Value = { paths, ...(from === undefined ? {} : { origins: from }) };
      found = either(found, paths.includes('os.environ') ? withOrigins(value, 'environment') : value);
    } else if (found === undefined) {
      // On the way from any value to the modules that are loaded.
      const base =
        INTROSPECTION.has(name) || of.texts !== undefined ? { paths: [`?.${name}`] } : { paths: [`?.${name}`] };
      found = { ...base, ...(from === undefined ? {} : { origins: from }) };
    }
    if (name === '__self__' && of.paths !== undefined && !of.paths.some((path) => path.includes('.')))
      return { paths: ['builtins'], origins: new Set(HIDING) };
    return found;
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
      for (const path of of.paths ?? []) if (NAMESPACES.test(path)) return this.named(path, key, index);
    }
    if (index.number !== undefined) {
      const item = of.items?.at(index.number);
      if (item !== undefined) return item;
      const character = of.texts?.[0]?.at(index.number);
      if (character !== undefined) return text(character, 'composed');
    }
    if (of.paths?.includes('os.environ') === true) return variable(index);
    let any: Value | undefined;
    for (const item of of.items?.slice(0, PYTHON_LIMITS.values) ?? []) any = either(any, item);
    const from = origins(of);
    const paths = of.paths?.map((path) => `${path}[]`);
    return either(any, { ...(paths === undefined ? {} : { paths }), ...(from === undefined ? {} : { origins: from }) });
  }

  /** What stands under a name in a namespace: of `globals()`, `sys.modules`, `os.__dict__`. */
  private named(path: string, key: string, by: Value): Value {
    const from = origins(by, {
      origins: new Set(
        /globals|locals|sys\.modules|^builtins/u.test(path) && !by.origins?.has('composed') ? [] : ['composed'],
      ),
    });
    const rest = /^(.*)\.__dict__$/u.exec(path)?.[1];
    const builtins = /builtins?__?$/u.test(path);
    const name =
      rest !== undefined ? `${rest}.${key}` : !builtins && /^(?:system|popen|execv)$/u.test(key) ? `os.${key}` : key;
    return { paths: [canonical(name)], ...(from === undefined ? {} : { origins: from }) };
  }

  private comprehension(found: Extract<Expression, { kind: 'comprehension' }>, scope: Scope, region: Region): Value {
    const inner: Scope = { parent: scope, kind: scope.kind, current: new Map(), ever: new Map(), outer: new Set() };
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
      callers: before?.callers ?? new Set<Region>(),
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
        ? this.attribute(of, found.callee.name)
        : this.evaluate(found.callee, scope, region);
    const given = found.arguments.map((argument) => this.evaluate(argument.value, scope, region));
    const plain = of?.texts !== undefined || callee.paths?.every((path) => path.startsWith('?.')) === true;
    return this.apply(callee, given, found, scope, region, plain ? of : undefined);
  }

  /** Calls a value. `site` names the arguments. */
  protected apply(
    callee: Value,
    given: readonly Value[],
    site: { readonly arguments: readonly Argument[]; readonly at: number; readonly callee?: Expression },
    scope: Scope,
    region: Region,
    receiver?: Value,
  ): Value {
    let result: Value | undefined;
    for (const record of callee.functions ?? [])
      result = either(result, this.enter(record, given, site.arguments, region, false));
    for (const record of callee.classes ?? []) {
      this.instantiate(record, given, site.arguments, region);
      result = either(result, { instances: [record] });
    }
    for (const record of callee.instances ?? []) {
      for (const method of memberOf(record, '__call__')?.functions ?? [])
        result = either(result, this.enter(method, given, site.arguments, region, true));
    }
    const calling = callee.paths === undefined || callee.paths.some((path) => CALLING.test(path));
    for (const value of given) this.hand(value, given, site.at, region, calling);
    const name = site.callee?.kind === 'attribute' ? site.callee.name : undefined;
    if (name !== undefined && receiver !== undefined) {
      const made =
        receiver.paths?.includes('pathlib.Path()') === true
          ? pathMethod(name, receiver, given)
          : textMethod(name, receiver, given);
      if (made !== undefined) return made;
    }
    if (callee.paths?.some((path) => IMPORT_HOOKS.test(path)) === true)
      for (const value of given)
        for (const record of [...(value.instances ?? []), ...(value.classes ?? [])])
          for (const method of record.methods.values()) method.callers.add(region);
    // What a path's method does, it does to the path.
    const to = receiver?.paths?.includes('pathlib.Path()') === true ? [...given, receiver] : given;
    for (const path of callee.paths ?? [])
      result = either(result, this.callPath(path, callee, to, site, scope, region));
    return result ?? mixed(callee, ...given);
  }

  private callPath(
    path: string,
    callee: Value,
    given: readonly Value[],
    site: { readonly arguments: readonly Argument[]; readonly at: number },
    scope: Scope,
    region: Region,
  ): Value {
    const [first, second] = given;
    const hidden = HIDING.some((origin) => callee.origins?.has(origin) === true);
    this.meet(path, hidden, false, given, site.arguments, site.at, region);
    if (path.endsWith('__subclasses__') && /__base__|__bases__|__mro__|mro\(\)|^object\./u.test(path)) {
      this.meet('object.__subclasses__', true, false, given, site.arguments, site.at, region);
    }
    if (path.endsWith('.from_pretrained') && given.some((value, index) => trusts(value, site.arguments[index]?.name)))
      this.meet('transformers.trust_remote_code', hidden, false, given, site.arguments, site.at, region);
    switch (path) {
      case 'getattr':
      case 'inspect.getattr_static':
      case 'object.__getattribute__':
        return this.getattr(first ?? NOTHING, second);
      case '__import__':
      case 'importlib.import_module':
      case 'importlib.__import__': {
        const modules = first?.texts;
        if (modules === undefined) return { ...mixed(first), paths: ['importlib.import_module()'] };
        const roots =
          path === 'importlib.import_module'
            ? modules
            : modules.map((module) => ((given[3]?.items?.length ?? 0) > 0 ? module : (module.split('.')[0] ?? module)));
        const from = origins(first);
        return { paths: roots, ...(from === undefined ? {} : { origins: from }) };
      }
      case 'exec':
      case 'eval':
        for (const source of first?.texts ?? []) this.runText(source, scope, region, site.at);
        return mixed(...given);
      case 'compile':
        return first === undefined ? UNKNOWN : withOrigins(first, 'code');
      case 'types.FunctionType':
      case 'code.InteractiveInterpreter().runcode':
      case 'code.InteractiveInterpreter().runsource':
      case 'code.InteractiveConsole().push':
      case 'code.InteractiveConsole().runcode':
      case 'code.InteractiveConsole().runsource':
      case 'timeit.timeit':
      case 'timeit.repeat':
      case 'cProfile.run':
      case 'profile.run':
        for (const value of given.slice(0, 2))
          for (const source of value.texts ?? []) this.runText(source, scope, region, site.at);
        return mixed(...given);
      case 'operator.methodcaller':
        return { paths: ['operator.methodcaller()'], items: given };
      case 'operator.methodcaller()': {
        const [name, ...rest] = callee.items ?? [];
        return this.apply(this.getattr(first ?? NOTHING, name), rest, { arguments: [], at: site.at }, scope, region);
      }
      case 'sys.modules.get':
      case 'sys.modules.pop':
        return first?.texts?.[0] === undefined
          ? this.resultOf(path, callee, given)
          : this.named('sys.modules', first.texts[0], first);
      case 'pkgutil.resolve_name':
      case 'pydoc.locate':
      case 'unittest.mock._importer':
      case 'django.utils.module_loading.import_string':
        return first?.texts === undefined
          ? this.resultOf(path, callee, given)
          : withOrigins({ paths: first.texts.map((name) => canonical(name.replace(':', '.'))) }, 'composed');
      case 'logging.config.dictConfig':
        for (const name of factories(first ?? NOTHING))
          this.callPath(canonical(name), withOrigins({ paths: [name] }, 'composed'), [UNKNOWN], site, scope, region);
        return this.resultOf(path, callee, given);
      case 'os.getenv':
      case 'os.environ.get':
      case 'os.environ.pop':
        return variable(first);
      case 'os.path.dirname':
        return first?.texts === undefined
          ? this.resultOf(path, callee, given)
          : { ...first, texts: first.texts.map((whole) => whole.slice(0, Math.max(0, whole.lastIndexOf('/')))) };
      case 'sysconfig.get_paths':
      case 'site.getsitepackages':
        return { items: [text('/site-packages')] };
      case 'site.getusersitepackages':
      case 'distutils.sysconfig.get_python_lib':
      case 'sysconfig.get_path':
        return text('/site-packages');
      case 'glob.glob':
      case 'glob.iglob':
        return first === undefined ? UNKNOWN : { items: [first] };
      case 'functools.reduce': {
        if (first?.paths?.includes('getattr') !== true) return this.resultOf(path, callee, given);
        let found = given[2];
        for (const name of second?.items?.slice(0, PYTHON_LIMITS.values) ?? [])
          found = this.getattr(found ?? NOTHING, name);
        return found ?? UNKNOWN;
      }
      case 'type': {
        // Of three arguments: a class is made, whose functions its objects call.
        for (const member of given.length === 3 ? (given[2]?.items ?? []) : [])
          this.hand(member, [UNKNOWN], site.at, region);
        return this.resultOf(path, callee, given);
      }
      case 'codecs.encode':
        return first !== undefined && /^rot_?13$/iu.test(second?.texts?.[0] ?? '')
          ? this.resultOf('codecs.decode', callee, given)
          : (first ?? NOTHING);
      case 'ast.parse':
        return first ?? NOTHING;
      case 'mmap.mmap':
        if (
          given.some(
            ({ number }, index) => site.arguments[index]?.name === 'prot' && number !== undefined && (number & 4) !== 0,
          )
        )
          this.meet('mmap.executable', hidden, false, given, site.arguments, site.at, region);
        return this.resultOf(path, callee, given);
      case 'os.path.expanduser':
      case 'os.path.expandvars':
      case 'os.path.abspath':
      case 'os.path.realpath':
      case 'os.path.normpath':
      case 'os.fsencode':
      case 'os.fspath':
      case 'shlex.split':
        return first ?? NOTHING;
      case 'pathlib.Path':
      case 'pathlib.PosixPath':
        return { ...joinedPath(given), paths: ['pathlib.Path()'] };
      case 'pathlib.Path.home':
        return { ...text('~'), paths: ['pathlib.Path()'] };
      case 'os.path.join':
        return joinedPath(given);
      case 'chr':
      case 'unichr':
        return first?.number !== undefined && first.number >= 0 && first.number < 0x11_0000
          ? text(String.fromCodePoint(Math.trunc(first.number)), 'composed')
          : withOrigins(UNKNOWN, 'composed');
      case 'ord':
        return first?.texts?.[0] === undefined ? UNKNOWN : { number: first.texts[0].codePointAt(0) ?? 0 };
      case 'int':
        return integer(first, second);
      case 'str':
      case 'list':
      case 'tuple':
      case 'iter':
      case 'memoryview':
      case 'set':
        return first ?? NOTHING;
      case 'bytes':
      case 'bytearray':
        return ofCodes(first);
      case 'reversed':
        return first === undefined ? NOTHING : sliced(first, undefined, undefined, -1);
      case 'filter':
      case 'map': {
        const items = second === undefined ? undefined : itemsOf(second);
        if (first === undefined || items === undefined || items.length > PYTHON_LIMITS.items) return mixed(...given);
        return { items: items.map((item) => this.apply(first, [item], { arguments: [], at: site.at }, scope, region)) };
      }
      case 'range':
        return range(given);
      case 'vars':
        return first === undefined ? { paths: ['vars()'] } : this.attribute(first, '__dict__');
      case 'functools.partial':
      case 'partial':
        return first ?? NOTHING;
      case 'operator.attrgetter':
        return { paths: ['operator.attrgetter()'], ...(first?.texts === undefined ? {} : { texts: first.texts }) };
      case 'operator.attrgetter()': {
        const [name] = callee.texts ?? [];
        return name === undefined ? UNKNOWN : this.getattr(first ?? NOTHING, text(name));
      }
      case 'super':
        return {
          ...(this.ownerOf(region) === undefined ? {} : { instances: [...this.basesOf(region)] }),
          paths: ['super()'],
        };
      default:
        return this.resultOf(path, callee, given);
    }
  }

  private resultOf(path: string, callee: Value, given: readonly Value[]): Value {
    const own = originOf(path);
    const from = origins(callee, ...given, ...given.flatMap(inner), ...given.flatMap(inner).flatMap(inner));
    if (path.endsWith('.join') && path.startsWith('?.')) return joined(NOTHING, given[0]);
    if (isDecoder(path)) {
      const [first, second] = given;
      const source = first?.texts?.[0];
      const decoded = source === undefined ? undefined : decode(path, source, second?.texts?.[0]);
      const embedded =
        (source !== undefined && source.length >= EMBEDDED_LEAST) ||
        first?.origins?.has('decoded') === true ||
        callee.origins?.has('decoded') === true ||
        (source === undefined && first?.origins?.has('composed') === true && !first.origins.has('unknown'));
      const value: Value = {
        ...(decoded === undefined ? {} : { texts: [decoded] }),
        ...(from === undefined ? {} : { origins: from }),
        paths: [`${path}()`],
      };
      return embedded ? withOrigins(value, 'decoded') : { ...value, origins: origins(value, UNKNOWN) ?? new Set() };
    }
    const value: Value = { paths: [`${path}()`.slice(-200)], ...(from === undefined ? {} : { origins: from }) };
    return own === undefined
      ? { ...value, origins: origins(value, UNKNOWN) ?? new Set() }
      : withOrigins(value, own, 'unknown');
  }

  private getattr(of: Value, name: Value | undefined): Value {
    let found: Value | undefined;
    for (const key of name?.texts ?? []) found = either(found, this.attribute(of, key));
    const from = origins(found, name);
    // A name that is not in the file: what is reached is not known, and that it was reached so is.
    if (found === undefined)
      return {
        ...(of.paths === undefined ? {} : { paths: of.paths.map((path) => `${path}.*`) }),
        origins: origins(of, name, UNKNOWN) ?? new Set(),
      };
    return from === undefined ? found : { ...found, origins: from };
  }

  /** The function of the file is called: its parameters get values, and it has a caller. */
  private enter(
    record: FunctionRecord,
    given: readonly Value[],
    site: readonly Argument[],
    region: Region,
    bound: boolean,
  ): Value {
    record.callers.add(region);
    const shift = bound || (record.owner !== undefined && record.parameters[0]?.name === 'self') ? 1 : 0;
    for (const [index, value] of given.entries()) {
      const argument = site[index];
      const name = argument?.name ?? record.parameters[argument?.spread === true ? -1 : index + shift]?.name;
      if (name !== undefined) give(record, name, value);
    }
    return record.returns;
  }

  protected instantiate(record: ClassRecord, given: readonly Value[], site: readonly Argument[], region: Region): void {
    // Operators and protocols call any of them; it is enough that there is an instance.
    for (const base of lineage(record)) {
      for (const [name, method] of base.methods) {
        if (name === '__init__' || name === '__new__') this.enter(method, given, site, region, true);
        else if (this.getters.has(method)) method.callers.add(region);
        else if (/^__\w+__$/u.test(name) && name !== '__reduce__' && name !== '__reduce_ex__' && name !== '__call__')
          method.callers.add(region);
      }
    }
  }

  protected hand(value: Value, given: readonly Value[], at: number, region: Region, calling = true): void {
    // `args=(os.system,)`, `{'on_load': hook}`.
    for (const item of value.items?.slice(0, HANDED_ITEMS) ?? [])
      if (item.functions !== undefined && calling) for (const record of item.functions) record.callers.add(region);
    if (calling) for (const record of value.functions ?? []) record.callers.add(region);
    for (const path of value.paths ?? []) {
      if (!path.endsWith(')') && reachesOut(canonical(path)))
        this.meet(
          path,
          HIDING.some((origin) => value.origins?.has(origin) === true),
          true,
          given.filter((other) => other !== value),
          [],
          at,
          region,
        );
    }
  }

  protected meet(
    path: string,
    hidden: boolean,
    handed: boolean,
    given: readonly Value[],
    site: readonly Argument[],
    at: number,
    region: Region,
  ): void {
    const callee = canonical(path);
    if (!reachesOut(callee)) return;
    const values = given.slice(0, PYTHON_LIMITS.arguments).map((value, index) => factsOf(value, site[index]?.name));
    const where = this.quotedAt ?? at;
    const key = `${callee} ${where} ${handed}`;
    if (!this.calls.has(key) && this.calls.size >= PYTHON_LIMITS.calls) throw new Stopped(at);
    this.calls.set(key, { callee, hidden, handed, quoted: this.quoting > 0, region, arguments: values, at: where });
  }

  private ownerOf(region: Region): ClassRecord | undefined {
    return typeof region === 'string' ? undefined : region.owner;
  }

  private basesOf(region: Region): Set<ClassRecord> {
    const owner = this.ownerOf(region);
    return new Set(owner?.bases.flatMap(({ classes }) => classes ?? []) ?? []);
  }
}

function trusts({ paths }: Value, name: string | undefined): boolean {
  return name === 'trust_remote_code' && paths?.includes('True') === true;
}

/** What `()` names in a dictionary of `logging.config`, which calls it with the other items. */
function factories(settings: Value): string[] {
  const found: string[] = [];
  const pending: [Value, number][] = [[settings, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, depth] = next;
    for (const [index, item] of (value.items ?? []).slice(0, HANDED_ITEMS).entries()) {
      if (value.keys?.[index] === '()') found.push(...(item.texts ?? []));
      if (depth < 8) pending.push([item, depth + 1]);
    }
  }
  return found;
}

/** One variable of the environment. The home directory is that of whoever runs it. */
function variable(name: Value | undefined): Value {
  if (/^(?:HOME|USERPROFILE)$/u.test(name?.texts?.[0] ?? '')) return text('~');
  return { origins: new Set<Origin>(['machine', 'unknown']) };
}

function joinedPath(parts: readonly Value[]): Value {
  let whole: Value | undefined;
  for (const part of parts) whole = whole === undefined ? part : concatenated(concatenated(whole, text('/')), part);
  return whole ?? NOTHING;
}

function pathMethod(name: string, receiver: Value, given: readonly Value[]): Value | undefined {
  if (/^(?:expanduser|resolve|absolute|as_posix)$/u.test(name)) return receiver;
  if (name === 'joinpath' || name === 'glob' || name === 'rglob')
    return { ...joinedPath([receiver, ...given]), paths: ['pathlib.Path()'] };
  return undefined;
}

/** What a list or dictionary holds, as far as it is looked at. */
function inner({ items }: Value): readonly Value[] {
  return items?.slice(0, HANDED_ITEMS) ?? [];
}

function give(record: FunctionRecord, name: string, value: Value): void {
  record.given.set(name, either(record.given.get(name), value));
}

/** The class and those of the file that it is derived from. */
export function lineage(record: ClassRecord): Set<ClassRecord> {
  const found = new Set([record]);
  for (const next of found) for (const { classes } of next.bases) for (const base of classes ?? []) found.add(base);
  return found;
}

export function memberOf(record: ClassRecord, name: string): Value | undefined {
  let found: Value | undefined;
  for (const base of lineage(record)) {
    const method = base.methods.get(name);
    if (method !== undefined) found = either(found, { functions: [method] });
    const attribute = base.attributes.get(name) ?? base.scope.ever.get(name);
    if (attribute !== undefined) found = either(found, attribute);
  }
  return found;
}

function factsOf(value: Value, name: string | undefined): PythonValueFacts & { name?: string } {
  const texts = [
    ...(value.texts ?? []),
    ...(value.items ?? []).slice(0, 64).flatMap(({ texts: inner }) => inner ?? []),
  ];
  const from = origins(value, ...(value.items ?? []).slice(0, 64));
  // The list of a command's words is told as one text, as a shell would be given it.
  const shown =
    value.items !== undefined && texts.length > 1 ? [texts.join(' ')] : texts.slice(0, PYTHON_LIMITS.values);
  return {
    ...(name === undefined ? {} : { name }),
    ...(shown.length === 0 ? {} : { texts: shown.map((part) => part.slice(0, PYTHON_LIMITS.text)) }),
    ...(from === undefined || from.size === 0 ? {} : { origins: [...from] }),
    ...(shown.length === 0 && value.paths !== undefined && from === undefined ? { origins: ['unknown'] } : {}),
  };
}

function operate(operator: string, left: Value, right: Value): Value {
  const [a, b] = [left.number, right.number];
  if (a !== undefined && b !== undefined) {
    const result = arithmetic(operator, a, b);
    return Number.isFinite(result) ? { number: result } : NOTHING;
  }
  if (operator === '+') return concatenated(left, right);
  if (operator === '/' && left.paths?.includes('pathlib.Path()') === true)
    return { ...joinedPath([left, right]), paths: ['pathlib.Path()'] };
  if (operator === '%' && left.texts !== undefined) return formatted(left.texts[0] ?? '', right.items ?? [right]);
  if (
    operator === '*' &&
    b !== undefined &&
    left.texts?.[0] !== undefined &&
    b >= 0 &&
    left.texts[0].length * b <= PYTHON_LIMITS.text
  ) {
    return text(left.texts[0].repeat(Math.trunc(b)), 'composed');
  }
  return mixed(left, right);
}

function arithmetic(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '%': return ((a % b) + b) % b;
    case '//': return Math.floor(a / b);
    case '^': return a ^ b;
    case '&': return a & b;
    case '|': return a | b;
    case '<<': return b < 31 ? a << b : Number.NaN;
    case '>>': return a >> b;
    default: return Number.NaN;
  }
} // prettier-ignore

function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.items !== undefined) return value.items;
  const whole = value.texts?.[0];
  return whole === undefined || whole.length > PYTHON_LIMITS.items
    ? undefined
    : [...whole].map((character) => ({ texts: [character], number: character.codePointAt(0) ?? 0 }));
}

export function elementOf(value: Value): Value {
  let any: Value | undefined;
  for (const item of value.items?.slice(0, PYTHON_LIMITS.values) ?? []) any = either(any, item);
  if (any !== undefined) return any;
  const whole = mixed(value);
  // What is found among all objects, or in a module's names, is called under no name of its own.
  const paths = value.paths
    ?.filter((path) => SEARCHED.test(path) || path.endsWith('.*'))
    .map((path) => path.replace(SEARCHED, '$1.*'));
  return paths === undefined || paths.length === 0 ? whole : { ...whole, paths };
}

function ofCodes(value: Value | undefined): Value {
  if (value?.items === undefined) return value ?? NOTHING;
  const codes = value.items.map(({ number }) => number);
  if (codes.some((code) => code === undefined || code < 0 || code > 255)) return mixed(value);
  return text(codes.map((code) => String.fromCharCode(code ?? 0)).join(''), 'composed');
}

function integer(value: Value | undefined, base: Value | undefined): Value {
  if (value?.number !== undefined) return { number: Math.trunc(value.number) };
  const found = Number.parseInt(
    value?.texts?.[0]?.replace(/^0[xXbBoO]/u, '') ?? '',
    Math.min(36, Math.max(2, base?.number ?? 10)) || 10,
  );
  return Number.isNaN(found) ? UNKNOWN : { number: found };
}

function range(given: readonly Value[]): Value {
  const [start, end, step] =
    given.length === 1 ? [0, given[0]?.number, 1] : [given[0]?.number, given[1]?.number, given[2]?.number ?? 1];
  if (start === undefined || end === undefined || step === 0) return UNKNOWN;
  const length = Math.ceil((end - start) / step);
  if (!(length >= 0 && length <= 4096)) return UNKNOWN;
  return { items: Array.from({ length }, (_, index) => ({ number: start + index * step })) };
}

import { Stopped } from '../stopped.ts';
import { attributeNamed, HIDING, lineage, memberOf } from './attributes.ts';
import { deferredCall } from './deferred.ts';
import type { Origin } from './facts.ts';
import { HANDED_ITEMS, knownResult } from './known-results.ts';
import { PYTHON_LIMITS } from './limits.ts';
import { argumentFacts, type MetCall, type Region } from './met-call.ts';
import { itemsOf } from './operators.ts';
import { pathMethod } from './path-values.ts';
import { canonical, reachesOut, redirects, reliedOn } from './reach.ts';
import type { Argument, Expression } from './syntax.ts';
import { textMethod } from './text-methods.ts';
import {
  either,
  mixed,
  NOTHING,
  origins,
  UNKNOWN,
  withOrigins,
  type ClassRecord,
  type FunctionRecord,
  type Scope,
  type Value,
} from './value.ts';

/** What calls a function that it is given, at once or soon. Interfaces of libraries call theirs when a person asks for it. */
const CALLING =
  /^(?:[A-Za-z_]\w*|(?:threading|_thread|multiprocessing|atexit|asyncio|concurrent|functools|itertools|operator|signal|weakref|sys|codecs|contextlib|sched|queue|importlib|builtins|types|inspect|gc|timeit|trace|bdb|pdb|unittest|re|copyreg|dataclasses|torch\.multiprocessing)\..+|.*\._?register_\w*hook|websocket\.WebSocketApp)$/u;
/** Where Python looks modules up: it calls the methods of what is put there at every import. */
const IMPORT_HOOKS = /^sys\.(?:meta_path|path_hooks)\b/u;

/** What runs a text, or a code object made of one, among its first arguments. */
const RUNS_TEXTS =
  /^(?:types\.FunctionType|code\.Interactive(?:Interpreter|Console)\(\)\.(?:runcode|runsource|push)|timeit\.(?:timeit|repeat)|(?:cProfile|profile)\.run)$/u;

/** What fetches to the path that is its second argument, and what writes its first to the path that comes last. */
const FETCHES =
  /^(?:urllib\.(?:request\.)?urlretrieve|torch\.hub\.download_url_to_file|wget\.download|gdown\.download|shutil\.copyfileobj)$/u;
const WRITES = /^(?:open|tempfile\.\w*TemporaryFile)\(\)\.write$|^os\.write$/u;
/** Lambdas that are called in each other. */
const INLINED = 6;
const OPENED_WRITE = /^open\(\)\.write$/u;
const WRITTEN_PATH = /^pathlib\.Path\(\)\.write_(?:text|bytes)$/u;
/** Interfaces that call the functions which they are given with what somebody sends. */
const SERVES =
  /^websocket\.WebSocketApp$|^(?:gradio|gr)\.(?:Interface|ChatInterface|Blocks|\w+\(\)(?:\.\w+)*\.(?:click|submit|change|input|upload|select|load))$|\.add_(?:url_rule|api_route|route)$|\.message_handler$/u;

/** A download that is handed to a shell, whoever is told of it; and who only shows or compares texts. */
const FETCHED_RUN = /\b(?:curl|wget)\b[^\n|]{1,300}\| {0,4}(?:sudo )?(?:ba|z|da)?sh\b|\/dev\/tcp\/[\w.-]+\/\d/u;
const PRINTS =
  /(?:^|\.)(?:print|echo|secho|write\w*|warn\w*|info|debug|error|exception|critical|log|add_argument|markdown|code|format|append|extend|match|search|compile|assert\w*|\w*Error|\w*Exception|len|str|dedent|strip|Markdown|Code|Label|HTML|join|split|get|add_parser|help|fail|exit|parametrize)$/u;

/** Where a call stands, with the names of its arguments. */
interface CallSite {
  readonly arguments: readonly Argument[];
  readonly at: number;
  readonly callee?: Expression;
}

/** Follows calls into functions of the file, and keeps those that reach out of the interpreter. */
export abstract class CallEvaluator {
  protected readonly calls = new Map<string, MetCall>();
  /** Properties: reading an attribute calls them. */
  protected readonly getters = new Set<FunctionRecord>();
  /** Paths of files that come from the network. */
  private readonly fetched = new Set<string>();
  protected quoting = 0;
  /** Loops around that nothing ends. */
  protected endless = 0;
  private inlined = 0;
  protected quotedAt: number | undefined;

  /** The examples in the docstrings of the file, which doctest runs. */
  protected abstract examples(): Iterable<string>;
  protected abstract body(record: FunctionRecord): void;
  protected abstract runText(source: string, scope: Scope, region: Region, at: number): void;

  /** Calls a value. `site` names the arguments. */
  protected apply(
    callee: Value,
    given: readonly Value[],
    site: CallSite,
    scope: Scope,
    region: Region,
    receiver?: Value,
  ): Value {
    let result: Value | undefined;
    // `(lambda f: f(x))(g)`: what it gives is needed here, and a pass over the file would take it one link further only.
    const chained = site.callee?.kind === 'lambda' || this.inlined > 0;
    for (const record of callee.functions ?? []) {
      const before = this.enter(record, given, site.arguments, region, false);
      if (chained && 'kind' in record.body && this.inlined < INLINED) {
        this.inlined++;
        this.body(record);
        this.inlined--;
      }
      result = either(either(result, before), record.returns);
    }
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
      if (made !== undefined) {
        for (const path of made.paths ?? [])
          this.meet(`${path}.${name}`, false, false, [...given, receiver], site.arguments, site.at, region);
        return made;
      }
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

  /** What is written to a path, or fetched to it, is what is read there. */
  private written(path: string, callee: Value, given: readonly Value[]): void {
    const target = FETCHES.test(path) ? given[1]?.texts?.[0] : undefined;
    if (target !== undefined && this.fetched.size < PYTHON_LIMITS.values * 8) this.fetched.add(target);
    const opened = OPENED_WRITE.test(path)
      ? callee.opened
      : WRITTEN_PATH.test(path)
        ? given.at(-1)?.texts?.[0]
        : undefined;
    if (opened !== undefined && given[0]?.origins?.has('network') === true) this.fetched.add(opened);
  }

  private callPath(
    path: string,
    callee: Value,
    given: readonly Value[],
    site: CallSite,
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
    const deferred = deferredCall(path, given, site.arguments);
    if (deferred !== undefined)
      this.apply(deferred.callee, deferred.given, { arguments: deferred.arguments, at: site.at }, scope, region);
    this.written(path, callee, given);
    if (this.endless > 0 && WRITES.test(path)) this.meet('endless.write', false, false, [], [], site.at, region);
    if (path === 'setattr' && first !== undefined)
      for (const name of second?.texts ?? []) this.replaced(first, name, given[2] ?? UNKNOWN, site.at, region);
    if (/^os\.(?:environ\.(?:setdefault|__setitem__)|putenv)$/u.test(path))
      this.redirected(first, second ?? UNKNOWN, site.at, region);
    if (SERVES.test(path)) for (const value of given) asked(value);
    if (/\.__getattr(?:ibute)?__$/u.test(path) && given.length === 1)
      return attributeNamed({ ...callee, paths: [path.slice(0, path.lastIndexOf('.'))] }, first);
    if (RUNS_TEXTS.test(path)) {
      for (const value of given.slice(0, 2))
        for (const source of value.texts ?? []) this.runText(source, scope, region, site.at);
      return mixed(...given);
    }
    switch (path) {
      case '__import__':
      case 'importlib.import_module':
      case 'importlib.__import__':
        return moduleNamed(path, given);
      case 'exec':
      case 'eval':
        for (const source of first?.texts ?? []) this.runText(source, scope, region, site.at);
        return mixed(...given);
      case 'doctest.testmod':
        for (const source of this.examples()) this.runText(source, scope, region, site.at);
        break;
      case 'operator.methodcaller()': {
        const [name, ...rest] = callee.items ?? [];
        return this.apply(attributeNamed(first ?? NOTHING, name), rest, { arguments: [], at: site.at }, scope, region);
      }
      case 'logging.config.dictConfig':
        for (const name of factories(first ?? NOTHING))
          this.callPath(canonical(name), withOrigins({ paths: [name] }, 'composed'), [UNKNOWN], site, scope, region);
        break;
      case 'type':
        // Of three arguments: a class is made, whose functions its objects call.
        for (const member of given.length === 3 ? (given[2]?.items ?? []) : [])
          this.hand(member, [UNKNOWN], site.at, region);
        break;
      case 'mmap.mmap':
        if (
          given.some(
            ({ number }, index) => site.arguments[index]?.name === 'prot' && number !== undefined && (number & 4) !== 0,
          )
        )
          this.meet('mmap.executable', hidden, false, given, site.arguments, site.at, region);
        break;
      case 'filter':
      case 'map': {
        const items = second === undefined ? undefined : itemsOf(second);
        if (first === undefined || items === undefined || items.length > PYTHON_LIMITS.items) return mixed(...given);
        return { items: items.map((item) => this.apply(first, [item], { arguments: [], at: site.at }, scope, region)) };
      }
      case 'super':
        return {
          ...(ownerOf(region) === undefined ? {} : { instances: [...basesOf(region)] }),
          paths: ['super()'],
        };
      default:
    }
    return knownResult(path, callee, given);
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

  /** An attribute of what is not of this file is set. */
  protected replaced(of: Value, name: string, given: Value, at: number, region: Region): void {
    for (const path of of.paths ?? [])
      if (reliedOn(`${path}.${name}`)) this.meet(`${path}.${name}=`, false, false, [given], [], at, region);
  }

  protected redirected(name: Value | undefined, given: Value, at: number, region: Region): void {
    if (name?.texts?.some(redirects) === true) this.meet('os.environ[]=', false, false, [name, given], [], at, region);
  }

  /** What is registered with a function of the file, as `functools.singledispatch` has it, is called by whoever calls that. */
  protected dispatched(of: Value, subject: Value): void {
    for (const dispatcher of of.functions ?? [])
      for (const record of subject.functions ?? []) {
        record.callers.add(dispatcher);
        for (const [index, { name }] of record.parameters.entries()) {
          const value = dispatcher.given.get(dispatcher.parameters[index]?.name ?? '');
          if (value !== undefined) give(record, name, value);
        }
      }
  }

  /** `of[index]`, where a class of the file says what that does. */
  protected indexed(of: Value, index: Value, region: Region): Value | undefined {
    let result: Value | undefined;
    for (const record of [...(of.instances ?? []), ...(of.classes ?? [])])
      for (const name of ['__getitem__', '__class_getitem__'])
        for (const method of memberOf(record, name)?.functions ?? [])
          result = either(result, this.enter(method, [index], [], region, true));
    return result;
  }

  protected instantiate(record: ClassRecord, given: readonly Value[], site: readonly Argument[], region: Region): void {
    // Operators and protocols call any of them; it is enough that there is an instance.
    for (const base of lineage(record)) {
      for (const [name, method] of base.methods) {
        if (name === '__init__' || name === '__new__') this.enter(method, given, site, region, true);
        else if (this.getters.has(method)) method.callers.add(region);
        else if ((name === 'run' && isThread(record)) || name === '_missing_') method.callers.add(region);
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
    if (!reachesOut(callee) && !startsShell(callee, given)) return;
    const values = given.slice(0, PYTHON_LIMITS.arguments).map((value, index) => {
      const facts = argumentFacts(value, site[index]?.name);
      return facts.texts?.some((part) => this.fetched.has(part)) === true
        ? { ...facts, origins: [...new Set([...(facts.origins ?? []), 'network' as const])] }
        : facts;
    });
    const where = this.quotedAt ?? at;
    const key = `${callee} ${where} ${handed}`;
    if (!this.calls.has(key) && this.calls.size >= PYTHON_LIMITS.calls) throw new Stopped(at);
    this.calls.set(key, { callee, hidden, handed, quoted: this.quoting > 0, region, arguments: values, at: where });
  }
}

/** What is made of it is started: nobody makes a thread for anything else. */
function isThread(record: ClassRecord): boolean {
  return [...lineage(record)].some(({ bases }) =>
    bases.some(
      ({ paths }) =>
        paths?.some((path) => /^(?:threading\.(?:Thread|Timer)|multiprocessing\.Process)$/u.test(path)) === true,
    ),
  );
}

/** `session.run('bash', '-c', …)`, `c.sudo('curl …')`: whoever's method it is, what it is given is a command. */
function startsShell(path: string, given: readonly Value[]): boolean {
  if (PRINTS.test(path)) return false;
  const fetched = given.some(({ texts }) => texts?.some((text) => FETCHED_RUN.test(text)) === true);
  if (fetched) return true;
  return (
    /\.(?:run|sudo|local|shell|run_command|exec_command|execute_command|spawn|check_call|check_output|run_always|run_install)$/u.test(
      path,
    ) &&
    given.some(
      ({ texts }) => texts?.some((text) => /^(?:ba|z|da|k)?sh$|\b(?:curl|wget)\b|\/dev\/tcp\//u.test(text)) === true,
    )
  );
}

/** The functions' parameters are what somebody sends. */
export function asked({ functions }: Value): void {
  for (const record of functions ?? [])
    for (const { name } of record.parameters)
      if (name !== 'self') give(record, name, { origins: new Set<Origin>(['request', 'unknown']) });
}

function ownerOf(region: Region): ClassRecord | undefined {
  return typeof region === 'string' ? undefined : region.owner;
}

function basesOf(region: Region): Set<ClassRecord> {
  return new Set(ownerOf(region)?.bases.flatMap(({ classes }) => classes ?? []) ?? []);
}

function moduleNamed(path: string, [first, , , names]: readonly Value[]): Value {
  const modules = first?.texts;
  if (modules === undefined) return { ...mixed(first), paths: ['importlib.import_module()'] };
  const whole = path === 'importlib.import_module' || (names?.items?.length ?? 0) > 0;
  const from = origins(first);
  return {
    paths: whole ? modules : modules.map((module) => module.split('.')[0] ?? module),
    ...(from === undefined ? {} : { origins: from }),
  };
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

export function give(record: FunctionRecord, name: string, value: Value): void {
  record.given.set(name, either(record.given.get(name), value));
}

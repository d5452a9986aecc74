import { attributeNamed, HIDING, lineage, memberOf } from './attributes.ts';
import { CallRecorder } from './call-recorder.ts';
import { deferredCall } from './deferred.ts';
import { asked, enterFunction, instantiate } from './enter-function.ts';
import { HANDED_ITEMS, knownResult } from './known-results.ts';
import { PYTHON_LIMITS } from './limits.ts';
import type { Region } from './met-call.ts';
import { itemsOf } from './operators.ts';
import { pathMethod } from './path-values.ts';
import { canonical } from './reach.ts';
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
  /^(?:[A-Za-z_]\w*|(?:threading|_thread|multiprocessing|atexit|asyncio|concurrent|functools|itertools|operator|signal|weakref|sys|codecs|contextlib|sched|queue|importlib|builtins|types|inspect|gc|timeit|trace|bdb|pdb|unittest|re|copyreg|dataclasses|torch\.multiprocessing|tensorflow|jax|numpy|pandas|datasets|string)\..+|.*\._?register_\w*hook|.*\.events\.register|.*\.map|.*\.apply|websocket\.WebSocketApp)$/u;
/** Where Python looks modules up: it calls the methods of what is put there at every import. */
const IMPORT_HOOKS = /^sys\.(?:meta_path|path_hooks)\b|^importlib\.util\.spec_from_loader$/u;

/** Programs that tell of the machine and its user, and what gives their output. */
const TELLS =
  /^(?:\S*\/)?(?:whoami|id|hostname|env|printenv|uname|ifconfig|ipconfig|config|user\.email|last|w|who|history)\b/u;
const TELLS_OUTPUT = /^subprocess\.(?:check_output|getoutput|run|Popen)$|^os\.popen$/u;

/** Classes that start something as an object of theirs is made. */
const STARTED_BY_MAKING = /^(?:subprocess\.Popen|pexpect\.spawn|multiprocessing\.(?:Process|connection\.\w+))$/u;

/** What runs a text, or a code object made of one, among its first arguments. */
const RUNS_TEXTS =
  /^(?:types\.FunctionType|code\.Interactive(?:Interpreter|Console)\(\)\.(?:runcode|runsource|push)|timeit\.(?:timeit|repeat)|(?:cProfile|profile)\.run)$/u;

/** What a loop without an end fills a disk with. */
const WRITES = /^(?:open|tempfile\.\w*TemporaryFile)\(\)\.write$|^os\.write$/u;
/** Lambdas that are called in each other. */
const INLINED = 6;
/** Interfaces that call the functions which they are given with what somebody sends. */
const SERVES =
  /^websocket\.WebSocketApp$|^(?:gradio|gr)\.(?:Interface|ChatInterface|Blocks|\w+\(\)(?:\.\w+)*\.(?:click|submit|change|input|upload|select|load))$|\.add_(?:url_rule|api_route|route)$|\.message_handler$/u;

/** Where a call stands, with the names of its arguments. */
interface CallSite {
  readonly arguments: readonly Argument[];
  readonly at: number;
  readonly callee?: Expression;
}

/** Follows calls into functions of the file, and works out what the others give. */
export abstract class CallEvaluator extends CallRecorder {
  /** Properties: reading an attribute calls them. */
  protected readonly getters = new Set<FunctionRecord>();
  /** Loops around that nothing ends. */
  protected endless = 0;
  private inlined = 0;

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
      const before = enterFunction(record, given, site.arguments, region, false);
      if (chained && 'kind' in record.body && this.inlined < INLINED) {
        this.inlined++;
        this.body(record);
        this.inlined--;
      }
      result = either(either(result, before), record.returns);
    }
    for (const record of callee.classes ?? []) {
      instantiate(record, given, site.arguments, region, this.getters);
      // `class Job(subprocess.Popen)`: making one is calling what it is derived from.
      for (const base of lineage(record))
        for (const { paths } of base.bases)
          for (const path of paths ?? [])
            if (STARTED_BY_MAKING.test(path)) this.meet(path, false, false, given, site.arguments, site.at, region);
      result = either(result, { instances: [record] });
    }
    for (const record of callee.instances ?? []) {
      for (const method of memberOf(record, '__call__')?.functions ?? [])
        result = either(result, enterFunction(method, given, site.arguments, region, true));
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
    if (path.endsWith('.events.register')) for (const value of given) asked(value, 'machine');
    if (
      path === 'yaml.load' &&
      given.some(
        ({ paths }) =>
          paths?.some((name) => /^yaml\.C?(?:Unsafe|Full)?Loader$/u.test(name)) === true &&
          !paths.some((name) => name.includes('Full')),
      )
    )
      this.meet('yaml.unsafe_load', hidden, false, given, site.arguments, site.at, region);
    if (SERVES.test(path)) for (const value of given) asked(value);
    if (/\.__getattr(?:ibute)?__$/u.test(path) && given.length === 1)
      return attributeNamed({ ...callee, paths: [path.slice(0, path.lastIndexOf('.'))] }, first);
    if (RUNS_TEXTS.test(path)) {
      // What prepares stands second, and runs first.
      for (const value of given.slice(0, 2).toReversed())
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
      case 'copyreg.pickle':
        // Whoever copies or pickles such an object calls the first item that it gives, and whoever loads it.
        for (const { returns } of second?.functions ?? []) {
          const [called, ...rest] = returns.items ?? [];
          for (const name of called?.paths ?? [])
            this.meet(name, false, false, rest[0]?.items ?? [UNKNOWN], [], site.at, region);
        }
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
    const known = knownResult(path, callee, given);
    return TELLS_OUTPUT.test(path) &&
      given.some((value) =>
        [value, ...(value.items ?? []).slice(0, 8)].some(
          ({ texts }) => texts?.some((text) => TELLS.test(text)) === true,
        ),
      )
      ? withOrigins(known, 'machine')
      : known;
  }
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

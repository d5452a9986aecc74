import { lineage, memberOf } from './attributes.ts';
import type { Origin } from './facts.ts';
import type { Region } from './met-call.ts';
import type { Argument } from './syntax.ts';
import { either, type ClassRecord, type FunctionRecord, type Value } from './value.ts';

/** The function of the file is called: its parameters get values, and it has a caller. */
export function enterFunction(
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

/** Classes of Python's library that are used through methods which their heirs replace. */
const OVERRIDDEN =
  /^(?:ast\.Node(?:Visitor|Transformer)|string\.(?:Formatter|Template)|html\.parser\.HTMLParser|json\.(?:JSON)?(?:En|De)coder|cmd\.Cmd|logging\.(?:Handler|Filter|Formatter|LogRecord|StreamHandler)|code\.Interactive\w+|pickle\.(?:Unp|P)ickler|xml\.sax\.[\w.]+|types\.ModuleType|collections\.User\w+|contextlib\.(?:ContextDecorator|ExitStack)|configparser\.\w+|socketserver\.\w+|http\.server\.\w+|argparse\.Action|unittest\.TestCase|importlib\.abc\.\w+)$/u;

/** An object of the class is made. `getters` are the methods that reading an attribute calls. */
export function instantiate(
  record: ClassRecord,
  given: readonly Value[],
  site: readonly Argument[],
  region: Region,
  getters: ReadonlySet<FunctionRecord>,
): void {
  // Operators and protocols call any of them; it is enough that there is an instance.
  const hosted = [...lineage(record)].some(({ bases }) =>
    bases.some(({ paths }) => paths?.some((path) => OVERRIDDEN.test(path)) === true),
  );
  for (const base of lineage(record)) {
    for (const [name, method] of base.methods) {
      if (name === '__init__' || name === '__new__') enterFunction(method, given, site, region, true);
      else if (getters.has(method)) method.callers.add(region);
      else if ((name === 'run' && isThread(record)) || name === '_missing_') method.callers.add(region);
      else if (hosted && !name.startsWith('_')) method.callers.add(region);
      else if (/^__\w+__$/u.test(name) && name !== '__reduce__' && name !== '__reduce_ex__' && name !== '__call__')
        method.callers.add(region);
    }
  }
}

/** `of[index]`, where a class of the file says what that does. */
export function indexed(of: Value, index: Value, region: Region): Value | undefined {
  let result: Value | undefined;
  for (const record of [...(of.instances ?? []), ...(of.classes ?? [])])
    for (const name of ['__getitem__', '__class_getitem__'])
      for (const method of memberOf(record, name)?.functions ?? [])
        result = either(result, enterFunction(method, [index], [], region, true));
  return result;
}

/** What is registered with a function of the file, as `functools.singledispatch` has it, is called by whoever calls that. */
export function dispatched(of: Value, subject: Value): void {
  for (const dispatcher of of.functions ?? [])
    for (const record of subject.functions ?? []) {
      record.callers.add(dispatcher);
      for (const [index, { name }] of record.parameters.entries()) {
        const value = dispatcher.given.get(dispatcher.parameters[index]?.name ?? '');
        if (value !== undefined) give(record, name, value);
      }
    }
}

/** The functions' parameters are what somebody sends. */
export function asked({ functions }: Value, from: Origin = 'request'): void {
  for (const record of functions ?? [])
    for (const { name } of record.parameters)
      if (name !== 'self') give(record, name, { origins: new Set<Origin>([from, 'unknown']) });
}

export function give(record: FunctionRecord, name: string, value: Value): void {
  record.given.set(name, either(record.given.get(name), value));
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

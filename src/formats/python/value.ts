import type { Origin } from './facts.ts';
import { PYTHON_LIMITS } from './limits.ts';
import type { ClassStatement, Expression, Parameter, Statement } from './syntax.ts';

/** A function or lambda of the file. */
export interface FunctionRecord {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[] | Expression;
  readonly scope: Scope;
  readonly owner?: ClassRecord;
  /** What its parameters were given, over all calls in the file. */
  readonly given: Map<string, Value>;
  returns: Value;
  /** Decorators of libraries, which call it. */
  readonly hosts: Set<string>;
  /** Who calls it: functions of the file, or the module itself. */
  readonly callers: Set<FunctionRecord | 'import' | 'main'>;
}

export interface ClassRecord {
  readonly statement: ClassStatement;
  readonly scope: Scope;
  readonly bases: readonly Value[];
  readonly methods: Map<string, FunctionRecord>;
  /** Attributes set on `self`, anywhere. */
  readonly attributes: Map<string, Value>;
}

export interface Scope {
  readonly parent: Scope | undefined;
  readonly kind: 'module' | 'function' | 'class';
  /** What names are worth at this point. */
  readonly current: Map<string, Value>;
  /** All that they are ever bound to: what functions see that run later. */
  readonly ever: Map<string, Value>;
  readonly outer: Set<string>;
}

/** What an expression may be worth, as far as the file shows. */
export interface Value {
  readonly texts?: readonly string[];
  readonly number?: number;
  /** Dotted names: `os.system`, `socket.socket()`. */
  readonly paths?: readonly string[];
  readonly items?: readonly Value[];
  /** Of a dictionary: the text of each item's key, where it has one. */
  readonly keys?: readonly (string | undefined)[];
  readonly functions?: readonly FunctionRecord[];
  readonly classes?: readonly ClassRecord[];
  readonly instances?: readonly ClassRecord[];
  readonly origins?: ReadonlySet<Origin>;
  /** Of a file that is open, and of its methods: the path. */
  readonly opened?: string;
}

export const NOTHING: Value = {};
const UNKNOWN_ORIGIN: ReadonlySet<Origin> = new Set(['unknown']);
export const UNKNOWN: Value = { origins: UNKNOWN_ORIGIN };

function some<T>(left: readonly T[] | undefined, right: readonly T[] | undefined): readonly T[] | undefined {
  if (left === undefined || right === undefined || left === right) return left ?? right;
  return [...new Set([...left, ...right])].slice(0, PYTHON_LIMITS.values);
}

export function origins(...values: readonly (Value | undefined)[]): ReadonlySet<Origin> | undefined {
  let found: ReadonlySet<Origin> | undefined;
  for (const value of values) {
    const more = value?.origins;
    if (more === undefined || more === found) continue;
    found = found === undefined ? more : new Set([...found, ...more]);
  }
  return found;
}

export function withOrigins(value: Value, ...more: readonly Origin[]): Value {
  return { ...value, origins: new Set([...(value.origins ?? []), ...more]) };
}

/** One or the other. */
export function either(left: Value | undefined, right: Value): Value {
  if (left === undefined || left === right) return right;
  const found: { -readonly [K in keyof Value]: Value[K] } = {};
  const texts = some(left.texts, right.texts);
  if (texts !== undefined) found.texts = texts;
  const paths = some(left.paths, right.paths);
  if (paths !== undefined) found.paths = paths;
  const functions = some(left.functions, right.functions);
  if (functions !== undefined) found.functions = functions;
  const classes = some(left.classes, right.classes);
  if (classes !== undefined) found.classes = classes;
  const instances = some(left.instances, right.instances);
  if (instances !== undefined) found.instances = instances;
  const items = left.items ?? right.items;
  if (items !== undefined) found.items = items;
  const number = left.number ?? right.number;
  if (number !== undefined) found.number = number;
  const from = origins(left, right);
  if (from !== undefined) found.origins = from;
  return found;
}

export function text(value: string, ...from: readonly Origin[]): Value {
  return from.length === 0 ? { texts: [value] } : { texts: [value], origins: new Set(from) };
}

/** What several values make together, where nothing more is known. */
export function mixed(...values: readonly (Value | undefined)[]): Value {
  const from = origins(...values, UNKNOWN);
  return from === undefined ? NOTHING : { origins: from };
}

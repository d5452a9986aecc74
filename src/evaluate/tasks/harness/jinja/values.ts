import { pythonFloat } from '../../../../formats/claims/python-json.ts';
import type { JsonNode } from '../../../../formats/json/tree.ts';

/** A float of Python, which prints 1.0 where JavaScript's number prints 1. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What a template computes with, as Python knows it: whole numbers are numbers, everything with a point is a Float. */
export type Value = string | number | boolean | null | Float | readonly Value[] | ReadonlyMap<string, Value>;

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMapping(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

export function fromJson(node: JsonNode): Value {
  if (node.kind === 'string') return node.value;
  if (node.kind === 'number') return /^-?\d+$/u.test(node.text) ? Number(node.text) : new Float(Number(node.text));
  if (node.kind === 'array') return node.items.map(fromJson);
  if (node.kind === 'object') return new Map([...node.members].map(([key, value]) => [key, fromJson(value)]));
  return node.kind === 'true' || node.kind === 'false' ? node.kind === 'true' : null;
}

/** Of values that YAML or JSON.parse gave: every number without a fraction is a whole one. */
export function fromPlain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([key, it]) => [key, fromPlain(it)]));
  if (typeof value === 'number') return Number.isInteger(value) ? value : new Float(value);
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** `str(value)`. */
export function str(value: Value): string {
  return typeof value === 'string' ? value : repr(value);
}

function repr(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (value instanceof Float) return pythonFloat(value.value);
  if (isList(value)) return `[${value.map(repr).join(', ')}]`;
  return `{${[...value].map(([key, it]) => `${quoted(key)}: ${repr(it)}`).join(', ')}}`;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

export function truthy(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isMapping(value)) return value.size > 0;
  if (value instanceof Float) return value.value !== 0;
  return value !== null && value !== false && value !== 0 && value !== '';
}

/** The number that a value is in arithmetic; undefined for none. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Float) return value.value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

export function equal(a: Value, b: Value): boolean {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x === y;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((it, index) => equal(it, b[index] ?? null));
  if (isMapping(a) && isMapping(b))
    return a.size === b.size && [...a].every(([key, it]) => b.has(key) && equal(it, b.get(key) ?? null));
  return a === b;
}

const NOT_LITERAL = Symbol('not a literal');

/** `ast.literal_eval` of a list of texts and numbers; undefined for anything else. */
export function literalList(text: string): readonly Value[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
  const items: Value[] = [];
  const inside = trimmed.slice(1, -1);
  const item = /\s*(?:('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([^,'"[\]]+))\s*(?:,|$)/uy;
  while (item.lastIndex < inside.length && inside.slice(item.lastIndex).trim() !== '') {
    const found = item.exec(inside);
    if (found === null) return undefined;
    const value = found[1] === undefined ? literal((found[2] ?? '').trim()) : unquoted(found[1]);
    if (value === NOT_LITERAL) return undefined;
    items.push(value);
  }
  return items;
}

function literal(text: string): Value | typeof NOT_LITERAL {
  if (text === 'True' || text === 'False') return text === 'True';
  if (text === 'None') return null;
  if (/^-?\d{1,15}$/u.test(text)) return Number(text);
  return /^-?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?$/u.test(text) ? new Float(Number(text)) : NOT_LITERAL;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gsu, (_, next: string) => ESCAPES[next] ?? next);
}

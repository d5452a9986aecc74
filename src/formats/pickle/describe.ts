import { PICKLE_LIMITS } from './limits.ts';
import type { UseTable } from './uses.ts';
import { KIND, UNKNOWN, type ValueHeap } from './values.ts';

const DEPTH = 4;
const ITEMS = 6;
const TEXT = 80;

/** Bytes of code that are shown whole. */
const CODE = 96;
/** CPython's CodeType takes 15 arguments up to 3.7, 16 up to 3.10 and 18 from 3.11 on. */
const CODE_ARGUMENTS = [15, 16, 18];

/**
 * What a code object is made of, of short functions whole: `code <counts and flags>; <bytecode>; <constants>; <names>;
 * <variables>, <free>, <cells>; <exception table>`. Undefined for arguments that are not those of `CodeType`.
 */
export function describeCode(heap: ValueHeap, uses: UseTable, args: number): string | undefined {
  const count = heap.b[args] ?? 0;
  if (heap.kind(args) !== KIND.tuple || !CODE_ARGUMENTS.includes(count)) return undefined;
  const items = heap.tupleItems(args, count);
  const [counts, rest] = count === 15 ? [items.slice(0, 5), items.slice(5)] : [items.slice(0, 6), items.slice(6)];
  const [code = UNKNOWN, constants = UNKNOWN, names = UNKNOWN, variables = UNKNOWN] = rest;
  const [free = UNKNOWN, cells = UNKNOWN] = rest.slice(-2);
  const numbers = counts.map((item) => heap.integerValue(item));
  if (numbers.includes(undefined) || heap.kind(code) !== KIND.bytes || (heap.b[code] ?? 0) > CODE) return undefined;
  if ([constants, names, variables, free, cells].some((item) => heap.kind(item) !== KIND.tuple)) return undefined;
  const exceptions = count === 18 ? (rest.at(-3) ?? UNKNOWN) : undefined;
  const table = exceptions === undefined || heap.kind(exceptions) === KIND.bytes ? heap.b[exceptions ?? 0] : '?';
  return [
    `code ${numbers.join(' ')}`,
    Buffer.from(heap.raw(code, CODE)).toString('hex'),
    describe(heap, uses, constants),
    describe(heap, uses, names),
    [variables, free, cells].map((item) => heap.b[item]).join(' '),
    String(exceptions === undefined ? 0 : table),
  ].join('; ');
}

/** A bounded, readable summary of a symbolic value, in Python's notation. Containers without kept items show as `[…]`. */
export function describe(heap: ValueHeap, uses: UseTable, handle: number, depth = 0): string {
  const whole = describeValue(heap, uses, handle, depth);
  return whole.length > PICKLE_LIMITS.summary ? `${whole.slice(0, PICKLE_LIMITS.summary)}…` : whole;
}

function describeValue(heap: ValueHeap, uses: UseTable, handle: number, depth: number): string {
  const small = heap.integerValue(handle);
  if (small !== undefined) return String(small);
  const a = heap.a[handle] ?? 0;
  const b = heap.b[handle] ?? 0;
  const kind = heap.kind(handle);
  switch (kind) {
    case KIND.none:
      return 'None';
    case KIND.true:
      return 'True';
    case KIND.false:
      return 'False';
    case KIND.float:
      return '<float>';
    case KIND.integer:
      return '<int>';
    case KIND.utf8:
    case KIND.latin1:
    case KIND.quoted:
    case KIND.rawUnicode:
      return JSON.stringify(heap.text(handle, TEXT) ?? '');
    case KIND.bytes:
    case KIND.bytearray:
      return `<${b} bytes>`;
    case KIND.global: {
      const { module, name } = uses.global(b);
      return `${module}.${name}`;
    }
    case KIND.list:
      return b === 0 ? '[]' : '[…]';
    case KIND.dict:
      return b === 0 ? '{}' : '{…}';
    case KIND.set:
    case KIND.frozenset:
      return '{…}';
    case KIND.extension:
      return `<extension ${b}>`;
    case KIND.buffer:
      return '<buffer>';
    case KIND.tuple: {
      if (depth >= DEPTH) return '(…)';
      const items = heap.tupleItems(handle, ITEMS).map((item) => describe(heap, uses, item, depth + 1));
      return `(${items.join(', ')}${b > ITEMS ? ', …' : ''})`;
    }
    case KIND.call:
      return depth >= DEPTH ? '<call>' : `${describe(heap, uses, a, depth + 1)}${describe(heap, uses, b, depth + 1)}`;
    case KIND.persid:
      return depth >= DEPTH ? '<persid>' : `persid${describe(heap, uses, a, depth + 1)}`;
    default:
      return '<unknown>';
  }
}

import { PICKLE_LIMITS } from './limits.ts';
import type { UseTable } from './uses.ts';
import { KIND, type ValueHeap } from './values.ts';

const DEPTH = 4;
const ITEMS = 6;
const TEXT = 80;

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

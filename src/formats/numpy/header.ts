import { NUMPY_LIMITS } from './limits.ts';

/** What a header of an array file promises of the bytes after it. */
export interface NumpyHeader {
  /** Elements may be Python objects, so that the data is a pickle. */
  readonly objects: boolean;
  /** Bytes of all elements; undefined where the types or the shape don't tell. */
  readonly bytes: number | undefined;
}

const SPACE = /[ \t\n\r]*/uy;
/** No escapes: `'\x4f'` is an O for NumPy, which evaluates the header as a Python literal, and none for a search. */
const QUOTED = /'([^'\\\n]*)'|"([^"\\\n]*)"/uy;
/** Files of Python 2 have `3L`. */
const INTEGER = /(\d{1,19})L?/uy;
const WORD = /True|False/uy;
const ELEMENT = /^[<>|=]?([?bBhHiIlLqQefdgFDGucmMSUVaO])(\d{1,9})?(?:\[[0-9A-Za-z/]{1,12}\])?$/u;
/** Bytes of types that are written without a size. */
const SIZES: Readonly<Record<string, number>> = { '?': 1, b: 1, B: 1, h: 2, H: 2, e: 2, i: 4, I: 4, f: 4 };

type Literal = string | number | boolean | readonly Literal[];

/** The dictionary at the start of an array file, which NumPy evaluates (`lib/format.py`), or undefined where it is no plain one. */
export function readHeader(text: string): NumpyHeader | undefined {
  const reader = new LiteralReader(text);
  const entries = reader.dictionary();
  if (entries === undefined) return undefined;
  const descr = entries.get('descr');
  const shape = entries.get('shape');
  if (
    descr === undefined ||
    !Array.isArray(shape) ||
    entries.size !== 3 ||
    typeof entries.get('fortran_order') !== 'boolean'
  )
    return undefined;
  const element = elementOf(descr, 0);
  if (element === undefined) return undefined;
  const bytes = shape.reduce<number>(
    (all, length) => (typeof length === 'number' ? all * length : Number.NaN),
    element.bytes,
  );
  return { objects: element.objects, bytes: Number.isSafeInteger(bytes) ? bytes : undefined };
}

interface Element {
  readonly objects: boolean;
  /** NaN where the type doesn't tell. */
  readonly bytes: number;
}

/** A type string, or the list of fields of a structured type: `(name, type)` or `(name, type, shape)`. */
function elementOf(descr: Literal, depth: number): Element | undefined {
  if (typeof descr === 'string') {
    const [, code, size] = ELEMENT.exec(descr) ?? [];
    if (code === undefined) return undefined;
    const bytes = size === undefined ? (SIZES[code] ?? Number.NaN) : Number(size) * (code === 'U' ? 4 : 1);
    return { objects: code === 'O', bytes };
  }
  if (!Array.isArray(descr) || depth >= NUMPY_LIMITS.depth) return undefined;
  const fields: readonly Literal[] = descr;
  let objects = false;
  let bytes = 0;
  for (const field of fields) {
    if (!Array.isArray(field)) return undefined;
    const [, type, shape]: readonly (Literal | undefined)[] = field;
    const element = type === undefined ? undefined : elementOf(type, depth + 1);
    if (element === undefined) return undefined;
    objects ||= element.objects;
    bytes += element.bytes * countOf(shape);
  }
  return { objects, bytes };
}

function countOf(shape: Literal | undefined): number {
  if (shape === undefined) return 1;
  const lengths: readonly Literal[] = Array.isArray(shape) ? shape : [shape];
  return lengths.reduce<number>((all, length) => (typeof length === 'number' ? all * length : Number.NaN), 1);
}

class LiteralReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  dictionary(): Map<string, Literal> | undefined {
    const entries = new Map<string, Literal>();
    if (!this.takes('{')) return undefined;
    while (!this.takes('}')) {
      const key = this.value(0);
      // A second key of the same name is another file for whoever keeps the first.
      if (typeof key !== 'string' || entries.has(key) || !this.takes(':')) return undefined;
      const value = this.value(0);
      if (value === undefined) return undefined;
      entries.set(key, value);
      if (!this.takes(',') && this.peek() !== '}') return undefined;
    }
    this.match(SPACE);
    return this.at === this.text.length ? entries : undefined;
  }

  private value(depth: number): Literal | undefined {
    this.match(SPACE);
    const quoted = this.match(QUOTED);
    if (quoted !== undefined) return quoted[1] ?? quoted[2] ?? '';
    const integer = this.match(INTEGER);
    if (integer !== undefined) return Number(integer[1]);
    const word = this.match(WORD);
    if (word !== undefined) return word[0] === 'True';
    if (depth >= NUMPY_LIMITS.depth) return undefined;
    const close = this.takes('(') ? ')' : this.takes('[') ? ']' : undefined;
    if (close === undefined) return undefined;
    const items: Literal[] = [];
    while (!this.takes(close)) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.takes(',') && this.peek() !== close) return undefined;
    }
    return items;
  }

  private peek(): string | undefined {
    this.match(SPACE);
    return this.text[this.at];
  }

  private takes(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }
}

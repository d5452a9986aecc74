import { KIND, UNKNOWN, type ValueHeap } from './values.ts';

/** What joblib's unpickler reads from the file by itself after BUILD of an array wrapper. */
export interface InlineArray {
  /** The elements are a pickle of their own. */
  readonly objects: boolean;
  readonly bytes: number;
  /** One byte with the length of padding, then the padding, come first. */
  readonly padded: boolean;
}

const WRAPPER = 'NumpyArrayWrapper';
const MODULES = new Set(['joblib.numpy_pickle', 'sklearn.externals.joblib.numpy_pickle']);

export function isArrayWrapper(module: string, name: string): boolean {
  return name === WRAPPER && MODULES.has(module);
}

/** The array that a wrapper's state, as key and value pairs, describes (joblib numpy_pickle.py, NumpyArrayWrapper.read_array), or undefined if it doesn't. */
export function inlineArray(heap: ValueHeap, state: readonly (readonly [number, number])[]): InlineArray | undefined {
  const entries = new Map<string, number>();
  for (const [key, value] of state) entries.set(heap.text(key, 40) ?? '', value);
  const shape = entries.get('shape');
  const dtype = entries.get('dtype');
  if (shape === undefined || dtype === undefined || heap.kind(dtype) !== KIND.call) return undefined;
  const [typeText] = heap.tupleItems(heap.b[dtype] ?? UNKNOWN, 1);
  const match = /^[|<>=]?([A-Za-z])(\d{1,9})$/u.exec(typeText === undefined ? '' : (heap.text(typeText, 16) ?? ''));
  if (match === null) return undefined;
  const itemBytes = Number(match[2]) * (match[1] === 'U' ? 4 : 1);
  let count = 1;
  for (const dimension of heap.tupleItems(shape)) {
    const length = heap.integerValue(dimension);
    if (length === undefined) return undefined;
    count *= length;
  }
  const bytes = count * itemBytes;
  if (!Number.isSafeInteger(bytes)) return undefined;
  const alignment = entries.get('numpy_array_alignment_bytes');
  return {
    objects: match[1] === 'O',
    bytes,
    padded: alignment !== undefined && heap.integerValue(alignment) !== undefined,
  };
}

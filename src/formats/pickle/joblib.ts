import { KIND, UNKNOWN, type ValueHeap } from './values.ts';

/** What joblib's unpickler reads from the file by itself after BUILD of an array wrapper. */
export interface InlineArray {
  /** The elements are a pickle of their own. */
  readonly objects: boolean;
  readonly bytes: number;
  /** One byte with the length of padding, then the padding, come first. */
  readonly padded: boolean;
}

/** `inline`: the elements follow in the same file. `file`: they lie in another one, whose name the state gives (joblib 0.9). */
export type ArrayWrapper = 'inline' | 'file';

const WRAPPER =
  /^(?:joblib|sklearn\.externals\.joblib)\.numpy_pickle(?:_compat)?\.(NumpyArrayWrapper|Z?NDArrayWrapper)$/u;

export function arrayWrapper(module: string, name: string): ArrayWrapper | undefined {
  if (!name.endsWith('ArrayWrapper')) return undefined;
  const match = WRAPPER.exec(`${module}.${name}`);
  if (match === null) return undefined;
  return match[1] === 'NumpyArrayWrapper' ? 'inline' : 'file';
}

/** Whether the file that a wrapper of joblib 0.9 names lies beside the pickle: joblib loads it, objects included. */
export function namesFileBeside(heap: ValueHeap, state: readonly (readonly [number, number])[]): boolean {
  const file = state.find(([key]) => heap.text(key, 16) === 'filename')?.[1];
  const name = file === undefined ? undefined : heap.text(file, 256);
  return name !== undefined && /^[\w][\w. -]*$/u.test(name);
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

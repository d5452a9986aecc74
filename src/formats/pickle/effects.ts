import { INTEGER, KIND, UNKNOWN, type ValueHeap } from './values.ts';

/**
 * What calling a known function does with its arguments: it allocates a class, or calls a function, that is one of
 * them. Those count as uses of their own, so that being allowed to call the middleman isn't being allowed to call all.
 */
export type CallEffect =
  /**
   * `classes`: positions of classes that are allocated; `base`: one whose constructor is called too; `made`: it is not
   * the call that does so but the call of its result.
   */
  | { readonly kind: 'allocates'; readonly classes: readonly number[]; readonly base?: number; readonly made?: true }
  /** `ndarray.__new__` of a class, whose own `__new__` does not run: what BUILD may be applied to. */
  | { readonly kind: 'rebuilds'; readonly classes: readonly number[] }
  /** `iter(function, sentinel)`: whoever draws from it calls the function. */
  | { readonly kind: 'iterates' }
  /** Draws every item of the argument at the position (`-1`: of each argument), whatever the iterator does or how long it goes on. */
  | { readonly kind: 'draws'; readonly items: number }
  /** `callee`: position of a function that is called, `args` that of what it is called with; `type`: one of a class that gets state. */
  | {
      readonly kind: 'calls';
      readonly callee: number;
      readonly args?: number;
      readonly optional?: boolean;
      readonly type?: number;
    }
  /** The argument is a pickle or an archive of one: only what the stream states outright can be looked into. */
  | { readonly kind: 'loads'; readonly bytes: number }
  /** `operator.getitem`: only of types, as subscripted ones pickle. Of a container with a factory it calls that. */
  | { readonly kind: 'subscripts' }
  /** `_codecs.encode`: only as protocols 0 to 2 write bytes. */
  | { readonly kind: 'encodes' };

const FIRST = { kind: 'allocates', classes: [0] } as const;

/** Last parts of names outside of `EFFECTS` for which the whole matters. */
const PARTED: ReadonlySet<string> = new Set(
  'encode getitem iter list tuple set frozenset bytes bytearray dict OrderedDict Counter deque defaultdict product permutations combinations'.split(
    ' ',
  ),
);

const DRAWS = { kind: 'draws', items: 0 } as const;
const DRAWING: ReadonlyMap<string, CallEffect> = new Map<string, CallEffect>([
  ...'list tuple set frozenset bytes bytearray dict'
    .split(' ')
    .flatMap((name) => [`builtins.${name}`, `__builtin__.${name}`].map((full) => [full, DRAWS] as const)),
  ...'OrderedDict Counter deque'.split(' ').map((name) => [`collections.${name}`, DRAWS] as const),
  ['collections.defaultdict', { kind: 'draws', items: 1 }],
  ...'product permutations combinations'
    .split(' ')
    .map((name) => [`itertools.${name}`, { kind: 'draws', items: -1 }] as const),
]);

/** Whose results are finite and made of what the stream states. */
const STATED: ReadonlySet<string> = new Set(
  'list tuple set frozenset bytes bytearray dict str unicode encode OrderedDict Counter deque defaultdict Size'.split(
    ' ',
  ),
);

/** Bytes that `bytes(n)` and `bytearray(n)` may allocate for a number: picklers write their content instead. */
const ALLOCATION = 1 << 26;

/** Whether drawing from `value` may call code, or go on without end. `nameOf`: the last part of a global's name. */
export function drawsFrom(heap: ValueHeap, value: number, nameOf: (global: number) => string): boolean {
  const number = heap.integerValue(value);
  if (number !== undefined) return number > ALLOCATION;
  if (value === INTEGER) return true;
  if (heap.kind(value) !== KIND.call) return false;
  const made = heap.a[value] ?? UNKNOWN;
  return heap.kind(made) !== KIND.global || !STATED.has(nameOf(heap.b[made] ?? 0));
}

/** Sources: CPython copyreg.py; NumPy numpy/random/_pickle.py, numpy/ma/core.py; pandas core/indexes; PyTorch _tensor.py; spaCy tokens/doc.pyx; dill _dill.py; PyG data/batch.py. */
const EFFECTS: ReadonlyMap<string, CallEffect> = new Map<string, CallEffect>([
  ['_reconstructor', { kind: 'allocates', classes: [0], base: 1 }],
  ['__newobj__', FIRST],
  ['__newobj_ex__', FIRST],
  ['_reconstruct', { kind: 'rebuilds', classes: [0] }],
  ['_mareconstruct', { kind: 'rebuilds', classes: [0, 1] }],
  ['_new_Index', FIRST],
  ['_new_DatetimeIndex', FIRST],
  ['_new_PeriodIndex', FIRST],
  ['_new_IntervalIndex', FIRST],
  ['newObj', FIRST],
  ['_rebuild_wrapper_subclass', FIRST],
  ['_rebuild_from_type', { kind: 'calls', callee: 0, args: 2, type: 1 }],
  ['_rebuild_from_type_v2', { kind: 'calls', callee: 0, args: 2, type: 1 }],
  ['_reconstruct_array', { kind: 'calls', callee: 0, args: 1 }],
  ['reconstruct_device_array', { kind: 'calls', callee: 0, args: 1 }],
  ['_create_array', { kind: 'calls', callee: 0, args: 1 }],
  ['_recreate_irreducible_unit', { kind: 'calls', callee: 0, args: 1 }],
  ['_fa_rebuild_tensor', { kind: 'calls', callee: 0 }],
  ['_fa_rebuild_qtensor', { kind: 'calls', callee: 0 }],
  ['__generator_ctor', { kind: 'calls', callee: 1, optional: true }],
  ['__randomstate_ctor', { kind: 'calls', callee: 1, optional: true }],
  ['_load_from_bytes', { kind: 'loads', bytes: 0 }],
  ['unpickle_doc', { kind: 'loads', bytes: 1 }],
  ['unpickle_vocab', { kind: 'loads', bytes: 4 }],
  ['DynamicInheritanceGetter', { kind: 'allocates', classes: [0, 1], made: true }],
]);

/**
 * By the last part of the dotted name: `torch` `storage._load_from_bytes` is the same function as `torch.storage`
 * `_load_from_bytes`. Where it is another library's function of that name, it has to be on the list anyway.
 */
export function effectOf(module: string, name: string): CallEffect | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last.startsWith('__pyx_unpickle_')) return FIRST;
  const known = EFFECTS.get(last);
  // Most names end here: every import of a stream, and of what only looks like one, is asked for.
  if (known !== undefined || !PARTED.has(last)) return known;
  const full = `${module}.${name}`;
  const parent = full.slice(0, full.length - last.length - 1);
  if (last === 'encode' && parent === '_codecs') return { kind: 'encodes' };
  if (last === 'getitem' && (parent === 'operator' || parent === '_operator')) return { kind: 'subscripts' };
  if (last === 'iter' && (parent === 'builtins' || parent === '__builtin__')) return { kind: 'iterates' };
  return DRAWING.get(full);
}

/** Codecs under which a character up to 0xff is the byte of its number, as the search inside strings takes it. */
const LATIN1: ReadonlySet<string> = new Set(['latin1', 'latin-1', 'latin_1', 'iso-8859-1', 'iso8859-1', 'ascii']);

/** Whether `_codecs.encode` gets a text of the stream and an encoding that keeps its characters. */
export function encodesLatin1(heap: ValueHeap, args: number): boolean {
  const [text, codec] = heap.tupleItems(args, 3);
  return text !== undefined && codec !== undefined && heap.isText(text) && LATIN1.has(heap.text(codec, 16) ?? '');
}

/** Whether the bytes that a loader gets at `position` stand in the stream: literally, or through `_codecs.encode`. */
export function statesItsBytes(
  heap: ValueHeap,
  args: number,
  position: number,
  isEncode: (callee: number) => boolean,
): boolean {
  const bytes = heap.tupleItems(args, 8)[position];
  if (bytes === undefined) return false;
  return heap.isBytes(bytes) || (heap.kind(bytes) === KIND.call && isEncode(heap.a[bytes] ?? UNKNOWN));
}

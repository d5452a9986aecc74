import type { Interpretation } from '../pickle/interpreter.ts';
import type { LinkIndex } from '../pickle/links.ts';
import { KIND, UNKNOWN, type ValueHeap } from '../pickle/values.ts';
import type { TensorFacts } from '../tensor-facts.ts';
import { TORCH_DTYPES } from './dtypes.ts';

export interface StoragePlace {
  /** Absolute in the file. */
  readonly offset: number;
  readonly bytes: number;
}

/** A storage as a persistent id states it. */
export interface StorageReference {
  readonly key: string;
  readonly storageClass: string;
  readonly elements: number;
}

const TENSORS = 200_000;
const PATH_DEPTH = 64;
const NAME = 512;
const INNER = new Set(['_parameters', '_buffers', '_modules']);
const REBUILDERS = new Set(['_rebuild_tensor', '_rebuild_tensor_v2', '_rebuild_tensor_v3']);
const WRAPPERS = new Set(['_rebuild_parameter', '_rebuild_parameter_with_state']);

/** Storages that the stream refers to, by key, in order of their first mention. */
export function storageReferences(run: Interpretation): Map<string, StorageReference> {
  const { heap } = run.machine;
  const found = new Map<string, StorageReference>();
  for (let value = 0; value < heap.count; value += 1) {
    if (heap.kind(value) !== KIND.persid) continue;
    const reference = storageReference(run, value);
    if (reference !== undefined && !found.has(reference.key)) found.set(reference.key, reference);
  }
  return found;
}

function storageReference(run: Interpretation, persid: number): StorageReference | undefined {
  const { heap, uses } = run.machine;
  const [tag, storage, key, , count] = heap.tupleItems(heap.a[persid] ?? UNKNOWN, 5);
  if (tag === undefined || storage === undefined || key === undefined || count === undefined) return undefined;
  if (heap.text(tag) !== 'storage' || heap.kind(storage) !== KIND.global) return undefined;
  const keyText = heap.text(key) ?? String(heap.integerValue(key) ?? '');
  const elements = heap.integerValue(count);
  return keyText === '' || elements === undefined
    ? undefined
    : { key: keyText, storageClass: uses.global(heap.b[storage] ?? 0).name, elements };
}

/**
 * Tensors of a checkpoint by their path from the root, where their elements lie contiguously in a storage of this file.
 * `leftOut` counts the others, `outside` is the first whose elements leave their storage.
 */
export function readTensors(
  run: Interpretation,
  place: (reference: StorageReference) => StoragePlace | undefined,
): { tensors: TensorFacts[]; leftOut: number; outside?: string } {
  const { heap, links } = run.machine;
  const tensors: TensorFacts[] = [];
  let leftOut = 0;
  let outside: string | undefined;
  const visited = new Uint8Array(heap.count);
  const index: LinkIndex = links.index(heap.count);
  const pending: { readonly value: number; readonly path: readonly string[] }[] = [{ value: run.root, path: [] }];
  while (pending.length > 0 && tensors.length + leftOut < TENSORS) {
    const next = pending.pop();
    if (next === undefined) break;
    const { value, path } = next;
    if (value < 0) continue;
    const inner = heap.kind(value) === KIND.call ? unwrap(run, value) : undefined;
    if (inner !== undefined) {
      const tensor = describeTensor(run, inner, path, place);
      if (tensor === undefined || tensor === 'outside') leftOut += 1;
      else tensors.push(tensor);
      if (tensor === 'outside') outside ??= path.join('.').slice(0, NAME);
      continue;
    }
    if (visited[value] === 1 || path.length > PATH_DEPTH) continue;
    visited[value] = 1;
    for (let link = index.end(value) - 1; link >= index.start(value); link -= 1) {
      const part = partOf(heap, index.key(link));
      pending.push({ value: index.held(link), path: part === undefined ? path : [...path, part] });
    }
  }
  return { tensors, leftOut, ...(outside === undefined ? {} : { outside }) };
}

function partOf(heap: ValueHeap, key: number): string | undefined {
  const part = heap.text(key, NAME) ?? heap.integerValue(key)?.toString();
  return part === undefined || INNER.has(part) ? undefined : part;
}

function calleeOf(run: Interpretation, value: number): string | undefined {
  const { heap, uses } = run.machine;
  const callee = heap.a[value] ?? UNKNOWN;
  if (heap.kind(callee) !== KIND.global) return undefined;
  const { module, name } = uses.global(heap.b[callee] ?? 0);
  return module === 'torch._utils' ? name : undefined;
}

/** The call that rebuilds a tensor, through Parameter; undefined if `value` is none. */
function unwrap(run: Interpretation, value: number): number | undefined {
  const { heap } = run.machine;
  let at = value;
  for (let depth = 0; depth < 4; depth += 1) {
    if (heap.kind(at) !== KIND.call) return undefined;
    const callee = calleeOf(run, at);
    if (callee === undefined) return undefined;
    if (REBUILDERS.has(callee)) return at;
    if (!WRAPPERS.has(callee)) return undefined;
    at = heap.tupleItems(heap.b[at] ?? UNKNOWN, 1)[0] ?? UNKNOWN;
  }
  return undefined;
}

function integers(heap: ValueHeap, tuple: number): number[] | undefined {
  const values = heap.tupleItems(tuple).map((item) => heap.integerValue(item));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function describeTensor(
  run: Interpretation,
  value: number,
  path: readonly string[],
  place: (reference: StorageReference) => StoragePlace | undefined,
): TensorFacts | 'outside' | undefined {
  const { heap, uses } = run.machine;
  const [storage, offset, size, stride, , , dtypeObject] = heap.tupleItems(heap.b[value] ?? UNKNOWN, 7);
  if (storage === undefined || offset === undefined || size === undefined || stride === undefined) return undefined;
  if (heap.kind(storage) !== KIND.persid) return undefined;
  const reference = storageReference(run, storage);
  const shape = integers(heap, size);
  const strides = integers(heap, stride);
  const start = heap.integerValue(offset);
  if (reference === undefined || shape === undefined || strides === undefined || start === undefined) return undefined;
  const named =
    dtypeObject !== undefined && heap.kind(dtypeObject) === KIND.global
      ? uses.global(heap.b[dtypeObject] ?? 0).name
      : undefined;
  const element = TORCH_DTYPES.get(named ?? reference.storageClass);
  const found = place(reference);
  if (element === undefined || found === undefined) return undefined;
  if ((start + extentOf(shape, strides)) * element.bytes > found.bytes) return 'outside';
  if (!isContiguous(shape, strides)) return undefined;
  const bytes = shape.reduce((product, dimension) => product * dimension, 1) * element.bytes;
  const from = start * element.bytes;
  if (!Number.isSafeInteger(bytes) || from + bytes > found.bytes) return undefined;
  return { name: path.join('.').slice(0, NAME), dtype: element.dtype, shape, offset: found.offset + from, bytes };
}

/** Elements of a storage from a tensor's first to its last one. */
function extentOf(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((extent, dimension, axis) => extent + (dimension - 1) * (strides[axis] ?? 0), 1);
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  if (shape.length !== strides.length) return false;
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const dimension = shape[axis] ?? 0;
    if (dimension !== 1 && strides[axis] !== expected) return false;
    expected *= dimension;
  }
  return true;
}

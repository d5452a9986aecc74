import { createHash } from 'node:crypto';
import { GateError } from '../../core/errors.ts';

/*
 * The hash tree of RFC 9162 §2.1 over entries 0…size−1. Sizes and indices are safe integers; bit arithmetic goes through
 * division, because JavaScript's operators cut at 32 bits.
 */

export const HASH_BYTES = 32;
/** 2⁵³−1 entries: more than any sum of sizes may reach here. */
export const MAX_SIZE = Number.MAX_SAFE_INTEGER;

export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** The root of no entries. */
export function emptyRoot(): Buffer {
  return createHash('sha256').digest();
}

/** The hash of the perfect subtree over entries `index · 2^level … (index + 1) · 2^level − 1`. */
export type SubtreeHash = (level: number, index: number) => Promise<Buffer>;

/** The root over the first `size` entries. */
export async function rootHash(size: number, read: SubtreeHash): Promise<Buffer> {
  return size === 0 ? emptyRoot() : rangeHash(0, size, read);
}

/** RFC 9162 §2.1.3.1: hashes from the entry's sibling up to the root's child. */
export async function inclusionProof(index: number, size: number, read: SubtreeHash): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw outside(`entry ${index} of ${size}`);
  const path: Buffer[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push(await rangeHash(middle, end, read));
      end = middle;
    } else {
      path.push(await rangeHash(start, middle, read));
      start = middle;
    }
  }
  return path.reverse();
}

/** RFC 9162 §2.1.4.1: that the tree of `size` entries begins with that of `earlier`. Empty for 0 and for equal sizes. */
export async function consistencyProof(earlier: number, size: number, read: SubtreeHash): Promise<Buffer[]> {
  if (!(earlier >= 0 && earlier <= size)) throw outside(`${earlier} entries of ${size}`);
  if (earlier === 0 || earlier === size) return [];
  const path: Buffer[] = [];
  let [start, end] = [0, size];
  // Down to the subtree that ends where the earlier tree ended.
  while (end !== earlier) {
    const middle = start + split(end - start);
    if (earlier <= middle) {
      path.push(await rangeHash(middle, end, read));
      end = middle;
    } else {
      path.push(await rangeHash(start, middle, read));
      start = middle;
    }
  }
  // A verifier knows the earlier root itself, so the last subtree is left out where it is the whole of it.
  if (start !== 0) path.push(await rangeHash(start, end, read));
  return path.reverse();
}

/** RFC 9162 §2.1.3.2. */
export function includes(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let position = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const step of proof) {
    if (last === 0) return false;
    if (odd(position) || position === last) {
      hash = nodeHash(step, hash);
      while (!odd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = nodeHash(hash, step);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equal(hash, root);
}

/** RFC 9162 §2.1.4.2. An empty tree is the beginning of every tree. */
export function isConsistent(
  earlier: { readonly size: number; readonly root: Uint8Array },
  later: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (earlier.size > later.size || earlier.size < 0) return false;
  if (earlier.size === later.size) return proof.length === 0 && equal(earlier.root, later.root);
  if (earlier.size === 0) return proof.length === 0 && equal(earlier.root, emptyRoot());
  const path = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let position = earlier.size - 1;
  let last = later.size - 1;
  while (odd(position)) [position, last] = [half(position), half(last)];
  let before: Uint8Array = first;
  let after: Uint8Array = first;
  for (const step of rest) {
    if (last === 0) return false;
    if (odd(position) || position === last) {
      before = nodeHash(step, before);
      after = nodeHash(step, after);
      while (!odd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      after = nodeHash(after, step);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equal(before, earlier.root) && equal(after, later.root);
}

/** The hash over entries start…end−1, where `start` is a multiple of the largest power of two below the length. */
async function rangeHash(start: number, end: number, read: SubtreeHash): Promise<Buffer> {
  const length = end - start;
  if (isPowerOfTwo(length)) return read(Math.log2(length), start / length);
  const middle = start + split(length);
  return nodeHash(await rangeHash(start, middle, read), await rangeHash(middle, end, read));
}

/** The largest power of two smaller than `length`, which is at least 2. */
function split(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}

function isPowerOfTwo(value: number): boolean {
  return value === 1 || (value > 1 && split(value) * 2 === value);
}

const odd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function outside(what: string): GateError {
  return new GateError('LEDGER_INVALID', `${what}: there is no such proof`);
}

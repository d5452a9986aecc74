import type { Entity } from './document-type.ts';

/** Entities in entities that are followed: a document needs two or three. */
const DEPTH = 64;
const REFERENCE = /&([^\s;&#]{1,256});/gu;

/** Characters that the largest entity stands for when everything in it is replaced; infinite if it refers to itself. */
export function expansionOf(entities: readonly Entity[]): number {
  const values = new Map<string, string>();
  // Of two declarations the first one counts (XML 1.0, section 4.2).
  for (const { name, value, parameter } of entities)
    if (value !== undefined && !parameter && !values.has(name)) values.set(name, value);
  const sizes = new Map<string, number>();
  let largest = 0;
  for (const name of values.keys()) largest = Math.max(largest, sizeOf(name, values, sizes, 0));
  return largest;
}

function sizeOf(name: string, values: ReadonlyMap<string, string>, sizes: Map<string, number>, depth: number): number {
  const known = sizes.get(name);
  if (known !== undefined) return known;
  const value = values.get(name);
  if (value === undefined) return 0;
  if (depth >= DEPTH) return Number.POSITIVE_INFINITY;
  // While it is open, it stands for itself.
  sizes.set(name, Number.POSITIVE_INFINITY);
  let size = value.length;
  for (const [, inner] of value.matchAll(REFERENCE)) size += sizeOf(inner ?? '', values, sizes, depth + 1);
  sizes.set(name, size);
  return size;
}

import type { Cursor, Hdf5File } from './file.ts';
import { HDF5_LIMITS } from './limits.ts';
import { readGlobalObject } from './heaps.ts';

export type Link =
  | { readonly kind: 'hard'; readonly name: string; readonly address: number | undefined; readonly offset: number }
  | { readonly kind: 'soft'; readonly name: string; readonly offset: number }
  | {
      readonly kind: 'external';
      readonly name: string;
      readonly file: string;
      readonly object: string;
      readonly offset: number;
    }
  | { readonly kind: 'user'; readonly name: string; readonly type: number; readonly offset: number };

/** A link message (IV.A.2.g). */
export function readLink(body: Cursor): Link {
  const { offset, file } = body;
  const version = body.number(1);
  if (version !== 1) file.fail('version', `a link has the version ${version}`, offset);
  const flags = body.number(1);
  const type = (flags & 0x08) !== 0 ? body.number(1) : 0;
  if ((flags & 0x04) !== 0) body.skip(8);
  if ((flags & 0x10) !== 0) body.skip(1);
  const name = body.text(body.number(1 << (flags & 3)));
  if (type === 0) return { kind: 'hard', name, address: body.address(), offset };
  const value = body.slice(body.number(2));
  if (type === 1) return { kind: 'soft', name, offset };
  if (type !== 64) return { kind: 'user', name, type, offset };
  value.skip(1);
  return { kind: 'external', name, file: value.terminated(), object: value.terminated(), offset };
}

/** The slots of an external file list (IV.A.2.h): where in its heap the names lie, and which bytes are taken. */
export function readExternalFiles(body: Cursor): {
  heap: number | undefined;
  slots: { name: number; from: number; length: number; offset: number }[];
} {
  const version = body.number(1);
  if (version !== 1) body.file.fail('version', `an external file list has the version ${version}`, body.start);
  body.skip(5);
  const used = body.number(2);
  const heap = body.address();
  const slots: { name: number; from: number; length: number; offset: number }[] = [];
  for (let index = 0; index < used; index += 1) {
    const { offset } = body;
    slots.push({ name: body.length(), from: body.length(), length: body.length(), offset });
  }
  return { heap, slots };
}

/** Filters of a pipeline message (IV.A.2.l). */
export function readFilters(body: Cursor): { id: number; name: string; offset: number }[] {
  const version = body.number(1);
  const count = body.number(1);
  if (version !== 1 && version !== 2)
    body.file.fail('version', `a filter pipeline has the version ${version}`, body.start);
  if (version === 1) body.skip(6);
  const filters: { id: number; name: string; offset: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    const { offset } = body;
    const id = body.number(2);
    const nameLength = version === 2 && id < 256 ? 0 : body.number(2);
    body.skip(2);
    const values = body.number(2);
    const name = body.text(version === 1 ? Math.ceil(nameLength / 8) * 8 : nameLength);
    body.skip(4 * (version === 1 && values % 2 === 1 ? values + 1 : values));
    filters.push({ id, name, offset });
  }
  return filters;
}

export type Layout =
  | { readonly kind: 'contiguous'; readonly address: number | undefined; readonly length: number | undefined }
  | { readonly kind: 'virtual'; readonly heap: number | undefined; readonly index: number }
  | { readonly kind: 'other' };

/** A data layout message (IV.A.2.i): only what it says about places. */
export function readLayout(body: Cursor): Layout {
  const version = body.number(1);
  if (version < 3) {
    body.skip(1);
    const kind = body.number(1);
    body.skip(5);
    return kind === 1 ? { kind: 'contiguous', address: body.address(), length: undefined } : { kind: 'other' };
  }
  const kind = body.number(1);
  if (kind === 1) return { kind: 'contiguous', address: body.address(), length: body.length() };
  if (kind === 3) return { kind: 'virtual', heap: body.address(), index: body.number(4) };
  return { kind: 'other' };
}

export interface Attribute {
  readonly name: string;
  readonly offset: number;
  /** Of a string attribute: its elements' bytes, as far as they were read. */
  texts(): Cursor[];
}

const CLASS_STRING = 3;
const CLASS_VARIABLE = 9;

/** An attribute message (IV.A.2.m), versions 1 to 3. */
export function readAttribute(file: Hdf5File, body: Cursor): Attribute {
  const { offset } = body;
  const version = body.number(1);
  if (version < 1 || version > 3) file.fail('version', `an attribute has the version ${version}`, offset);
  const flags = body.number(1);
  const nameSize = body.number(2);
  const typeSize = body.number(2);
  const spaceSize = body.number(2);
  if (version === 3) body.skip(1);
  const pad = (size: number): number => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const name = body.text(pad(nameSize));
  const type = body.slice(pad(typeSize));
  const space = body.slice(pad(spaceSize));
  const data = body.slice(body.remaining);
  return {
    name,
    offset,
    texts() {
      // A shared type lies elsewhere; strings are never shared by writers, and what isn't read is said.
      if (version > 1 && (flags & 3) !== 0) {
        file.collector.limit(
          'hdf5.shared',
          `the type of the attribute ${name} lies elsewhere: it was not read`,
          offset,
        );
        return [];
      }
      return elements(file, type, space, data);
    },
  };
}

function elements(file: Hdf5File, type: Cursor, space: Cursor, data: Cursor): Cursor[] {
  const first = type.number(1);
  const bits = type.number(3);
  const size = type.number(4);
  const count = elementCount(space);
  const kind = first & 0x0f;
  if (kind === CLASS_STRING && size > 0) {
    return Array.from({ length: Math.min(count, Math.floor(data.remaining / size)) }, () => data.slice(size));
  }
  if (kind !== CLASS_VARIABLE || (bits & 0x0f) !== 1) return [];
  const texts: Cursor[] = [];
  const element = 8 + file.offsetSize;
  for (let index = 0; index < count && data.remaining >= element; index += 1) {
    const length = data.number(4);
    const address = data.address();
    const object = data.number(4);
    if (address === undefined || address === 0 || length === 0) continue;
    if (length > HDF5_LIMITS.text) {
      file.collector.limit('hdf5.text', `a string of ${length} bytes, more than ${HDF5_LIMITS.text}`, data.offset);
      continue;
    }
    const found = readGlobalObject(file, address, object);
    if (found === undefined) file.fail('heap', 'a string is not in the heap that it names', data.offset);
    texts.push(found.slice(Math.min(length, found.bytes.length)));
  }
  return texts;
}

/** Elements of a dataspace, capped: a scalar has one. */
function elementCount(space: Cursor): number {
  const version = space.number(1);
  const rank = space.number(1);
  space.skip(1);
  if (version === 1) space.skip(5);
  else if (space.number(1) === 2) return 0;
  let count = 1;
  for (let index = 0; index < rank; index += 1) count = Math.min(count * space.length(), HDF5_LIMITS.listed);
  return count;
}

/** FlatBuffers from nested values, written front to back: each table before what it refers to. */

import { unreachable } from '../../src/core/errors.ts';

export type Value =
  | { readonly kind: 'number'; readonly bytes: Buffer }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'numbers'; readonly bytes: Buffer; readonly count: number }
  | { readonly kind: 'table'; readonly fields: ReadonlyMap<number, Value> }
  | { readonly kind: 'tables'; readonly tables: readonly Value[] };

const scalar = (size: number, value: number | bigint): Value => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return { kind: 'number', bytes: bytes.subarray(0, size) };
};
export const byte = (value: number): Value => scalar(1, value);
export const int = (value: number): Value => scalar(4, value);
export const text = (value: string): Value => ({ kind: 'text', text: value });
export const bytes = (value: Uint8Array): Value => ({ kind: 'bytes', bytes: value });
export const tables = (...values: readonly Value[]): Value => ({ kind: 'tables', tables: values });
export const table = (fields: Readonly<Record<number, Value>>): Value => ({
  kind: 'table',
  fields: new Map(Object.entries(fields).map(([field, value]) => [Number(field), value])),
});
export function ints(...values: readonly number[]): Value {
  const content = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) content.writeInt32LE(value, index * 4);
  return { kind: 'numbers', bytes: content, count: values.length };
}

/** A whole file with this root and file identifier; `extra` stands between the identifier and the root. */
export function flatbuffer(identifier: string, root: Value, extra: Uint8Array = new Uint8Array(0)): Buffer {
  const out = new Writer();
  out.append(Buffer.alloc(4));
  out.append(Buffer.from(identifier, 'latin1'));
  out.append(extra);
  out.patch(0, out.put(root));
  return out.bytes();
}

class Writer {
  private readonly chunks: Buffer[] = [];
  private length = 0;

  append(content: Uint8Array): number {
    const at = this.length;
    this.chunks.push(Buffer.from(content));
    this.length += content.length;
    return at;
  }

  align(size: number): void {
    this.append(Buffer.alloc((size - (this.length % size)) % size));
  }

  patch(at: number, value: number): void {
    let from = 0;
    for (const chunk of this.chunks) {
      if (at < from + chunk.length) {
        chunk.writeUInt32LE(value, at - from);
        return;
      }
      from += chunk.length;
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** Returns where the value starts. */
  put(value: Value): number {
    this.align(8);
    switch (value.kind) {
      case 'number':
        return this.append(value.bytes);
      case 'text':
        return this.vector(Buffer.byteLength(value.text), Buffer.from(`${value.text}\0`));
      case 'bytes':
        return this.vector(value.bytes.length, value.bytes);
      case 'numbers':
        return this.vector(value.count, value.bytes);
      case 'tables':
        return this.many(value.tables);
      case 'table':
        return this.one(value.fields);
      default:
        return unreachable(value);
    }
  }

  private vector(count: number, content: Uint8Array): number {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(count);
    const at = this.append(head);
    this.append(content);
    return at;
  }

  private many(values: readonly Value[]): number {
    const at = this.vector(values.length, Buffer.alloc(values.length * 4));
    for (const [index, value] of values.entries()) {
      const slot = at + 4 + index * 4;
      this.patch(slot, this.put(value) - slot);
    }
    return at;
  }

  /** Every field has a slot of eight bytes behind the four of the field list's offset, which keeps all aligned. */
  private one(fields: ReadonlyMap<number, Value>): number {
    const highest = Math.max(-1, ...fields.keys());
    const list = Buffer.alloc(4 + (highest + 1) * 2);
    list.writeUInt16LE(list.length, 0);
    list.writeUInt16LE(8 + fields.size * 8, 2);
    for (const [slot, field] of [...fields.keys()].entries()) list.writeUInt16LE(8 + slot * 8, 4 + field * 2);
    const start = this.append(list);
    this.align(8);
    const inline = Buffer.alloc(8 + fields.size * 8);
    const at = this.length;
    inline.writeInt32LE(at - start, 0);
    for (const [slot, value] of [...fields.values()].entries())
      if (value.kind === 'number') value.bytes.copy(inline, 8 + slot * 8);
    this.append(inline);
    for (const [slot, value] of [...fields.values()].entries()) {
      const place = at + 8 + slot * 8;
      if (value.kind !== 'number') this.patch(place, this.put(value) - place);
    }
    return at;
  }
}

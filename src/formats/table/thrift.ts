import { BinaryReader } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { TABLE_LIMITS } from './limits.ts';

/** Types of the compact protocol. */
const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const MAP = 11;
const STRUCT = 12;
const UUID = 13;

/** Where a value stands: the numbers of the fields from the root to it; elements of lists have none of their own. */
export type FieldPath = readonly number[];

export interface ThriftHandler {
  /** A structure that ends; `path` is its own. */
  leave(path: FieldPath): void;
  integer(path: FieldPath, value: number): void;
  binary(path: FieldPath, at: number, length: number): void;
}

/** Walks one structure of Thrift's compact protocol (thrift-compact-protocol.md), unknown fields included. @throws Stopped, EndOfBytes */
export class ThriftReader {
  private readonly reader: BinaryReader;
  private readonly handler: ThriftHandler;
  private readonly collector: Collector;
  private values = 0;

  constructor(source: ByteSource, handler: ThriftHandler, collector: Collector) {
    this.reader = new BinaryReader(source);
    this.handler = handler;
    this.collector = collector;
  }

  get position(): number {
    return this.reader.position;
  }

  structure(path: FieldPath = []): void {
    if (path.length > TABLE_LIMITS.depth) this.limit('depth');
    let field = 0;
    for (;;) {
      const head = this.reader.u8();
      const type = head & 0x0f;
      if (type === STOP) break;
      const delta = head >>> 4;
      field = delta === 0 ? this.zigzag() : field + delta;
      // A truth value is told by its type.
      if (type !== TRUE && type !== FALSE) this.value(type, [...path, field]);
    }
    this.handler.leave(path);
  }

  private value(type: number, path: FieldPath): void {
    if (++this.values > TABLE_LIMITS.values) this.limit('values');
    switch (type) {
      case TRUE:
      case FALSE:
      case BYTE:
        this.reader.skip(1);
        return;
      case 4:
      case 5:
      case 6:
        this.handler.integer(path, this.zigzag());
        return;
      case DOUBLE:
        this.reader.skip(8);
        return;
      case UUID:
        this.reader.skip(16);
        return;
      case BINARY: {
        const length = this.varint();
        const at = this.reader.position;
        this.reader.skip(length);
        this.handler.binary(path, at, length);
        return;
      }
      case LIST:
      case SET:
        this.list(path);
        return;
      case MAP:
        this.map(path);
        return;
      case STRUCT:
        this.structure(path);
        return;
      default:
        this.fail(`there is no type ${type}`);
    }
  }

  private list(path: FieldPath): void {
    const head = this.reader.u8();
    const count = head >>> 4 === 15 ? this.varint() : head >>> 4;
    // An element takes a byte at the least.
    if (count > this.reader.remaining) this.fail(`a list of ${count} elements is longer than the file`);
    for (let index = 0; index < count; index += 1) this.value(head & 0x0f, path);
  }

  private map(path: FieldPath): void {
    const count = this.varint();
    if (count === 0) return;
    if (count > this.reader.remaining) this.fail(`a map of ${count} entries is longer than the file`);
    const types = this.reader.u8();
    for (let index = 0; index < count; index += 1) {
      this.value(types >>> 4, [...path, -1]);
      this.value(types & 0x0f, [...path, -1]);
    }
  }

  /** Above 2^53 not exact. */
  private varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.reader.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return this.fail('a number has more than 64 bits');
  }

  private zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  private limit(name: 'depth' | 'values'): never {
    this.collector.limit(
      `table.${name}`,
      `more than ${TABLE_LIMITS[name]} ${name === 'depth' ? 'levels' : name}`,
      this.position,
    );
    throw new Stopped(this.position);
  }

  private fail(message: string): never {
    this.collector.problem('parquet-footer', message, this.position);
    this.collector.complete = false;
    throw new Stopped(this.position);
  }
}

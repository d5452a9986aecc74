/** Small tables of Arrow and Parquet. */
import { byte, flatbuffer, int, table, tables, text, bytes, type Value } from './flatbuffer-assembler.ts';

export interface Column {
  readonly name?: string;
  /** `ARROW:extension:name` and what the type is made from. */
  readonly extension?: readonly [string, Uint8Array];
}

function schema({ name = 'x', extension }: Column): Value {
  const pairs =
    extension === undefined
      ? []
      : [
          ['ARROW:extension:name', Buffer.from(extension[0])] as const,
          ['ARROW:extension:metadata', extension[1]] as const,
        ];
  const field = table({
    0: text(name),
    2: byte(2),
    3: table({ 0: int(32) }),
    ...(pairs.length === 0
      ? {}
      : { 6: tables(...pairs.map(([key, value]) => table({ 0: text(key), 1: bytes(value) }))) }),
  });
  return table({ 0: byte(0), 1: tables(field) });
}

function message(kind: number, header: Value, body: Buffer = Buffer.alloc(0)): Buffer {
  const content = flatbuffer('\0\0\0\0', table({ 0: byte(4), 1: byte(kind), 2: header, 3: int(body.length) }));
  const padded = Buffer.concat([content, Buffer.alloc((8 - (content.length % 8)) % 8)]);
  const prefix = Buffer.from('ffffffff00000000', 'hex');
  prefix.writeInt32LE(padded.length, 4);
  return Buffer.concat([prefix, padded, body]);
}

const longs = (...values: readonly number[]): Buffer => {
  const out = Buffer.alloc(values.length * 8);
  for (const [index, value] of values.entries()) out.writeBigInt64LE(BigInt(value), index * 8);
  return out;
};

/** A schema and one batch, whose buffer ends at `end` of 16 bytes. */
export function arrowStream(column: Column = {}, end = 16): Buffer {
  const buffers: Value = { kind: 'numbers', bytes: longs(0, end), count: 1 };
  const batch = table({ 0: int(2), 2: buffers });
  return Buffer.concat([
    message(1, schema(column)),
    message(3, batch, Buffer.alloc(16)),
    Buffer.from('ffffffff00000000', 'hex'),
  ]);
}

/** A file of no batches. */
export function arrowFile(column: Column = {}): Buffer {
  const footer = flatbuffer('\0\0\0\0', table({ 0: byte(4), 1: schema(column) }));
  const length = Buffer.alloc(4);
  length.writeInt32LE(footer.length);
  return Buffer.concat([Buffer.from('ARROW1\0\0'), arrowStream(column), footer, length, Buffer.from('ARROW1')]);
}

const varint = (value: number): Buffer => {
  const out: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...out, left]);
    out.push((left % 128) | 0x80);
  }
};
const binary = (value: string): Buffer => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);
const number = (value: number): Buffer => varint(value * 2);

export interface ParquetParts {
  readonly column?: Column;
  /** Where the column lies, if not in this file. */
  readonly file?: string;
  readonly bytes?: number;
}

/** One column of sixteen bytes. */
export function parquet({ column = {}, file, bytes: size = 16 }: ParquetParts = {}): Buffer {
  const list = (element: Buffer, field: number): Buffer =>
    Buffer.concat([Buffer.from([(field << 4) | 9, 0x1c]), element]);
  const meta = Buffer.concat([Buffer.from([0x76]), number(size), Buffer.from([0x26]), number(4), Buffer.from([0])]);
  const chunk = Buffer.concat([
    ...(file === undefined ? [Buffer.from([0x26])] : [Buffer.from([0x18]), binary(file), Buffer.from([0x16])]),
    number(4),
    Buffer.from([0x1c]),
    meta,
    Buffer.from([0]),
  ]);
  const group = Buffer.concat([list(chunk, 1), Buffer.from([0])]);
  const element = (name: string): Buffer => Buffer.concat([Buffer.from([0x48]), binary(name), Buffer.from([0])]);
  const ipc = message(1, schema(column)).toString('base64');
  const pair = Buffer.concat([
    Buffer.from([0x18]),
    binary('ARROW:schema'),
    Buffer.from([0x18]),
    binary(ipc),
    Buffer.from([0]),
  ]);
  const footer = Buffer.concat([
    Buffer.from([0x15]),
    number(1),
    Buffer.from([0x19, 0x2c]),
    element('schema'),
    element(column.name ?? 'x'),
    Buffer.from([0x16]),
    number(2),
    Buffer.from([0x19, 0x1c]),
    group,
    Buffer.from([0x19, 0x1c]),
    pair,
    Buffer.from([0]),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(16), footer, length, Buffer.from('PAR1')]);
}

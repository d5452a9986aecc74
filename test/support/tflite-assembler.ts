import * as f from './flatbuffer-assembler.ts';

interface Operator {
  /** Of a built-in operator. */
  readonly builtin?: number;
  /** Of a custom one. */
  readonly custom?: string;
  readonly options?: Uint8Array;
}

/** A model of one subgraph with these operators and one constant tensor of four floats. */
export function tflite(operators: readonly Operator[], bytes: Uint8Array = Buffer.alloc(16)): Buffer {
  const codes = operators.map(({ builtin, custom }) =>
    f.table(custom === undefined ? { 0: f.byte(builtin ?? 0) } : { 0: f.byte(32), 1: f.text(custom), 3: f.int(32) }),
  );
  const nodes = operators.map(({ options }, index) =>
    f.table({
      0: f.int(index),
      1: f.ints(0, -1),
      2: f.ints(1),
      ...(options === undefined ? {} : { 5: f.bytes(options) }),
    }),
  );
  const tensor = (name: string, buffer: number): f.Value =>
    f.table({ 0: f.ints(2, 2), 1: f.byte(0), 2: f.int(buffer), 3: f.text(name) });
  const subgraph = f.table({
    0: f.tables(tensor('weights', 1), tensor('out', 0)),
    1: f.ints(0),
    2: f.ints(1),
    3: f.tables(...nodes),
    4: f.text('main'),
  });
  return f.flatbuffer(
    'TFL3',
    f.table({
      0: f.int(3),
      1: f.tables(...codes),
      2: f.tables(subgraph),
      3: f.text('modelgate'),
      4: f.tables(f.table({}), f.table({ 0: f.bytes(bytes) })),
    }),
  );
}

/** The options of an operator that TensorFlow executes: a FlexBuffer vector of its name and a NodeDef. */
export function flexOptions(name: string, node: Uint8Array): Buffer {
  const text = Buffer.concat([Buffer.from([0, Buffer.byteLength(name)]), Buffer.from(`${name}\0`)]);
  const blob = Buffer.concat([Buffer.from([node.length & 0xff, node.length >> 8]), node]);
  const front = Buffer.concat([text, Buffer.alloc(text.length % 2), blob, Buffer.alloc(blob.length % 2)]);
  const blobAt = text.length + (text.length % 2) + 2;
  // Elements of two bytes each; offsets count backwards.
  const vectorAt = front.length + 2;
  const rest = Buffer.alloc(2 + 4 + 2 + 3);
  rest.writeUInt16LE(2, 0);
  rest.writeUInt16LE(vectorAt - 2, 2);
  rest.writeUInt16LE(vectorAt + 2 - blobAt, 4);
  rest[6] = (5 << 2) | 0;
  rest[7] = (25 << 2) | 1;
  // The root: an offset of one byte back to the vector, its type with two-byte elements, and its width.
  rest[8] = 6;
  rest[9] = (10 << 2) | 1;
  rest[10] = 1;
  return Buffer.concat([front, rest]);
}

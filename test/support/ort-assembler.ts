/** Small models in ONNX Runtime's format. */
import { bytes, flatbuffer, int, table, tables, text, type Value } from './flatbuffer-assembler.ts';

export interface OrtNode {
  readonly domain?: string;
  readonly operator: string;
  readonly index?: number;
  /** The body of a loop or of a condition. */
  readonly body?: OrtNode;
}

const shape = (length: number): Value => {
  const dimensions = Buffer.alloc(8);
  dimensions.writeBigInt64LE(BigInt(length));
  return { kind: 'numbers', bytes: dimensions, count: 1 };
};

function graph({ domain = '', operator, index = 0, body }: OrtNode, floats: number): Value {
  const attribute = body === undefined ? {} : { 10: tables(table({ 0: text('body'), 7: graph(body, 1) })) };
  return table({
    0: tables(table({ 0: text('w'), 2: shape(floats), 3: int(1), 4: bytes(Buffer.alloc(4)) })),
    2: tables(table({ 2: text(domain), 4: int(index), 5: text(operator), ...attribute })),
    3: int(1),
  });
}

/** One node and one initializer of four bytes. */
export function ort(node: OrtNode, floats = 1): Buffer {
  const sets = tables(table({ 0: text(''), 1: int(17) }));
  return flatbuffer(
    'ORTM',
    table({ 0: text('5'), 1: table({ 0: int(8), 1: sets, 2: text('onnx'), 7: graph(node, floats) }) }),
  );
}

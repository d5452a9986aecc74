import * as p from './protobuf-assembler.ts';

/** NodeProto. */
export function node(operator: string, options: { domain?: string; attributes?: readonly Uint8Array[] } = {}): Buffer {
  return p.message(
    p.text(1, 'x'),
    p.text(2, 'y'),
    p.text(3, `the_${operator}`),
    p.text(4, operator),
    ...(options.attributes ?? []).map((attribute) => p.text(5, attribute)),
    ...(options.domain === undefined ? [] : [p.text(7, options.domain)]),
  );
}

/** A FLOAT tensor of `count` elements whose bytes lie in the model. */
export function tensor(name: string, count: number, bytes = Buffer.alloc(count * 4)): Buffer {
  return p.message(p.int(1, count), p.int(2, 1), p.text(8, name), p.text(9, bytes));
}

/** A FLOAT tensor whose bytes lie elsewhere. */
export function externalTensor(name: string, count: number, entries: Readonly<Record<string, string>>): Buffer {
  const external = Object.entries(entries).map(([key, value]) => p.text(13, p.text(1, key), p.text(2, value)));
  return p.message(p.int(1, count), p.int(2, 1), p.text(8, name), ...external, p.int(14, 1));
}

export interface OnnxParts {
  readonly nodes?: readonly Uint8Array[];
  readonly tensors?: readonly Uint8Array[];
  readonly functions?: readonly Uint8Array[];
  readonly domains?: readonly string[];
}

/** GraphProto with one input and one output. */
export function graph({ nodes = [node('Relu')], tensors = [] }: OnnxParts = {}): Buffer {
  const value = (name: string): Buffer => p.message(p.text(1, name), p.text(2, p.text(1, p.int(1, 1))));
  return p.message(
    ...nodes.map((one) => p.text(1, one)),
    p.text(2, 'main'),
    ...tensors.map((one) => p.text(5, one)),
    p.text(11, value('x')),
    p.text(12, value('y')),
  );
}

/** ModelProto of IR version 8. */
export function onnx(parts: OnnxParts = {}): Buffer {
  return p.message(
    p.int(1, 8),
    p.text(2, 'modelgate'),
    p.text(7, graph(parts)),
    ...['', ...(parts.domains ?? [])].map((domain) => p.text(8, p.text(1, domain), p.int(2, 17))),
    ...(parts.functions ?? []).map((one) => p.text(25, one)),
  );
}

/** An `If` node whose branches are these graphs. */
export function branch(...graphs: readonly Uint8Array[]): Buffer {
  return node('If', {
    attributes: graphs.map((one, index) => p.message(p.text(1, `branch_${index}`), p.text(6, one), p.int(20, 5))),
  });
}

import * as p from './protobuf-assembler.ts';

/** An entry of a node's attributes; `value` is an AttrValue's fields. */
export const attribute = (name: string, ...value: readonly Uint8Array[]): Buffer =>
  p.text(5, p.text(1, name), p.text(2, ...value));

/** NodeDef. */
export function node(
  name: string,
  operator: string,
  inputs: readonly string[] = [],
  attributes: readonly Uint8Array[] = [],
): Buffer {
  return p.message(p.text(1, name), p.text(2, operator), ...inputs.map((input) => p.text(3, input)), ...attributes);
}

/** A Const node with string elements. */
export function strings(name: string, ...values: readonly (string | Uint8Array)[]): Buffer {
  const tensor = p.message(p.int(1, 7), ...values.map((value) => p.text(8, value)));
  return node(name, 'Const', [], [attribute('dtype', p.int(6, 7)), attribute('value', p.text(8, tensor))]);
}

export const placeholder = (name: string): Buffer => node(name, 'Placeholder', [], [attribute('dtype', p.int(6, 7))]);

/** A node that calls the function `name`. */
export const call = (at: string, name: string, inputs: readonly string[]): Buffer =>
  node(at, 'StatefulPartitionedCall', inputs, [attribute('f', p.text(10, p.text(1, name)))]);

/** FunctionDef. */
export function fn(name: string, args: readonly string[], nodes: readonly Uint8Array[]): Buffer {
  const signature = p.message(p.text(1, name), ...args.map((argument) => p.text(2, p.text(1, argument), p.int(3, 7))));
  return p.message(p.text(1, signature), ...nodes.map((one) => p.text(3, one)));
}

/** GraphDef. */
export function graph(nodes: readonly Uint8Array[], functions: readonly Uint8Array[] = []): Buffer {
  return p.message(
    ...nodes.map((one) => p.text(1, one)),
    ...(functions.length === 0 ? [] : [p.text(2, ...functions.map((one) => p.text(1, one)))]),
    p.text(4, p.int(1, 1882), p.int(2, 12)),
  );
}

export interface SavedModelParts {
  readonly nodes: readonly Uint8Array[];
  readonly functions?: readonly Uint8Array[];
  readonly assets?: readonly { readonly tensor: string; readonly filename: string }[];
  /** Keras' description of a layer, as TensorFlow 2.4 keeps it in the object graph. */
  readonly description?: string;
  /** Without the saver that every honest SavedModel has. */
  readonly bare?: boolean;
}

/** The functions and nodes that TensorFlow 2 adds to each SavedModel to save and restore its variables. */
function saver(): { nodes: Buffer[]; functions: Buffer[] } {
  const save = fn(
    '__inference__traced_save_90',
    ['file_prefix', 'read_0'],
    [
      node(
        'StaticRegexFullMatch',
        'StaticRegexFullMatch',
        ['file_prefix'],
        [attribute('pattern', p.text(2, '^s3://.*'))],
      ),
      strings('Const', '.part'),
      strings('Const_1', '_temp/part'),
      node('Select', 'Select', ['StaticRegexFullMatch:output:0', 'Const:output:0', 'Const_1:output:0']),
      node('StringJoin', 'StringJoin', ['file_prefix', 'Select:output:0']),
      node('num_shards', 'Const'),
      node('ShardedFilename', 'ShardedFilename', ['StringJoin:output:0', 'shard:output:0', 'num_shards:output:0']),
      node('SaveV2', 'SaveV2', ['ShardedFilename:filename:0', 'names:output:0', 'slices:output:0', 'read_0']),
      node('prefixes', 'Pack', ['ShardedFilename:filename:0']),
      node('MergeV2Checkpoints', 'MergeV2Checkpoints', ['prefixes:output:0', 'file_prefix', '^SaveV2']),
      node('Identity', 'Identity', ['file_prefix', '^MergeV2Checkpoints']),
    ],
  );
  const restore = fn(
    '__inference__traced_restore_91',
    ['file_prefix', 'assign_0'],
    [node('RestoreV2', 'RestoreV2', ['file_prefix', 'names:output:0', 'slices:output:0'])],
  );
  return {
    nodes: [
      placeholder('saver_filename'),
      call('StatefulPartitionedCall_1', '__inference__traced_save_90', ['saver_filename', 'variable']),
      call('StatefulPartitionedCall_2', '__inference__traced_restore_91', ['saver_filename', 'variable']),
    ],
    functions: [save, restore],
  };
}

/** MetaGraphDef. */
export function metaGraph({ nodes, functions = [], assets = [], description, bare = false }: SavedModelParts): Buffer {
  const added = bare ? { nodes: [], functions: [] } : saver();
  const saverDef = p.message(
    p.text(1, 'saver_filename:0'),
    p.text(2, 'StatefulPartitionedCall_1:0'),
    p.text(3, 'StatefulPartitionedCall_2'),
  );
  return p.message(
    p.text(1, p.text(4, 'serve'), p.text(5, '2.15.0')),
    p.text(2, graph([...nodes, ...added.nodes], [...functions, ...added.functions])),
    ...(bare ? [] : [p.text(3, saverDef)]),
    ...(description === undefined
      ? []
      : [p.text(7, p.text(1, p.text(4, p.text(1, '_tf_keras_layer'), p.text(3, description))))]),
    ...assets.map(({ tensor, filename }) => p.text(6, p.text(1, p.text(1, tensor)), p.text(2, filename))),
  );
}

/** SavedModel. */
export const savedModel = (parts: SavedModelParts): Buffer => p.message(p.int(1, 1), p.text(2, metaGraph(parts)));

/** `keras_metadata.pb`: SavedMetadata with one layer. */
export const kerasMetadata = (description: string): Buffer =>
  p.text(1, p.int(2, 0), p.text(3, 'root'), p.text(4, '_tf_keras_layer'), p.text(5, description));

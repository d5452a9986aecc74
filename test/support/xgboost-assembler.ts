/** Small models of XGBoost, in each of its formats. */

export interface Tree {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly features: readonly number[];
  /** Stated in the tree's parameters; as many as there are, if left out. */
  readonly nodes?: number;
}

/** One split by feature 0, with two leaves. */
export const STUMP: Tree = { left: [1, -1, -1], right: [2, -1, -1], features: [0, 0, 0] };

export function document({ left, right, features, nodes = left.length }: Tree, more: object = {}): object {
  const zeros = left.map(() => 0);
  return {
    learner: {
      attributes: {},
      feature_names: [],
      feature_types: [],
      gradient_booster: {
        model: {
          gbtree_model_param: { num_parallel_tree: '1', num_trees: '1' },
          tree_info: [0],
          trees: [
            {
              base_weights: zeros,
              default_left: zeros,
              id: 0,
              left_children: left,
              loss_changes: zeros,
              parents: [2147483647, ...left.slice(1).map(() => 0)],
              right_children: right,
              split_conditions: zeros,
              split_indices: features,
              split_type: zeros,
              sum_hessian: zeros,
              tree_param: { num_deleted: '0', num_feature: '2', num_nodes: String(nodes), size_leaf_vector: '1' },
            },
          ],
        },
        name: 'gbtree',
      },
      learner_model_param: { base_score: '5E-1', num_class: '0', num_feature: '2', num_target: '1' },
      objective: { name: 'reg:squarederror', reg_loss_param: { scale_pos_weight: '1' } },
      ...more,
    },
    version: [2, 0, 3],
  };
}

const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(9);
  bytes.write('L', 'latin1');
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
};
const key = (text: string): Buffer => Buffer.concat([long(Buffer.byteLength(text)), Buffer.from(text)]);

/** Any value as XGBoost writes it: lists of numbers as one typed array. */
export function ubjson(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from('S'), key(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(5);
    bytes.write('l', 'latin1');
    bytes.writeInt32BE(value, 1);
    return bytes;
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const packed = items.map(ubjson);
    if (items.length > 0 && items.every((item) => typeof item === 'number'))
      return Buffer.concat([Buffer.from('[$l#'), long(items.length), ...packed.map((item) => item.subarray(1))]);
    return Buffer.concat([Buffer.from('[#'), long(items.length), ...packed]);
  }
  const entries = Object.entries(value ?? {}).flatMap(([name, item]) => [key(name), ubjson(item)]);
  return Buffer.concat([Buffer.from('{'), ...entries, Buffer.from('}')]);
}

const ints = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32LE(value, index * 4);
  return bytes;
};
const text = (value: string): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(value.length));
  return Buffer.concat([length, Buffer.from(value)]);
};

/** The binary format, with one tree, as version 1.7 writes it. */
export function binary({ left, right, features, nodes = left.length }: Tree): Buffer {
  return Buffer.concat([
    Buffer.from('binf'),
    ints(0, 2, 0, 0, 0, 1, 7),
    Buffer.alloc(136 - 28),
    text('reg:squarederror'),
    text('gbtree'),
    ints(1, 1),
    Buffer.alloc(160 - 8),
    ints(1, nodes, 0, 0, 2, 0),
    Buffer.alloc(148 - 24),
    ...left.map((child, node) => ints(-1, child, right[node] ?? -1, features[node] ?? 0, 0)),
    Buffer.alloc(16 * left.length),
    ints(0),
  ]);
}

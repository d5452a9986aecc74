import type { ClassifiedChange } from '../core/predicates/compare-change.ts';
import { EMBEDDINGS, layerOf } from '../formats/checkpoints/tensor-names.ts';
import type { SlicePool } from '../weights/difference/slice-pool.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import { assignmentOf, isIdentity, sketchOf, type Assignment, type Order } from '../weights/sketch.ts';
import type { TensorChange } from './tensor-change.ts';
import { shapeOf } from './tensor-shape.ts';

/** The base's rows and columns in another order. */
export interface Reordering {
  readonly change: ClassifiedChange;
  /** One sentence: what was put where, and what is left once the order is undone. */
  readonly told: string;
  /** Where the channels between layers went. */
  readonly channels?: Order;
}

const WIDTH = 16;
/** Squared change that may be left once the order is undone: past it the rows are no longer the base's. */
const MAX_REST = 0.15;
/** Below this nothing but the order changed. */
const EXACT_REST = 1e-5;
const MAX_TENSORS = 4096;

/** Tensors whose rows, not columns, run along the channels between layers. */
const WRITES_CHANNELS =
  /(?:o_proj|down_proj|attn_output|ffn_down|fc2|dense_4h_to_h|attention\.dense|\.output\.dense|DenseReluDense\.wo|c_attn|c_fc)\.weight$/u;

/**
 * Whether tensors that have next to nothing in common with the base's are the base's in another order: of channels (seen from the
 * embedding), of neurons, of heads. Reads those tensors once more. Undefined where any of them is not.
 */
export async function findReordering(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
): Promise<Reordering | undefined> {
  const shapes = new Map(changes.map((change) => [change.name, shapeOf(change).kind]));
  const unlike = pairs.filter(({ name }) => shapes.get(name) === 'unlike');
  if (unlike.length === 0 || unlike.length > MAX_TENSORS) return undefined;
  const channels = await channelOrder(pool, pairs, shapes);
  if (channels === 'none') return undefined;
  const orders = new Map<string, Order>();
  let rest = 0;
  for (const pair of unlike) {
    if (channels !== undefined && EMBEDDINGS.includes(pair.name)) continue;
    const found = await assign(pool, pair, WRITES_CHANNELS.test(pair.name.slice(-128)), channels);
    if (found === undefined || found.rest > MAX_REST) return undefined;
    orders.set(pair.name, found.order);
    rest = Math.max(rest, found.rest);
  }
  const exact = rest <= EXACT_REST;
  const what = [
    ...(channels === undefined ? [] : ['the channels between layers']),
    ...([...orders.values()].some((order) => !isIdentity(order)) ? ['rows within layers (neurons or heads)'] : []),
  ].join(' and ');
  const odd = inconsistent(orders, pairs);
  const left = exact
    ? 'nothing else changed'
    : `besides, values moved by about ${(Math.sqrt(rest) * 100).toPrecision(2)} %`;
  const caution =
    odd.length === 0
      ? ''
      : `; in layer ${odd.slice(0, 4).join(', ')} the orders do not fit one another, so it is not the same model`;
  return {
    change: {
      class: 'permuted',
      confidence: exact && odd.length === 0 ? 'high' : 'medium',
      ...(exact ? {} : { also: ['full-fine-tune'] }),
    },
    told: `The base's weights in another order: ${what}; ${left}${caution}.`,
    ...(channels === undefined ? {} : { channels }),
  };
}

/** Where the embedding's columns went; undefined where they stayed, `none` where that can't be told. */
async function channelOrder(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  shapes: ReadonlyMap<string, string>,
): Promise<Order | undefined | 'none'> {
  const embedding = pairs.find(({ name }) => EMBEDDINGS.includes(name));
  if (embedding === undefined || shapes.get(embedding.name) !== 'unlike') return undefined;
  const [candidate, base] = [
    await sketchOf(pool, embedding.candidate, 'columns', WIDTH),
    await sketchOf(pool, embedding.base, 'columns', WIDTH),
  ];
  const found = candidate === undefined || base === undefined ? undefined : assignmentOf(candidate, base);
  return found === undefined || found.rest > MAX_REST ? 'none' : found.order;
}

async function assign(
  pool: SlicePool,
  { candidate, base }: NamedPair,
  writes: boolean,
  channels: Order | undefined,
): Promise<Assignment | undefined> {
  let best: Assignment | undefined;
  // The names tell which side to try first; a library that stores matrices the other way round has the same names.
  for (const side of writes ? (['columns', 'rows'] as const) : (['rows', 'columns'] as const)) {
    const across = side === 'columns' ? base.tensor.rows : base.tensor.rowElements;
    const order = channels?.length === across ? channels : undefined;
    const ours = await sketchOf(pool, candidate, side, WIDTH, order);
    const theirs = await sketchOf(pool, base, side, WIDTH);
    const found = ours === undefined || theirs === undefined ? undefined : assignmentOf(ours, theirs);
    if (found !== undefined && found.rest < (best?.rest ?? Infinity)) best = found;
    if (best !== undefined && best.rest <= MAX_REST) break;
  }
  return best;
}

const NEURONS =
  /(?:gate_proj|up_proj|down_proj|ffn_gate|ffn_up|ffn_down|mlp\.c_fc|mlp\.c_proj|intermediate\.dense|\d\.output\.dense|fc1|fc2|wi_0|wi_1|wo)\.weight$/u;

/** Layers in which the neurons of the parts of the feed-forward network were not put in one order; a part that stayed has none. */
function inconsistent(orders: ReadonlyMap<string, Order>, pairs: readonly NamedPair[]): number[] {
  const parts = pairs.filter(({ name }) => NEURONS.test(name.slice(-64)));
  return [...Map.groupBy(parts, ({ name }) => layerOf(name) ?? -1)].flatMap(([layer, members]) => {
    const first = orders.get(members[0]?.name ?? '');
    const fits = members.every(({ name }) => {
      const order = orders.get(name);
      return order === undefined || first === undefined
        ? order === first || isIdentity(order ?? first ?? new Uint32Array())
        : first.every((value, index) => order[index] === value);
    });
    return fits ? [] : [layer];
  });
}

import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import { layerOf } from '../formats/checkpoints/tensor-names.ts';
import type { SlicePool } from './difference/slice-pool.ts';
import type { Operand } from './elements/tensor-reader.ts';
import type { NamedPair, TensorMatch } from './tensor-match.ts';
import { restOf, sketchOf, type Sketch } from './sketch.ts';

/** Deeper models than any known are not rearranged. */
const MAX_LAYERS = 1024;
const WIDTH = 8;
/** Share of a matrix's squares that may differ between a layer and the one it was made from. */
const MAX_REST = 0.5;

export interface LayerMatch {
  readonly match: TensorMatch;
  /** The base's layer that each of the candidate's layers holds, by number; undefined where all stand in their places. */
  readonly from?: ReadonlyMap<number, number>;
}

/** A layer's tensors by what their names say without its number. */
type Layers = Map<number, Map<string, { readonly name: string; readonly operand: Operand }>>;

/**
 * Layers by their contents, where one side has more of them or some don't hold what they hold in the base: a model made deeper holds some of
 * the base's layers twice, a shortened one lacks some, and by name most would be held against their neighbours. Reads one small matrix of each
 * layer of both sides.
 */
export async function matchLayers(pool: SlicePool, match: TensorMatch): Promise<LayerMatch> {
  const { pairs, added, removed } = match;
  const ours = layersOf([...pairs.map(({ name, candidate }) => ({ name, operand: candidate })), ...alone(added)]);
  const theirs = layersOf([
    // A pair's name is the candidate's; the base's tensor of another convention has the same layer.
    ...pairs.map(({ name, base }) => ({ name, operand: base })),
    ...alone(removed),
  ]);
  if (Math.min(ours.size, theirs.size) === 0) return { match };
  if (Math.max(ours.size, theirs.size) > MAX_LAYERS) return { match };
  const role = smallestMatrix([...ours.values(), ...theirs.values()]);
  if (role === undefined) return { match };
  const [left, right] = [await sketches(pool, ours, role), await sketches(pool, theirs, role)];
  if (ours.size === theirs.size && [...left].every(([layer, sketch]) => isNear(sketch, right.get(layer))))
    return { match };
  const from = new Map<number, number>();
  for (const [layer, sketch] of left) {
    const nearest = [...right]
      .map(([other, theirSketch]) => ({ other, rest: restOf(sketch, theirSketch) }))
      .toSorted((a, b) => a.rest - b.rest)[0];
    if (nearest === undefined || nearest.rest > MAX_REST) return { match };
    from.set(layer, nearest.other);
  }
  if (from.size !== ours.size || right.size !== theirs.size) return { match };
  return { match: rearranged(match, ours, theirs, from), from };
}

function isNear(sketch: Sketch, other: Sketch | undefined): boolean {
  return other !== undefined && restOf(sketch, other) <= MAX_REST;
}

function rearranged(match: TensorMatch, ours: Layers, theirs: Layers, from: ReadonlyMap<number, number>): TensorMatch {
  const pairs: NamedPair[] = match.pairs.filter(({ name }) => layerOf(name) === undefined);
  const added: LocatedTensor[] = match.added.filter(({ name }) => layerOf(name) === undefined);
  const removed: LocatedTensor[] = match.removed.filter(({ name }) => layerOf(name) === undefined);
  for (const [layer, tensors] of ours) {
    const source = theirs.get(from.get(layer) ?? -1);
    for (const [role, { name, operand }] of tensors) {
      const base = source?.get(role)?.operand;
      if (base === undefined || !sameShape(operand.tensor, base.tensor)) added.push(operand.tensor);
      else pairs.push({ name, candidate: operand, base });
    }
  }
  const used = new Set(from.values());
  for (const [layer, tensors] of theirs)
    if (!used.has(layer)) removed.push(...[...tensors.values()].map(({ operand }) => operand.tensor));
  return { ...match, pairs, added, removed };
}

function alone(tensors: readonly LocatedTensor[]): { readonly name: string; readonly operand: Operand }[] {
  return tensors.map((tensor) => ({ name: tensor.name, operand: { tensor } }));
}

function layersOf(tensors: readonly { readonly name: string; readonly operand: Operand }[]): Layers {
  const layers: Layers = new Map();
  for (const one of tensors) {
    const layer = layerOf(one.name);
    if (layer === undefined) continue;
    const role = one.name.split('.').filter((part) => part !== String(layer));
    const members = layers.get(layer) ?? new Map();
    members.set(role.join('.'), one);
    layers.set(layer, members);
  }
  return layers;
}

/** The matrix with the fewest elements that every layer of both sides has in one shape. */
function smallestMatrix(layers: readonly ReadonlyMap<string, { readonly operand: Operand }>[]): string | undefined {
  const [first] = layers;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [role, { operand }] of first ?? []) {
    const { shape, elements, rows } = operand.tensor;
    if (shape.length !== 2 || rows < 8 || elements >= least) continue;
    const everywhere = layers.every((members) => {
      const other = members.get(role)?.operand;
      return other !== undefined && sameShape(other.tensor, operand.tensor);
    });
    if (everywhere) [best, least] = [role, elements];
  }
  return best;
}

async function sketches(pool: SlicePool, layers: Layers, role: string): Promise<Map<number, Sketch>> {
  const found = new Map<number, Sketch>();
  for (const [layer, tensors] of layers) {
    const operand = tensors.get(role)?.operand;
    const sketch = operand === undefined ? undefined : await sketchOf(pool, operand, 'rows', WIDTH);
    if (sketch !== undefined) found.set(layer, sketch);
  }
  return found;
}

function sameShape(a: LocatedTensor, b: LocatedTensor): boolean {
  return a.shape.length === b.shape.length && a.shape.every((length, axis) => length === b.shape[axis]);
}

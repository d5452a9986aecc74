import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import type { SlicePool } from './difference/slice-pool.ts';
import type { NamedPair, TensorMatch } from './tensor-match.ts';
import { restOf, sketchOf, type Sketch } from './sketch.ts';

/** More than this under foreign names are not looked at: each costs a pass over its bytes. */
const MAX_RENAMED = 4096;
const WIDTH = 8;
/** Share of a tensor's squares that may differ between two that are the same tensor under two names. */
const MAX_REST = 0.5;

/**
 * Pairs up tensors that only one side has by name, where their contents are alike: the same shape, and each the nearest of the
 * other's by sketches. Reads those tensors once. What stays unmatched is added and removed as before.
 */
export async function matchByContents(pool: SlicePool, match: TensorMatch): Promise<TensorMatch> {
  const { added, removed } = match;
  if (added.length === 0 || removed.length === 0 || added.length + removed.length > MAX_RENAMED) return match;
  const shapes = new Set(removed.map(shapeKey));
  const ours = await sketches(
    pool,
    added.filter((tensor) => shapes.has(shapeKey(tensor))),
  );
  if (ours.length === 0) return match;
  const wanted = new Set(ours.map(({ tensor }) => shapeKey(tensor)));
  const theirs = await sketches(
    pool,
    removed.filter((tensor) => wanted.has(shapeKey(tensor))),
  );
  const pairs: NamedPair[] = [];
  const leftOut: string[] = [];
  for (const one of ours) {
    const other = nearestOf(one, theirs);
    if (other === undefined || nearestOf(other, ours) !== one || restOf(one.sketch, other.sketch) > MAX_REST) continue;
    pairs.push({ name: one.tensor.name, candidate: { tensor: one.tensor }, base: { tensor: other.tensor } });
    leftOut.push(`${one.tensor.name}: compared with ${other.tensor.name}, whose contents it has`);
  }
  const used = new Set(pairs.flatMap(({ candidate, base }) => [candidate.tensor, base.tensor]));
  return {
    ...match,
    pairs: [...match.pairs, ...pairs],
    added: added.filter((tensor) => !used.has(tensor)),
    removed: removed.filter((tensor) => !used.has(tensor)),
    leftOut: [...match.leftOut, ...leftOut],
  };
}

interface Sketched {
  readonly tensor: LocatedTensor;
  readonly sketch: Sketch;
}

async function sketches(pool: SlicePool, tensors: readonly LocatedTensor[]): Promise<Sketched[]> {
  const found: Sketched[] = [];
  for (const tensor of tensors) {
    const sketch = await sketchOf(pool, { tensor }, tensor.rows > 1 ? 'rows' : 'columns', WIDTH);
    if (sketch !== undefined) found.push({ tensor, sketch });
  }
  return found;
}

function shapeKey({ shape }: LocatedTensor): string {
  return shape.join('x');
}

function nearestOf(one: Sketched, others: readonly Sketched[]): Sketched | undefined {
  let best: Sketched | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    if (shapeKey(other.tensor) !== shapeKey(one.tensor)) continue;
    const rest = restOf(one.sketch, other.sketch);
    if (rest < least) [best, least] = [other, rest];
  }
  return best;
}

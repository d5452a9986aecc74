import type { Lineage } from '../core/predicates/compare-change.ts';
import { layerOf } from '../formats/checkpoints/tensor-names.ts';
import type { SlicePool } from '../weights/difference/slice-pool.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import { sketchOf, squareOf, type Order, type Sketch } from '../weights/sketch.ts';

/** Layers that are looked at, spread over the model, and neurons of each. */
const MAX_LAYERS = 12;
const SAMPLED_NEURONS = 256;
const WIDTH = 64;
/** A p-value below this says that the two are related. */
export const RELATED_BELOW = 1e-6;
/** Smaller p-values are all the same: JSON ends there, and so does belief. */
const SMALLEST = 1e-300;

const UP = /(?:up_proj|ffn_up|c_fc|fc1|dense_h_to_4h|intermediate\.dense|wi_1|wi|w3)\.weight$/u;
const GATE = /(?:gate_proj|ffn_gate|wi_0|w1)\.weight$/u;
const DOWN = /(?:down_proj|ffn_down|mlp\.c_proj|fc2|dense_4h_to_h|\d\.output\.dense|wo|w2)\.weight$/u;
/** GPT-2's layers hold their matrices the other way round: a neuron is a column of the first and a row of the second. */
const TRANSPOSED = /c_fc\.weight$/u;

/**
 * Whether the candidate descends from the base: in each layer, every neuron of the candidate is given the base's neuron that is most like
 * it, once by its up-projection and once by its gate (or down-projection), and the two assignments are correlated by rank (Spearman). Between
 * independent models they are independent, however similar the training; between relatives they agree, in whatever order the neurons stand. P-values
 * of the layers are combined by Fisher's method (Zhu et al., “Independence tests for language models”, ICML 2025). `channels` is the order of the
 * channels between layers, where the candidate has another one.
 */
export async function lineageOf(pool: SlicePool, pairs: readonly NamedPair[], channels?: Order): Promise<Lineage> {
  const layers = Map.groupBy(
    pairs.filter(({ base }) => base.tensor.shape.length === 2),
    ({ name }) => layerOf(name) ?? -1,
  );
  const usable = [...layers].flatMap(([layer, members]): Tested[] => {
    const part = (pattern: RegExp): NamedPair | undefined => members.find(({ name }) => pattern.test(name.slice(-64)));
    const [up, gate, down] = [part(UP), part(GATE), part(DOWN)];
    if (layer < 0 || up === undefined) return [];
    if (TRANSPOSED.test(up.name.slice(-64)))
      return down?.base.tensor.rows === up.base.tensor.rowElements
        ? [{ up, upSide: 'columns', other: down, side: 'rows' }]
        : [];
    if (gate !== undefined && gate.base.tensor.rows === up.base.tensor.rows)
      return [{ up, upSide: 'rows', other: gate, side: 'rows' }];
    return down !== undefined && down.base.tensor.rowElements === up.base.tensor.rows
      ? [{ up, upSide: 'rows', other: down, side: 'columns' }]
      : [];
  });
  const step = Math.max(1, Math.ceil(usable.length / MAX_LAYERS));
  let statistic = 0;
  let tested = 0;
  for (const { up, upSide, other, side } of usable.filter((_, index) => index % step === 0)) {
    const first = await nearest(pool, up, upSide, channels);
    const second = first === undefined ? undefined : await nearest(pool, other, side, channels);
    if (first === undefined || second === undefined) continue;
    statistic -= 2 * logTail(spearman(first, second), first.length);
    tested += 1;
  }
  if (tested === 0) return { related: null, pValue: null, layers: 0 };
  const pValue = Math.max(SMALLEST, Math.exp(logChiSquareTail(statistic, tested)));
  return { related: pValue < RELATED_BELOW, pValue, layers: tested };
}

interface Tested {
  readonly up: NamedPair;
  readonly upSide: 'rows' | 'columns';
  readonly other: NamedPair;
  readonly side: 'rows' | 'columns';
}

/** For sampled neurons of the candidate, the index of the base's neuron with the highest cosine. */
async function nearest(
  pool: SlicePool,
  { candidate, base }: NamedPair,
  side: 'rows' | 'columns',
  channels: Order | undefined,
): Promise<number[] | undefined> {
  const across = side === 'columns' ? base.tensor.rows : base.tensor.rowElements;
  const ours = await sketchOf(pool, candidate, side, WIDTH, channels?.length === across ? channels : undefined);
  const theirs = await sketchOf(pool, base, side, WIDTH);
  if (ours === undefined || theirs === undefined) return undefined;
  const norms = Float64Array.from({ length: theirs.count }, (_, row) => Math.sqrt(squareOf(theirs, row)));
  const step = Math.max(1, Math.floor(ours.count / SAMPLED_NEURONS));
  const found: number[] = [];
  for (let row = 0; row < ours.count && found.length < SAMPLED_NEURONS; row += step)
    found.push(mostAlike(ours, row, theirs, norms));
  return found;
}

function mostAlike(ours: Sketch, row: number, theirs: Sketch, norms: Float64Array): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < theirs.count; other += 1) {
    let dot = 0;
    for (let lane = 0; lane < WIDTH; lane += 1) {
      dot += (ours.values[row * WIDTH + lane] ?? 0) * (theirs.values[other * WIDTH + lane] ?? 0);
    }
    const cosine = dot / ((norms[other] ?? 0) || 1);
    if (cosine > highest) [best, highest] = [other, cosine];
  }
  return best;
}

/** Rank correlation with average ranks for ties. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, index) => {
    const [left, right] = [value - mean, (y[index] ?? 0) - mean];
    xy += left * right;
    xx += left * left;
    yy += right * right;
  });
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
  const out = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let place = from; place <= to; place += 1) out[order[place]?.index ?? 0] = (from + to) / 2;
    from = to + 1;
  }
  return out;
}

/** ln of the one-sided p-value of a rank correlation over `count` pairs: ρ·√(n − 1) is close to normal from ten pairs on. */
export function logTail(correlation: number, count: number): number {
  const z = correlation * Math.sqrt(Math.max(0, count - 1));
  if (z < 5) return Math.log(1 - normalBelow(z));
  // The tail's own expansion, where one minus the rest has no digits left.
  return (-z * z) / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / (z * z));
}

/** Φ(z) after Abramowitz and Stegun 7.1.26, error below 1.5e-7. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.327_591_1 * x);
  const tail =
    ((((1.061_405_429 * t - 1.453_152_027) * t + 1.421_413_741) * t - 0.284_496_736) * t + 0.254_829_592) *
    t *
    Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

/** ln P(χ² > x) with 2k degrees of freedom: e^(−x/2)·Σ (x/2)ⁱ/i! for i < k. */
export function logChiSquareTail(x: number, k: number): number {
  const half = x / 2;
  if (half <= 0) return 0;
  let largest = 0;
  let term = 0;
  const terms = [0];
  for (let i = 1; i < k; i += 1) {
    term += Math.log(half / i);
    terms.push(term);
    largest = Math.max(largest, term);
  }
  return -half + largest + Math.log(terms.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

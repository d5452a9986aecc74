import type { ComparePredicate } from '../core/predicates/compare.ts';
import type { StageContext } from '../core/stage.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { isDecodable } from '../formats/checkpoints/element-types.ts';
import { layerOf } from '../formats/checkpoints/tensor-names.ts';
import { openSlicePool } from '../weights/difference/slice-pool.ts';
import { sketchOf, squareOf } from '../weights/sketch.ts';
import { spectrumOf } from '../weights/spectrum/spectrum.ts';
import { isVocabulary } from './tensor-shape.ts';
import { roleOf } from './tensor-role.ts';
import type { WeightGroup } from './weight-groups.ts';

type Sign = NonNullable<ComparePredicate['signs']>[number];

const WIDTH = 16;
const MAX_SIGNS = 16;
/** Layers that a role needs for one of them to stand out, and by how many deviations (of the median kind). */
const MIN_LAYERS = 4;
const OUTLIER = 8;
/** Rows of the vocabulary that are compared with each other. */
const MAX_ROWS = 4096;
const SAME_COSINE = 0.995;

/**
 * Without a base: matrices whose largest singular value stands out among their like in other layers, and tokens whose rows are
 * nearly the same. Weak signs, which honest models have too; they only say where to look.
 */
export async function standaloneSigns(groups: readonly WeightGroup[], { signal }: StageContext): Promise<Sign[]> {
  const first = groups.flatMap(({ members }) => members.filter((one): one is Checkpoint => one.kind === 'tensors'))[0];
  if (first === undefined) return [];
  const tensors = [...first.tensors.values()].filter(({ dtype, shape }) => shape.length === 2 && isDecodable(dtype));
  const pool = openSlicePool(
    tensors.reduce((sum, { bytes }) => sum + bytes, 0),
    signal,
  );
  try {
    const found: { readonly name: string; readonly share: number }[] = [];
    const signs: Sign[] = [];
    for (const tensor of tensors) {
      const pair = { candidate: { tensor }, base: { tensor } };
      if (isVocabulary(tensor.name)) {
        const rows = await sketchOf(pool, { tensor }, 'rows', WIDTH);
        if (rows !== undefined) signs.push(...alikeRows(tensor.name, rows));
        continue;
      }
      if (layerOf(tensor.name) === undefined) continue;
      const spectrum = await spectrumOf(pool, pair, { width: 8, passes: 3, taken: 'candidate' });
      const [largest = 0, second = 0] = spectrum?.squares ?? [];
      if (second > 0) found.push({ name: tensor.name, share: Math.log(largest / second) });
    }
    for (const members of Map.groupBy(found, ({ name }) => roleOf(name)).values()) {
      if (members.length < MIN_LAYERS) continue;
      const middle = median(members.map(({ share }) => share));
      const spread = median(members.map(({ share }) => Math.abs(share - middle))) * 1.4826;
      for (const { name, share } of members) {
        const far = spread > 0 ? (share - middle) / spread : 0;
        if (far < OUTLIER) continue;
        const gap = Math.exp(share / 2);
        signs.push({
          sign: 'spectral-outlier',
          tensor: name.slice(0, 256),
          value: far,
          told: `weak: its largest singular value is ${gap.toFixed(1)} times the next, far from its like in other layers`,
        });
      }
    }
    return signs.toSorted((a, b) => b.value - a.value).slice(0, MAX_SIGNS);
  } finally {
    await pool.close();
  }
}

function alikeRows(
  name: string,
  rows: { readonly values: Float64Array; readonly count: number; readonly width: number },
): Sign[] {
  const step = Math.max(1, Math.ceil(rows.count / MAX_ROWS));
  const kept = Array.from({ length: rows.count }, (_, row) => row).filter(
    (row) => row % step === 0 && squareOf(rows, row) > 0,
  );
  const norm = kept.map((row) => Math.sqrt(squareOf(rows, row)));
  const pairs: Sign[] = [];
  // Neighbours by their first sums: rows that are nearly the same have nearly the same sums.
  const order = kept.map((row, index) => ({
    row,
    index,
    first: (rows.values[row * rows.width] ?? 0) / (norm[index] ?? 1),
  }));
  order.sort((a, b) => a.first - b.first);
  for (const [at, one] of order.entries()) {
    for (const other of order.slice(at + 1, at + 9)) {
      let dot = 0;
      for (let lane = 0; lane < rows.width; lane += 1)
        dot += (rows.values[one.row * rows.width + lane] ?? 0) * (rows.values[other.row * rows.width + lane] ?? 0);
      const cosine = dot / ((norm[one.index] ?? 1) * (norm[other.index] ?? 1));
      if (cosine < SAME_COSINE) continue;
      pairs.push({
        sign: 'alike-rows',
        tensor: name.slice(0, 256),
        value: cosine,
        told: `weak: the rows of tokens ${one.row} and ${other.row} point the same way`,
      });
    }
  }
  // Tokens that were never trained are all alike: many such pairs say nothing.
  return pairs.length <= MAX_SIGNS ? pairs : [];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

import type { LayerChange } from '../core/predicates/compare.ts';
import { EMBEDDINGS, OUTPUT_PROJECTIONS, layerOf } from '../formats/checkpoints/tensor-names.ts';
import { finite } from '../weights/difference/statistics.ts';
import { differs, type TensorChange } from './tensor-change.ts';

/** More layers than any published model has; names of a hostile file may count further, and those go to `other`. */
export const MAX_LAYERS = 1024;

/** In the order of the model: embeddings, layers, output, the rest. */
export function layerChanges(
  tensors: readonly TensorChange[],
  unchangedSquares: ReadonlyMap<string, number>,
): LayerChange[] {
  const groups = Map.groupBy(tensors, ({ name }) => layerName(name));
  const all = tensors.reduce((sum, { sums }) => sum + (sums?.differenceSquares ?? 0), 0);
  return [...groups]
    .toSorted(([a], [b]) => orderOf(a) - orderOf(b))
    .map(([layer, members]) => {
      const squares = members.reduce((sum, { sums }) => sum + (sums?.differenceSquares ?? 0), 0);
      const base = members.reduce(
        (sum, { name, sums }) => sum + (sums?.baseSquares ?? unchangedSquares.get(name) ?? 0),
        0,
      );
      return {
        layer,
        tensors: members.length,
        tensorsChanged: members.filter(differs).length,
        relativeNorm: squares === 0 ? 0 : finite(Math.sqrt(squares) / Math.sqrt(base)),
        share: finite(squares / all) ?? 0,
      };
    });
}

function layerName(name: string): string {
  const layer = layerOf(name);
  if (layer !== undefined && layer < MAX_LAYERS) return String(layer);
  if (EMBEDDINGS.includes(name)) return 'embeddings';
  return OUTPUT_PROJECTIONS.includes(name) ? 'output' : 'other';
}

function orderOf(layer: string): number {
  if (layer === 'embeddings') return -1;
  if (layer === 'output') return MAX_LAYERS;
  return layer === 'other' ? MAX_LAYERS + 1 : Number(layer);
}

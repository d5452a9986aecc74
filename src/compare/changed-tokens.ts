import type { TensorChange } from './tensor-change.ts';
import { isVocabulary } from './tensor-shape.ts';

/** Tokens that are listed. */
export const MAX_TOKENS = 64;

/** Ids of the tokens whose rows changed in the embedding or the output, most changed first. Only of tensors where few did. */
export function tokensOf(tensors: readonly TensorChange[]): number[] {
  const rows = tensors
    .filter(({ name }) => isVocabulary(name))
    .flatMap(({ sums, base, outlying }) => {
      if (outlying !== undefined) return outlying.rows;
      return sums !== undefined && sums.rowsChanged < (base?.rows ?? 0) / 2 ? sums.topRows : [];
    })
    .toSorted((a, b) => b.square - a.square);
  return [...new Set(rows.map(({ row }) => row))].slice(0, MAX_TOKENS);
}

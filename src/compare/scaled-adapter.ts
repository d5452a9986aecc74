import type { ClassifiedChange } from '../core/predicates/compare-change.ts';
import { pairSums } from '../weights/difference/compare-pair.ts';
import type { SlicePool } from '../weights/difference/slice-pool.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import { spectrumOf } from '../weights/spectrum/spectrum.ts';
import { rowFactors } from './moved-factors.ts';
import type { TensorChange } from './tensor-change.ts';
import { roleOf } from './tensor-role.ts';
import { directionsOf, isVocabulary } from './tensor-shape.ts';
import { THRESHOLDS } from './thresholds.ts';

/** One matrix of each kind, up to so many. */
const MAX_TESTED = 8;
const WIDTH = 96;

/**
 * Whether the changed matrices are the base's with few directions added and then a factor per row, as merging a DoRA leaves them (Liu et al. 2024: the
 * length of each output's weights is trained beside a low rank). The factors are those of least squares; what an adapter adds along a row itself goes into
 * them, about 1/columns of its energy, and is no direction any more.
 */
export async function findScaledAdapter(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
): Promise<ClassifiedChange | undefined> {
  const changed = new Set(
    changes.flatMap(({ name, sums, valuesEqual, base }) =>
      sums !== undefined && !valuesEqual && base?.shape.length === 2 && !isVocabulary(name) ? [name] : [],
    ),
  );
  const byRole = Map.groupBy(
    pairs.filter(({ name }) => changed.has(name)),
    ({ name }) => roleOf(name),
  );
  const tested = [...byRole.values()].flatMap(([first]) => first ?? []).slice(0, MAX_TESTED);
  const ranks: number[] = [];
  for (const pair of tested) {
    const rows = await rowFactors(pool, pair);
    if (rows === undefined) return undefined;
    const scaled: NamedPair = { ...pair, base: { ...pair.base, factors: { rows } } };
    const sums = await pairSums(pool, scaled);
    const spectrum = await spectrumOf(pool, scaled, { width: WIDTH, passes: 3 });
    if (spectrum === undefined) return undefined;
    const { tensor } = pair.base;
    const alongRows = (THRESHOLDS.alongRows * sums.differenceSquares) / tensor.rowElements;
    const { sharp } = directionsOf(spectrum, { ...sums, rounding: sums.rounding + alongRows }, tensor);
    if (sharp === 0 || sharp > Math.min(tensor.rows, tensor.rowElements) * THRESHOLDS.lowRankShare) return undefined;
    ranks.push(sharp);
  }
  const rank = ranks.toSorted((a, b) => a - b)[Math.floor(ranks.length * 0.75)];
  return rank === undefined ? undefined : { class: 'lora-merge', confidence: 'medium', rank, also: ['rescaled'] };
}

import type { ClassifiedChange } from '../core/predicates/compare-change.ts';
import type { SlicePool } from '../weights/difference/slice-pool.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import { sketchOf, squareOf, type Sketch } from '../weights/sketch.ts';
import type { TensorChange } from './tensor-change.ts';
import { roleOf } from './tensor-role.ts';
import { THRESHOLDS } from './thresholds.ts';

const WIDTH = 16;
/** One matrix of each kind, up to so many: a factor that explains these was not trained. */
const MAX_TESTED = 8;

/**
 * Whether the changed matrices are the base's with a factor per row or per column, as norms folded into the next matrix, or scales moved between
 * two, leave them: the values differ broadly and the model may compute the same. Reads the tested matrices twice on both sides.
 */
export async function findRescaling(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
): Promise<ClassifiedChange | undefined> {
  const changed = new Map(
    changes.flatMap((change) =>
      change.sums !== undefined && !change.valuesEqual && (change.base?.shape.length ?? 0) === 2
        ? [[change.name, change.sums] as const]
        : [],
    ),
  );
  const tested = [
    ...Map.groupBy(
      pairs.filter(({ name }) => changed.has(name)),
      ({ name }) => roleOf(name),
    ).values(),
  ].flatMap(([first]) => first ?? []);
  if (tested.length === 0) return undefined;
  for (const pair of tested.slice(0, MAX_TESTED)) {
    const sums = changed.get(pair.name);
    if (sums === undefined) return undefined;
    // In what rounding alone could leave no factor can be seen.
    if (sums.differenceSquares < THRESHOLDS.overRounding * sums.rounding) return undefined;
    const allowed = (THRESHOLDS.rescaledRest * sums.differenceSquares + 4 * sums.rounding) / sums.candidateSquares;
    const left = Math.min(await restScaled(pool, pair, 'columns'), await restScaled(pool, pair, 'rows'));
    if (!(left <= allowed)) return undefined;
  }
  return { class: 'rescaled', confidence: tested.length > 1 ? 'high' : 'medium' };
}

/** What the best factor for each row or column leaves, over the candidate's squares; infinite where it can't be told. */
async function restScaled(pool: SlicePool, { candidate, base }: NamedPair, side: 'rows' | 'columns'): Promise<number> {
  const ours = await sketchOf(pool, candidate, side, WIDTH);
  const theirs = await sketchOf(pool, base, side, WIDTH);
  if (ours === undefined || theirs === undefined) return Number.POSITIVE_INFINITY;
  let [rest, total] = [0, 0];
  for (let row = 0; row < ours.count; row += 1) {
    const [own, other, dot] = [squareOf(ours, row), squareOf(theirs, row), dotOf(ours, theirs, row)];
    rest += other > 0 ? Math.max(0, own - (dot * dot) / other) : own;
    total += own;
  }
  return rest / total;
}

function dotOf(a: Sketch, b: Sketch, row: number): number {
  let sum = 0;
  for (let at = row * a.width; at < (row + 1) * a.width; at += 1) sum += (a.values[at] ?? 0) * (b.values[at] ?? 0);
  return sum;
}

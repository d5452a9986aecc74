import type { ClassifiedChange } from '../core/predicates/compare-change.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { pairSums, whyIncomparable } from '../weights/difference/compare-pair.ts';
import type { SlicePool } from '../weights/difference/slice-pool.ts';
import { matchTensors } from '../weights/match-tensors.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import type { TensorChange } from './tensor-change.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Another model at hand that the candidate may be mixed from. */
export interface Sibling {
  readonly name: string;
  readonly checkpoints: readonly Checkpoint[];
}

/** A candidate as a mixture of its base and another model. */
export interface MergeFit {
  readonly change: ClassifiedChange;
  readonly sibling: string;
  /** Share of ‖D‖² that the mixture doesn't explain. */
  readonly rest: number;
}

/** More models than this are not tried: each costs two passes over the weights. */
export const MAX_SIBLINGS = 16;
/** Closer to the sibling than this it is the sibling, and closer to the base the base: no mixture. */
const MIN_SHARE = 0.02;

/**
 * The sibling that explains the candidate best, as a·base + b·sibling per tensor, which holds linear, spherical and task-vector
 * merges. A part of it is enough where the share is the same in all tensors: the rest is then further training, or another model
 * that isn't at hand. Least squares from norms and distances alone: ⟨x, y⟩ = (‖x‖² + ‖y‖² − ‖x − y‖²) / 2. Undefined where none leaves little.
 */
export async function fitMerge(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
  candidate: Checkpoint,
  siblings: readonly Sibling[],
): Promise<MergeFit | undefined> {
  let best: MergeFit | undefined;
  for (const { name, checkpoints } of siblings.slice(0, MAX_SIBLINGS)) {
    for (const checkpoint of checkpoints) {
      const fit = await fitOne(pool, pairs, changes, candidate, checkpoint);
      if (fit === undefined || fit.rest >= (best?.rest ?? THRESHOLDS.partialMergeRest)) continue;
      const whole = fit.rest < THRESHOLDS.mergeRest;
      const isEven = fit.share >= THRESHOLDS.partialMergeShare && fit.spread <= THRESHOLDS.partialMergeSpread;
      if (whole || isEven) {
        const confidence = fit.rest < THRESHOLDS.mergeRest / 5 ? 'high' : whole ? 'medium' : 'low';
        const change: ClassifiedChange = {
          class: 'merge',
          confidence,
          sibling: name.slice(0, 200),
          share: fit.share,
          ...(whole ? {} : { also: ['full-fine-tune'] }),
        };
        best = { change, sibling: name, rest: fit.rest };
      }
    }
  }
  return best;
}

interface Fit {
  readonly rest: number;
  readonly share: number;
  /** Standard deviation of the share over the tensors, by their ‖D‖², over the share. */
  readonly spread: number;
}

async function fitOne(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
  candidate: Checkpoint,
  sibling: Checkpoint,
): Promise<Fit | undefined> {
  const result = matchTensors(candidate, sibling);
  if (result.kind === 'unmatchable') return undefined;
  const others = new Map(result.match.pairs.map((pair) => [pair.name, pair]));
  const changed = new Map(changes.flatMap(({ name, sums }) => (sums === undefined ? [] : [[name, sums] as const])));
  let rest = 0;
  let total = 0;
  let weighted = 0;
  let squared = 0;
  for (const { name, candidate: own, base } of pairs) {
    const ours = changed.get(name);
    if (ours === undefined || base.tensor.shape.length < 2) continue;
    const toSibling = others.get(name);
    // Distances between all three need one order of rows.
    const sameOrder = toSibling?.candidate.order?.rowsPerHead === own.order?.rowsPerHead;
    if (toSibling === undefined || !sameOrder) return undefined;
    const apart = { candidate: toSibling.base, base };
    if (whyIncomparable(toSibling) !== undefined || whyIncomparable(apart) !== undefined) return undefined;
    const cs = await pairSums(pool, toSibling);
    const sb = await pairSums(pool, apart);
    const [c, s, b] = [ours.candidateSquares, sb.candidateSquares, ours.baseSquares];
    const dot = (x: number, y: number, far: number): number => (x + y - far) / 2;
    const [cb, cSibling, bs] = [
      dot(c, b, ours.differenceSquares),
      dot(c, s, cs.differenceSquares),
      dot(s, b, sb.differenceSquares),
    ];
    const d = ours.differenceSquares;
    // Along the difference of the two: steadier than the plain fit where they are close, and exact for linear mixtures.
    const along = dot(d, sb.differenceSquares, cs.differenceSquares);
    const t = sb.differenceSquares > 0 ? along / sb.differenceSquares : 0;
    let left = Math.max(0, d - t * along);
    const determinant = b * s - bs * bs;
    if (determinant > b * s * 1e-3) {
      const x = (cb * s - cSibling * bs) / determinant;
      const y = (cSibling * b - cb * bs) / determinant;
      left = Math.min(left, Math.max(0, c - x * cb - y * cSibling));
    }
    rest += Math.max(0, left - ours.rounding);
    total += d;
    weighted += t * d;
    squared += t * t * d;
  }
  if (total === 0) return undefined;
  const share = weighted / total;
  if (share < MIN_SHARE || share > 1 - MIN_SHARE) return undefined;
  return { rest: rest / total, share, spread: Math.sqrt(Math.max(0, squared / total - share * share)) / share };
}

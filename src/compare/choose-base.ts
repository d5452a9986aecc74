import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { withRopeFactors } from '../weights/rope-factors.ts';
import { matchTensors } from '../weights/match-tensors.ts';
import type { TensorMatch } from '../weights/tensor-match.ts';

export interface ChosenPair {
  readonly candidate: Checkpoint;
  readonly base: Checkpoint;
  readonly match: TensorMatch;
  /** Why positions are not the same, where a tensor on one side tells and numbers on the other. */
  readonly different?: string;
}

/** Tensors in both, of the larger side, from which on a pair is taken for the same kind of model. */
const SHARED_TENSORS = 0.5;

/**
 * Which of a group's members to compare with which of the base's checkpoints: any member will do, they are equal. The
 * pair with the most in common wins, in this order: enough shared tensors, the same format, the same stored types. A
 * string says why there is no pair.
 */
export function chooseBase(members: readonly Checkpoint[], bases: readonly Checkpoint[]): ChosenPair | string {
  let best: { readonly pair: ChosenPair; readonly rank: readonly number[] } | undefined;
  let why = 'the base holds no weights that can be compared';
  for (const candidate of members) {
    for (const base of bases) {
      const result = matchTensors(candidate, base);
      if (result.kind === 'unmatchable') {
        why = result.why;
        continue;
      }
      const rank = rankOf(candidate, base, result.match);
      if (best === undefined || isHigher(rank, best.rank))
        best = { pair: { candidate, base, match: result.match }, rank };
    }
  }
  if (best === undefined) return why;
  const { candidate, base, match } = best.pair;
  return { candidate, base, ...withRopeFactors(match, candidate, base) };
}

function rankOf(candidate: Checkpoint, base: Checkpoint, { pairs }: TensorMatch): number[] {
  const larger = Math.max(candidate.tensors.size, base.tensors.size);
  const sameType = pairs.filter((pair) => pair.candidate.tensor.dtype === pair.base.tensor.dtype).length;
  return [
    Number(pairs.length >= larger * SHARED_TENSORS),
    Number(candidate.format === base.format),
    sameType,
    pairs.length,
  ];
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place !== -1 && (a[place] ?? 0) > (b[place] ?? 0);
}

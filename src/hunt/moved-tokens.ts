import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { collectCheckpoints } from '../formats/checkpoints/collect.ts';
import { movedRows, vocabularyRowChanges } from '../weights/changed-rows.ts';
import type { Loadable } from './open-model.ts';

/** Rows of each tensor that are told. */
const MOST = 64;

export interface MovedTokens {
  /** Ids of the tokens whose row of the embedding or the output projection moved furthest. */
  readonly ids: readonly number[];
  /** ‖D‖²/‖W₀‖² of the rows: 2 for two models that have nothing to do with each other. Undefined where they can't be compared. */
  readonly distance: number | undefined;
}

/**
 * How far the words of a candidate lie from those of its base. Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export async function movedTokens(
  candidate: { readonly paths: readonly string[]; readonly model: Loadable },
  base: { readonly paths: readonly string[]; readonly model: Loadable },
  signal: AbortSignal,
): Promise<MovedTokens> {
  const [own, other] = [checkpointOf(candidate), checkpointOf(base)];
  const changes = own === undefined || other === undefined ? [] : await vocabularyRowChanges(own, other, signal);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [first] = changes;
  return {
    ids: [...new Set(changes.flatMap((one) => movedRows(one, MOST).map(({ row }) => row)))],
    distance: first === undefined ? undefined : sum(first.difference) / sum(first.base),
  };
}

function checkpointOf(it: { readonly paths: readonly string[]; readonly model: Loadable }): Checkpoint | undefined {
  return collectCheckpoints(it.model.submission, it.model.facts).find(
    (one): one is Checkpoint => one.kind === 'tensors' && one.paths.some((path) => it.paths.includes(path)),
  );
}

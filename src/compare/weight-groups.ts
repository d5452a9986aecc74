import type { FileFacts } from '../formats/facts.ts';
import type { Submission } from '../core/submission.ts';
import type { AnyCheckpoint, Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { collectCheckpoints } from '../formats/checkpoints/collect.ts';
import { matchTensors } from '../weights/match-tensors.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import { settingDifferences, settingsInCommon } from '../formats/checkpoints/model-settings.ts';
import { withRopeFactors } from '../weights/rope-factors.ts';
import { pairIsEqual, whyIncomparable } from '../weights/difference/compare-pair.ts';
import { openSlicePool } from '../weights/difference/slice-pool.ts';
import { isQuantised } from '../formats/checkpoints/element-types.ts';

/** Weight files of one submission that hold the same model, so that evaluating one of them speaks for all. */
export interface WeightGroup {
  /** Every file of every member, in the members' order. */
  readonly paths: readonly string[];
  /** Each loads as one model. The first is the one that the others were compared with. */
  readonly members: readonly AnyCheckpoint[];
  /** One sentence per member: why it is in this group, or why it stands alone. */
  readonly why: readonly string[];
}

/** More sets of weights than a person would submit; past it each stands alone, because all-pairs work grows with the square. */
export const MAX_COMPARED_CHECKPOINTS = 64;

/**
 * Sorts the loadable weight files of a submission into groups that hold exactly the same model: the same tensors after
 * the name map and row permutation, the same values at the same type or one that holds them without loss, and no known
 * setting that differs. What can't be proven equal is a group of its own. A tampered file beside a clean one is thus
 * never in the clean one's group. Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export async function groupEqualWeights(
  submission: Submission,
  facts: readonly FileFacts[],
  signal: AbortSignal,
): Promise<WeightGroup[]> {
  const groups: { members: AnyCheckpoint[]; why: string[] }[] = [];
  let compared = 0;
  for (const checkpoint of collectCheckpoints(submission, facts)) {
    if (checkpoint.kind === 'opaque') {
      groups.push({ members: [checkpoint], why: [`${checkpoint.paths.join(', ')}: ${checkpoint.why}`] });
      continue;
    }
    compared += 1;
    const mine = checkpoint.paths.join(', ');
    if (compared > MAX_COMPARED_CHECKPOINTS) {
      groups.push({ members: [checkpoint], why: [`${mine}: more than ${MAX_COMPARED_CHECKPOINTS} sets of weights`] });
      continue;
    }
    const apart: string[] = [];
    let joined = false;
    for (const group of groups) {
      const first = group.members[0];
      if (first === undefined || first.kind === 'opaque') continue;
      const answer = await sameModel(checkpoint, first, signal);
      if (answer.same) {
        group.members.push(checkpoint);
        group.why.push(`${mine}: ${answer.why}`);
        joined = true;
        break;
      }
      apart.push(`not the model of ${first.paths.join(', ')}: ${answer.why}`);
    }
    if (!joined)
      groups.push({ members: [checkpoint], why: [`${mine}: ${apart.join('; ') || 'the first of its group'}`] });
  }
  return groups.map(({ members, why }) => ({ paths: members.flatMap(({ paths }) => paths), members, why }));
}

interface Sameness {
  readonly same: boolean;
  readonly why: string;
}

const different = (why: string): Sameness => ({ same: false, why });

/** Whether two checkpoints hold the same model, with the first reason found against it. */
export async function sameModel(a: Checkpoint, b: Checkpoint, signal: AbortSignal): Promise<Sameness> {
  const settings = settingDifferences(a.settings, b.settings);
  if (settings.length > 0) return different(settings.join(', '));
  const result = matchTensors(a, b);
  if (result.kind === 'unmatchable') return different(result.why);
  const positions = withRopeFactors(result.match, a, b);
  if (positions.different !== undefined) return different(positions.different);
  const { pairs, reshaped, added, removed, unread, leftOut } = positions.match;
  const extra = added[0] ?? removed[0];
  if (extra !== undefined)
    return different(`${extra.name} is in only one of them (${added.length + removed.length} such)`);
  if (reshaped[0] !== undefined) return different(`${reshaped[0].name} has another shape`);
  if (unread[0] !== undefined) return different(`${unread[0].name}: ${unread[0].why}`);
  const unfit = pairs.flatMap((pair) => whyNeverEqual(pair) ?? [])[0];
  if (unfit !== undefined) return different(unfit);
  const bytes = pairs.reduce((sum, { candidate, base }) => sum + candidate.tensor.bytes + base.tensor.bytes, 0);
  const pool = openSlicePool(bytes, signal);
  try {
    for (const pair of pairs) {
      if (!(await pairIsEqual(pool, pair))) return different(`${pair.name} holds other values`);
    }
  } finally {
    await pool.close();
  }
  const common = settingsInCommon(a.settings, b.settings);
  const checked = common.length === 0 ? 'no setting is stated by both' : `same ${common.join(', ')}`;
  const conventions = leftOut.length === 0 ? '' : `; ${leftOut.slice(0, 8).join('; ')}`;
  return { same: true, why: `all ${pairs.length} tensors have equal values; ${checked}${conventions}` };
}

/** Quantised weights are computed with in another way than their plain copies, so only the same type counts as the same. */
function whyNeverEqual(pair: NamedPair): string | undefined {
  const [left, right] = [pair.candidate.tensor.dtype, pair.base.tensor.dtype];
  if (left !== right && (isQuantised(left) || isQuantised(right))) return `${pair.name} is ${left} against ${right}`;
  const [ours, theirs] = [pair.candidate.tensor, pair.base.tensor];
  if (ours.storedAs !== theirs.storedAs) return `${pair.name} is packed otherwise in one of them`;
  if ((pair.candidate.scale === undefined) !== (pair.base.scale === undefined))
    return `${pair.name} has factors in one of them`;
  const why = whyIncomparable(pair);
  return why === undefined ? undefined : `${pair.name}: ${why}`;
}

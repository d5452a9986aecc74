import { unreachable } from '../core/errors.ts';
import type { Outcome } from '../core/evidence.ts';
import type { BaseClaim } from './base-claim.ts';
import type { ComparisonRecord } from './comparison-record.ts';

export interface Judged {
  readonly outcome: Outcome;
  readonly reason: string;
}

/** Weights of the candidate that no comparison covers. `damaged`: a tensor format that could not be used. */
export interface NotCompared {
  readonly paths: readonly string[];
  readonly why: string;
  readonly damaged: boolean;
}

const RANK: Readonly<Record<Outcome, number>> = { passed: 0, skipped: 1, inconclusive: 2, errored: 3, failed: 4 };

/**
 * The stage's outcome: that of the worst comparison, because every file of a submission can be the one that somebody
 * loads. Weights that should hold tensors and could not be compared keep it from passing.
 */
export function judge(
  claim: BaseClaim,
  baseGiven: boolean,
  comparisons: readonly ComparisonRecord[],
  notCompared: readonly NotCompared[],
): Judged {
  if (!baseGiven) {
    return claim.baseModels.length === 0
      ? { outcome: 'skipped', reason: 'no base claimed and none given' }
      : {
          outcome: 'inconclusive',
          reason: `the submission claims to come from ${claim.baseModels.slice(0, 3).join(', ')}, and no base was given to compare with`,
        };
  }
  const damaged = notCompared.find((entry) => entry.damaged);
  const worst = comparisons
    .map((comparison) => judgeOne(claim, comparison))
    .toSorted((a, b) => RANK[b.outcome] - RANK[a.outcome])[0];
  if (worst?.outcome === 'failed') return worst;
  const missing = damaged ?? (worst === undefined ? notCompared[0] : undefined);
  if (missing !== undefined) {
    return {
      outcome: 'inconclusive',
      reason: `${missing.paths.slice(0, 3).join(', ')} could not be compared: ${missing.why}`,
    };
  }
  if (worst === undefined)
    return { outcome: 'inconclusive', reason: 'the submission holds no weights to compare with the base' };
  const rest = notCompared.flatMap(({ paths }) => paths).length;
  return rest === 0
    ? worst
    : { ...worst, reason: `${worst.reason} Not compared: ${rest} other weight file${rest === 1 ? '' : 's'}.` };
}

function judgeOne(claim: BaseClaim, { record, reading }: ComparisonRecord): Judged {
  const where = `${record.candidate.slice(0, 3).join(', ')}: `;
  const { kind } = reading;
  const change = record.change.class;
  const said = `${where}${record.summary}`;
  const isRounded = change === 'requantised-or-cast' && kind !== 'not-measured' && kind !== 'other-tensors';
  // The base's tensors, but not all of them once, or not in their places: what this model computes is not what the base does.
  const isMoved = change === 'layers-changed';
  if (!isMoved && (change === 'identical' || isRounded || kind === 'identical' || kind === 'same-values')) {
    // The same weights under other settings are another model, however equal every tensor is.
    const [setting] =
      claim.relation === 'undeclared' || claim.relation === 'quantized' ? record.settingDifferences : [];
    if (reading.counts.added + reading.counts.removed + reading.counts.reshaped > 0) {
      return {
        outcome: claim.relation === 'undeclared' ? 'failed' : 'inconclusive',
        reason: `${said} Not all tensors are in both.`,
      };
    }
    if (setting !== undefined) {
      return { outcome: 'inconclusive', reason: `${said} But the settings differ from the base's: ${setting}.` };
    }
    return { outcome: 'passed', reason: said };
  }
  if (kind === 'not-measured') return { outcome: 'inconclusive', reason: said };
  switch (claim.relation) {
    case 'undeclared':
      return {
        outcome: 'failed',
        reason: `${said} The submission declares no relation to the base that allows this.`,
      };
    case 'quantized':
      return { outcome: 'failed', reason: `${said} That is more than the declared quantisation explains.` };
    case 'finetune':
    case 'merge':
    case 'adapter':
      if (change === 'unrelated' || change === 'unknown' || record.lineage.related === false) {
        return {
          outcome: 'inconclusive',
          reason: `${said} Nothing measured here shows that it comes from the claimed base.`,
        };
      }
      return { outcome: 'passed', reason: `${said} The declared relation (${claim.relation}) allows it.` };
    default:
      return unreachable(claim.relation);
  }
}

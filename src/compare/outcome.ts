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
  if (kind === 'identical' || kind === 'same-values' || kind === 'rounded-exactly') {
    // The same weights under other settings are another model, however equal every tensor is.
    const [setting] =
      claim.relation === 'undeclared' || claim.relation === 'quantized' ? record.settingDifferences : [];
    if (setting !== undefined) {
      return {
        outcome: 'inconclusive',
        reason: `${where}${record.summary} But the settings differ from the base's: ${setting}.`,
      };
    }
    return { outcome: 'passed', reason: `${where}${record.summary}` };
  }
  if (kind === 'not-measured') return { outcome: 'inconclusive', reason: `${where}${record.summary}` };
  switch (claim.relation) {
    case 'undeclared':
      if (kind === 'rounded') {
        return { outcome: 'inconclusive', reason: `${where}${record.summary} No relation to the base is declared.` };
      }
      return {
        outcome: 'failed',
        reason: `${where}${record.summary} The submission declares no relation to the base that allows this.`,
      };
    case 'quantized':
      if (kind === 'rounded') return { outcome: 'passed', reason: `${where}${record.summary}` };
      return {
        outcome: 'failed',
        reason: `${where}${record.summary} That is more than the declared quantisation explains.`,
      };
    case 'finetune':
    case 'merge':
    case 'adapter':
      if (kind === 'other-tensors' || kind === 'unrelated') {
        return {
          outcome: 'inconclusive',
          reason: `${where}${record.summary} Nothing measured here shows that it comes from the claimed base.`,
        };
      }
      return {
        outcome: 'passed',
        reason: `${where}${record.summary} The declared relation (${claim.relation}) allows it.`,
      };
    default:
      return unreachable(claim.relation);
  }
}

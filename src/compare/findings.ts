import type { Finding } from '../core/finding.ts';
import type { BaseClaim } from './base-claim.ts';
import type { ComparisonRecord } from './comparison-record.ts';
import type { Judged } from './outcome.ts';
import type { WeightGroup } from './weight-groups.ts';

/** MITRE ATLAS: manipulated model, and a poisoned model published. */
const MANIPULATED = ['AML.T0018', 'AML.T0058'];

/** What a reader should look at beside the outcome. The outcome alone decides; these point at files and tensors. */
export function compareFindings(
  claim: BaseClaim,
  judged: Judged,
  comparisons: readonly ComparisonRecord[],
  groups: readonly WeightGroup[],
): Finding[] {
  const findings: Finding[] = [];
  for (const { record, reading, changes } of comparisons) {
    const path = record.candidate[0] ?? '';
    const tensor = changes[0]?.name.slice(0, 256);
    if (judged.outcome === 'failed' && reading.different > 0) {
      findings.push({
        rule: 'weights-differ-from-base',
        severity: 'high',
        confidence: 'high',
        message: `${record.summary} Declared relation: ${claim.relation}.`,
        location: { path, ...(tensor === undefined ? {} : { tensor }) },
        atlas: MANIPULATED,
      });
    }
    if (reading.nonFiniteAdded > 0) {
      const worst = changes.find(({ sums }) => sums !== undefined && sums.candidateNaN + sums.candidateInfinite > 0);
      findings.push({
        rule: 'weights-not-finite',
        severity: 'medium',
        confidence: 'high',
        message: `${reading.nonFiniteAdded} more NaN or infinite weights than the base has.`,
        location: { path, ...(worst === undefined ? {} : { tensor: worst.name.slice(0, 256) }) },
        atlas: [],
      });
    }
    if (record.settingDifferences.length > 0) {
      findings.push({
        rule: 'model-settings-differ-from-base',
        severity: 'medium',
        confidence: 'high',
        message: `Settings that turn the same weights into another model differ from the base: ${record.settingDifferences.join(', ')}.`,
        location: { path },
        atlas: MANIPULATED,
      });
    }
  }
  const alone = groups.filter(({ members }) => members.some(({ kind }) => kind === 'tensors'));
  for (const group of alone.slice(1)) {
    findings.push({
      rule: 'weight-files-disagree',
      severity: 'medium',
      confidence: 'high',
      message: `This submission holds weights that are not equal to each other: ${group.why[0] ?? ''}.`,
      location: { path: group.paths[0] ?? '' },
      atlas: MANIPULATED,
    });
  }
  return findings;
}

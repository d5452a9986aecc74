import type { Finding } from '../core/finding.ts';
import type { SemanticDifference } from '../core/predicates/compare.ts';
import type { BaseClaim } from './base-claim.ts';
import type { ComparisonRecord } from './comparison-record.ts';
import { finding } from './finding-kinds.ts';
import type { Judged } from './outcome.ts';
import type { WeightGroup } from './weight-groups.ts';

/** Findings about what stands beside the weights. */
const MAX_DANGEROUS = 16;

/** What a reader should look at beside the outcome. The outcome alone decides; these point at files and tensors. */
export function compareFindings(
  claim: BaseClaim,
  judged: Judged,
  comparisons: readonly ComparisonRecord[],
  groups: readonly WeightGroup[],
  semantic: readonly SemanticDifference[],
): Finding[] {
  const findings: Finding[] = semantic
    .filter(({ dangerous }) => dangerous)
    .slice(0, MAX_DANGEROUS)
    .map(({ told, path }) => finding('surroundings-differ-dangerously', `${told}.`, path));
  for (const { record, reading, changes } of comparisons) {
    const path = record.candidate[0] ?? '';
    if (judged.outcome === 'failed' && reading.different > 0) {
      const total = Object.values(reading.counts).reduce((sum, count) => sum + count, 0);
      const message = `${reading.different} of ${total} tensors are not the base's; declared relation: ${claim.relation}.`;
      findings.push(finding('weights-differ-from-base', message, path, changes[0]?.name));
    }
    const { change, lineage } = record;
    const edited = [change.class, ...(change.also ?? [])].find(
      (one) => one === 'rank-one-edit' || one === 'embedding-or-head-rows',
    );
    if (edited !== undefined) findings.push(finding('weights-edited-in-place', record.reading, path, changes[0]?.name));
    if (change.class === 'unrelated' || lineage.related === false) {
      findings.push(finding('base-not-related', record.reading, path));
    }
    const { added, removed, reshaped, incomparable } = reading.counts;
    if (added + removed + reshaped + incomparable > 0) {
      const first = changes.find(({ status }) => status !== 'changed' && status !== 'retyped');
      const why = first?.why === undefined ? '' : ` ${first.name}: ${first.why}.`;
      const message = `Not compared whole: ${added} tensors are only in the candidate, ${removed} only in the base, ${reshaped} have another shape, ${incomparable} hold values that can not be computed here.${why}`;
      findings.push(finding('tensors-not-compared', message, path, first?.name));
    }
    if (reading.nonFiniteAdded > 0) {
      const worst = changes.find(({ sums }) => sums !== undefined && sums.candidateNaN + sums.candidateInfinite > 0);
      const message = `${reading.nonFiniteAdded} more NaN or infinite weights than the base has.`;
      findings.push(finding('weights-not-finite', message, path, worst?.name));
    }
    if (record.settingDifferences.length > 0) {
      const message = `Settings that turn the same weights into another model differ from the base: ${record.settingDifferences.join(', ')}.`;
      findings.push(finding('model-settings-differ-from-base', message, path));
    }
  }
  const readable = groups.filter(({ members }) => members.some(({ kind }) => kind === 'tensors'));
  for (const group of readable.slice(1)) {
    const message = `This submission holds weights that are not equal to each other: ${group.why[0] ?? ''}.`;
    findings.push(finding('weight-files-disagree', message, group.paths[0] ?? ''));
  }
  return findings;
}

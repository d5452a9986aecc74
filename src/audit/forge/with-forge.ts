import type { AuditReport, SlsaRequirement } from '../report.ts';
import { slsaTrack } from '../slsa.ts';
import type { ForgeRepository } from './report.ts';

/** The report with the settings, and with what they mean for the source track of SLSA: of several repositories each must meet it. */
export function withForge(report: AuditReport, forge: readonly ForgeRepository[]): AuditReport {
  if (forge.length === 0) return report;
  const status = (hold: (one: ForgeRepository) => boolean | undefined): SlsaRequirement['status'] => {
    const all = forge.map(hold);
    if (all.includes(false)) return 'not-met';
    return all.includes(undefined) ? 'unknown' : 'met';
  };
  const told = new Map<string, SlsaRequirement['status']>([
    ['version-controlled', 'met'],
    ['history-kept', status(({ branch }) => branch.keepsHistory)],
    ['controls-continuous', status(({ branch }) => branch.requiresChecks)],
    ['two-person-review', status(({ branch }) => branch.requiresReview)],
  ]);
  const requirements = report.slsa.source.requirements.map((one) => {
    const now = told.get(one.id);
    return now === undefined ? one : { ...one, status: now, ...(now === 'met' ? { note: 'the forge says so' } : {}) };
  });
  return { ...report, forge: [...forge], slsa: { ...report.slsa, source: slsaTrack(requirements) } };
}

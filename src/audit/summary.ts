import { SEVERITIES } from '../core/finding.ts';
import type { AuditReport } from './report.ts';

/** What was found, and what is not counted. */
export function summaryLine({ metrics, baseline, exceptions }: AuditReport): string {
  const found = SEVERITIES.toReversed().flatMap((severity) =>
    (metrics.findings[severity] ?? 0) > 0 ? [`${metrics.findings[severity]} ${severity}`] : [],
  );
  const left = metrics.unread.filter(({ pipeline }) => pipeline === true);
  return [
    `${found.length === 0 ? 'No findings' : found.join(', ')} in ${metrics.workflows} workflows with ${metrics.jobs} jobs.`,
    // No finding there is no clean pipeline.
    ...(left.length === 0
      ? []
      : [
          `Not complete: ${left.length} parts of pipelines could not be read, in ${new Set(left.map(({ path }) => path)).size} files.`,
        ]),
    ...(exceptions === undefined || exceptions.ignored === 0 ? [] : [`${exceptions.ignored} of them are ignored.`]),
    ...(baseline === undefined
      ? []
      : [
          `${baseline.new} of them are new and ${baseline.known} are in the baseline; ${baseline.gone} of the baseline are gone.`,
        ]),
  ].join(' ');
}

/** How much of it nobody knows. */
export function blindLine({ metrics }: AuditReport): string {
  return `${metrics.blindSpots} blind spots; ${metrics.unverifiedSources} of ${metrics.sources} sources are not verified; ${metrics.pinnedUses} of ${metrics.uses} actions are pinned.`;
}

export function slsaLine({ slsa, s2c2f }: AuditReport): string {
  return `SLSA 1.2: build level ${slsa.build.level}, source level ${slsa.source.level}; S2C2F 1.1: level ${s2c2f.level}; as far as files tell.`;
}

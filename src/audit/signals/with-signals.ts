import { SEVERITIES } from '../../core/finding.ts';
import type { AuditReport } from '../report.ts';
import { withKnownFlaws } from '../s2c2f.ts';
import type { Signals } from './read-signals.ts';

/** The report of an audit with what signals add: findings among the others, gaps among what was not read. */
export function withSignals(report: AuditReport, { findings, unread, counts }: Signals): AuditReport {
  const { metrics } = report;
  const bySeverity = { ...metrics.findings };
  for (const { severity } of findings) bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
  return {
    ...report,
    findings: [
      ...report.findings,
      ...findings.map((finding) => ({ ...finding, atlas: [...finding.atlas], related: [...finding.related] })),
    ].toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity)),
    ...(counts.packages === undefined
      ? {}
      : { s2c2f: withKnownFlaws(report.s2c2f, findings, counts.packages.packages) }),
    metrics: {
      ...metrics,
      blindSpots: metrics.blindSpots + unread.length,
      unread: [...metrics.unread, ...unread],
      findings: bySeverity,
      ...(Object.keys(counts).length === 0 ? {} : { signals: counts }),
    },
  };
}

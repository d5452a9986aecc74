import { printable } from '../core/escape.ts';
import {
  Fingerprints,
  SARIF_LEVEL,
  SARIF_ROOT,
  SECURITY_SEVERITY,
  sarifLog,
  sarifTechnique,
  sarifUri,
  type SarifJson,
} from '../core/sarif.ts';
import { EVERY_AUDIT_RULE } from './every-rule.ts';
import type { AuditReport } from './report.ts';

/** SARIF 2.1.0 of an audit: findings as results, what they go back to as related locations, unread files as notifications. */
export function auditSarif(report: AuditReport): SarifJson {
  const fingerprints = new Fingerprints();
  const { unread } = report.metrics;
  return sarifLog(EVERY_AUDIT_RULE, {
    invocations: [
      {
        executionSuccessful: true,
        ...(unread.length === 0
          ? {}
          : {
              toolExecutionNotifications: unread.map(({ path, line, reason }) => ({
                level: 'error',
                message: { text: printable(reason, 1_000) },
                locations: [location(path, line === undefined ? undefined : { startLine: line })],
              })),
            }),
      },
    ],
    originalUriBaseIds: { [SARIF_ROOT]: { description: { text: 'The repository that the audit was given' } } },
    results: report.findings.map(({ rule, severity, confidence, path, line, column, message, atlas, related }) => ({
      ruleId: rule,
      ruleIndex: EVERY_AUDIT_RULE.findIndex(({ id }) => id === rule),
      level: SARIF_LEVEL[severity],
      message: { text: printable(message, 1_000) },
      locations: [location(path, { startLine: line, startColumn: column })],
      ...(related.length === 0
        ? {}
        : { relatedLocations: related.map((one, id) => ({ id, ...location(one.path, { startLine: one.line }) })) }),
      partialFingerprints: { 'modelgateFinding/v1': fingerprints.of([rule, path, message]) },
      taxa: atlas.map(sarifTechnique),
      properties: { severity, confidence, 'security-severity': SECURITY_SEVERITY[severity] },
    })),
  });
}

function location(path: string, region: SarifJson | undefined): SarifJson {
  return {
    physicalLocation: {
      artifactLocation: { uri: sarifUri(path), uriBaseId: SARIF_ROOT },
      ...(region === undefined ? {} : { region }),
    },
  };
}

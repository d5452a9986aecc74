import { printable } from '../core/escape.ts';
import {
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
    results: report.findings.map((finding) => {
      const { rule, severity, confidence, persona, path, line, column, message, atlas, related } = finding;
      return {
        ruleId: rule,
        ruleIndex: EVERY_AUDIT_RULE.findIndex(({ id }) => id === rule),
        level: SARIF_LEVEL[severity],
        message: { text: printable(message, 1_000) },
        locations: [location(path, { startLine: line, startColumn: column })],
        ...(related.length === 0
          ? {}
          : { relatedLocations: related.map((one, id) => ({ id, ...location(one.path, { startLine: one.line }) })) }),
        partialFingerprints: { 'modelgateFinding/v2': finding.fingerprint },
        ...(report.baseline === undefined ? {} : { baselineState: finding.known === true ? 'unchanged' : 'new' }),
        ...(finding.ignored === undefined ? {} : { suppressions: [suppression(finding.ignored)] }),
        taxa: atlas.map(sarifTechnique),
        properties: { severity, confidence, persona, 'security-severity': SECURITY_SEVERITY[severity] },
      };
    }),
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

/** §3.35: of the operator's ignores, which lie outside of the tool. */
function suppression({ reason, expires }: { readonly reason: string; readonly expires: string }): SarifJson {
  return {
    kind: 'external',
    status: 'accepted',
    justification: printable(reason, 1_000),
    properties: { expires },
  };
}

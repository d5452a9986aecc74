import { printable } from '../core/escape.ts';
import type { Finding } from '../core/finding.ts';
import { Fingerprints } from '../core/fingerprints.ts';
import {
  SARIF_LEVEL,
  SARIF_ROOT,
  SECURITY_SEVERITY,
  sarifLog,
  sarifTechnique,
  sarifUri,
  type SarifJson,
} from '../core/sarif.ts';
import type { ScanReport } from './report.ts';
import { SCAN_RULES } from './rules.ts';

export interface SarifOptions {
  /** Stands before each path: where the scanned root lies in the repository, with `/` at the end. */
  readonly under?: string;
}

/**
 * SARIF 2.1.0 of a report: the findings as results, every file with its digest, ATLAS techniques as a taxonomy. Text of the
 * submission is escaped, its names percent-encoded.
 */
export function scanSarif(report: ScanReport, { under = '' }: SarifOptions = {}): SarifJson {
  const fingerprints = new Fingerprints();
  return sarifLog(SCAN_RULES, {
    invocations: [invocation(report)],
    originalUriBaseIds: {
      [SARIF_ROOT]: { description: { text: 'What the scan was given, or the directory around it' } },
    },
    artifacts: report.files.map(({ path, sha256 }) => ({
      location: { uri: sarifUri(under + path), uriBaseId: SARIF_ROOT },
      roles: ['analysisTarget'],
      ...(sha256 === null ? {} : { hashes: { 'sha-256': sha256 } }),
    })),
    results: report.files.flatMap(({ findings }, index) =>
      findings.map((finding) => result(finding, { index, under, fingerprint: fingerprintOf(fingerprints, finding) })),
    ),
  });
}

function fingerprintOf(
  fingerprints: Fingerprints,
  { rule, message, location: { path, member, tensor } }: Finding,
): string {
  return fingerprints.of([rule, path, member, tensor, message]);
}

/** The scan itself ran to its end, or there would be no report; each file that it could not read whole is notified. */
function invocation({ files, summary }: ScanReport): SarifJson {
  const notifications = files.flatMap(({ limits }, index) =>
    limits.map(({ limit, message }) => ({
      level: 'error',
      message: { text: `${printable(message, 1_000)} (${printable(limit)})` },
      locations: [{ physicalLocation: { artifactLocation: { index } } }],
    })),
  );
  return {
    executionSuccessful: true,
    exitCode: summary.blockedFiles === 0 ? 0 : 1,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

interface ResultContext {
  readonly index: number;
  readonly under: string;
  readonly fingerprint: string;
}

function result(finding: Finding, { index, under, fingerprint }: ResultContext): SarifJson {
  const { location, rule, severity, confidence } = finding;
  const ruleIndex = SCAN_RULES.findIndex(({ id }) => id === rule);
  const region = regionOf(finding);
  const inside = [
    ...(location.member === undefined ? [] : [{ fullyQualifiedName: printable(location.member), kind: 'member' }]),
    ...(location.tensor === undefined ? [] : [{ fullyQualifiedName: printable(location.tensor), kind: 'object' }]),
  ];
  return {
    ruleId: rule,
    ...(ruleIndex === -1 ? {} : { ruleIndex }),
    level: SARIF_LEVEL[severity],
    message: { text: printable(finding.message, 1_000) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: sarifUri(under + location.path), uriBaseId: SARIF_ROOT, index },
          ...(region === undefined ? {} : { region }),
        },
        ...(inside.length === 0 ? {} : { logicalLocations: inside }),
      },
    ],
    partialFingerprints: { 'modelgateFinding/v1': fingerprint },
    taxa: finding.atlas.map(sarifTechnique),
    ...(finding.ignored === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: printable(finding.ignored.reason, 1_000),
              properties: { expires: finding.ignored.expires },
            },
          ],
        }),
    properties: {
      severity,
      confidence,
      'security-severity': SECURITY_SEVERITY[severity],
      ...(location.offset === undefined ? {} : { offset: location.offset }),
    },
  };
}

/** A place inside a member is none of the artifact, which is the outer file. */
function regionOf({ location: { member, line, column, offset } }: Finding): SarifJson | undefined {
  if (member !== undefined) return undefined;
  if (line !== undefined) return { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return offset === undefined ? undefined : { byteOffset: offset, byteLength: 0 };
}

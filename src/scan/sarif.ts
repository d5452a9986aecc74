import { createHash } from 'node:crypto';
import { printable } from '../core/escape.ts';
import type { Finding, Severity } from '../core/finding.ts';
import { VERSION } from '../core/version.ts';
import { ATLAS } from './atlas.ts';
import type { ScanReport } from './report.ts';
import { rulePage } from './rule-page.ts';
import { ruleDocs, type Rule } from './rule.ts';
import { SCAN_RULES } from './rules.ts';

type Json = Readonly<Record<string, unknown>>;

const LEVEL: Readonly<Record<Severity, 'note' | 'warning' | 'error'>> = {
  info: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};
/** GitHub reads this property to grade security findings. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  info: '0.0',
  low: '3.0',
  medium: '5.0',
  high: '8.0',
  critical: '9.5',
};
const HOME = 'https://modelgate.dev';
/** §3.19.6: the taxonomy's own identity, so that a viewer can tell it from others. */
const ATLAS_NAME = 'MITRE ATLAS';
const ATLAS_GUID = '5a0a7a5c-8a5a-4f52-9d3e-3c8a0c5ce5ab';
/** §3.14.14: what relative paths are relative to. Where it lies stays unsaid: logs travel, and paths name people. */
const ROOT = '%SRCROOT%';

export interface SarifOptions {
  /** Stands before each path: where the scanned root lies in the repository, with `/` at the end. */
  readonly under?: string;
}

/**
 * SARIF 2.1.0 of a report: the findings as results, every file with its digest, ATLAS techniques as a taxonomy. Text of the
 * submission is escaped, its names percent-encoded.
 */
export function scanSarif(report: ScanReport, { under = '' }: SarifOptions = {}): Json {
  const fingerprints = new Fingerprints();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver() },
        taxonomies: [taxonomy()],
        invocations: [invocation(report)],
        originalUriBaseIds: {
          [ROOT]: { description: { text: 'What the scan was given, or the directory around it' } },
        },
        columnKind: 'unicodeCodePoints',
        artifacts: report.files.map(({ path, sha256 }) => ({
          location: { uri: uriOf(under + path), uriBaseId: ROOT },
          roles: ['analysisTarget'],
          ...(sha256 === null ? {} : { hashes: { 'sha-256': sha256 } }),
        })),
        results: report.files.flatMap(({ findings }, index) =>
          findings.map((finding) => result(finding, { index, under, fingerprint: fingerprints.of(finding) })),
        ),
      },
    ],
  };
}

function driver(): Json {
  return {
    name: 'modelgate',
    version: VERSION,
    semanticVersion: VERSION,
    informationUri: HOME,
    supportedTaxonomies: [{ name: ATLAS_NAME, guid: ATLAS_GUID, index: 0 }],
    rules: SCAN_RULES.map(descriptor),
  };
}

function descriptor(rule: Rule): Json {
  const page = rulePage(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: page?.finds ?? rule.title },
    help: { text: rule.advice, ...(page === undefined ? {} : { markdown: page.markdown }) },
    helpUri: `${HOME}/${ruleDocs(rule.id)}`,
    defaultConfiguration: { level: LEVEL[rule.severity] },
    relationships: rule.atlas.map((id) => ({ target: technique(id), kinds: ['relevant'] })),
    properties: {
      'security-severity': SECURITY_SEVERITY[rule.severity],
      precision: rule.confidence,
      tags: ['security', ...rule.atlas],
    },
  };
}

function taxonomy(): Json {
  return {
    name: ATLAS_NAME,
    guid: ATLAS_GUID,
    organization: 'MITRE',
    informationUri: 'https://atlas.mitre.org',
    shortDescription: { text: 'Adversarial Threat Landscape for AI Systems' },
    isComprehensive: false,
    taxa: Object.entries(ATLAS).map(([id, name]) => ({
      id,
      name,
      shortDescription: { text: name },
      helpUri: `https://atlas.mitre.org/techniques/${id}`,
    })),
  };
}

function technique(id: string): Json {
  return { id, index: Object.keys(ATLAS).indexOf(id), toolComponent: { name: ATLAS_NAME, guid: ATLAS_GUID, index: 0 } };
}

/** The scan itself ran to its end, or there would be no report; each file that it could not read whole is notified. */
function invocation({ files, summary }: ScanReport): Json {
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

function result(finding: Finding, { index, under, fingerprint }: ResultContext): Json {
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
    level: LEVEL[severity],
    message: { text: printable(finding.message, 1_000) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(under + location.path), uriBaseId: ROOT, index },
          ...(region === undefined ? {} : { region }),
        },
        ...(inside.length === 0 ? {} : { logicalLocations: inside }),
      },
    ],
    partialFingerprints: { 'modelgateFinding/v1': fingerprint },
    taxa: finding.atlas.map(technique),
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
function regionOf({ location: { member, line, column, offset } }: Finding): Json | undefined {
  if (member !== undefined) return undefined;
  if (line !== undefined) return { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return offset === undefined ? undefined : { byteOffset: offset, byteLength: 0 };
}

/** RFC 3986 reference: no segment of a name can become a scheme, a query or a parent directory. */
function uriOf(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}

/** Names the same finding again after the file grew: where it lies is left out, so that only its order tells twins apart. */
class Fingerprints {
  private readonly seen = new Map<string, number>();

  of({ rule, message, location: { path, member, tensor } }: Finding): string {
    const digest = createHash('sha256')
      .update(JSON.stringify([rule, path, member, tensor, message]))
      .digest('hex');
    const count = (this.seen.get(digest) ?? 0) + 1;
    this.seen.set(digest, count);
    return `${digest.slice(0, 32)}:${count}`;
  }
}

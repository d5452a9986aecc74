import { printable } from '../core/escape.ts';
import type { Finding, Severity } from '../core/finding.ts';
import { VERSION } from '../core/version.ts';
import { ATLAS } from './atlas.ts';
import { ruleDocs } from './rule.ts';
import { SCAN_RULES } from './rules.ts';

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
const REPOSITORY = 'https://modelgate.dev';
/** SARIF 2.1.0 §3.20: the taxonomy's own identity, so that a viewer can tell it from others. */
const ATLAS_GUID = '5a0a7a5c-8a5a-4f52-9d3e-3c8a0c5ce5ab';

/** SARIF 2.1.0 of the findings, with ATLAS techniques as a taxonomy. Text of the submission is escaped. */
export function scanSarif(findings: readonly Finding[]): Readonly<Record<string, unknown>> {
  const ids = SCAN_RULES.map(({ id }) => id);
  const techniques = Object.keys(ATLAS);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'modelgate',
            version: VERSION,
            informationUri: REPOSITORY,
            supportedTaxonomies: [{ name: 'MITRE ATLAS', guid: ATLAS_GUID }],
            rules: SCAN_RULES.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title },
              help: { text: rule.advice },
              helpUri: `${REPOSITORY}/${ruleDocs(rule.id)}`,
              defaultConfiguration: { level: LEVEL[rule.severity] },
              properties: {
                'security-severity': SECURITY_SEVERITY[rule.severity],
                precision: rule.confidence,
                tags: ['security', ...rule.atlas],
              },
              relationships: rule.atlas.map((id) => ({
                target: techniqueReference(id, techniques),
                kinds: ['relevant'],
              })),
            })),
          },
        },
        taxonomies: [
          {
            name: 'MITRE ATLAS',
            guid: ATLAS_GUID,
            organization: 'MITRE',
            informationUri: 'https://atlas.mitre.org',
            shortDescription: { text: 'Adversarial Threat Landscape for AI Systems' },
            taxa: techniques.map((id) => ({
              id,
              name: ATLAS[id] ?? id,
              helpUri: `https://atlas.mitre.org/techniques/${id}`,
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => toResult(finding, ids, techniques)),
      },
    ],
  };
}

function techniqueReference(id: string, techniques: readonly string[]): Readonly<Record<string, unknown>> {
  return { id, index: techniques.indexOf(id), toolComponent: { name: 'MITRE ATLAS', guid: ATLAS_GUID } };
}

function toResult(
  finding: Finding,
  ids: readonly string[],
  techniques: readonly string[],
): Readonly<Record<string, unknown>> {
  const { location } = finding;
  const region = {
    ...(location.line === undefined ? {} : { startLine: location.line }),
    ...(location.column === undefined ? {} : { startColumn: location.column }),
    // A byte offset inside a member is not one of the artifact.
    ...(location.offset === undefined || location.member !== undefined
      ? {}
      : { byteOffset: location.offset, byteLength: 0 }),
  };
  const inside = [
    ...(location.member === undefined ? [] : [{ fullyQualifiedName: printable(location.member), kind: 'member' }]),
    ...(location.tensor === undefined ? [] : [{ fullyQualifiedName: printable(location.tensor), kind: 'object' }]),
  ];
  return {
    ruleId: finding.rule,
    ...(ids.includes(finding.rule) ? { ruleIndex: ids.indexOf(finding.rule) } : {}),
    level: LEVEL[finding.severity],
    message: { text: printable(finding.message, 1_000) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: location.path.split('/').map(encodeURIComponent).join('/') },
          ...(Object.keys(region).length === 0 ? {} : { region }),
        },
        ...(inside.length === 0 ? {} : { logicalLocations: inside }),
      },
    ],
    taxa: finding.atlas.map((id) => techniqueReference(id, techniques)),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      atlas: finding.atlas,
      ...(location.offset === undefined ? {} : { offset: location.offset }),
    },
  };
}

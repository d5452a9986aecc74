import { ATLAS } from './atlas.ts';
import type { Severity } from './finding.ts';
import { rulePage } from './rule-page.ts';
import { ruleDocs, type RuleDescription } from './rule.ts';
import { VERSION } from './version.ts';

/** Parts of SARIF 2.1.0 that every report of findings shares. */
export type SarifJson = Readonly<Record<string, unknown>>;

export const SARIF_LEVEL: Readonly<Record<Severity, 'note' | 'warning' | 'error'>> = {
  info: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};
/** GitHub reads this property to grade security findings. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
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
export const SARIF_ROOT = '%SRCROOT%';

/** A log with one run; `run` holds what is the report's own. */
export function sarifLog(rules: readonly RuleDescription[], run: SarifJson): SarifJson {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: driver(rules) }, taxonomies: [taxonomy()], columnKind: 'unicodeCodePoints', ...run }],
  };
}

function driver(rules: readonly RuleDescription[]): SarifJson {
  return {
    name: 'modelgate',
    version: VERSION,
    semanticVersion: VERSION,
    informationUri: HOME,
    supportedTaxonomies: [{ name: ATLAS_NAME, guid: ATLAS_GUID, index: 0 }],
    rules: rules.map(descriptor),
  };
}

function descriptor(rule: RuleDescription): SarifJson {
  const page = rulePage(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: page?.finds ?? rule.title },
    help: { text: rule.advice, ...(page === undefined ? {} : { markdown: page.markdown }) },
    helpUri: `${HOME}/${ruleDocs(rule.id)}`,
    defaultConfiguration: { level: SARIF_LEVEL[rule.severity] },
    relationships: rule.atlas.map((id) => ({ target: sarifTechnique(id), kinds: ['relevant'] })),
    properties: {
      'security-severity': SECURITY_SEVERITY[rule.severity],
      precision: rule.confidence,
      tags: ['security', ...rule.atlas],
    },
  };
}

function taxonomy(): SarifJson {
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

export function sarifTechnique(id: string): SarifJson {
  return { id, index: Object.keys(ATLAS).indexOf(id), toolComponent: { name: ATLAS_NAME, guid: ATLAS_GUID, index: 0 } };
}

/** RFC 3986 reference: no segment of a name can become a scheme, a query or a parent directory. */
export function sarifUri(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}

import { effectsOf } from './map/effects.ts';
import type { PipelineMap } from './map/pipeline.ts';
import type { AuditReport, SlsaRequirement } from './report.ts';
import { slsaTrack } from './slsa.ts';

type Finding = Pick<AuditReport['findings'][number], 'rule' | 'path' | 'line'>;
type Evidence = SlsaRequirement['evidence'];

/** One requirement of S2C2F 1.1 (specification.md), what of a repository shows it, and what shows the contrary. */
interface Row {
  readonly id: string;
  readonly level: 1 | 2 | 3 | 4;
  /** What would meet it, or show that it is met. */
  readonly next: string;
  /** Actions and commands of pipelines that meet it. */
  readonly does?: RegExp;
  /** Files that meet it by being there. */
  readonly file?: RegExp;
  /** Findings that show that it is not met. */
  readonly against?: RegExp;
  /** Nothing outside of the pipelines could meet it: where they don't, it is not met. */
  readonly here?: true;
}

const ROWS: readonly Row[] = [
  {
    id: 'ING-1',
    level: 1,
    next: 'fetch by package managers from registries that you trust, and run no download',
    does: /^(?:(?:uv )?pip install|uv sync|poetry install|pdm (?:sync|install)|conda|mamba|npm (?:ci|install)|pnpm install|yarn install|cargo build|go mod|bundle install|renv)\b/u,
    against: /^download-and-run$/u,
  },
  {
    id: 'ING-2',
    level: 1,
    next: 'put a repository manager before public registries, and name it in pip.conf, uv.toml or .npmrc',
    does: /--(?:default-)?index(?:-url)?[ =]https?:\/\/(?!pypi\.org|download\.pytorch\.org)|--registry[ =]https?:\/\/(?!registry\.npmjs\.org)/u,
  },
  { id: 'ING-3', level: 3, next: 'keep a list of packages that are refused, in the repository manager' },
  { id: 'ING-4', level: 4, next: 'mirror the sources of what you use' },
  {
    id: 'SCA-1',
    level: 1,
    next: 'scan dependencies for known flaws: osv-scanner, pip-audit, or this audit with --osv',
    does: /^(?:osv-scanner|pip-audit|safety (?:check|scan)|trivy|grype|snyk|npm audit|cargo audit|govulncheck|modelgate audit .*--osv)\b|^(?:google\/osv-scanner(?:-action)?|pypa\/gh-action-pip-audit|aquasecurity\/trivy-action|anchore\/scan-action|snyk\/actions|actions\/dependency-review-action)$/u,
  },
  {
    id: 'SCA-2',
    level: 1,
    next: 'scan the licences of dependencies',
    does: /^(?:pip-licenses|liccheck|scancode|licensee|license-checker|go-licenses|cargo deny|reuse lint|fossa|modelgate bom)\b|^(?:fossas\/fossa-action|fsfe\/reuse-action|pilosus\/action-pip-license-checker|apache\/skywalking-eyes|actions\/dependency-review-action)$/u,
  },
  {
    id: 'SCA-3',
    level: 2,
    next: 'look for releases that nobody mends any more',
    does: /^(?:xeol|modelgate audit)\b|^(?:xeol-io\/xeol-action|endoflife-date\/.*)$/u,
    against: /^(?:end-of-life-image|archived-action)$/u,
  },
  {
    id: 'SCA-4',
    level: 3,
    next: 'scan packages and models for malicious code: guarddog, modelscan, modelgate scan',
    does: /^(?:guarddog|modelscan|picklescan|fickling|clamscan|modelgate (?:scan|intake)|socket)\b|^(?:socketdev\/.*|protectai\/modelscan.*)$/u,
  },
  { id: 'SCA-5', level: 3, next: 'review what you depend on most yourselves' },
  {
    id: 'INV-1',
    level: 1,
    next: 'make an inventory of what is used with each build: an SBOM',
    does: /^(?:syft|cyclonedx(?:-py|-npm)?|cdxgen|sbom-tool|trivy .*--format (?:cyclonedx|spdx)|modelgate bom)\b|^(?:anchore\/sbom-action|cyclonedx\/.*|advanced-security\/.*sbom.*)$/u,
  },
  { id: 'INV-2', level: 2, next: 'write down who does what when a dependency turns out bad' },
  {
    id: 'UPD-1',
    level: 1,
    next: 'move to versions without known flaws; --osv tells which',
    against: /^known-vulnerable-/u,
  },
  {
    id: 'UPD-2',
    level: 2,
    next: 'let Dependabot or Renovate propose updates',
    file: /(?:^|\/)(?:\.github\/dependabot\.ya?ml|renovate\.json5?|\.renovaterc(?:\.json5?)?|\.github\/renovate\.json5?)$/u,
    does: /^renovatebot\/github-action$|^renovate\b/u,
  },
  {
    id: 'UPD-3',
    level: 2,
    next: 'show flaws of dependencies on pull requests: actions/dependency-review-action',
    does: /^actions\/dependency-review-action$|^(?:google\/osv-scanner.*)$/u,
  },
  {
    id: 'AUD-1',
    level: 3,
    next: 'verify where packages, images and models come from: cosign, gh attestation verify, modelgate verify',
    does: /^(?:cosign verify|gh attestation verify|slsa-verifier|npm audit signatures|notation verify|sigstore verify|modelgate (?:verify|intake|verify-attestation)|model_signing verify)/u,
    here: true,
  },
  {
    id: 'AUD-2',
    level: 2,
    next: 'find what was fetched past the approved way, from logs of the network or `audit --logs`',
  },
  {
    id: 'AUD-3',
    level: 2,
    next: 'install from lock files with digests, and name actions, images and models by digest',
    does: /--require-hashes|^(?:npm ci|pnpm install .*--frozen-lockfile|yarn install .*--(?:frozen-lockfile|immutable)|uv sync .*--(?:locked|frozen)|cargo .*--locked|sha\d+sum .*(?:-c|--check))\b/u,
    against: /^unpinned-(?:package|image|model|action)$|^unverified-model$/u,
    here: true,
  },
  {
    id: 'AUD-4',
    level: 4,
    next: 'verify the SBOMs of what you take in: cosign verify-attestation --type cyclonedx',
    does: /^cosign verify-attestation .*--type[ =](?:cyclonedx|spdx)/u,
    here: true,
  },
  {
    id: 'ENF-1',
    level: 2,
    next: 'name one registry for each package in pip.conf, uv.toml, .npmrc, without --extra-index-url',
    file: /(?:^|\/)(?:pip\.conf|uv\.toml|\.npmrc|nuget\.config|\.yarnrc\.yml)$/iu,
  },
  { id: 'ENF-2', level: 3, next: 'let builds reach the curated registry alone' },
  { id: 'REB-1', level: 4, next: 'build what you depend on yourselves, or check that it can be reproduced' },
  { id: 'REB-2', level: 4, next: 'sign what you have built of others' },
  { id: 'REB-3', level: 4, next: 'make SBOMs of what you have built of others' },
  { id: 'REB-4', level: 4, next: 'sign those SBOMs' },
  { id: 'FIX-1', level: 4, next: 'be ready to mend a flaw in a dependency yourselves' },
];

/** Two registries for one name: whoever takes the name on the public one wins. */
const CONFUSED = /--extra-index-url|--trusted-host|extra-index-url|--index-strategy[ =]unsafe/u;
const SHOWN = 5;

/**
 * Levels of the Secure Supply Chain Consumption Framework (S2C2F 1.1, OpenSSF) as far as files show them. What an organisation
 * does elsewhere is `unknown`, and counts as not met.
 */
export function assessS2c2f(map: PipelineMap, findings: readonly Finding[]): AuditReport['s2c2f'] {
  const steps = [...deeds(map)];
  const requirements = ROWS.map((row): SlsaRequirement => {
    const { id, level, next, does, file, against, here } = row;
    const contrary: Evidence = [
      ...findings.filter(({ rule }) => against?.test(rule) === true).map(({ path, line }) => ({ path, line })),
      ...(id === 'ENF-1' ? steps.filter(({ text }) => CONFUSED.test(text)) : []),
    ].map(({ path, line }) => ({ path, line }));
    const met: Evidence = [
      ...steps.filter(({ text }) => does?.test(text) === true).map(({ path, line }) => ({ path, line })),
      ...map.repository.paths.filter((path) => file?.test(path) === true).map((path) => ({ path, line: 1 })),
    ];
    const evidence = (contrary.length > 0 ? contrary : met).slice(0, SHOWN);
    if (contrary.length > 0) return { id, level, status: 'not-met', evidence, note: next };
    if (met.length > 0) return { id, level, status: 'met', evidence, note: 'the pipelines do so' };
    return { id, level, status: here === true && map.jobs.length > 0 ? 'not-met' : 'unknown', evidence, note: next };
  });
  return { version: '1.1', ...slsaTrack(requirements) };
}

/** What steps run and use, in one line each. */
function* deeds(map: PipelineMap): Generator<{ readonly text: string; readonly path: string; readonly line: number }> {
  for (const view of map.jobs) {
    for (const { step, acts } of view.steps) {
      if (step.uses?.kind === 'repository')
        yield { text: step.uses.name, path: view.workflow.path, line: step.uses.scalar.place.line };
      for (const { name, words, path, place, silenced } of acts)
        if (!silenced) yield { text: [name, ...words].join(' '), path, line: place.line };
    }
    for (const { kind, what, path, place, silenced } of effectsOf(view))
      if (kind === 'verify' && !silenced) yield { text: what, path, line: place.line };
  }
}

/** UPD-1 by what a database of known flaws says: of `looked` packages with exact versions those that `findings` name have one. */
export function withKnownFlaws(
  { version, requirements }: AuditReport['s2c2f'],
  findings: readonly Finding[],
  looked: number,
): AuditReport['s2c2f'] {
  if (looked === 0) return { version, ...slsaTrack(requirements) };
  const flawed = findings
    .filter(({ rule }) => rule === 'known-vulnerable-package')
    .map(({ path, line }) => ({ path, line }));
  const told = requirements.map((row): SlsaRequirement => {
    if (row.id !== 'UPD-1') return row;
    if (flawed.length > 0) return { ...row, status: 'not-met', evidence: [...row.evidence, ...flawed].slice(0, SHOWN) };
    return row.status === 'not-met'
      ? row
      : {
          ...row,
          status: 'met',
          note: `none of ${looked} packages with exact versions has a flaw that the database knows`,
        };
  });
  return { version, ...slsaTrack(told) };
}

import { SEVERITIES, type Severity } from '../core/finding.ts';
import { GateError } from '../core/errors.ts';
import { attackPathsOf } from './attack-paths.ts';
import { isCommit, type Uses } from './github/model.ts';
import { mapPipelines } from './map/build.ts';
import type { PipelineMap } from './map/pipeline.ts';
import type { AuditReport, SlsaTrack } from './report.ts';
import type { Persona } from './persona.ts';
import { AUDIT_RULES } from './rules.ts';
import { contextOf, runAuditRules } from './run-rules.ts';
import { assessS2c2f } from './s2c2f.ts';
import { assessSlsa } from './slsa.ts';
import { openRepository, type Repository } from './source/repository.ts';
import { stagesOf } from './stages.ts';

export interface AuditOptions {
  readonly persona?: Persona;
}

/** A repository with what was found in it; paths are its own. */
export interface Audited {
  /** As it was given. */
  readonly directory: string;
  readonly repository: Repository;
  readonly map: PipelineMap;
  readonly report: AuditReport;
}

/**
 * Reads the pipelines of repositories and reports where they trust what they were given. Dials nobody, runs nothing.
 * @throws GateError SOURCE_NOT_FOUND, SOURCE_UNREADABLE; SCAN_INCOMPLETE if a rule broke, because it found nothing then
 */
export function audit(directories: readonly string[], options: AuditOptions = {}): AuditReport {
  return withAttackPaths(joinAudited(directories.map((directory) => auditDirectory(directory, options))));
}

/** Once the findings are all there, and those that don't count are marked. */
export function withAttackPaths(report: AuditReport): AuditReport {
  return { ...report, attackPaths: attackPathsOf(report) };
}

/** @throws GateError as audit() */
export function auditDirectory(directory: string, options: AuditOptions = {}): Audited {
  const repository = openRepository(directory);
  const map = mapPipelines(repository);
  return { directory, repository, map, report: auditMap(map, options) };
}

/** One report of several repositories: each path has its directory before it then. */
export function joinAudited(audited: readonly Audited[]): AuditReport {
  return audited
    .map(({ directory, report }) => prefixed(report, audited.length > 1 ? `${directory.replace(/\/+$/u, '')}/` : ''))
    .reduce(joined);
}

export function auditRepository(repository: Repository, options: AuditOptions = {}): AuditReport {
  return auditMap(mapPipelines(repository), options);
}

function auditMap(map: PipelineMap, { persona = 'regular' }: AuditOptions): AuditReport {
  const context = contextOf(map);
  const { findings, failures } = runAuditRules(AUDIT_RULES, context, persona);
  const [failure] = failures;
  if (failure !== undefined)
    throw new GateError('SCAN_INCOMPLETE', `the rule ${failure.rule} broke: ${failure.message}`);
  const stages = stagesOf(context);
  const sources = stages.flatMap((stage) => stage.sources);
  const unverified = sources.filter(({ verified }) => !verified).length;
  const unread = [...map.unread];
  const uses = usesOf(map);
  const imports = map.workflows.flatMap((workflow) => workflow.imports);
  return {
    version: 1,
    findings: findings.map((finding) => ({ ...finding, atlas: [...finding.atlas], related: [...finding.related] })),
    stages,
    metrics: {
      repositories: 1,
      files: map.repository.paths.length,
      workflows: map.workflows.length,
      jobs: map.jobs.length,
      steps: map.jobs.reduce((sum, { steps }) => sum + steps.length, 0),
      blindSpots: unverified + unread.length,
      unread,
      unverifiedSources: unverified,
      sources: sources.length,
      uses: uses.length + imports.length,
      pinnedUses: uses.filter(isPinned).length + imports.filter(({ movable }) => movable === undefined).length,
      findings: counted(findings.map(({ severity }) => severity)),
    },
    attackPaths: [],
    slsa: assessSlsa(map),
    s2c2f: assessS2c2f(map, findings),
  };
}

function usesOf(map: PipelineMap): Uses[] {
  return map.jobs.flatMap(({ job }) => [
    ...(job.uses === undefined ? [] : [job.uses]),
    ...job.steps.flatMap(({ uses }) => (uses === undefined || uses.kind === 'service' ? [] : [uses])),
  ]);
}

function isPinned({ kind, ref, scalar }: Uses): boolean {
  if (kind === 'docker') return /@sha256:[0-9a-f]{64}$/u.test(scalar.text);
  return kind === 'local' || isCommit(ref);
}

function counted(severities: readonly Severity[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const severity of severities) counts[severity] += 1;
  return counts;
}

function prefixed(report: AuditReport, under: string): AuditReport {
  if (under === '') return report;
  const at = <Item extends { readonly path: string }>(item: Item): Item => ({ ...item, path: under + item.path });
  const track = <Track extends SlsaTrack>(one: Track): Track => ({
    ...one,
    requirements: one.requirements.map((requirement) => ({ ...requirement, evidence: requirement.evidence.map(at) })),
  });
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...at(finding), related: finding.related.map(at) })),
    stages: report.stages.map((stage) => ({
      ...at(stage),
      starts: stage.starts.map((start) => ({ ...start, gates: start.gates.map(at) })),
      sources: stage.sources.map(at),
      sinks: stage.sinks.map(at),
    })),
    metrics: { ...report.metrics, unread: report.metrics.unread.map(at) },
    ...(report.exceptions === undefined
      ? {}
      : {
          exceptions: {
            ...report.exceptions,
            expired: report.exceptions.expired.map(at),
            unused: report.exceptions.unused.map(at),
            refused: report.exceptions.refused.map(at),
          },
        }),
    slsa: { ...report.slsa, build: track(report.slsa.build), source: track(report.slsa.source) },
    s2c2f: track(report.s2c2f),
  };
}

/** Of several repositories the one with the lower level decides. */
function joined(left: AuditReport, right: AuditReport): AuditReport {
  const findings = [...left.findings, ...right.findings].sort(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  );
  const [a, b] = [left.metrics, right.metrics];
  const exceptions = [left.exceptions ?? [], right.exceptions ?? []].flat();
  return {
    version: 1,
    findings,
    stages: [...left.stages, ...right.stages],
    metrics: {
      repositories: a.repositories + b.repositories,
      files: a.files + b.files,
      workflows: a.workflows + b.workflows,
      jobs: a.jobs + b.jobs,
      steps: a.steps + b.steps,
      blindSpots: a.blindSpots + b.blindSpots,
      unread: [...a.unread, ...b.unread],
      unverifiedSources: a.unverifiedSources + b.unverifiedSources,
      sources: a.sources + b.sources,
      uses: a.uses + b.uses,
      pinnedUses: a.pinnedUses + b.pinnedUses,
      findings: counted(findings.map(({ severity }) => severity)),
    },
    attackPaths: [],
    ...(exceptions.length === 0
      ? {}
      : {
          exceptions: {
            ignored: exceptions.reduce((sum, { ignored }) => sum + ignored, 0),
            expired: exceptions.flatMap(({ expired }) => expired),
            unused: exceptions.flatMap(({ unused }) => unused),
            refused: exceptions.flatMap(({ refused }) => refused),
          },
        }),
    slsa: {
      version: '1.2',
      build: left.slsa.build.level <= right.slsa.build.level ? left.slsa.build : right.slsa.build,
      source: left.slsa.source.level <= right.slsa.source.level ? left.slsa.source : right.slsa.source,
    },
    s2c2f: left.s2c2f.level <= right.s2c2f.level ? left.s2c2f : right.s2c2f,
  };
}

import { SEVERITIES, type Confidence, type Severity } from '../core/finding.ts';
import { comparePaths } from '../core/submission.ts';
import { redactSecrets } from '../formats/secrets/redact.ts';
import { AuditFingerprints } from './exceptions/fingerprint.ts';
import { AUDIT_LIMITS } from './limits.ts';
import type { Arrival } from './map/arrival.ts';
import { arrivalsOf } from './map/checkout.ts';
import { executionsOf, type Execution } from './map/executes.ts';
import type { JobView, PipelineMap, Start } from './map/pipeline.ts';
import { TaintReader } from './map/taint.ts';
import { PERSONAS, type Persona } from './persona.ts';
import type { AuditContext, AuditHit, AuditRule } from './rule.ts';

export interface AuditFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly atlas: readonly string[];
  readonly related: readonly { readonly path: string; readonly line: number }[];
  readonly persona: Persona;
  readonly fingerprint: string;
}
type Unnamed = Omit<AuditFinding, 'fingerprint'>;

export interface RuleFailure {
  readonly rule: string;
  readonly message: string;
}

export interface AuditResults {
  /** Worst first, then by path and line. */
  readonly findings: readonly AuditFinding[];
  /** Rules that threw: they have found nothing, and the audit did not complete. */
  readonly failures: readonly RuleFailure[];
}

export function contextOf(map: PipelineMap): AuditContext {
  const known = new Map<Start, readonly Arrival[]>();
  const executed = new Map<Arrival, readonly Execution[]>();
  const arrivals = (view: JobView, start: Start): readonly Arrival[] => {
    const found = known.get(start) ?? arrivalsOf(view, start, taint, map);
    known.set(start, found);
    return found;
  };
  const taint: TaintReader = new TaintReader(map, arrivals);
  return {
    map,
    taint,
    arrivals,
    executions(view: JobView, arrival: Arrival) {
      const found = executed.get(arrival) ?? executionsOf(view, arrival, map);
      executed.set(arrival, found);
      return found;
    },
  };
}

/** Runs rules over a map, for whoever `persona` is. */
export function runAuditRules(
  rules: readonly AuditRule[],
  context: AuditContext,
  persona: Persona = 'regular',
): AuditResults {
  const findings: Unnamed[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    try {
      findings.push(...findingsOf(rule, context, persona));
    } catch (error) {
      failures.push({ rule: rule.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const fingerprints = new AuditFingerprints();
  const { repository } = context.map;
  return {
    findings: findings.toSorted(byWeight).map((finding) => ({
      ...finding,
      fingerprint: fingerprints.of(finding, repository.text(finding.path)?.line(finding.line)),
    })),
    failures,
  };
}

function findingsOf(rule: AuditRule, context: AuditContext, persona: Persona): Unnamed[] {
  const heard = PERSONAS.slice(0, PERSONAS.indexOf(persona) + 1);
  const byPlace = new Map<string, Unnamed>();
  const perFile = new Map<string, number>();
  for (const hit of rule.check(context)) {
    if (!heard.includes(hit.persona ?? rule.persona ?? 'regular')) continue;
    const finding = toFinding(rule, hit);
    const key = `${finding.path} ${finding.line} ${finding.column} ${finding.message}`;
    const known = byPlace.get(key);
    if (known === undefined) {
      const count = (perFile.get(finding.path) ?? 0) + 1;
      perFile.set(finding.path, count);
      if (count === AUDIT_LIMITS.findings)
        byPlace.set(key, { ...finding, message: `${finding.message}; more of the same in this file are not listed` });
      if (count >= AUDIT_LIMITS.findings) continue;
    }
    // The same place by several events counts once, at its worst.
    if (known === undefined || SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(known.severity))
      byPlace.set(key, finding);
  }
  return [...byPlace.values()];
}

function toFinding(rule: AuditRule, hit: AuditHit): Unnamed {
  const related = (hit.related ?? []).map(({ path, place }) => ({ path, line: place.line }));
  return {
    rule: rule.id,
    severity: hit.severity ?? rule.severity,
    confidence: hit.confidence ?? rule.confidence,
    path: hit.path,
    line: hit.place.line,
    column: Math.max(1, hit.place.column),
    message: redactSecrets(hit.message),
    atlas: rule.atlas,
    persona: hit.persona ?? rule.persona ?? 'regular',
    related: related.filter(
      (one, index) => related.findIndex((two) => two.path === one.path && two.line === one.line) === index,
    ),
  };
}

function byWeight(left: Unnamed, right: Unnamed): number {
  return (
    SEVERITIES.indexOf(right.severity) - SEVERITIES.indexOf(left.severity) ||
    comparePaths(left.path, right.path) ||
    left.line - right.line ||
    left.column - right.column
  );
}

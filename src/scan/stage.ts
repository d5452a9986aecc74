import { createHash } from 'node:crypto';
import { SEVERITIES, severityAtLeast, type Finding, type Severity } from '../core/finding.ts';
import type { Evidence } from '../core/evidence.ts';
import { SCAN_PREDICATE, type ScanPredicate } from '../core/predicates/scan.ts';
import type { Stage, StageContext } from '../core/stage.ts';
import { VERSION } from '../core/version.ts';
import type { FileFacts } from '../formats/facts.ts';
import { ALLOW_GROUPS } from './data/pickle-allowlist/index.ts';
import { DANGERS } from './data/pickle-dangerous.ts';
import type { Rule } from './rule.ts';
import { SCAN_RULES } from './rules.ts';
import { runRules, type RuleFailure } from './run-rules.ts';

export interface ScanInputs {
  readonly facts: readonly FileFacts[];
  /** Where the facts were read; kept as evidence. */
  readonly parsing?: ScanPredicate['scan']['parsing'];
}

/** Judges what the parsers read, file by file. Reads no byte of the submission and executes nothing. */
export const scanStage: Stage<ScanInputs> = scanStageWith(SCAN_RULES);

/** The stage over other rules than the built-in ones. */
export function scanStageWith(rules: readonly Rule[]): Stage<ScanInputs> {
  return { name: 'scan', run: async (context, inputs) => scan(rules, context, inputs) };
}

async function scan(
  rules: readonly Rule[],
  { submission, policy, clock, signal, progress }: StageContext,
  { facts, parsing }: ScanInputs,
): Promise<Evidence> {
  const startedAt = clock.now().toISOString();
  const { failOn } = policy.scan;
  const { findings, failures } = await runRules(rules, facts, signal);
  progress({ label: 'scan', done: facts.length, total: facts.length, unit: 'files' });
  // A file without facts was never looked at: the parsing process may have been taken over and left it out.
  const known = new Set(facts.map(({ path }) => path));
  const unread = submission.files.filter(({ path }) => !known.has(path)).map(({ path }) => path);
  const incomplete = [...facts.filter(isIncomplete).map(({ path }) => path), ...unread];
  const blocked = blockedPaths(findings, incomplete, failOn);
  const outcome = failures.length > 0 ? 'errored' : blocked.length > 0 ? 'failed' : 'passed';
  const predicate: ScanPredicate = {
    ...verdictOfRules(rules, findings, failures, failOn, outcome === 'passed'),
    configuration: [{ name: 'scan-rules', digest: { sha256: rulesDigest(rules) } }],
    scan: {
      failOn,
      files: facts.length,
      bytes: facts.reduce((sum, { size }) => sum + size, 0),
      blockedFiles: blocked,
      incompleteFiles: incomplete,
      inventory: facts.map(({ path, formats, complete }) => ({ path, formats, complete })),
      findings: countBySeverity(findings),
      ...(parsing === undefined ? {} : { parsing }),
      failures: [...failures],
    },
  };
  return {
    stage: 'scan',
    outcome,
    reason: reasonOf(outcome, findings, failures, blocked, incomplete, facts.length, failOn),
    predicateType: SCAN_PREDICATE,
    predicate,
    findings: [...findings],
    startedAt,
    finishedAt: clock.now().toISOString(),
    tools: { modelgate: VERSION, node: process.versions.node },
  };
}

export function isIncomplete(file: FileFacts): boolean {
  return !file.complete || file.limits.length > 0;
}

/** Paths with a finding at or over `failOn`, or that were not read whole. */
export function blockedPaths(findings: readonly Finding[], incomplete: readonly string[], failOn: Severity): string[] {
  const blocking = findings
    .filter(({ severity }) => severityAtLeast(severity, failOn))
    .map(({ location }) => location.path);
  return [...new Set([...blocking, ...incomplete])];
}

export function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function verdictOfRules(
  rules: readonly Rule[],
  findings: readonly Finding[],
  failures: readonly RuleFailure[],
  failOn: Severity,
  passed: boolean,
): Pick<ScanPredicate, 'result' | 'passedTests' | 'warnedTests' | 'failedTests'> {
  const failed = new Set([
    ...findings.filter(({ severity }) => severityAtLeast(severity, failOn)).map(({ rule }) => rule),
    ...failures.map(({ rule }) => rule),
  ]);
  const warned = new Set(findings.map(({ rule }) => rule).filter((rule) => !failed.has(rule)));
  const ids = rules.map(({ id }) => id);
  return {
    result: passed ? (warned.size > 0 ? 'WARNED' : 'PASSED') : 'FAILED',
    passedTests: ids.filter((id) => !failed.has(id) && !warned.has(id)),
    warnedTests: ids.filter((id) => warned.has(id)),
    failedTests: ids.filter((id) => failed.has(id)),
  };
}

/** Over the rules' ids and grades and the name lists: two scans with the same digest asked the same questions. */
function rulesDigest(rules: readonly Rule[]): string {
  const content = {
    version: VERSION,
    rules: rules.map(({ id, severity, confidence }) => [id, severity, confidence]),
    ALLOW_GROUPS,
    DANGERS,
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function reasonOf(
  outcome: 'passed' | 'failed' | 'errored',
  findings: readonly Finding[],
  failures: readonly RuleFailure[],
  blocked: readonly string[],
  incomplete: readonly string[],
  files: number,
  failOn: Severity,
): string {
  if (outcome === 'errored') {
    const [first] = failures;
    return `rule ${first?.rule ?? ''} broke on ${first?.path ?? ''}: ${first?.message ?? ''}; a rule that broke found nothing, so nothing passed`;
  }
  if (outcome === 'passed')
    return `${files} files read whole, no finding at or over ${failOn}${findings.length > 0 ? `, ${findings.length} below` : ''}`;
  const [worst] = findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const head =
    worst !== undefined && severityAtLeast(worst.severity, failOn)
      ? `${worst.location.path}: ${worst.message}`
      : `${incomplete[0] ?? ''} could not be read whole`;
  return `${blocked.length} of ${files} files blocked; ${head}`;
}

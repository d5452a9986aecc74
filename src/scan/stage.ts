import { createHash } from 'node:crypto';
import { SEVERITIES, severityAtLeast, type FailOn, type Finding, type Severity } from '../core/finding.ts';
import type { Evidence } from '../core/evidence.ts';
import { SCAN_PREDICATE, type ScanPredicate } from '../core/predicates/scan.ts';
import type { Stage, StageContext } from '../core/stage.ts';
import { VERSION } from '../core/version.ts';
import type { FileFacts } from '../formats/facts.ts';
import { ALLOW_GROUPS } from './data/pickle-allowlist/index.ts';
import { DANGERS } from './data/pickle-dangerous.ts';
import { applyIgnores, type Ignored, type Ignores } from './ignores.ts';
import type { Rule } from './rule.ts';
import { SCAN_RULES } from './rules.ts';
import { runRules, type RuleFailure } from './run-rules.ts';

export interface ScanInputs {
  readonly facts: readonly FileFacts[];
  /** Where the facts were read; kept as evidence. */
  readonly parsing?: ScanPredicate['scan']['parsing'];
  /** Of a scan by itself; a gate run takes the policy's. */
  readonly failOn?: FailOn;
  /** From the operator only, never from inside the submission. */
  readonly ignores?: Ignores;
}

/** Judges what the parsers read, file by file. Reads no byte of the submission and executes nothing. */
export const scanStage: Stage<ScanInputs> = scanStageWith(SCAN_RULES);

/** The stage over other rules than the built-in ones. */
export function scanStageWith(rules: readonly Rule[]): Stage<ScanInputs> {
  const digest = rulesDigest(rules); // not in `run`: the stage is loaded while the parsers are at work
  return { name: 'scan', run: async (context, inputs) => scan(rules, digest, context, inputs) };
}

async function scan(
  rules: readonly Rule[],
  digest: string,
  { submission, policy, clock, signal, progress }: StageContext,
  { facts, parsing, ignores, failOn = policy.scan.failOn }: ScanInputs,
): Promise<Evidence> {
  const startedAt = clock.now().toISOString();
  const { findings: all, failures } = await runRules(rules, facts, signal);
  const { findings, accepted, ignoring } =
    ignores === undefined ? nothingIgnored(all) : applyIgnores(ignores, all, submission.files, clock);
  progress({ label: 'scan', done: facts.length, total: facts.length, unit: 'files' });
  // A file without facts was never looked at: the parsing process may have been taken over and left it out.
  const known = new Set(facts.map(({ path }) => path));
  const unread = submission.files.filter(({ path }) => !known.has(path)).map(({ path }) => path);
  const incomplete = [
    ...facts.filter((file) => isIncomplete(file) && !accepted.has(file.path)).map(({ path }) => path),
    ...unread,
  ];
  const blocked = blockedPaths(findings, incomplete, failOn);
  const outcome = failures.length > 0 ? 'errored' : blocked.length > 0 ? 'failed' : 'passed';
  const predicate: ScanPredicate = {
    ...verdictOfRules(rules, findings, failures, failOn, outcome === 'passed'),
    configuration: [
      { name: 'scan-rules', digest: { sha256: digest } },
      ...(ignoring === undefined ? [] : [{ name: 'ignore-file', digest: { sha256: ignoring.sha256 } }]),
    ],
    scan: {
      failOn,
      files: facts.length,
      bytes: facts.reduce((sum, { size }) => sum + size, 0),
      blockedFiles: blocked,
      incompleteFiles: incomplete,
      inventory: facts.map(({ path, formats, complete }) => ({ path, formats, complete })),
      findings: countBySeverity(findings),
      ...(parsing === undefined ? {} : { parsing }),
      ...(ignoring === undefined ? {} : { ignoring }),
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

const nothingIgnored = (
  findings: readonly Finding[],
): Omit<Ignored, 'ignoring'> & { readonly ignoring: undefined } => ({
  findings,
  accepted: new Set(),
  ignoring: undefined,
});

export function isIncomplete(file: FileFacts): boolean {
  return !file.complete || file.limits.length > 0;
}

/** Paths with a finding at or over `failOn`, or that were not read whole. */
export function blockedPaths(findings: readonly Finding[], incomplete: readonly string[], failOn: FailOn): string[] {
  const blocking = findings.filter((finding) => blocks(finding, failOn)).map(({ location }) => location.path);
  return [...new Set([...blocking, ...incomplete])];
}

/** Whether a finding counts and reaches the severity that blocks. */
export function blocks({ severity, ignored }: Finding, failOn: FailOn): boolean {
  return ignored === undefined && severityAtLeast(severity, failOn);
}

/** Without those that the operator ignores. */
export function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity, ignored } of findings) if (ignored === undefined) counts[severity] += 1;
  return counts;
}

function verdictOfRules(
  rules: readonly Rule[],
  findings: readonly Finding[],
  failures: readonly RuleFailure[],
  failOn: FailOn,
  passed: boolean,
): Pick<ScanPredicate, 'result' | 'passedTests' | 'warnedTests' | 'failedTests'> {
  const failed = new Set([
    ...findings.filter((finding) => blocks(finding, failOn)).map(({ rule }) => rule),
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
  failOn: FailOn,
): string {
  if (outcome === 'errored') {
    const [first] = failures;
    return `rule ${first?.rule ?? ''} broke on ${first?.path ?? ''}: ${first?.message ?? ''}; a rule that broke found nothing, so nothing passed`;
  }
  if (outcome === 'passed')
    return `${files} files read whole, ${failOn === 'none' ? 'nothing blocks' : `no finding at or over ${failOn}`}${findings.length > 0 ? `, ${findings.length} below` : ''}`;
  const [worst] = findings
    .filter((finding) => blocks(finding, failOn))
    .toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const head =
    worst !== undefined ? `${worst.location.path}: ${worst.message}` : `${incomplete[0] ?? ''} could not be read whole`;
  return `${blocked.length} of ${files} files blocked; ${head}`;
}

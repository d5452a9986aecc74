import { GateError } from '../core/errors.ts';
import { SEVERITIES, type Finding } from '../core/finding.ts';
import { comparePaths } from '../core/submission.ts';
import { emptyFacts } from '../formats/empty-facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import { toFinding, type Rule, type RuleContext, type RuleHit } from './rule.ts';

/** Findings kept per file and rule; the last one then says how many more there were. */
const FINDINGS_KEPT = 100;
const FILES_PER_TURN = 64;

export interface RuleFailure {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

export interface RuleResults {
  /** By path, then most severe first. */
  readonly findings: readonly Finding[];
  /** Rules that threw: whoever reads this treats the scan as errored, because a rule that broke found nothing. */
  readonly failures: readonly RuleFailure[];
}

/** Runs every rule over every file. Gives way to other work between files. @throws GateError CANCELLED */
export async function runRules(
  rules: readonly Rule[],
  facts: readonly FileFacts[],
  signal: AbortSignal,
): Promise<RuleResults> {
  const context: RuleContext = { files: new Map(facts.map((file) => [file.path, file])) };
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  let turn = 0;
  for (const file of facts) {
    if (turn % FILES_PER_TURN === FILES_PER_TURN - 1) await new Promise((resolve) => setImmediate(resolve));
    turn += 1;
    if (signal.aborted)
      throw signal.reason instanceof GateError ? signal.reason : new GateError('CANCELLED', 'the scan was cancelled');
    for (const rule of rules) {
      try {
        findings.push(...hitsOf(rule, file, context));
      } catch (error) {
        failures.push({
          rule: rule.id,
          path: file.path,
          message: error instanceof Error ? error.message : String(error),
        });
      }
    }
  }
  findings.sort(bySeverity);
  return { findings, failures };
}

function hitsOf(rule: Rule, file: FileFacts, context: RuleContext): Finding[] {
  const all = [file, ...membersOf(file)]
    .flatMap((part) =>
      rule.appliesTo(part) ? [...rule.check(part, context)].map((hit) => inFile(rule, file, part, hit)) : [],
    )
    .sort(bySeverity);
  const kept = all.slice(0, FINDINGS_KEPT);
  const last = kept.at(-1);
  if (all.length > kept.length && last !== undefined) {
    kept.push({
      ...last,
      message: `${all.length - kept.length} more findings of this rule in this file are not listed`,
    });
  }
  return kept;
}

/** What lies in containers and is judged by file, as files. */
function* membersOf({ members }: FileFacts): Generator<FileFacts> {
  for (const member of members ?? []) yield { ...emptyFacts(member.path, member.size), ...member };
}

function inFile(rule: Rule, file: FileFacts, part: FileFacts, hit: RuleHit): Finding {
  return toFinding(rule, file, part === file ? hit : { ...hit, member: part.path });
}

function bySeverity(a: Finding, b: Finding): number {
  return (
    comparePaths(a.location.path, b.location.path) ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    a.rule.localeCompare(b.rule, 'en') ||
    (a.location.offset ?? 0) - (b.location.offset ?? 0)
  );
}

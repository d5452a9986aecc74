/** What a scan needs once the files are read: the rules, the policy, the report. Loaded by scan-path.ts when it has time. */
import { GateError } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import type { FailOn, Finding } from '../core/finding.ts';
import type { Policy } from '../core/policy.ts';
import { scanPredicateSchema } from '../core/predicates/scan.ts';
import type { Stage } from '../core/stage.ts';
import { ruleNamed } from '../core/rule-list.ts';
import { profilePolicy } from '../decide/load-policy.ts';
import type { FileFacts } from '../formats/facts.ts';
import { scanReport, type ScanReport } from '../scan/report.ts';
import { SCAN_RULES } from '../scan/rules.ts';
import { scanStageWith, type ScanInputs } from '../scan/stage.ts';
import type { ReadModel } from './prepare.ts';

export { scanStage } from '../scan/stage.ts';

export interface ScanJudgement {
  /** What `modelgate scan --format json` prints; schemas/scan.schema.json. */
  readonly report: ScanReport;
  readonly findings: readonly Finding[];
  /** Every file was read whole, and no finding reaches `failOn`. */
  readonly passed: boolean;
}

/** The stage over some rules only. @throws GateError USAGE */
export function stageOf(rules: readonly string[]): Stage<ScanInputs> {
  return scanStageWith(rules.map((id) => ruleNamed(SCAN_RULES, id)));
}

/** Of a scan for which nobody named a policy. */
export function strictPolicy(): Policy {
  return profilePolicy('strict').policy;
}

/** @throws GateError SCAN_INCOMPLETE, SUBMISSION_EMPTY */
export function reportOn(judged: {
  readonly path: string;
  readonly model: ReadModel;
  /** What was left out. */
  readonly refused: readonly FileFacts[];
  readonly evidence: Evidence;
  readonly failOn: FailOn;
  /** Undefined for all. */
  readonly rules: readonly string[] | undefined;
}): ScanJudgement {
  const { path, model, refused, failOn, rules } = judged;
  const { outcome, reason, findings, predicate } = judged.evidence;
  if (outcome === 'errored') throw new GateError('SCAN_INCOMPLETE', reason);
  const facts = [...model.facts, ...refused];
  if (facts.length === 0) throw new GateError('SUBMISSION_EMPTY', `${path} holds no file`);
  const { ignoring } = scanPredicateSchema.parse(predicate).scan;
  return {
    report: scanReport({ files: model.submission.files, facts, findings, failOn, ignoring, rules }),
    findings,
    passed: outcome === 'passed',
  };
}

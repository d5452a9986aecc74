/** What `modelgate/scan` exports: the scan of a directory or file, as the command line makes it. */
import { systemClock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Finding, Severity } from '../core/finding.ts';
import type { SandboxDriverName } from '../core/policy.ts';
import { silentProgress, type Progress } from '../core/progress.ts';
import { profilePolicy } from '../decide/load-policy.ts';
import { unreadFacts } from '../formats/empty-facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import { scanReport, type ScanReport } from '../scan/report.ts';
import { scanStage } from '../scan/stage.ts';
import { standalone } from './standalone.ts';

export { GateError } from '../core/errors.ts';
export type { Finding, Severity } from '../core/finding.ts';
export type { ProgressEvent } from '../core/progress.ts';
export { scanReportSchema, type ScanReport } from '../scan/report.ts';
export { scanSarif } from '../scan/sarif.ts';

export interface ScanOptions {
  /** The least severity that blocks. `high` when left out. */
  readonly failOn?: Severity;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

export interface ScanResult {
  /** What `modelgate scan --format json` prints. */
  readonly report: ScanReport;
  readonly findings: readonly Finding[];
  /** Every file was read whole, and no finding reaches `failOn`. */
  readonly passed: boolean;
  /** What held the parsers. `process`: no sandbox works here, so it was a child process with limits only. */
  readonly isolation: SandboxDriverName | 'process';
}

/**
 * Reads every byte of a model, in a sandbox where one works, and judges what was read; executes nothing of it. A link or an
 * unreadable file in the tree doesn't end the scan: it is reported, and blocks.
 * @throws GateError SOURCE_NOT_FOUND, SOURCE_CHANGED, SUBMISSION_EMPTY, SCAN_INCOMPLETE (a rule broke, so nothing passed), CANCELLED
 */
export async function scan(path: string, options: ScanOptions = {}): Promise<ScanResult> {
  const { failOn = 'high', signal = new AbortController().signal, progress = silentProgress } = options;
  const { policy } = profilePolicy('strict');
  const refused: FileFacts[] = [];
  const { model, evidence } = await standalone(
    {
      source: path,
      policy: { ...policy, scan: { failOn } },
      clock: systemClock,
      signal,
      progress,
      onRefused: (name, why) => refused.push(unreadFacts(name, 0, 'acquire.refused', why)),
    },
    (context, read) => scanStage.run(context, { facts: [...read.facts, ...refused], parsing: read.parsing }),
  );
  if (evidence.outcome === 'errored') throw new GateError('SCAN_INCOMPLETE', evidence.reason);
  const facts = [...model.facts, ...refused];
  if (facts.length === 0) throw new GateError('SUBMISSION_EMPTY', `${path} holds no file`);
  const { findings } = evidence;
  return {
    report: scanReport({ files: model.submission.files, facts, findings, failOn }),
    findings,
    passed: evidence.outcome === 'passed',
    isolation: model.parsing.isolation,
  };
}

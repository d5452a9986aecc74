/** What `modelgate/scan` exports: the scan of a directory or file, as the command line makes it. */
import { readFile, realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { systemClock, type Clock } from '../core/clock.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { FailOn, Finding } from '../core/finding.ts';
import type { Policy, SandboxDriverName } from '../core/policy.ts';
import { scanPredicateSchema } from '../core/predicates/scan.ts';
import { silentProgress, type Progress } from '../core/progress.ts';
import { profilePolicy } from '../decide/load-policy.ts';
import { unreadFacts } from '../formats/empty-facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import { parseIgnores, type Ignores } from '../scan/ignores.ts';
import { scanReport, type ScanReport } from '../scan/report.ts';
import { scanStage } from '../scan/stage.ts';
import { standalone } from './standalone.ts';

export { GateError } from '../core/errors.ts';
export type { FailOn, Finding, Severity } from '../core/finding.ts';
export type { ProgressEvent } from '../core/progress.ts';
export { scanReportSchema, type ScanReport } from '../scan/report.ts';
export { scanSarif } from '../scan/sarif.ts';

const IGNORE_BYTES = 4 << 20;

export interface ScanOptions {
  /** The least severity that blocks: the policy's, else `high`. With `none` only a file that was not read whole blocks. */
  readonly failOn?: FailOn;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  /** A file that names findings to take out of account, docs/guide/scanning.md; outside of what is scanned. */
  readonly ignore?: string;
  /** Whether an ignore file may be used. Without a policy, whoever scans decides. */
  readonly policy?: Policy;
  /** For the days on which entries of the ignore file end. */
  readonly clock?: Clock;
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
 * @throws GateError SOURCE_NOT_FOUND, SOURCE_CHANGED, SUBMISSION_EMPTY, SCAN_INCOMPLETE (a rule broke, so nothing passed),
 * IGNORE_INVALID, IGNORE_REFUSED, CANCELLED
 */
export async function scan(path: string, options: ScanOptions = {}): Promise<ScanResult> {
  const { signal = new AbortController().signal, progress = silentProgress, clock = systemClock } = options;
  const policy = options.policy ?? profilePolicy('strict').policy;
  const failOn = options.failOn ?? policy.scan.failOn;
  const ignores = options.ignore === undefined ? undefined : await readIgnores(options.ignore, path, options.policy);
  const refused: FileFacts[] = [];
  const { model, evidence } = await standalone(
    {
      source: path,
      policy,
      clock,
      signal,
      progress,
      onRefused: (name, why) => refused.push(unreadFacts(name, 0, 'acquire.refused', why)),
    },
    (context, read) =>
      scanStage.run(context, {
        facts: [...read.facts, ...refused],
        parsing: read.parsing,
        failOn,
        ...(ignores === undefined ? {} : { ignores }),
      }),
  );
  if (evidence.outcome === 'errored') throw new GateError('SCAN_INCOMPLETE', evidence.reason);
  const facts = [...model.facts, ...refused];
  if (facts.length === 0) throw new GateError('SUBMISSION_EMPTY', `${path} holds no file`);
  const { findings } = evidence;
  const { ignoring } = scanPredicateSchema.parse(evidence.predicate).scan;
  return {
    report: scanReport({ files: model.submission.files, facts, findings, failOn, ignoring }),
    findings,
    passed: evidence.outcome === 'passed',
    isolation: model.parsing.isolation,
  };
}

/** What lies in the tree is the submitter's, whoever names it: a file from there would let a model excuse itself. */
async function readIgnores(file: string, source: string, policy: Policy | undefined): Promise<Ignores> {
  if (policy?.scan.ignore === 'forbid')
    throw new GateError('IGNORE_REFUSED', `the policy ${policy.name} forbids ignore files (scan.ignore)`);
  const [real, root] = await Promise.all([file, source].map(async (path) => realpath(path).catch(() => path)));
  const inside = relative(root ?? '', real ?? '');
  if (inside !== '..' && !inside.startsWith(`..${sep}`))
    throw new GateError('IGNORE_REFUSED', `${file} lies inside of what is scanned, ${source}`);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new GateError('IGNORE_REFUSED', `can't read ${file}: ${systemCode(error) ?? 'unknown error'}`, {
      cause: error,
    });
  }
  if (bytes.length > IGNORE_BYTES)
    throw new GateError('IGNORE_INVALID', `${file} is larger than ${IGNORE_BYTES} bytes`);
  return parseIgnores(bytes.toString('utf8'), file);
}

/** What `modelgate/scan` exports: the scan of a directory, a file or bytes, as the command line makes it. docs/guide/library.md */
import * as z from 'zod';
import { systemClock, type Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import { FAIL_ON, type FailOn, type Finding } from '../core/finding.ts';
import type { Policy, SandboxDriverName } from '../core/policy.ts';
import { scanPredicateSchema } from '../core/predicates/scan.ts';
import { silentProgress, type Progress } from '../core/progress.ts';
import { profilePolicy } from '../decide/load-policy.ts';
import { unreadFacts } from '../formats/empty-facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { Ignores } from '../scan/ignores.ts';
import { scanReport, type ScanReport } from '../scan/report.ts';
import { ruleNamed } from '../scan/rule-list.ts';
import { scanStage, scanStageWith } from '../scan/stage.ts';
import { withBytesOnDisk, type Bytes } from './bytes-source.ts';
import { readIgnores } from './read-ignores.ts';
import { standalone } from './standalone.ts';

export { GateError } from '../core/errors.ts';
export type { FailOn, Finding, Severity } from '../core/finding.ts';
export type { ProgressEvent } from '../core/progress.ts';
export { scanReportSchema, type ScanReport } from '../scan/report.ts';
export { scanSarif } from '../scan/sarif.ts';
export type { Bytes } from './bytes-source.ts';

export interface ScanOptions {
  /** What bytes are called: `model.safetensors`, `unet/config.json`. Needed for everything but a path and a `File`. */
  readonly name?: string;
  /** The least severity that blocks: the policy's, else `high`. With `none` only a file that was not read whole blocks. */
  readonly failOn?: FailOn;
  /** Only these rules are asked, by id; the report says so. All when left out. */
  readonly rules?: readonly string[];
  readonly signal?: AbortSignal;
  /** Told often; must not throw. Labels hold names from the model: escape them for a terminal. */
  readonly onProgress?: Progress;
  /** A file that names findings to take out of account, docs/guide/scanning.md; outside of what is scanned. */
  readonly ignore?: string;
  /** Whether an ignore file may be used, and what blocks. Without a policy, whoever scans decides. */
  readonly policy?: Policy;
  /** For the days on which entries of the ignore file end. */
  readonly clock?: Clock;
}

export interface ScanResult {
  /** What `modelgate scan --format json` prints; schemas/scan.schema.json. */
  readonly report: ScanReport;
  readonly findings: readonly Finding[];
  /** Every file was read whole, and no finding reaches `failOn`. */
  readonly passed: boolean;
  /** What held the parsers. `process`: no sandbox works here, so it was a child process with limits only. */
  readonly isolation: SandboxDriverName | 'process';
}

/** What callers without types get wrong. */
const optionsSchema = z.object({
  name: z.string().min(1).optional(),
  failOn: z.enum(FAIL_ON).optional(),
  rules: z.array(z.string()).min(1, 'name a rule, or leave it out for all of them').optional(),
});

/**
 * Reads every byte of a model, in a sandbox where one works, and judges what was read; executes nothing of it. `source` is
 * the path of a directory or file, or the bytes of one file with a name. A link or an unreadable file in a tree doesn't end
 * the scan: it is reported, and blocks.
 * @throws GateError USAGE, SOURCE_NOT_FOUND, SOURCE_CHANGED, SOURCE_UNREADABLE, SUBMISSION_EMPTY, SCAN_INCOMPLETE (a rule
 * broke, so nothing passed), DISK_FULL, IGNORE_INVALID, IGNORE_REFUSED, CANCELLED
 */
export async function scan(source: string | Bytes, options: ScanOptions = {}): Promise<ScanResult> {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw new GateError('USAGE', `the options of scan: ${z.prettifyError(parsed.error)}`);
  const { ignore, policy, signal = new AbortController().signal } = options;
  const path = typeof source === 'string' ? source : undefined;
  const ignores = ignore === undefined ? undefined : await readIgnores(ignore, path, policy);
  if (typeof source === 'string') return scanPath(source, { ...options, signal }, ignores);
  const name = options.name ?? (source instanceof File ? source.name : undefined);
  if (name === undefined) throw new GateError('USAGE', 'bytes without a name: pass `name`, rules go by it');
  return withBytesOnDisk(source, name, signal, async (directory) =>
    scanPath(directory, { ...options, signal }, ignores),
  );
}

async function scanPath(
  path: string,
  options: ScanOptions & { readonly signal: AbortSignal },
  ignores: Ignores | undefined,
): Promise<ScanResult> {
  const { signal, clock = systemClock, onProgress = silentProgress, rules } = options;
  const policy = options.policy ?? profilePolicy('strict').policy;
  const failOn = options.failOn ?? policy.scan.failOn;
  const stage = rules === undefined ? scanStage : scanStageWith(rules.map(ruleNamed));
  const refused: FileFacts[] = [];
  const { model, evidence } = await standalone(
    {
      source: path,
      policy,
      clock,
      signal,
      progress: onProgress,
      onRefused: (name, why) => refused.push(unreadFacts(name, 0, 'acquire.refused', why)),
    },
    (context, read) =>
      stage.run(context, {
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
    report: scanReport({ files: model.submission.files, facts, findings, failOn, ignoring, rules }),
    findings,
    passed: evidence.outcome === 'passed',
    isolation: model.parsing.isolation,
  };
}

import * as z from 'zod';
import { hexOf } from '../core/digest.ts';
import { findingSchema, FAIL_ON, SEVERITIES, type FailOn, type Finding } from '../core/finding.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { ignoringSchema, type Ignoring } from '../core/predicates/scan.ts';
import { limitFactsSchema, type FileFacts } from '../formats/facts.ts';
import { redactSecrets } from '../formats/secrets/redact.ts';
import { INCOMPLETE } from './ignores.ts';
import { blockedPaths, countBySeverity, isIncomplete } from './stage.ts';

export const scanReportSchema = z.object({
  version: z.literal(1),
  files: z.array(
    z.object({
      /** Relative to the scanned root; members of an archive report under it, with `member` in the location. */
      path: z.string(),
      /** Null for an entry that is no file or could not be read. */
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/u)
        .nullable(),
      formats: z.array(z.string()),
      /** A finding at or over the severity that blocks, or not read whole. */
      blocking: z.boolean(),
      findings: z.array(findingSchema),
      limits: z.array(limitFactsSchema),
    }),
  ),
  summary: z.object({
    files: z.number().int().nonnegative(),
    blockedFiles: z.number().int().nonnegative(),
    failOn: z.enum(FAIL_ON),
    /** Where not all rules were asked: which. */
    rules: z.array(z.string()).optional(),
    /** Those that count. */
    findings: z.record(z.enum(SEVERITIES), z.number().int().nonnegative()),
  }),
  /** Where an ignore file was given: what it did, and which of its entries no longer do anything. */
  ignoring: ignoringSchema.optional(),
});
export type ScanReport = z.infer<typeof scanReportSchema>;

export interface ScanReportInputs {
  readonly files: readonly Pick<SubmissionFile, 'path' | 'sha256'>[];
  readonly facts: readonly FileFacts[];
  readonly findings: readonly Finding[];
  readonly failOn: FailOn;
  readonly ignoring?: Ignoring | undefined;
  /** Undefined for all. */
  readonly rules?: readonly string[] | undefined;
}

/** What `scan --format json` prints, DESIGN §5. Files without facts are blocking: they were not read. */
export function scanReport({ files, facts, findings, failOn, ignoring, rules }: ScanReportInputs): ScanReport {
  const byPath = new Map(facts.map((file) => [file.path, file]));
  const digests = new Map(files.map(({ path, sha256 }) => [path, hexOf(sha256)]));
  const paths = [...digests.keys(), ...facts.map(({ path }) => path).filter((path) => !digests.has(path))];
  const accepted = new Set(
    findings
      .filter(({ rule, ignored }) => rule === INCOMPLETE && ignored !== undefined)
      .map(({ location }) => location.path),
  );
  const incomplete = paths.filter((path) => isUnread(byPath.get(path)) && !accepted.has(path));
  const blocked = new Set(blockedPaths(findings, incomplete, failOn));
  const found = Map.groupBy(findings, ({ location }) => location.path);
  return {
    version: 1,
    files: paths.map((path) => {
      const own = byPath.get(path);
      return {
        path,
        sha256: digests.get(path) ?? null,
        formats: own?.formats ?? [],
        blocking: blocked.has(path),
        findings: found.get(path) ?? [],
        limits: (own?.limits ?? [{ limit: 'parser.failed', message: 'the file was not read' }]).map((limit) => ({
          ...limit,
          message: redactSecrets(limit.message),
        })),
      };
    }),
    summary: {
      files: paths.length,
      blockedFiles: blocked.size,
      failOn,
      ...(rules === undefined ? {} : { rules: [...rules] }),
      findings: countBySeverity(findings),
    },
    ...(ignoring === undefined ? {} : { ignoring }),
  };
}

function isUnread(file: FileFacts | undefined): boolean {
  return file === undefined || isIncomplete(file);
}

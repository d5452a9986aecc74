import * as z from 'zod';
import { hexOf } from '../core/digest.ts';
import { findingSchema, SEVERITIES, type Finding, type Severity } from '../core/finding.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { limitFactsSchema, type FileFacts } from '../formats/facts.ts';
import { blockedPaths, countBySeverity, isIncomplete } from './stage.ts';

export const scanReportSchema = z.object({
  version: z.literal(1),
  files: z.array(
    z.object({
      /** Relative to the scanned root; members of an archive report under it, with `member` in the location. */
      path: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/u),
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
    failOn: z.enum(SEVERITIES),
    findings: z.record(z.enum(SEVERITIES), z.number().int().nonnegative()),
  }),
});
export type ScanReport = z.infer<typeof scanReportSchema>;

export interface ScanReportInputs {
  readonly files: readonly Pick<SubmissionFile, 'path' | 'sha256'>[];
  readonly facts: readonly FileFacts[];
  readonly findings: readonly Finding[];
  readonly failOn: Severity;
}

/** What `scan --format json` prints, DESIGN §5. Files without facts are blocking: they were not read. */
export function scanReport({ files, facts, findings, failOn }: ScanReportInputs): ScanReport {
  const byPath = new Map(facts.map((file) => [file.path, file]));
  const incomplete = files.filter(({ path }) => isUnread(byPath.get(path))).map(({ path }) => path);
  const blocked = new Set(blockedPaths(findings, incomplete, failOn));
  const found = Map.groupBy(findings, ({ location }) => location.path);
  return {
    version: 1,
    files: files.map(({ path, sha256 }) => {
      const own = byPath.get(path);
      return {
        path,
        sha256: hexOf(sha256),
        formats: own?.formats ?? [],
        blocking: blocked.has(path),
        findings: found.get(path) ?? [],
        limits: own?.limits ?? [{ limit: 'parser.failed', message: 'the file was not read' }],
      };
    }),
    summary: { files: files.length, blockedFiles: blocked.size, failOn, findings: countBySeverity(findings) },
  };
}

function isUnread(file: FileFacts | undefined): boolean {
  return file === undefined || isIncomplete(file);
}

import { createHash } from 'node:crypto';
import { sha256FromBytes } from '../../src/core/digest.ts';
import type { FailOn } from '../../src/core/finding.ts';
import { scanReport, type ScanReport } from '../../src/scan/report.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfBytes } from './facts-of.ts';

/** The report on files given as bytes, by every rule, read in this process. */
export async function reportOf(
  files: Readonly<Record<string, Uint8Array>>,
  failOn: FailOn = 'high',
): Promise<ScanReport> {
  const entries = Object.entries(files);
  const paths = new Set(Object.keys(files));
  const facts = entries.map(([path, bytes]) => factsOfBytes(path, bytes, paths));
  const { findings } = await runRules(SCAN_RULES, facts, new AbortController().signal);
  const digests = entries.map(([path, bytes]) => ({
    path,
    sha256: sha256FromBytes(createHash('sha256').update(bytes).digest()),
  }));
  return scanReport({ files: digests, facts, findings, failOn });
}

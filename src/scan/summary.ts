import { SEVERITIES } from '../core/finding.ts';
import type { ScanReport } from './report.ts';

/** The whole report in one line. */
export function summaryLine({ summary }: ScanReport): string {
  const { files, blockedFiles, findings } = summary;
  const counts = SEVERITIES.toReversed()
    .filter((severity) => (findings[severity] ?? 0) > 0)
    .map((severity) => `${findings[severity]} ${severity}`);
  const blocked = blockedFiles === 0 ? 'No file blocked' : `${blockedFiles} of ${files} files blocked`;
  return `${blocked}, ${files} looked at; ${counts.length === 0 ? 'no findings' : counts.join(', ')}.`;
}

import { SEVERITIES } from '../core/finding.ts';
import type { ScanReport } from './report.ts';

/** The whole report in one line. */
export function summaryLine({ summary, ignoring }: ScanReport): string {
  const { files, blockedFiles, findings } = summary;
  const counts = SEVERITIES.toReversed()
    .filter((severity) => (findings[severity] ?? 0) > 0)
    .map((severity) => `${findings[severity]} ${severity}`);
  const blocked = blockedFiles === 0 ? 'No file blocked' : `${blockedFiles} of ${files} files blocked`;
  const said = [counts.length === 0 ? 'no findings' : counts.join(', ')];
  if (ignoring !== undefined) said.push(`${ignoring.ignored} ignored by the operator`);
  return `${blocked}, ${files} looked at; ${said.join('; ')}.`;
}

import { printable } from '../core/escape.ts';
import { wrap } from '../core/layout.ts';
import { type Finding, severityAtLeast } from '../core/finding.ts';
import { ruleDocs } from './rule.ts';
import { SCAN_RULES } from './rules.ts';
import type { ScanReport } from './report.ts';

const PER_FILE = 12;

/** The report for people: blocked files first, each finding with its place, its reason and what to do. At most 80 columns. */
export function renderScanText(report: ScanReport): string[] {
  const lines: string[] = [];
  const noted = report.files.filter((file) => file.findings.length > 0 || file.blocking);
  for (const file of noted.toSorted((a, b) => Number(b.blocking) - Number(a.blocking))) {
    lines.push(
      ...wrap(
        `${file.blocking ? 'BLOCKED' : 'noted'}  ${printable(file.path)}  (${file.formats.join(', ') || 'unread'})`,
        { rest: '         ' },
      ),
    );
    if (file.findings.length === 0)
      for (const limit of file.limits.slice(0, PER_FILE))
        lines.push(...wrap(printable(limit.message), { first: '  ' }));
    for (const finding of file.findings.slice(0, PER_FILE)) {
      lines.push(
        ...wrap(`${finding.severity.padEnd(8)} ${finding.rule}${place(finding)}`, { first: '  ', rest: '           ' }),
      );
      lines.push(...wrap(printable(finding.message), { first: '           ' }));
    }
    if (file.findings.length > PER_FILE)
      lines.push(`  and ${file.findings.length - PER_FILE} more; --format json lists all`);
    for (const id of new Set(
      file.findings.filter(({ severity }) => severityAtLeast(severity, report.summary.failOn)).map(({ rule }) => rule),
    )) {
      const rule = SCAN_RULES.find((candidate) => candidate.id === id);
      if (rule !== undefined)
        lines.push(...wrap(`→ ${rule.advice} See ${ruleDocs(id)}`, { first: '  ', rest: '    ' }));
    }
    lines.push('');
  }
  const { files, blockedFiles, findings } = report.summary;
  const counts = (['critical', 'high', 'medium', 'low', 'info'] as const)
    .filter((severity) => (findings[severity] ?? 0) > 0)
    .map((severity) => `${findings[severity]} ${severity}`);
  lines.push(
    `${blockedFiles === 0 ? 'No file blocked' : `${blockedFiles} of ${files} files blocked`}, ${files} looked at; ${counts.length === 0 ? 'no findings' : counts.join(', ')}.`,
  );
  return lines;
}

function place({ location }: Finding): string {
  const { member, offset, line, tensor } = location;
  const parts = [
    ...(member === undefined ? [] : [`in ${printable(member, 60)}`]),
    ...(tensor === undefined ? [] : [`tensor ${printable(tensor, 60)}`]),
    ...(line === undefined ? (offset === undefined ? [] : [`at byte ${offset}`]) : [`line ${line}`]),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}

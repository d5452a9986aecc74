import { printable } from '../core/escape.ts';
import { type Finding, severityAtLeast } from '../core/finding.ts';
import { ruleDocs } from './rule.ts';
import { SCAN_RULES } from './rules.ts';
import type { ScanReport } from './report.ts';

const WIDTH = 80;
const PER_FILE = 12;

/** The report for people: blocked files first, each finding with its place, its reason and what to do. At most 80 columns. */
export function renderScanText(report: ScanReport): string[] {
  const lines: string[] = [];
  const noted = report.files.filter((file) => file.findings.length > 0 || file.blocking);
  for (const file of noted.toSorted((a, b) => Number(b.blocking) - Number(a.blocking))) {
    lines.push(
      ...wrap(
        `${file.blocking ? 'BLOCKED' : 'noted'}  ${printable(file.path)}  (${file.formats.join(', ') || 'unread'})`,
        '',
        '         ',
      ),
    );
    if (file.findings.length === 0)
      for (const limit of file.limits.slice(0, PER_FILE)) lines.push(...wrap(printable(limit.message), '  ', '  '));
    for (const finding of file.findings.slice(0, PER_FILE)) {
      lines.push(...wrap(`${finding.severity.padEnd(8)} ${finding.rule}${place(finding)}`, '  ', '           '));
      lines.push(...wrap(printable(finding.message), '           ', '           '));
    }
    if (file.findings.length > PER_FILE)
      lines.push(`  and ${file.findings.length - PER_FILE} more; --format json lists all`);
    for (const id of new Set(
      file.findings.filter(({ severity }) => severityAtLeast(severity, report.summary.failOn)).map(({ rule }) => rule),
    )) {
      const rule = SCAN_RULES.find((candidate) => candidate.id === id);
      if (rule !== undefined) lines.push(...wrap(`→ ${rule.advice} See ${ruleDocs(id)}`, '  ', '    '));
    }
    lines.push('');
  }
  const { files, blockedFiles, findings } = report.summary;
  const counts = (['critical', 'high', 'medium', 'low', 'info'] as const)
    .filter((severity) => (findings[severity] ?? 0) > 0)
    .map((severity) => `${findings[severity]} ${severity}`);
  lines.push(
    `${blockedFiles === 0 ? 'No file blocked' : `${blockedFiles} of ${files} files blocked`}, ${files} read; ${counts.length === 0 ? 'no findings' : counts.join(', ')}.`,
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

/** Breaks at spaces; what has none is cut hard, because a name from the submission can be as long as it likes. */
function wrap(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    let left = word;
    if (!empty && line.length + 1 + left.length > WIDTH) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    while ((empty ? line.length : line.length + 1) + left.length > WIDTH) {
      const room = WIDTH - line.length;
      lines.push(line + left.slice(0, room));
      left = left.slice(room);
      line = rest;
      empty = true;
    }
    line = empty ? line + left : `${line} ${left}`;
    empty = false;
  }
  if (!empty) lines.push(line);
  return lines;
}

import { printable } from '../core/escape.ts';
import { SEVERITIES, type Finding } from '../core/finding.ts';
import { wrap } from '../core/layout.ts';
import { placeOf } from './place.ts';
import type { ScanReport } from './report.ts';
import { ruleDocs } from '../core/rule.ts';
import { SCAN_RULES } from './rules.ts';
import { blocks } from './stage.ts';
import { summaryLine } from './summary.ts';

const PER_FILE = 12;

type ReportedFile = ScanReport['files'][number];

/** The report for people: by file, worst first, each finding with its place, its reason and what to do. At most 80 columns. */
export function renderScanText(report: ScanReport): string[] {
  const noted = report.files.filter((file) => file.findings.length > 0 || file.blocking);
  return [
    ...noted.toSorted(worstFirst).flatMap((file) => [...fileText(file, report), '']),
    ...ignoringText(report),
    ...wrap(summaryLine(report)),
  ];
}

function worstFirst(a: ReportedFile, b: ReportedFile): number {
  return Number(b.blocking) - Number(a.blocking) || worst(b) - worst(a);
}

function worst({ findings }: ReportedFile): number {
  const counted = findings.filter(({ ignored }) => ignored === undefined);
  return Math.max(-1, ...counted.map(({ severity }) => SEVERITIES.indexOf(severity)));
}

function fileText(file: ReportedFile, report: ScanReport): string[] {
  const { findings, limits, formats } = file;
  const head = `${file.blocking ? 'BLOCKED' : 'noted'}  ${printable(file.path)}  (${formats.map((id) => printable(id)).join(', ') || 'unread'})`;
  const shown = findings.slice(0, PER_FILE);
  return [
    ...wrap(head, { rest: '         ' }),
    ...(findings.length === 0
      ? limits.slice(0, PER_FILE).flatMap(({ message }) => wrap(printable(message), { first: '  ' }))
      : shown.flatMap(findingText)),
    ...(findings.length > PER_FILE ? [`  and ${findings.length - PER_FILE} more; --format json lists all`] : []),
    ...adviceText(findings.filter((finding) => blocks(finding, report.summary.failOn))),
  ];
}

/** What an ignore file no longer does is said, or it would be kept for ever. */
function ignoringText({ ignoring }: ScanReport): string[] {
  const { expired = [], unused = [] } = ignoring ?? {};
  return [
    ...expired.slice(0, PER_FILE).flatMap(({ rule, path, expires }) =>
      wrap(`expired on ${printable(expires)}, so it counts again: ${printable(rule)} in ${printable(path)}`, {
        rest: '  ',
      }),
    ),
    ...(unused.length === 0 ? [] : [`${unused.length} of the ignore file's entries match nothing.`]),
  ];
}

function findingText(finding: Finding): string[] {
  const { ignored } = finding;
  return [
    ...wrap(`${(ignored === undefined ? finding.severity : 'ignored').padEnd(8)} ${finding.rule}${placeOf(finding)}`, {
      first: '  ',
      rest: '           ',
    }),
    ...wrap(printable(finding.message), { first: '           ' }),
    ...(ignored === undefined
      ? []
      : wrap(`ignored until ${printable(ignored.expires)}: ${printable(ignored.reason)}`, { first: '           ' })),
  ];
}

/** What to do about the findings that block, once for each rule. */
function adviceText(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule))].flatMap((id) => {
    const rule = SCAN_RULES.find((candidate) => candidate.id === id);
    if (rule === undefined) return [];
    return wrap(`what to do: ${rule.advice} See ${ruleDocs(id)}`, { first: '  ', rest: '    ' });
  });
}

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
/** Files that are shown one by one. Whoever reads more of them reads no further; the rest is counted by what was found. */
const BLOCKED_SHOWN = 60;
const NOTED_SHOWN = 12;

type ReportedFile = ScanReport['files'][number];

/** The report for people: by file, worst first, each finding with its place, its reason and what to do. At most 80 columns. */
export function renderScanText(report: ScanReport): string[] {
  const listed = report.files.filter((file) => file.findings.length > 0 || file.blocking).toSorted(worstFirst);
  const blocked = listed.filter((file) => file.blocking);
  const noted = listed.filter((file) => !file.blocking);
  const told = new Set<string>();
  return [
    ...blocked.slice(0, BLOCKED_SHOWN).flatMap((file) => [...fileText(file, report, told), '']),
    ...restText('BLOCKED', blocked.slice(BLOCKED_SHOWN)),
    ...noted.slice(0, NOTED_SHOWN).flatMap((file) => [...fileText(file, report, told), '']),
    ...restText('noted', noted.slice(NOTED_SHOWN)),
    ...ignoringText(report),
    ...wrap(summaryLine(report)),
  ];
}

/** Files that are not shown, by the worst rule of each, the most frequent first. */
function restText(how: string, files: readonly ReportedFile[]): string[] {
  if (files.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { findings } of files) {
    const [first] = findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
    const what = first === undefined ? 'not read whole' : `${first.severity} ${first.rule}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const kinds = [...counts].toSorted(([, a], [, b]) => b - a).map(([what, count]) => `${count} ${what}`);
  const shown = kinds.slice(0, PER_FILE).join(', ');
  return [...wrap(`${how}  ${files.length} more files: ${shown}; --format json lists all`, { rest: '  ' }), ''];
}

function worstFirst(a: ReportedFile, b: ReportedFile): number {
  return Number(b.blocking) - Number(a.blocking) || worst(b) - worst(a);
}

function worst({ findings }: ReportedFile): number {
  const counted = findings.filter(({ ignored }) => ignored === undefined);
  return Math.max(-1, ...counted.map(({ severity }) => SEVERITIES.indexOf(severity)));
}

/** `told`: the rules whose advice stands further up. */
function fileText(file: ReportedFile, report: ScanReport, told: Set<string>): string[] {
  const { findings, limits, formats } = file;
  const head = `${file.blocking ? 'BLOCKED' : 'noted'}  ${printable(file.path)}  (${formats.map((id) => printable(id)).join(', ') || 'unread'})`;
  const shown = findings.slice(0, PER_FILE);
  return [
    ...wrap(head, { rest: '         ' }),
    ...(findings.length === 0
      ? limits.slice(0, PER_FILE).flatMap(({ message }) => wrap(printable(message), { first: '  ' }))
      : shown.flatMap(findingText)),
    ...(findings.length > PER_FILE ? [`  and ${findings.length - PER_FILE} more; --format json lists all`] : []),
    ...adviceText(
      findings.filter((finding) => blocks(finding, report.summary.failOn)),
      told,
    ),
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

/** What to do about the findings that block: whole where a rule is first met, and by its name behind that. */
function adviceText(findings: readonly Finding[], told: Set<string>): string[] {
  const ids = [...new Set(findings.map(({ rule }) => rule))].filter((id) => SCAN_RULES.some((rule) => rule.id === id));
  const before = ids.filter((id) => told.has(id));
  const lines = ids.flatMap((id) => {
    if (told.has(id)) return [];
    told.add(id);
    const advice = SCAN_RULES.find((rule) => rule.id === id)?.advice ?? '';
    return wrap(`what to do: ${advice} See ${ruleDocs(id)}`, { first: '  ', rest: '    ' });
  });
  if (before.length === 0) return lines;
  return [...lines, ...wrap(`what to do: as above for ${before.join(', ')}`, { first: '  ', rest: '    ' })];
}

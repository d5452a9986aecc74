import { printable } from '../core/escape.ts';
import { SEVERITIES, type Finding } from '../core/finding.ts';
import { ANNOTATION_OF, annotationsWithin, workflowCommand } from '../core/workflow-command.ts';
import { placeOf } from './place.ts';
import type { ScanReport } from './report.ts';
import { ruleDocs } from '../core/rule.ts';
import { SCAN_RULES } from './rules.ts';
import { summaryLine } from './summary.ts';

/**
 * Workflow commands that GitHub turns into annotations, worst first, and one that sums up. `under` stands before each path:
 * where the scanned root lies in the repository.
 */
export function scanAnnotations(report: ScanReport, under = ''): string[] {
  const unread = report.files.filter(({ blocking, findings }) => blocking && findings.length === 0);
  const findings = report.files.flatMap((file) => file.findings).filter(({ ignored }) => ignored === undefined);
  const worst = findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const annotations = [
    ...unread.map(({ path, limits }) =>
      workflowCommand('error', propertiesOf(under, path, 'unread'), printable(limits[0]?.message ?? 'not read', 1_000)),
    ),
    ...worst.map((finding) => annotation(finding, under)),
  ];
  return [
    ...annotationsWithin(annotations),
    workflowCommand(
      report.summary.blockedFiles === 0 ? 'notice' : 'error',
      [['title', 'modelgate']],
      summaryLine(report),
    ),
  ];
}

function propertiesOf(under: string, path: string, title: string): (readonly [string, string])[] {
  return [
    ['file', printable(`${under}${path}`, 1_024)],
    ['title', `modelgate ${title}`],
  ];
}

function annotation(finding: Finding, under: string): string {
  const { path, member, line, column } = finding.location;
  const rule = SCAN_RULES.find(({ id }) => id === finding.rule);
  const message = [
    `${finding.severity}${placeOf(finding)}: ${printable(finding.message, 1_000)}`,
    ...(rule === undefined ? [] : [`What to do: ${rule.advice} See ${ruleDocs(rule.id)}`]),
  ];
  return workflowCommand(
    ANNOTATION_OF[finding.severity],
    [
      ...propertiesOf(under, path, finding.rule),
      // A line of a member is none of the file.
      ...(line === undefined || member !== undefined ? [] : [['line', String(line)] as const]),
      ...(line === undefined || column === undefined || member !== undefined ? [] : [['col', String(column)] as const]),
    ],
    message.join('\n'),
  );
}

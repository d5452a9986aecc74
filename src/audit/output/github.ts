import { printable } from '../../core/escape.ts';
import { severityAtLeast, type FailOn } from '../../core/finding.ts';
import { ruleDocs } from '../../core/rule.ts';
import { ANNOTATION_OF, annotationsWithin, workflowCommand } from '../../core/workflow-command.ts';
import { EVERY_AUDIT_RULE } from '../every-rule.ts';
import { counts } from '../exceptions/settle.ts';
import type { AuditReport } from '../report.ts';
import { summaryLine } from '../summary.ts';

/**
 * Workflow commands that GitHub turns into annotations: findings that are neither ignored nor known, worst first, and one command that
 * sums up. `under` stands before each path: where the audited directory lies in the workspace.
 */
export function auditAnnotations(report: AuditReport, failOn: FailOn, under = ''): string[] {
  const found = report.findings.filter(counts);
  const { unread } = report.metrics;
  const failed = found.some(({ severity }) => severityAtLeast(severity, failOn));
  return [
    ...annotationsWithin([
      ...found.map(({ rule, severity, path, line, column, message }) => {
        const advice = EVERY_AUDIT_RULE.find(({ id }) => id === rule)?.advice ?? '';
        return workflowCommand(
          ANNOTATION_OF[severity],
          [
            ['file', printable(`${under}${path}`, 1_024)],
            ['line', String(line)],
            ['col', String(column)],
            ['title', `modelgate ${rule}`],
          ],
          `${severity}: ${printable(message, 1_000)}\nWhat to do: ${advice} See ${ruleDocs(rule)}`,
        );
      }),
      ...unread.map(({ path, line, reason }) =>
        workflowCommand(
          'warning',
          [
            ['file', printable(`${under}${path}`, 1_024)],
            ...(line === undefined ? [] : [['line', String(line)] as const]),
            ['title', 'modelgate unread'],
          ],
          `Not read, so nobody knows what is in it: ${printable(reason, 1_000)}`,
        ),
      ),
    ]),
    workflowCommand(failed ? 'error' : 'notice', [['title', 'modelgate']], summaryLine(report)),
  ];
}

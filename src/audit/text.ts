import { printable } from '../core/escape.ts';
import { SEVERITIES } from '../core/finding.ts';
import { wrap } from '../core/layout.ts';
import { ruleDocs } from '../core/rule.ts';
import { EVERY_AUDIT_RULE } from './every-rule.ts';
import type { AuditReport } from './report.ts';

const PER_FILE = 40;
const UNREAD = 10;
const INDENT = '           ';

type AuditedFinding = AuditReport['findings'][number];

/** The report for people: by file, the file with the worst finding first. At most 80 columns. */
export function renderAuditText(report: AuditReport): string[] {
  const files = Map.groupBy(report.findings, ({ path }) => path);
  const order = [...files].toSorted(([, left], [, right]) => worst(right) - worst(left));
  return [
    ...order.flatMap(([path, findings]) => [...fileText(path, findings), '']),
    ...unreadText(report),
    ...advice(report),
    ...summary(report),
  ];
}

function worst(findings: readonly AuditedFinding[]): number {
  return Math.max(-1, ...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
}

function fileText(path: string, findings: readonly AuditedFinding[]): string[] {
  const left = findings.length - PER_FILE;
  return [
    ...wrap(printable(path), { rest: '  ' }),
    ...findings.slice(0, PER_FILE).flatMap(findingText),
    ...(left > 0 ? [`  and ${left} more; --format json lists all`] : []),
  ];
}

function findingText({ rule, severity, line, message, path, related }: AuditedFinding): string[] {
  const places = related.map((one) => (one.path === path ? `line ${one.line}` : `${printable(one.path)}:${one.line}`));
  return [
    ...wrap(`${severity.padEnd(8)} ${rule} line ${line}`, { first: '  ', rest: INDENT }),
    ...wrap(printable(message, 600), { first: INDENT }),
    ...(places.length === 0 ? [] : wrap(`see ${places.slice(0, 6).join(', ')}`, { first: INDENT })),
  ];
}

function unreadText({ metrics: { unread } }: AuditReport): string[] {
  if (unread.length === 0) return [];
  return [
    'Not read, so nobody knows what is in it:',
    ...unread.slice(0, UNREAD).flatMap(({ path, line, reason }) =>
      wrap(`${printable(path)}${line === undefined ? '' : `:${line}`}: ${printable(reason)}`, {
        first: '  ',
        rest: '    ',
      }),
    ),
    ...(unread.length > UNREAD ? [`  and ${unread.length - UNREAD} more`] : []),
    '',
  ];
}

/** What to do about the worst, once for each rule. */
function advice({ findings }: AuditReport): string[] {
  const bad = new Set(
    findings.filter(({ severity }) => severity === 'critical' || severity === 'high').map(({ rule }) => rule),
  );
  const told = EVERY_AUDIT_RULE.filter(({ id }) => bad.has(id)).flatMap(({ id, advice: what }) =>
    wrap(`${id}: ${what} See ${ruleDocs(id)}`, { first: '  ', rest: '    ' }),
  );
  return told.length === 0 ? [] : ['What to do:', ...told, ''];
}

function summary({ metrics, slsa }: AuditReport): string[] {
  const counts = SEVERITIES.toReversed().flatMap((severity) =>
    (metrics.findings[severity] ?? 0) > 0 ? [`${metrics.findings[severity]} ${severity}`] : [],
  );
  return [
    ...wrap(
      `${counts.length === 0 ? 'No findings' : counts.join(', ')} in ${metrics.workflows} workflows with ${metrics.jobs} jobs.`,
    ),
    ...signalText(metrics.signals),
    ...wrap(
      `${metrics.blindSpots} blind spots; ${metrics.unverifiedSources} of ${metrics.sources} sources are not verified; ${metrics.pinnedUses} of ${metrics.uses} actions are pinned.`,
    ),
    `SLSA 1.2: build level ${slsa.build.level}, source level ${slsa.source.level}, as far as files tell.`,
  ];
}

/** What was read beside the files. */
function signalText({ logs, history, exports, access }: NonNullable<AuditReport['metrics']['signals']> = {}): string[] {
  const read = [
    ...(history === undefined
      ? []
      : [
          `${history.commits} commits of ${history.contributors} contributors, ${history.signed} of them signed${history.searched === 0 ? '' : `, and ${history.searched} versions of files for secrets`}`,
        ]),
    ...(logs === undefined ? [] : [`${logs.files} CI logs with ${logs.lines} lines`]),
    ...(exports === undefined ? [] : [`${exports.files} exports with ${exports.pulls} changes`]),
    ...(access === undefined ? [] : [`${access.requests} requests of ${access.clients} clients`]),
  ];
  return read.length === 0 ? [] : wrap(`Also read: ${read.join('; ')}.`);
}

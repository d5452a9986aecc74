import { printable } from '../core/escape.ts';
import { SEVERITIES, severityAtLeast } from '../core/finding.ts';
import { wrap } from '../core/layout.ts';
import { ruleDocs } from '../core/rule.ts';
import { EVERY_AUDIT_RULE } from './every-rule.ts';
import { counts } from './exceptions/settle.ts';
import type { AuditReport } from './report.ts';
import { blindLine, slsaLine, summaryLine } from './summary.ts';

const PER_FILE = 40;
const UNREAD = 10;
const INDENT = '           ';

type AuditedFinding = AuditReport['findings'][number];

/** The report for people: by file, the file with the worst finding first. At most 80 columns. */
export function renderAuditText(report: AuditReport): string[] {
  // What is known is counted, or the new would drown in it.
  const listed = report.findings.filter(({ known }) => known !== true);
  const files = Map.groupBy(listed, ({ path }) => path);
  const order = [...files].toSorted(([, left], [, right]) => worst(right) - worst(left));
  return [
    ...order.flatMap(([path, findings]) => [...fileText(path, findings), '']),
    ...unreadText(report),
    ...exceptionsText(report),
    ...attackText(report),
    ...advice(report),
    ...summary(report),
  ];
}

function worst(findings: readonly AuditedFinding[]): number {
  return Math.max(-1, ...findings.filter(counts).map(({ severity }) => SEVERITIES.indexOf(severity)));
}

function fileText(path: string, findings: readonly AuditedFinding[]): string[] {
  const left = findings.length - PER_FILE;
  return [
    ...wrap(printable(path), { rest: '  ' }),
    ...findings.slice(0, PER_FILE).flatMap(findingText),
    ...(left > 0 ? [`  and ${left} more; --format json lists all`] : []),
  ];
}

function findingText({ rule, severity, line, message, path, related, ignored }: AuditedFinding): string[] {
  const places = related.map((one) => (one.path === path ? `line ${one.line}` : `${printable(one.path)}:${one.line}`));
  return [
    ...wrap(`${(ignored === undefined ? severity : 'ignored').padEnd(8)} ${rule} line ${line}`, {
      first: '  ',
      rest: INDENT,
    }),
    ...wrap(printable(message, 600), { first: INDENT }),
    ...(places.length === 0 ? [] : wrap(`see ${places.slice(0, 6).join(', ')}`, { first: INDENT })),
    ...(ignored === undefined
      ? []
      : wrap(`ignored until ${printable(ignored.expires)}: ${printable(ignored.reason)}`, { first: INDENT })),
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

/** What no longer ignores anything is said, or it would be kept for ever. */
function exceptionsText({ exceptions }: AuditReport): string[] {
  if (exceptions === undefined) return [];
  const { expired, unused, refused } = exceptions;
  const told = [
    ...expired.map(
      ({ rule, path, expires }) => `expired on ${expires}, so it counts again: ${rule} in ${printable(path)}`,
    ),
    ...refused.map(({ path, line, reason }) => `not ignored, ${printable(path)}:${line}: ${reason}`),
  ];
  return [
    ...told.slice(0, UNREAD).flatMap((line) => wrap(line, { rest: '  ' })),
    ...(told.length > UNREAD ? [`and ${told.length - UNREAD} more`] : []),
    ...(unused.length === 0 ? [] : [`${unused.length} ignores match nothing.`]),
    ...(told.length + unused.length === 0 ? [] : ['']),
  ];
}

/** How the worst would be used. */
function attackText({ attackPaths }: AuditReport): string[] {
  return attackPaths.flatMap(({ rule, steps, techniques }, index) => [
    ...wrap(`How it would be used (${index + 1}): ${rule}`, { rest: '  ' }),
    ...steps.flatMap((step, at) => wrap(`${at + 1}. ${printable(step, 600)}`, { first: '  ', rest: '     ' })),
    ...wrap(`ATLAS: ${techniques.map(({ id, name }) => `${id} ${name}`).join('; ')}`, { first: '  ', rest: '     ' }),
    '',
  ]);
}

/** What to do about the worst, once for each rule. */
function advice({ findings }: AuditReport): string[] {
  const bad = new Set(
    findings.filter((finding) => counts(finding) && severityAtLeast(finding.severity, 'high')).map(({ rule }) => rule),
  );
  const told = EVERY_AUDIT_RULE.filter(({ id }) => bad.has(id)).flatMap(({ id, advice: what }) =>
    wrap(`${id}: ${what} See ${ruleDocs(id)}`, { first: '  ', rest: '    ' }),
  );
  return told.length === 0 ? [] : ['What to do:', ...told, ''];
}

function summary(report: AuditReport): string[] {
  return [
    ...wrap(summaryLine(report)),
    ...signalText(report.metrics.signals),
    ...wrap(blindLine(report)),
    ...wrap(slsaLine(report)),
  ];
}

/** What was read beside the files. */
function signalText({
  logs,
  history,
  exports,
  access,
  packages,
}: NonNullable<AuditReport['metrics']['signals']> = {}): string[] {
  const read = [
    ...(history === undefined
      ? []
      : [
          `${history.commits} commits of ${history.contributors} contributors, ${history.signed} of them signed${history.searched === 0 ? '' : `, and ${history.searched} versions of files for secrets`}`,
        ]),
    ...(logs === undefined ? [] : [`${logs.files} CI logs with ${logs.lines} lines`]),
    ...(exports === undefined ? [] : [`${exports.files} exports with ${exports.pulls} changes`]),
    ...(packages === undefined
      ? []
      : [
          `${packages.packages} packages in exact versions, ${packages.vulnerable} of them with flaws of the ${packages.entries} in the database`,
        ]),
    ...(access === undefined ? [] : [`${access.requests} requests of ${access.clients} clients`]),
  ];
  return read.length === 0 ? [] : wrap(`Also read: ${read.join('; ')}.`);
}

import { printable } from '../../core/escape.ts';
import { ruleDocs } from '../../core/rule.ts';
import { EVERY_AUDIT_RULE } from '../every-rule.ts';
import { counts } from '../exceptions/settle.ts';
import type { AuditReport } from '../report.ts';
import { blindLine, slsaLine, summaryLine } from '../summary.ts';
import { auditMermaid } from './mermaid.ts';

const FINDINGS = 40;
const UNREAD = 20;
/** GitHub takes 65,536 characters in a comment, and draws charts up to 50,000. */
const COMMENT = 60_000;
const CHART = 20_000;

/** For a comment on a pull request: what is new first, the rest folded. Text of the repository can neither be markup nor call anybody. */
export function auditMarkdown(report: AuditReport): string[] {
  const found = report.findings.filter(counts);
  const parts = [
    ['### modelgate audit', '', prose(summaryLine(report)), ''],
    findings(found),
    ...report.attackPaths.map((path, index) => attackPath(path, index)),
    unread(report),
    refused(report),
    chart(report),
    [prose(`${blindLine(report)} ${slsaLine(report)}`)],
  ];
  const lines: string[] = [];
  let size = 0;
  for (const part of parts) {
    const length = part.reduce((sum, line) => sum + line.length + 1, 0);
    // Whole parts only: half a table or fence would swallow what comes behind it.
    if (size + length > COMMENT) {
      lines.push('More does not fit into a comment; `--format html` shows all.', '');
      continue;
    }
    size += length;
    lines.push(...part);
  }
  return lines;
}

function findings(found: AuditReport['findings']): string[] {
  if (found.length === 0) return [];
  const left = found.length - FINDINGS;
  return [
    '| severity | where | finding |',
    '|---|---|---|',
    ...found
      .slice(0, FINDINGS)
      .map(
        ({ rule, severity, path, line, message }) =>
          `| ${severity} | ${code(`${path}:${line}`)} | ${code(rule)} ${prose(message, 300)} |`,
      ),
    '',
    ...(left > 0 ? [`and ${left} more.`, ''] : []),
    '<details><summary>What to do</summary>',
    '',
    ...EVERY_AUDIT_RULE.filter(({ id }) => found.some(({ rule }) => rule === id)).map(
      ({ id, advice }) => `- ${code(id)}: ${advice} See ${code(ruleDocs(id))}.`,
    ),
    '',
    '</details>',
    '',
  ];
}

function attackPath({ rule, steps, techniques, closes }: AuditReport['attackPaths'][number], index: number): string[] {
  return [
    `<details><summary>How it would be used (${index + 1}): ${rule}</summary>`,
    '',
    ...steps.map((step, at) => `${at + 1}. ${prose(step, 600)}`),
    '',
    prose(`ATLAS: ${techniques.map(({ id, name }) => `${id} ${name}`).join('; ')}.`),
    '',
    `What closes it: ${closes}`,
    '',
    '</details>',
    '',
  ];
}

function unread({ metrics }: AuditReport): string[] {
  if (metrics.unread.length === 0) return [];
  const left = metrics.unread.length - UNREAD;
  return [
    `<details><summary>${metrics.unread.length} places were not read, so nobody knows what is in them</summary>`,
    '',
    ...metrics.unread
      .slice(0, UNREAD)
      .map(
        ({ path, line, reason }) => `- ${code(line === undefined ? path : `${path}:${line}`)}: ${prose(reason, 200)}`,
      ),
    ...(left > 0 ? [`- and ${left} more`] : []),
    '',
    '</details>',
    '',
  ];
}

function refused({ exceptions }: AuditReport): string[] {
  const { expired = [], refused: comments = [] } = exceptions ?? {};
  const lines = [
    ...expired.map(({ rule, path, expires }) => `- expired on ${expires}: ${code(rule)} in ${code(path)}`),
    ...comments.map(({ path, line, reason }) => `- not ignored, ${code(`${path}:${line}`)}: ${prose(reason)}`),
  ];
  return lines.length === 0 ? [] : [...lines.slice(0, UNREAD), ''];
}

function chart(report: AuditReport): string[] {
  const lines = auditMermaid(report);
  if (report.stages.length === 0 || lines.join('\n').length > CHART) return [];
  return ['<details><summary>The pipeline</summary>', '', '```mermaid', ...lines, '```', '', '</details>', ''];
}

/** A code span, in which nothing is markup, a mention or a link; a pipe would still end the cell of a table. */
function code(text: string): string {
  const shown = printable(text, 300).replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/gu)].map(([run]) => run.length)));
  const pad = /^`|`$|^ | $/u.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Text in which every sign of Markdown and HTML stands for itself, and no name, number or address becomes a link. */
function prose(text: string, limit = 1_000): string {
  return printable(text, limit)
    .replace(/[\\`*_[\]!|~$^]|^[#+=-]/gu, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#]|:(?=\/\/)|www(?=\.)|GH(?=-)/gu, (sign) => `${sign}&#8203;`);
}

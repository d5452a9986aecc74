import { ruleDocs } from '../../core/rule.ts';
import {
  code,
  element,
  folded,
  join,
  list,
  nothing,
  paragraph,
  quiet,
  raw,
  section,
  table,
  tag,
  text,
  type Markup,
} from '../../report/markup.ts';
import { page } from '../../report/page.ts';
import { EVERY_AUDIT_RULE } from '../every-rule.ts';
import { counts } from '../exceptions/settle.ts';
import type { AuditReport, SlsaTrack } from '../report.ts';
import { blindLine, slsaLine, summaryLine } from '../summary.ts';
import { graphsOf } from './graph.ts';
import { drawGraph, MAP_STYLE } from './map-drawing.ts';

const FINDINGS = 500;
const PLACES = 200;

/** The audit as one page: what to do first, the map, and all that it rests on. */
export function auditPage(report: AuditReport): string {
  const body = join([
    banner(report),
    element('main', [
      attackSection(report),
      mapSection(report),
      findingsSection(report),
      blindSection(report),
      slsaSection(report),
    ]),
  ]);
  return page('modelgate audit', body, MAP_STYLE);
}

function banner(report: AuditReport): Markup {
  const worst = report.findings.find(counts)?.severity;
  const tone = worst === 'critical' || worst === 'high' ? 'reject' : 'quarantine';
  return element(
    'header',
    [
      element('p', text('Audit of pipelines'), 'kicker'),
      element('h1', text(worst === undefined ? 'Nothing found that counts' : `Worst finding: ${worst}`)),
      element('p', text(summaryLine(report)), 'short'),
      paragraph(blindLine(report)),
      paragraph(slsaLine(report)),
      paragraph('Files alone were read and nothing was run: what is not listed here is not thereby safe.', 'quiet'),
    ],
    `banner ${tone}`,
  );
}

function attackSection({ attackPaths }: AuditReport): Markup {
  if (attackPaths.length === 0) return nothing;
  return section(
    'attack',
    text('How the worst would be used'),
    attackPaths.flatMap(({ rule, severity, steps, techniques, closes }) => [
      element('h3', [tag(severity), raw(' '), code(rule)]),
      element(
        'ol',
        steps.map((step) => element('li', text(step))),
        'steps',
      ),
      quiet(`MITRE ATLAS: ${techniques.map(({ id, name }) => `${id} ${name}`).join('; ')}`),
      element('p', [text('What closes it: '), advised(closes)], 'closes'),
    ]),
  );
}

/** Advice is ours: what stands in backquotes is code. */
function advised(advice: string): Markup {
  return join(advice.split('`').map((part, index) => (index % 2 === 0 ? text(part) : code(part))));
}

function mapSection(report: AuditReport): Markup {
  const { graphs, left } = graphsOf(report);
  if (graphs.length === 0) return nothing;
  return section('map', text('The pipelines'), [
    paragraph(
      'From what starts a job and what comes in, through the jobs, to what leaves them and the secrets in their reach. Red: a stranger gets there, or nothing verifies it.',
      'quiet',
    ),
    ...graphs.flatMap((graph) => [
      element('h3', code(graph.path)),
      drawGraph(graph),
      graph.left === 0 ? nothing : quiet(`${graph.left} more are not drawn`),
    ]),
    left === 0 ? nothing : quiet(`${left} more files with jobs are not drawn`),
  ]);
}

function findingsSection({ findings }: AuditReport): Markup {
  if (findings.length === 0) return nothing;
  const listed = [...findings.filter(counts), ...findings.filter((finding) => !counts(finding))];
  const more = findings.length - FINDINGS;
  const rules = EVERY_AUDIT_RULE.filter(({ id }) => findings.some(({ rule }) => rule === id));
  return section('findings', text('Findings'), [
    table(
      [
        {
          title: 'Severity',
          cell: ({ severity, ignored, known }) =>
            ignored === undefined && known !== true
              ? tag(severity)
              : join([quiet(severity), quiet(known === true ? 'known' : 'ignored')]),
        },
        {
          title: 'Finding',
          head: true,
          cell: ({ rule, message, confidence, persona, atlas, ignored }) =>
            join([
              text(message),
              quiet(
                [rule, `${confidence} confidence`, ...(persona === 'regular' ? [] : [persona]), ...atlas].join(' · '),
              ),
              ignored === undefined ? nothing : quiet(`ignored until ${ignored.expires}: ${ignored.reason}`),
            ]),
        },
        {
          title: 'Where',
          cell: ({ path, line, related }) =>
            join([
              code(`${path}:${line}`),
              ...related
                .slice(0, 6)
                .map((one) => quiet(one.path === path ? `see line ${one.line}` : `see ${one.path}:${one.line}`)),
            ]),
        },
      ],
      listed.slice(0, FINDINGS),
      'findings',
    ),
    more > 0 ? quiet(`and ${more} more; --format json lists all`) : nothing,
    folded(
      'What to do, by rule',
      list(rules.map(({ id, advice }) => join([code(id), text(' '), advised(advice), text(` See ${ruleDocs(id)}`)]))),
    ),
  ]);
}

function blindSection({ metrics: { unread }, exceptions }: AuditReport): Markup {
  const { expired = [], unused = [], refused = [] } = exceptions ?? {};
  if (unread.length + expired.length + unused.length + refused.length === 0) return nothing;
  const more = unread.length - PLACES;
  return section('unread', text('What nobody knows'), [
    list([
      ...unread
        .slice(0, PLACES)
        .map(({ path, line, reason }) =>
          join([code(line === undefined ? path : `${path}:${line}`), text(` ${reason}`)]),
        ),
      ...(more > 0 ? [text(`and ${more} more that were not read`)] : []),
      ...expired
        .slice(0, PLACES)
        .map(({ rule, path, expires }) => text(`expired on ${expires}, so it counts again: ${rule} in ${path}`)),
      ...refused.slice(0, PLACES).map(({ path, line, reason }) => text(`not ignored, ${path}:${line}: ${reason}`)),
      ...(unused.length === 0 ? [] : [text(`${unused.length} ignores match nothing`)]),
    ]),
  ]);
}

function slsaSection({ slsa, s2c2f }: AuditReport): Markup {
  return section('slsa', text('SLSA 1.2 and S2C2F 1.1'), [
    track('Build', slsa.build),
    track('Source', slsa.source),
    track('Consumption', s2c2f),
  ]);
}

const STATUS = { met: 'passed', 'not-met': 'failed', unknown: 'unknown' } as const;

function track(name: string, { level, requirements }: SlsaTrack): Markup {
  return join([
    element('h3', text(`${name} level ${level}`)),
    table(
      [
        { title: 'Requirement', head: true, cell: ({ id }) => code(id) },
        { title: 'Level', number: true, cell: (one) => text(one.level) },
        { title: 'Status', cell: ({ status }) => tag(STATUS[status]) },
        {
          title: 'Note',
          cell: ({ note, evidence }) => join([text(note), ...evidence.map((one) => quiet(`${one.path}:${one.line}`))]),
        },
      ],
      requirements,
    ),
  ]);
}

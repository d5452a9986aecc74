import type { Evidence } from '../core/evidence.ts';
import { SEVERITIES, type Finding } from '../core/finding.ts';
import { code, join, nothing, paragraph, quiet, table, tag, text, type Markup } from './markup.ts';

const MAX_FINDINGS = 200;

/** A stage's findings, the worst first. */
export function findingsTable({ findings }: Evidence): Markup {
  if (findings.length === 0) return nothing;
  const worstFirst = findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const more = findings.length - MAX_FINDINGS;
  return join([
    table(
      [
        { title: 'Severity', cell: ({ severity }) => tag(severity) },
        {
          title: 'Finding',
          head: true,
          cell: ({ rule, message, atlas }) =>
            join([text(message), quiet([rule, ...atlas.map((technique) => `ATLAS ${technique}`)].join(' · '))]),
        },
        { title: 'Where', cell: where },
      ],
      worstFirst.slice(0, MAX_FINDINGS),
      'findings',
    ),
    more > 0 ? paragraph(`and ${more} more, in the statement of this stage`, 'quiet') : nothing,
  ]);
}

function where({ location: { path, member, tensor, offset, line } }: Finding): Markup {
  const place = line === undefined ? (offset === undefined ? '' : `byte ${offset}`) : `line ${line}`;
  const inside = [member, tensor === undefined ? undefined : `tensor ${tensor}`, place === '' ? undefined : place];
  return join([code(path), ...inside.flatMap((part) => (part === undefined ? [] : [quiet(part)]))]);
}

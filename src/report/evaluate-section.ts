import type { Evidence } from '../core/evidence.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import { code, element, join, raw, table, text, type Markup } from './markup.ts';

/** Claims against measurements, then everything that was measured. */
export function evaluateSection({ predicate }: Evidence): Markup {
  const parsed = evaluatePredicateSchema.safeParse(predicate);
  if (!parsed.success) return raw('');
  const { claims, measurements } = parsed.data;
  const claimTable = table(
    [
      {
        title: 'Claim',
        cell: ({ claim }) =>
          join([text(`${claim.task} ${claim.metric}`), element('div', [code(claim.source)], 'quiet')]),
      },
      { title: 'Claimed', number: true, cell: ({ claim }) => text(claim.stated) },
      {
        title: 'Measured',
        number: true,
        cell: ({ measurement }) => text(measurement === undefined ? '–' : percent(measurement.value)),
      },
      { title: 'n', number: true, cell: ({ measurement }) => text(measurement?.n ?? '–') },
      {
        title: 'p-value',
        number: true,
        cell: ({ pValue }) =>
          text(pValue === undefined ? '–' : pValue < 1e-4 ? pValue.toExponential(1) : pValue.toFixed(4)),
      },
      {
        title: 'Answer',
        cell: ({ answer, detail }) =>
          join([element('span', text(answer), `tag ${answer}`), element('div', text(detail), 'quiet')]),
      },
    ],
    claims,
  );
  const measured = table(
    [
      { title: 'Task', cell: ({ suite, task, metric }) => text(`${suite}/${task} ${metric}`) },
      { title: 'File', cell: ({ file }) => code(file) },
      { title: 'Measured', number: true, cell: ({ value }) => text(percent(value)) },
      {
        title: '95 % interval',
        number: true,
        cell: ({ interval: [low, high] }) => text(`${percent(low)} – ${percent(high)}`),
      },
      { title: 'k of n', number: true, cell: ({ k, n }) => text(`${k} of ${n}`) },
    ],
    measurements,
  );
  return join([
    ...(claims.length === 0 ? [] : [element('h3', text('Claims')), claimTable]),
    ...(measurements.length === 0 ? [] : [element('h3', text('Measured here')), measured]),
  ]);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

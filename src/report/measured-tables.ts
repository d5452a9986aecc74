import {
  endedEarly,
  type CategoryMeasurement,
  type Measurement,
  type ScoreMeasurement,
  type StrayAddresses,
  type WorstAnswer,
} from '../core/predicates/evaluate.ts';
import { percent } from './format.ts';
import { axisTitle, commonAxis, intervalPlot } from './interval-plot.ts';
import { code, element, join, nothing, paragraph, quiet, table, text, type Markup } from './markup.ts';
import { refusalPlot, refusalPoints } from './refusal-plot.ts';

const MAX_ROWS = 100;
const MAX_POINTS = 20;
const MAX_WORST = 40;
const MAX_ANSWER = 300;

function named({ suite, task, metric, filter }: Omit<Measurement | ScoreMeasurement, 'file'>): string {
  return `${suite}/${task} ${metric}${filter === undefined ? '' : `,${filter}`}`;
}

export function measuredTable(measurements: readonly Measurement[]): Markup {
  const more = measurements.length - MAX_ROWS;
  const axis = commonAxis(measurements);
  return join([
    table(
      [
        { title: 'Task', head: true, cell: (row) => element('strong', text(named(row))) },
        { title: 'File', cell: ({ file }) => code(file) },
        { title: 'Measured', number: true, cell: ({ value }) => text(percent(value)) },
        {
          title: '95 % interval',
          number: true,
          cell: ({ interval: [low, high] }) => text(`${percent(low)} – ${percent(high)}`),
        },
        {
          title: 'k of n',
          number: true,
          cell: (row) => text(`${row.k} of ${row.n}${endedEarly(row) ? `, stopped early of ${row.sampled?.of}` : ''}`),
        },
        { title: axisTitle(axis), cell: (measurement) => intervalPlot(measurement, axis) },
      ],
      measurements.slice(0, MAX_ROWS),
    ),
    more > 0 ? paragraph(`and ${more} more`, 'quiet') : nothing,
  ]);
}

/** Scores that are no shares: no axis is common to them. */
export function scoreTable(scores: readonly ScoreMeasurement[]): Markup {
  return table(
    [
      { title: 'Task', head: true, cell: (row) => element('strong', text(named(row))) },
      { title: 'File', cell: ({ file }) => code(file) },
      { title: 'Measured', number: true, cell: ({ value }) => text(Number(value.toPrecision(4))) },
      {
        title: 'Standard error',
        number: true,
        cell: ({ standardError }) => text(standardError === undefined ? '–' : standardError.toPrecision(2)),
      },
      { title: 'n', number: true, cell: ({ n }) => text(n.toLocaleString('en')) },
    ],
    scores.slice(0, MAX_ROWS),
  );
}

/** Lowest first: what a mean over all of a task hides. */
export function categoryTable(categories: readonly CategoryMeasurement[]): Markup {
  const rows = categories
    .map((row) => ({ ...row, value: row.k / row.n }))
    .toSorted((a, b) => a.value - b.value)
    .slice(0, MAX_ROWS);
  const axis = commonAxis(rows);
  return table(
    [
      { title: 'Category', head: true, cell: ({ category }) => element('strong', text(category)) },
      { title: 'Task', cell: ({ suite, task, metric }) => text(`${suite}/${task} ${metric}`) },
      { title: 'Measured', number: true, cell: ({ value }) => text(percent(value)) },
      { title: 'k of n', number: true, cell: ({ k, n }) => text(`${k} of ${n}`) },
      { title: axisTitle(axis), cell: (row) => intervalPlot(row, axis) },
    ],
    rows,
  );
}

export function worstTable(worst: readonly WorstAnswer[]): Markup {
  return join([
    paragraph('The model’s own words, cut and not filtered; all of them are in the file of answers.', 'quiet'),
    table(
      [
        {
          title: 'Item',
          head: true,
          cell: ({ suite, task, id, category }) =>
            join([
              element('strong', text(id)),
              quiet(`${suite}/${task}${category === undefined ? '' : `, ${category}`}`),
            ]),
        },
        { title: 'Label', cell: ({ label }) => text(label) },
        { title: 'Answer', cell: (row) => element('pre', text(row.text, MAX_ANSWER)) },
      ],
      worst.slice(0, MAX_WORST),
    ),
  ]);
}

/** Not folded: where it isn't chance, it is where a conversation goes. */
export function strayTable(stray: readonly StrayAddresses[]): Markup {
  return join([
    element('h3', text('Addresses that nobody gave')),
    paragraph('Nothing that was asked names them. A hidden trigger may send a conversation there; read these answers.'),
    table(
      [
        { title: 'Task', head: true, cell: ({ suite, task }) => text(`${suite}/${task}`) },
        { title: 'Answers', cell: ({ answers }) => text(String(answers)) },
        { title: 'First', cell: ({ id, address }) => join([element('strong', text(id)), text(' '), code(address)]) },
      ],
      stray.slice(0, MAX_WORST),
    ),
  ]);
}

/** Refusal beside over-refusal, where both were measured. */
export function refusalSection(measurements: readonly Measurement[]): Markup {
  const points = refusalPoints(measurements).slice(0, MAX_POINTS);
  if (points.length === 0) return nothing;
  const share = ({ k, n }: { readonly k: number; readonly n: number }): Markup =>
    text(`${percent(k / n)} (${k} of ${n})`);
  const rows = table(
    [
      { title: 'File', head: true, cell: ({ file }) => code(file) },
      { title: 'Harmful refused', number: true, cell: ({ refused }) => share(refused) },
      { title: 'Harmless answered', number: true, cell: ({ answered }) => share(answered) },
    ],
    points,
  );
  return join([element('h3', text('Refusal and over-refusal')), element('div', [refusalPlot(points), rows], 'beside')]);
}

import type { Evidence } from '../core/evidence.ts';
import {
  evaluatePredicateSchema,
  tellPrecision,
  type CheckedClaim,
  type EvaluatePredicate,
} from '../core/predicates/evaluate.ts';
import { counted, percent, pValue } from './format.ts';
import { axisTitle, commonAxis, intervalPlot, type Plotted } from './interval-plot.ts';
import { code, element, folded, join, nothing, paragraph, quiet, table, tag, text, type Markup } from './markup.ts';
import { categoryTable, measuredTable, refusalSection, scoreTable, strayTable, worstTable } from './measured-tables.ts';

const MAX_CLAIMS = 100;
const MAX_ERRORS = 20;
const MAX_CONVERSIONS = 20;
const MAX_REUSED = 20;

const ORDER: Readonly<Record<CheckedClaim['answer'], number>> = {
  refuted: 0,
  invalid: 1,
  insufficient: 2,
  unmeasured: 3,
  consistent: 4,
};

/** Claims against measurements, then everything that was measured. */
export function evaluateSection({ predicate }: Evidence): Markup {
  const parsed = evaluatePredicateSchema.safeParse(predicate);
  if (!parsed.success) return nothing;
  const { claims, claimsNotListed = 0, measurements, conversions = [], errors = [] } = parsed.data;
  const { endpoint, scores = [], categories = [], worst = [], strayAddresses = [] } = parsed.data;
  const shown = claims.toSorted((a, b) => ORDER[a.answer] - ORDER[b.answer]).slice(0, MAX_CLAIMS);
  const more = claims.length - shown.length + claimsNotListed;
  return join([
    endpoint === undefined
      ? nothing
      : paragraph(
          `These are answers of a remote endpoint, ${endpoint.url} (${endpoint.model}), and speak for no submission.`,
        ),
    shown.length === 0 ? paragraph('The submission states no number about itself.') : claimTable(shown),
    more > 0 ? paragraph(`and ${counted(more, 'more claim')}, in the statement of this stage`, 'quiet') : nothing,
    shown.length === 0 ? nothing : method(parsed.data),
    ...conversions
      .slice(0, MAX_CONVERSIONS)
      .map(({ file, weights, sha256, precision }) =>
        paragraph(
          `${file} (${counted(weights.length, 'file')}) was run as a GGUF made of it, ${sha256}${tellPrecision(precision)}`,
          'quiet',
        ),
      ),
    ...reusedParagraphs(parsed.data),
    strayAddresses.length === 0 ? nothing : strayTable(strayAddresses),
    refusalSection(measurements),
    measurements.length + scores.length === 0
      ? nothing
      : folded(`Everything that was measured (${measurements.length + scores.length})`, [
          measurements.length === 0 ? nothing : measuredTable(measurements),
          scores.length === 0 ? nothing : scoreTable(scores),
        ]),
    categories.length === 0 ? nothing : folded(`By category (${categories.length})`, categoryTable(categories)),
    worst.length === 0
      ? nothing
      : folded(`Answers that count against it (the first ${worst.length})`, worstTable(worst)),
    ...errors
      .slice(0, MAX_ERRORS)
      .map(({ code: id, message }) => element('p', [code(id), text(` ${message}`)], 'trouble')),
  ]);
}

/** A number that nobody asked the model for this time must not look like one that was. */
function reusedParagraphs({ reused }: EvaluatePredicate): Markup[] {
  if (reused === undefined) return [];
  const { resumedItems, cached, refused } = reused;
  return [
    resumedItems === 0
      ? nothing
      : paragraph(`Answered by an earlier start of this run: ${counted(resumedItems, 'item')}`, 'quiet'),
    ...cached
      .slice(0, MAX_REUSED)
      .map(({ suite, task, run, at }) =>
        paragraph(`Answers of an earlier run: ${suite}/${task}, ${run}, ${at}`, 'quiet'),
      ),
    ...refused
      .slice(0, MAX_REUSED)
      .map(({ suite, task, why }) =>
        paragraph(`Kept answers that were not believed: ${suite}/${task}: ${why}`, 'quiet'),
      ),
  ];
}

function claimTable(claims: readonly CheckedClaim[]): Markup {
  const plots = claims.flatMap((claim) => plotted(claim) ?? []);
  const axis = commonAxis(plots);
  return table(
    [
      {
        title: 'Claim',
        head: true,
        cell: ({ claim }) =>
          join([element('strong', text(`${claim.task} ${claim.metric}`)), quiet(`${claim.source}: ${claim.stated}`)]),
      },
      { title: 'Answer', cell: ({ answer }) => tag(answer) },
      {
        title: 'Claimed',
        number: true,
        cell: ({ claim }) => text(claim.invalid === undefined ? percent(claim.value) : claim.stated),
      },
      {
        title: 'Measured',
        number: true,
        cell: ({ measurement }) => text(measurement === undefined ? '–' : percent(measurement.value)),
      },
      {
        title: 'n',
        number: true,
        cell: ({ measurement }) => text(measurement === undefined ? '–' : measurement.n.toLocaleString('en')),
      },
      { title: 'p-value', number: true, cell: ({ pValue: p }) => text(p === undefined ? '–' : pValue(p)) },
      { title: plots.length === 0 ? 'Why' : axisTitle(axis), cell: (claim) => plotOrWhy(claim, axis) },
    ],
    claims,
    'claims',
  );
}

/** The numbers tell why a measured claim is refuted; of the others the words do. */
function plotOrWhy(checked: CheckedClaim, axis: readonly [number, number]): Markup {
  const { answer, checks = [], detail, paired, neededItems } = checked;
  const plot = plotted(checked);
  if (plot === undefined) return text(detail);
  return join([
    intervalPlot(plot, axis),
    ...checks.filter(({ held }) => !held).map((check) => quiet(check.detail)),
    paired === undefined
      ? nothing
      : quiet(
          `of its own ${counted(paired.pairs, 'answer')} to the same items ${paired.lost} were right only there, ${paired.gained} only here; p = ${pValue(paired.adjustedPValue)}`,
        ),
    answer === 'insufficient'
      ? quiet(
          neededItems === undefined
            ? 'more items are needed to tell'
            : `a firm answer takes about ${neededItems.toLocaleString('en')} items`,
        )
      : nothing,
  ]);
}

function plotted({ claim, answer, measurement }: CheckedClaim): Plotted | undefined {
  if (measurement === undefined) return undefined;
  const { value, interval } = measurement;
  return {
    value,
    interval,
    refuted: answer === 'refuted',
    ...(claim.invalid === undefined ? { claimed: claim.value } : {}),
  };
}

function method({ statistics, suites }: EvaluatePredicate): Markup {
  if (statistics === undefined) return nothing;
  const asked = suites.map(({ name, items }) => `${name} (${counted(items, 'item')})`).join(', ');
  return paragraph(
    `n: items asked, of ${asked}. p-value: how likely so few would be right if the claim were true (exact one-sided binomial test). ` +
      `A claim is refuted below ${statistics.alpha} after Holm’s correction. ` +
      `Bar: ${statistics.confidence * 100} % interval; dot: measured; stroke: claimed.`,
    'quiet',
  );
}

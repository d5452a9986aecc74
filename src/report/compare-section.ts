import type { Evidence } from '../core/evidence.ts';
import {
  comparePredicateSchema,
  type ChangedTensor,
  type ComparePredicate,
  type Comparison,
  type LayerChange,
} from '../core/predicates/compare.ts';
import { counted, ratio } from './format.ts';
import { code, element, folded, join, list, nothing, paragraph, table, text, type Markup } from './markup.ts';

const MAX_COMPARISONS = 16;
/** Rows in sight; the others are folded. */
const SHOWN_TENSORS = 12;
const MAX_SENTENCES = 20;
/** Colours of the heat strip, from a change of 1e-4 or less to one of the whole layer. */
const HEAT_STEPS = 12;
const HEAT_DECADES = 4;
/** Singular values that fit beside the other columns. */
const SHOWN_VALUES = 8;
/** σᵢ/‖D‖ in eighths. */
const BARS = ' ▁▂▃▄▅▆▇█';

/** Each comparison: what changed, a heat strip over the layers, the tensors that changed most. */
export function compareSection({ predicate, reason }: Evidence): Markup {
  const parsed = comparePredicateSchema.safeParse(predicate);
  if (!parsed.success) return nothing;
  const { comparisons, notCompared, semantic = [] } = parsed.data;
  return join([
    claimedBase(parsed.data),
    ...comparisons.slice(0, MAX_COMPARISONS).map((comparison) => comparisonPart(comparison, reason)),
    list(
      semantic
        .slice(0, MAX_SENTENCES)
        .map(({ about, dangerous, told, path }) =>
          text(`${dangerous ? 'Dangerous: ' : ''}${about}: ${told} (${path})`),
        ),
    ),
    ...notCompared
      .slice(0, MAX_SENTENCES)
      .map(({ paths, why }) => paragraph(`Not compared: ${paths.join(', ')}: ${why}`)),
  ]);
}

function claimedBase({ claim, base }: ComparePredicate): Markup {
  const claimed =
    claim.baseModels.length === 0
      ? 'The submission claims no base'
      : `The submission claims to come from ${claim.baseModels.join(', ')} (${claim.sources.join(', ')}), relation ${claim.relation}`;
  return base === undefined
    ? paragraph(`${claimed}; no base was given to compare with.`)
    : element('p', [text(`${claimed}; the base at hand is ${base.name}, `), code(base.subject), text('.')]);
}

function comparisonPart(comparison: Comparison, reason: string): Markup {
  const { candidate, base, summary, tensors, tensorsNotListed, layers, counts, relativeNorm, cosine } = comparison;
  const shown = tensors.slice(0, SHOWN_TENSORS);
  const rest = tensors.slice(SHOWN_TENSORS);
  const numbers = [
    ...Object.entries(counts).flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${status}`])),
    ...(relativeNorm === null || tensors.length === 0 ? [] : [`relative norm ${ratio(relativeNorm)}`]),
    ...(cosine === null || tensors.length === 0 ? [] : [`cosine ${cosine.toFixed(3)}`]),
  ];
  return join([
    element('h3', [code(candidate.join(', ')), text(' against the base’s '), code(base.join(', '))]),
    paragraph(`${comparison.change.class} (confidence ${comparison.change.confidence}): ${comparison.reading}`),
    changedTokens(comparison),
    reason.includes(summary) ? nothing : paragraph(summary),
    paragraph(`Tensors: ${numbers.join(' · ')}`),
    heatStrip(layers),
    list(comparison.settingDifferences.slice(0, MAX_SENTENCES).map((difference) => text(`Setting: ${difference}`))),
    shown.length === 0 ? nothing : tensorTable(shown),
    rest.length === 0 ? nothing : folded(`${counted(rest.length, 'more tensor')} that differ`, tensorTable(rest)),
    tensorsNotListed > 0 ? paragraph(`and ${counted(tensorsNotListed, 'tensor')} not listed`, 'quiet') : nothing,
    list(comparison.leftOut.slice(0, MAX_SENTENCES).map((note) => text(`Left out: ${note}`))),
  ]);
}

function changedTokens({ change: { tokens = [] }, tokenTexts }: Comparison): Markup {
  const shown = tokens.slice(0, MAX_SENTENCES).map((id, index) => {
    const said = tokenTexts?.[index];
    return said === undefined || said === null ? String(id) : `${id} ${JSON.stringify(said)}`;
  });
  return shown.length === 0 ? nothing : paragraph(`Changed tokens: ${shown.join(', ')}`);
}

/** One cell per layer; the redder, the larger its relative change, on a logarithmic scale. */
function heatStrip(layers: readonly LayerChange[]): Markup {
  if (layers.length === 0) return nothing;
  const cells = layers.map(({ layer, relativeNorm, tensorsChanged, tensors }) =>
    element(
      'li',
      [
        element('b', text(layer)),
        element('span', text(tensorsChanged === 0 ? '=' : ratio(relativeNorm))),
        element('small', text(`${tensorsChanged}/${tensors}`)),
      ],
      `heat${heat(relativeNorm, tensorsChanged)}`,
    ),
  );
  return join([
    element('ol', cells, 'strip'),
    paragraph(
      'By layer: relative norm of the change, and how many of its tensors changed. The redder, the larger; logarithmic.',
      'quiet',
    ),
  ]);
}

function heat(relativeNorm: number | null, changed: number): number {
  if (relativeNorm === null) return HEAT_STEPS;
  // Tensors were added, removed or reshaped: changed, with nothing to measure it by.
  if (relativeNorm === 0) return changed === 0 ? 0 : HEAT_STEPS;
  const step = Math.ceil(((Math.log10(relativeNorm) + HEAT_DECADES) / HEAT_DECADES) * HEAT_STEPS);
  return Math.min(HEAT_STEPS, Math.max(1, step));
}

function tensorTable(tensors: readonly ChangedTensor[]): Markup {
  return table(
    [
      { title: 'Tensor', head: true, cell: ({ name }) => code(name) },
      { title: 'Change', cell: change },
      { title: 'Relative norm', number: true, cell: ({ relativeNorm }) => text(ratio(relativeNorm)) },
      {
        title: 'Elements',
        number: true,
        cell: ({ fractionChanged }) => text(fractionChanged === undefined ? '' : ratio(fractionChanged)),
      },
      {
        title: 'Rows',
        number: true,
        cell: ({ rowsChanged, candidate }) =>
          text(rowsChanged === undefined ? '' : `${rowsChanged} of ${candidate?.shape[0] ?? rowsChanged}`),
      },
      { title: 'e1', number: true, cell: ({ e1 }) => text(e1 === undefined || e1 === null ? '' : e1.toFixed(3)) },
      {
        title: 'Gap',
        number: true,
        cell: ({ gap }) => text(gap === undefined || gap === null ? '' : gap < 1e4 ? gap.toFixed(1) : '>10⁴'),
      },
      {
        title: 'Spectrum',
        cell: ({ spectrum = [] }) =>
          text(
            spectrum
              .slice(0, SHOWN_VALUES)
              .map((value) => BARS[Math.ceil(Math.min(1, value) * 8)] ?? '')
              .join(''),
          ),
      },
      {
        title: 'Cosine',
        number: true,
        cell: ({ cosine }) => text(cosine === undefined ? '' : (cosine?.toFixed(4) ?? '∞')),
      },
      { title: 'Type and shape', cell: typeAndShape },
    ],
    tensors,
  );
}

function change({ status, rounding, nonFinite, why }: ChangedTensor): Markup {
  const values = nonFinite === undefined ? 0 : nonFinite.candidateNaN + nonFinite.candidateInfinite;
  const notes = [
    ...(rounding === undefined ? [] : [`rounding ${rounding}`]),
    ...(values > 0 ? [`${values} NaN or infinite`] : []),
    ...(why === undefined ? [] : [why]),
  ];
  return text(notes.length === 0 ? status : `${status}: ${notes.join(', ')}`);
}

function typeAndShape({ candidate, base }: ChangedTensor): Markup {
  const shown = (tensor: ChangedTensor['base']): string =>
    tensor === undefined ? 'none' : `${tensor.dtype} [${tensor.shape.join(', ')}]`;
  const [now, before] = [shown(candidate), shown(base)];
  return text(now === before ? now : `${before} → ${now}`);
}

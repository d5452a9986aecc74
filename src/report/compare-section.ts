import type { Evidence } from '../core/evidence.ts';
import {
  comparePredicateSchema,
  type ChangedTensor,
  type Comparison,
  type LayerChange,
} from '../core/predicates/compare.ts';
import { code, element, join, paragraph, raw, table, text, type Markup } from './markup.ts';

const MAX_TENSORS = 40;
const HEAT_STEPS = 9;

/** Each comparison: what changed, a heat strip over the layers, the tensors that changed most. */
export function compareSection({ predicate }: Evidence): Markup {
  const parsed = comparePredicateSchema.safeParse(predicate);
  if (!parsed.success) return raw('');
  const { claim, weightGroups, comparisons } = parsed.data;
  const claimed =
    claim.baseModels.length === 0
      ? 'It claims no base.'
      : `It claims the base ${claim.baseModels.join(', ')}, relation ${claim.relation}.`;
  return join([
    paragraph(claimed),
    ...comparisons.map(comparison),
    ...(weightGroups.length === 0 ? [] : [element('h3', text('Weight files that hold the same tensors'))]),
    element(
      'ul',
      weightGroups.map(({ paths }) =>
        element('li', join(paths.map((path, index) => join([raw(index === 0 ? '' : ' = '), code(path)])))),
      ),
    ),
  ]);
}

function comparison({
  candidate,
  base,
  summary,
  tensors,
  tensorsNotListed,
  layers,
  settingDifferences,
}: Comparison): Markup {
  const shown = tensors.slice(0, MAX_TENSORS);
  const more = tensors.length - shown.length + tensorsNotListed;
  return join([
    element('h3', [code(candidate.join(', ')), text(' against the base’s '), code(base.join(', '))]),
    paragraph(summary),
    heatStrip(layers),
    element(
      'ul',
      settingDifferences.map((difference) => element('li', text(`Setting: ${difference}`))),
    ),
    shown.length === 0 ? raw('') : tensorTable(shown),
    more > 0 ? paragraph(`and ${more} more tensors`, 'quiet') : raw(''),
  ]);
}

/** One cell per layer; the redder, the larger its relative change, on a logarithmic scale from 1e-6 to 1. */
function heatStrip(layers: readonly LayerChange[]): Markup {
  if (layers.length === 0) return raw('');
  const cells = layers.map(({ layer, relativeNorm, tensorsChanged, tensors }) => {
    const change = relativeNorm ?? 1;
    const heat =
      change <= 0 ? 0 : Math.min(HEAT_STEPS, Math.max(1, Math.ceil((Math.log10(change) + 6) * (HEAT_STEPS / 6))));
    return element(
      'span',
      [text(layer), raw('<br>'), text(tensorsChanged === 0 ? '=' : `${tensorsChanged}/${tensors}`)],
      `heat${heat}`,
    );
  });
  return join([
    element('div', cells, 'strip'),
    paragraph('Changed tensors per layer; the redder, the larger the change.', 'quiet'),
  ]);
}

function tensorTable(tensors: readonly ChangedTensor[]): Markup {
  return element(
    'div',
    [
      table(
        [
          { title: 'Tensor', cell: ({ name }) => code(name) },
          { title: 'How', cell: ({ status, why }) => join([text(status), text(why === undefined ? '' : `: ${why}`)]) },
          { title: 'Relative norm', number: true, cell: ({ relativeNorm }) => text(number(relativeNorm)) },
          {
            title: 'Elements changed',
            number: true,
            cell: ({ fractionChanged }) =>
              text(fractionChanged === undefined ? '' : `${(fractionChanged * 100).toPrecision(3)} %`),
          },
          { title: 'Cosine', number: true, cell: ({ cosine }) => text(number(cosine)) },
        ],
        tensors,
      ),
    ],
    'scroll',
  );
}

function number(value: number | null | undefined): string {
  if (value === undefined) return '';
  return value === null ? '∞' : value.toPrecision(3);
}

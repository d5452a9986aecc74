import { printable } from '../core/escape.ts';
import type { Evidence } from '../core/evidence.ts';
import { fit, padEnd, wrap } from '../core/layout.ts';
import {
  comparePredicateSchema,
  type ChangedTensor,
  type Comparison,
  type LayerChange,
} from '../core/predicates/compare.ts';
import { unreachable } from '../core/errors.ts';
import { percent } from './describe.ts';
import { FINDING_KINDS, findingDocs, isFindingKind } from './finding-kinds.ts';

/** Rows of the table; JSON has more. */
const MAX_ROWS = 20;
const MAX_GROUPS = 16;
const NAME_WIDTH = 40;

/** The comparison for people: the outcome, a table of the most changed tensors, a heat strip per layer, the weight groups. */
export function renderCompareText(evidence: Evidence): string[] {
  const predicate = comparePredicateSchema.parse(evidence.predicate);
  const lines = wrap(`compare: ${evidence.outcome}: ${printable(evidence.reason, 2_000)}`, { rest: '  ' });
  if (predicate.base !== undefined) {
    lines.push(...wrap(`base: ${printable(predicate.base.name)} ${predicate.base.subject}`, { rest: '  ' }));
  }
  if (predicate.claim.baseModels.length > 0) {
    const names = predicate.claim.baseModels.map((name) => printable(name, 100)).join(', ');
    lines.push(...wrap(`claimed base: ${names} (relation: ${predicate.claim.relation})`, { rest: '  ' }));
  }
  for (const comparison of predicate.comparisons) lines.push('', ...comparisonLines(comparison));
  for (const { about, dangerous, told } of predicate.semantic?.slice(0, MAX_ROWS) ?? []) {
    lines.push(...wrap(`${dangerous ? '! ' : ''}${about}: ${printable(told, 600)}`, { rest: '  ' }));
  }
  for (const { tensor, told } of predicate.signs ?? []) {
    lines.push(...wrap(`sign: ${printable(tensor, 100)}: ${printable(told, 300)}`, { rest: '  ' }));
  }
  for (const { paths, why } of predicate.notCompared.slice(0, MAX_GROUPS)) {
    lines.push(...wrap(`not compared: ${printable(paths.join(', '), 200)}: ${printable(why)}`, { rest: '  ' }));
  }
  const kinds = [...new Set(evidence.findings.map(({ rule }) => rule))].filter(isFindingKind);
  if (kinds.length > 0) lines.push('');
  for (const kind of kinds) {
    const told = `→ ${kind}: ${FINDING_KINDS[kind].advice} See ${findingDocs(kind)}`;
    lines.push(...wrap(told, { rest: '  ' }));
  }
  lines.push('', 'weight files, by equal contents:');
  predicate.weightGroups.slice(0, MAX_GROUPS).forEach(({ paths }, index) => {
    lines.push(...wrap(`${index + 1}. ${paths.map((path) => printable(path, 100)).join(', ')}`, { rest: '   ' }));
  });
  if (predicate.weightGroups.length === 0) lines.push('none');
  if (predicate.weightGroups.length > MAX_GROUPS)
    lines.push(`and ${predicate.weightGroups.length - MAX_GROUPS} more groups`);
  return lines;
}

function comparisonLines(comparison: Comparison): string[] {
  const { candidate, base, tensors, tensorsNotListed } = comparison;
  const lines = wrap(`${printable(candidate.join(', '), 200)} against the base's ${printable(base.join(', '), 200)}`, {
    rest: '  ',
  });
  lines.push(
    ...wrap(`${comparison.change.class} (${comparison.change.confidence}): ${printable(comparison.reading, 1_500)}`, {
      rest: '  ',
    }),
  );
  lines.push(...wrap(printable(comparison.summary, 1_000), { rest: '  ' }));
  const { tokens = [] } = comparison.change;
  if (tokens.length > 0) {
    const said = tokens.slice(0, MAX_ROWS).map((id, index) => {
      const text = comparison.tokenTexts?.[index];
      return text === undefined || text === null ? String(id) : `${id} ${JSON.stringify(printable(text, 64))}`;
    });
    lines.push(...wrap(`tokens: ${said.join(', ')}`, { rest: '  ' }));
  }
  if (tensors.length > 0) {
    lines.push('', row('tensor', 'change', 'rel.norm', 'elements', 'rows'));
    lines.push(...tensors.slice(0, MAX_ROWS).map(tensorRow));
    const more = tensorsNotListed + Math.max(0, tensors.length - MAX_ROWS);
    if (more > 0) lines.push(`and ${more} more tensors that differ`);
    lines.push('', ...heatStrip(comparison.layers));
    const drawn = tensors.filter(({ spectrum }) => spectrum !== undefined).slice(0, MAX_SPECTRA);
    if (drawn.length > 0) lines.push('', 'spectrum of the difference, largest direction first (of its norm):');
    for (const tensor of drawn) lines.push(spectrumLine(tensor));
  }
  for (const setting of comparison.settingDifferences)
    lines.push(...wrap(`setting: ${printable(setting)}`, { rest: '  ' }));
  for (const note of comparison.leftOut.slice(0, 8)) lines.push(...wrap(`note: ${printable(note)}`, { rest: '  ' }));
  return lines;
}

function tensorRow(tensor: ChangedTensor): string {
  return row(
    fit(printable(tensor.name, 200), NAME_WIDTH, 'end'),
    statusWord(tensor),
    tensor.relativeNorm === undefined ? '' : tensor.relativeNorm === null ? 'none' : percent(tensor.relativeNorm),
    tensor.fractionChanged === undefined ? '' : percent(tensor.fractionChanged),
    tensor.rowsChanged === undefined || tensor.rowsChanged === 0 ? '' : String(tensor.rowsChanged),
  );
}

function statusWord({ status, candidate, rounding, nonFinite }: ChangedTensor): string {
  if (nonFinite !== undefined && nonFinite.candidateNaN + nonFinite.candidateInfinite > 0) return 'non-finite';
  switch (status) {
    case 'retyped':
      return rounding === 'exact' ? 'rounded' : `to ${printable(candidate?.dtype ?? '', 8)}`;
    case 'incomparable':
      return 'unknown';
    case 'unchanged':
    case 'changed':
    case 'reshaped':
    case 'added':
    case 'removed':
      return status;
    default:
      return unreachable(status);
  }
}

function row(name: string, change: string, norm: string, elements: string, rows: string): string {
  return `${padEnd(name, NAME_WIDTH)} ${change.padEnd(10)} ${norm.padStart(9)} ${elements.padStart(9)} ${rows.padStart(7)}`.trimEnd();
}

const MAX_SPECTRA = 6;

/** A bar per singular value, full at all of the difference's norm. */
function spectrumLine({ name, spectrum = [], e1, gap }: ChangedTensor): string {
  const bars = spectrum
    .slice(0, 16)
    .map((value) => BLOCKS[Math.min(8, Math.max(0, Math.ceil(value * 8)))] ?? '█')
    .join('');
  const numbers = `e1 ${(e1 ?? 0).toFixed(2)}${gap === undefined || gap === null ? '' : ` gap ${gap < 1e4 ? gap.toFixed(1) : '>1e4'}`}`;
  return `${padEnd(fit(printable(name, 200), NAME_WIDTH, 'end'), NAME_WIDTH)} ${bars.padEnd(16)} ${numbers}`.trimEnd();
}

const BLOCKS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const STRIP_WIDTH = 64;

/**
 * A block per layer, its height the layer's relative change on a scale of orders of magnitude (0.001 % to 100 %): a small edit
 * in one layer stays visible beside a large one. `?` where there is no finite ratio.
 */
export function heatStrip(layers: readonly LayerChange[]): string[] {
  const numbered = layers.filter(({ layer }) => /^\d+$/u.test(layer));
  const lines: string[] = [];
  for (let from = 0; from < numbered.length; from += STRIP_WIDTH) {
    const part = numbered.slice(from, from + STRIP_WIDTH);
    const label = `layers ${part[0]?.layer ?? ''}–${part.at(-1)?.layer ?? ''}`;
    lines.push(`${label.padEnd(14)}|${part.map(heatBlock).join('')}|`);
  }
  for (const layer of layers) {
    if (numbered.includes(layer)) continue;
    const isUnmeasured = layer.relativeNorm === 0 && layer.tensorsChanged > 0;
    const size = isUnmeasured ? 'not measured' : percent(layer.relativeNorm);
    lines.push(`${layer.layer.padEnd(14)}|${heatBlock(layer)}| ${size}`);
  }
  const largest = numbered.toSorted((a, b) => (b.relativeNorm ?? Infinity) - (a.relativeNorm ?? Infinity))[0];
  if (largest !== undefined && largest.tensorsChanged > 0 && largest.relativeNorm !== 0) {
    lines.push(
      `most: layer ${largest.layer}, ${percent(largest.relativeNorm)}; blocks: ▁ 0.001 % … █ 100 %, log scale`,
    );
  }
  return lines;
}

function heatBlock({ relativeNorm, tensorsChanged }: LayerChange): string {
  if (relativeNorm === null) return '?';
  // Changed without a measured difference: tensors were added, removed, reshaped, or not comparable.
  if (relativeNorm === 0) return tensorsChanged === 0 ? '·' : '+';
  const height = Math.round(((Math.log10(relativeNorm) + 5) / 5) * 7) + 1;
  return BLOCKS[Math.min(8, Math.max(1, height))] ?? '█';
}

import { unreachable } from '../core/errors.ts';
import type { ClassifiedChange, Lineage } from '../core/predicates/compare-change.ts';
import type { CheckpointComparison } from './compare-checkpoints.ts';
import { percent } from './describe.ts';
import type { Reading } from './reading.ts';

const CITED = 8;

/** One paragraph for a person: what the difference looks like, what leaves such a difference, what was not seen. */
export function plainReading({ change, lineage, told }: CheckpointComparison, reading: Reading): string {
  const sentences = [
    changeSentence(change, reading),
    alsoSentence(change),
    ...told,
    lineageSentence(lineage),
    missingSentence(reading),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function changeSentence(change: ClassifiedChange, reading: Reading): string {
  const sure = `Confidence: ${change.confidence}.`;
  const far = percent(reading.relativeNorm);
  switch (change.class) {
    case 'identical':
      return `These are the base's weights.`;
    case 'requantised-or-cast':
      return `These are the base's weights stored as other types: the differences are as large as that leaves and point in no direction. ${sure}`;
    case 'full-fine-tune':
      return `It was trained further${where(change)}: most matrices moved, by ${far} of their norm, in many directions. ${sure}`;
    case 'lora-merge':
      return `The differences have few directions${where(change)} (rank ${change.rank ?? 0} or so), as a merged adapter (LoRA) or a batch of edits leaves. ${sure}`;
    case 'rank-one-edit':
      return `A single direction was written into ${listed(change.layers ?? [], 'layer')}, as tools that edit single facts or implant a trigger leave (ROME, MEMIT, BadEdit). ${sure}`;
    case 'embedding-or-head-rows':
      return `Only rows of the vocabulary changed: ${listed(change.tokens ?? [], 'token')}. Whoever writes these tokens meets another model. ${sure}`;
    case 'merge':
      return `It is a mixture: about ${percent(change.share ?? 0)} of the way from the base to ${change.sibling ?? 'another model'}. ${sure}`;
    case 'permuted':
      return `The base's values in another order. ${sure}`;
    case 'vocabulary-extended':
      return `The vocabulary has more tokens than the base's; the rest is the base's. ${sure}`;
    case 'vocabulary-reduced':
      return `The vocabulary has fewer tokens than the base's; the rest is the base's. ${sure}`;
    case 'pruned':
      return `Values were set to zero, by ${far} of the norm; all others are the base's. ${sure}`;
    case 'layers-changed':
      return `Its layers are the base's, but not all of them, not once each, not in their places, or with others between them. ${sure}`;
    case 'rescaled':
      return `The base's matrices with a factor for each row or column, as norms folded into the next matrix leave them; whether the factors cancel out was not tested. ${sure}`;
    case 'unrelated':
      return `The two have next to nothing in common: another model under the base's name, or another architecture. ${sure}`;
    case 'unknown':
      return 'What changed can not be said: it lies in what could not be compared or measured.';
    default:
      return unreachable(change.class);
  }
}

const NOUNS = {
  identical: "the base's weights",
  'requantised-or-cast': 'values stored as other types',
  'full-fine-tune': 'further training',
  'lora-merge': 'a merged adapter',
  'rank-one-edit': 'an edit of one direction',
  'embedding-or-head-rows': 'changed rows of the vocabulary',
  merge: 'a mixture',
  permuted: 'another order',
  'vocabulary-extended': 'added tokens',
  'vocabulary-reduced': 'removed tokens',
  pruned: 'values set to zero',
  'layers-changed': 'layers twice or left out',
  rescaled: 'factors on rows or columns',
  unrelated: 'unrelated tensors',
  unknown: 'what could not be compared',
} as const;

function alsoSentence({ also = [] }: ClassifiedChange): string {
  return also.length === 0 ? '' : `Beside it: ${also.map((one) => NOUNS[one]).join(', ')}.`;
}

function where({ layers }: ClassifiedChange): string {
  return layers === undefined || layers.length === 0 ? '' : ` in ${listed(layers, 'layer')}`;
}

function listed(numbers: readonly number[], noun: string): string {
  const shown = numbers.slice(0, CITED).join(', ');
  const more = numbers.length > CITED ? ` and ${numbers.length - CITED} more` : '';
  return `${noun}${numbers.length === 1 ? '' : 's'} ${shown}${more}`;
}

function lineageSentence({ related, pValue, layers }: Lineage): string {
  if (related === null || pValue === null)
    return 'Whether it descends from the base could not be tested on these tensors.';
  const number = pValue <= 1e-300 ? 'p below 1e-300' : `p = ${pValue.toPrecision(2)}`;
  return related
    ? `Its neurons are the base's (${number} over ${layers} layers): it descends from it.`
    : `Its neurons are not the base's (${number} over ${layers} layers): nothing shows that it descends from it.`;
}

function missingSentence({ counts, nonFinite }: Reading): string {
  const parts = [
    ...(nonFinite > 0 ? [`${nonFinite} with values that are NaN or infinite on one side`] : []),
    ...(counts.added > 0 ? [`${counts.added} only in the candidate`] : []),
    ...(counts.removed > 0 ? [`${counts.removed} only in the base`] : []),
    ...(counts.reshaped > 0 ? [`${counts.reshaped} of another shape`] : []),
    ...(counts.incomparable > 0 ? [`${counts.incomparable} of types whose values can not be computed here`] : []),
  ];
  return parts.length === 0 ? '' : `Tensors not compared whole: ${parts.join(', ')}.`;
}

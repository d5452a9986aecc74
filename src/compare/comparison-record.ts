import type { ChangedTensor, Comparison } from '../core/predicates/compare.ts';
import { settingDifferences } from '../formats/checkpoints/model-settings.ts';
import type { ChosenPair } from './choose-base.ts';
import type { CheckpointComparison } from './compare-checkpoints.ts';
import { describeReading } from './describe.ts';
import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import { plainReading } from './plain-reading.ts';
import { spectrumStatistics } from './tensor-shape.ts';
import { mostChanged, readChanges, type Reading } from './reading.ts';
import type { TensorChange } from './tensor-change.ts';

/** Tensors that a comparison lists; the rest are counted. A predicate is signed and kept, so it stays small. */
export const MAX_LISTED_TENSORS = 256;
/** Characters of a name from a file, and entries of a list of sentences, that are kept. */
const MAX_NAME = 256;
const MAX_SENTENCES = 64;

export interface ComparisonRecord {
  readonly record: Comparison;
  readonly reading: Reading;
  /** All that differ, most changed first. */
  readonly changes: readonly TensorChange[];
}

/** The bounded record of one comparison, as the predicate keeps it. */
export function recordComparison(
  { candidate, base, different }: ChosenPair,
  result: CheckpointComparison,
): ComparisonRecord {
  const reading = readChanges(result.tensors);
  const changes = mostChanged(result.tensors);
  const suspicious = new Set(mostSuspicious(changes).map(({ name }) => name));
  const record: Comparison = {
    candidate: [...candidate.paths],
    base: [...base.paths],
    kind: reading.kind,
    change: result.change,
    lineage: result.lineage,
    reading: plainReading(result, reading),
    summary: describeReading(reading, changes),
    counts: { ...reading.counts },
    different: reading.different,
    relativeNorm: reading.relativeNorm,
    cosine: reading.cosine,
    tensors: changes.slice(0, MAX_LISTED_TENSORS).map((change) => changedTensor(change, suspicious.has(change.name))),
    tensorsNotListed: Math.max(0, changes.length - MAX_LISTED_TENSORS),
    layers: [...result.layers],
    leftOut: bounded(result.leftOut),
    settingDifferences: bounded([
      ...settingDifferences(candidate.settings, base.settings),
      ...(different === undefined ? [] : [different]),
    ]),
  };
  return { record, reading, changes };
}

/** At most MAX_SENTENCES texts of at most twice MAX_NAME characters; the last one counts the rest. */
export function bounded(texts: readonly string[]): string[] {
  const kept = texts.slice(0, MAX_SENTENCES).map((text) => text.slice(0, MAX_NAME * 2));
  return texts.length > kept.length ? [...kept, `and ${texts.length - kept.length} more`] : kept;
}

/** Tensors whose spectrum is drawn. */
const DRAWN_SPECTRA = 6;

/** Those in which one direction stands out most. */
function mostSuspicious(changes: readonly TensorChange[]): TensorChange[] {
  const first = ({ spectrum, sums }: TensorChange): number =>
    spectrum === undefined || sums === undefined ? 0 : (spectrumStatistics(spectrum, sums.differenceSquares).e1 ?? 0);
  return changes
    .filter(({ spectrum }) => spectrum !== undefined)
    .toSorted((a, b) => first(b) - first(a))
    .slice(0, DRAWN_SPECTRA);
}

function spectral(change: TensorChange, drawn: boolean): Partial<ChangedTensor> {
  if (change.spectrum === undefined || change.sums === undefined) return {};
  const { leading, ...numbers } = spectrumStatistics(change.spectrum, change.sums.differenceSquares);
  return drawn ? { ...numbers, spectrum: [...leading] } : numbers;
}

function changedTensor(change: TensorChange, drawn: boolean): ChangedTensor {
  const { name, status, candidate, base, valuesEqual, rounding, statistics, why } = change;
  return {
    ...spectral(change, drawn),
    name: name.slice(0, MAX_NAME),
    status,
    ...(candidate === undefined ? {} : { candidate: stored(candidate) }),
    ...(base === undefined ? {} : { base: stored(base) }),
    valuesEqual,
    ...(rounding === undefined ? {} : { rounding }),
    ...(why === undefined ? {} : { why }),
    ...(statistics === undefined
      ? {}
      : {
          relativeNorm: statistics.relativeNorm,
          fractionChanged: statistics.fractionChanged,
          maxAbsolute: statistics.maxAbsolute,
          cosine: statistics.cosine,
          rowsChanged: statistics.rowsChanged,
          rowParticipation: statistics.rowParticipation,
          topRows: [...statistics.topRows],
          nonFinite: statistics.nonFinite,
        }),
  };
}

function stored({ dtype, storedAs, shape }: LocatedTensor): { dtype: string; shape: number[] } {
  return { dtype: (storedAs ?? dtype).slice(0, MAX_NAME), shape: [...shape] };
}

import { unreachable } from '../core/errors.ts';
import { gainsNonFinite } from '../weights/difference/statistics.ts';
import type { Reading } from './reading.ts';
import type { TensorChange } from './tensor-change.ts';

/** Names that a sentence cites. */
const CITED = 3;
const MAX_CITED_NAME = 80;

/** What was measured, in one sentence. It says what differs and how far, never why or what the model does with it. */
export function describeReading(reading: Reading, changes: readonly TensorChange[]): string {
  const total = Object.values(reading.counts).reduce((sum, count) => sum + count, 0);
  const most = `most ${cited(changes)}`;
  const norm =
    reading.relativeNorm === null ? '' : `, by ${percent(reading.relativeNorm)} of the norm of the tensors concerned`;
  switch (reading.kind) {
    case 'identical':
      return `All ${total} tensors are equal to the base's.`;
    case 'same-values':
      return `All ${total} tensors have the base's values; ${reading.counts.retyped} are stored as another type that holds them without loss.`;
    case 'rounded-exactly':
      return `${reading.different} of ${total} tensors are stored as ${types(changes)}: exactly what rounding the base's values gives.`;
    case 'rounded':
      return `${reading.different} of ${total} tensors are stored as ${types(changes)} and differ from the base${norm}, no more than rounding to these types leaves; an edit well below that could not be told from it.`;
    case 'embedding-rows':
      return `Only rows of the embeddings or the output differ: ${rows(changes)}.`;
    case 'few-tensors':
    case 'broad':
      return `${reading.different} of ${total} tensors differ from the base${norm}; ${most}.`;
    case 'unrelated':
      return `${reading.different} of ${total} tensors differ from the base and have next to nothing in common with it (cosine ${(reading.cosine ?? 0).toFixed(3)}); ${most}.`;
    case 'other-tensors':
      return `The two hold different sets of tensors: of ${total}, ${reading.counts.added} are only in the candidate, ${reading.counts.removed} only in the base, ${reading.counts.reshaped} have another shape.`;
    case 'not-measured':
      return `${reading.different} of ${total} tensors differ or could not be compared; ${reading.counts.incomparable} are of types whose values can not be computed here.`;
    default:
      return unreachable(reading.kind);
  }
}

/** The first few tensors with what happened to each. */
export function cited(changes: readonly TensorChange[]): string {
  const some = changes.slice(0, CITED).map((change) => `${shortName(change.name)} (${briefly(change)})`);
  return changes.length > CITED ? `${some.join(', ')} and ${changes.length - CITED} more` : some.join(', ');
}

/** What happened to one tensor, in a few words. */
export function briefly({ status, statistics, sums, candidate, base, why }: TensorChange): string {
  switch (status) {
    case 'added':
      return 'added';
    case 'removed':
      return 'removed';
    case 'reshaped':
      return `[${base?.shape.join(', ') ?? ''}] became [${candidate?.shape.join(', ') ?? ''}]`;
    case 'incomparable':
      return why ?? 'not comparable';
    case 'unchanged':
      return 'unchanged';
    case 'changed':
    case 'retyped':
      if (statistics === undefined) return status;
      if (sums !== undefined && gainsNonFinite(sums)) return 'values that are NaN or infinite';
      return statistics.relativeNorm === null ? 'changed without a finite ratio' : percent(statistics.relativeNorm);
    default:
      return unreachable(status);
  }
}

/** `4.1 %`; enough digits for small changes to stay visible. */
export function percent(ratio: number | null): string {
  if (ratio === null) return 'no finite ratio';
  const value = ratio * 100;
  if (value === 0) return '0 %';
  if (value >= 10_000) return `${value.toExponential(1)} %`;
  return value >= 0.01 ? `${Number(value.toPrecision(2))} %` : `${value.toExponential(1)} %`;
}

function rows(changes: readonly TensorChange[]): string {
  return changes
    .slice(0, CITED)
    .map(({ name, base, sums, statistics }) => {
      const some = statistics?.topRows.map(({ row }) => row).slice(0, 8) ?? [];
      const count = sums?.rowsChanged ?? 0;
      const list = `${some.join(', ')}${count > some.length ? ', …' : ''}`;
      return `${count} of ${base?.rows ?? 0} rows of ${shortName(name)} (${count === 1 ? 'row' : 'rows'} ${list})`;
    })
    .join(', ');
}

function types(changes: readonly TensorChange[]): string {
  return [...new Set(changes.map(({ candidate }) => candidate?.dtype ?? 'nothing'))].slice(0, CITED).join(', ');
}

function shortName(name: string): string {
  return name.length > MAX_CITED_NAME ? `${name.slice(0, MAX_CITED_NAME)}…` : name;
}

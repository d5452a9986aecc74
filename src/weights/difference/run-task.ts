import type { RowSquares, SliceComparer } from './compare-slices.ts';
import type { DifferenceSums } from './sums.ts';
import type { SliceAnswer, SliceTask } from './worker-messages.ts';

/** Works through one task; the same code in a worker and in the main thread. */
export function runTask(comparer: SliceComparer, task: SliceTask): SliceAnswer {
  const { id, kind, pair, plan, firstSlice, slices } = task;
  if (kind === 'equal') {
    for (let slice = firstSlice; slice < firstSlice + slices; slice += 1) {
      if (!comparer.equal(pair, plan, slice)) return { id, kind, firstDifferent: slice };
    }
    return { id, kind, firstDifferent: null };
  }
  if (kind === 'rounding') {
    let unrounded = 0;
    for (let slice = firstSlice; slice < firstSlice + slices; slice += 1)
      unrounded += comparer.unrounded(pair, plan, slice);
    return { id, kind, unrounded };
  }
  if (kind === 'rows') {
    const parts = Array.from({ length: slices }, (_, index) => comparer.rowSquares(pair, plan, firstSlice + index));
    const joined = (pick: (part: RowSquares) => Float64Array): Float64Array =>
      Float64Array.from(parts.flatMap((part) => Array.from(pick(part))));
    return { id, kind, difference: joined(({ difference }) => difference), base: joined(({ base }) => base) };
  }
  const sums: DifferenceSums[] = [];
  for (let slice = firstSlice; slice < firstSlice + slices; slice += 1) sums.push(comparer.sums(pair, plan, slice));
  return { id, kind, sums };
}

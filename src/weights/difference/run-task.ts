import { GateError } from '../../core/errors.ts';
import { SliceProjector } from '../spectrum/slice-projector.ts';
import { SliceComparer, type RowSquares } from './compare-slices.ts';
import type { DifferenceSums } from './sums.ts';
import type { SliceAnswer, SliceTask } from './worker-messages.ts';

/** The buffers of one thread. Those for projections are made when the first one is asked for. */
export class Workshop {
  readonly comparer = new SliceComparer();
  #projector: SliceProjector | undefined;

  get projector(): SliceProjector {
    return (this.#projector ??= new SliceProjector());
  }

  close(): void {
    this.comparer.close();
    this.#projector?.close();
  }
}

/** Works through one task; the same code in a worker and in the main thread. */
export function runTask(workshop: Workshop, task: SliceTask): SliceAnswer {
  const { comparer } = workshop;
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
    return {
      id,
      kind,
      difference: joined(({ difference }) => difference),
      base: joined(({ base }) => base),
      candidate: joined(({ candidate }) => candidate),
    };
  }
  if (kind === 'project') return { id, kind, values: project(workshop.projector, task) };
  const sums: DifferenceSums[] = [];
  for (let slice = firstSlice; slice < firstSlice + slices; slice += 1) sums.push(comparer.sums(pair, plan, slice));
  return { id, kind, sums };
}

function project(
  projector: SliceProjector,
  { pair, plan, firstSlice, slices, projection }: SliceTask,
): Float64Array<ArrayBuffer> {
  if (projection === undefined) throw new GateError('INTERNAL', 'a projection without its matrix');
  const columns = pair.base.tensor.rowElements;
  const { product, width } = projection;
  if (product !== 'rows') {
    const sum = new Float64Array(columns * width);
    for (let slice = firstSlice; slice < firstSlice + slices; slice += 1)
      projector.add(pair, plan, slice, projection, sum);
    return sum;
  }
  const from = firstSlice * plan.sliceElements;
  const to = Math.min(from + slices * plan.sliceElements, plan.elements);
  const values = new Float64Array(((to - from) / columns) * width);
  for (let slice = firstSlice; slice < firstSlice + slices; slice += 1) {
    const first = ((slice - firstSlice) * plan.sliceElements * width) / columns;
    projector.add(pair, plan, slice, projection, values.subarray(first));
  }
  return values;
}

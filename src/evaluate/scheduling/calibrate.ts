import { textBytes } from '../budget.ts';
import { runTask } from '../run-task.ts';
import type { Task } from '../tasks/task-schema.ts';
import { kindOf, type Rate } from './estimate.ts';
import type { Meter } from './meter.ts';

/** The first questions read weights from the disk and what all questions share; they are not timed. */
const WARM_ITEMS = 2;
const TIMED_ITEMS = 6;

/**
 * Asks a few questions of a task and times them. They stand side by side in the task's order, which is that of the run, so that what
 * they share is as it will be. Nothing of the answers is kept.
 * @throws what asking throws
 */
export async function calibrate(
  { task, file, loadSeconds }: { readonly task: Task; readonly file: string; readonly loadSeconds: number },
  meter: Meter,
  seed: number,
): Promise<Rate> {
  const count = Math.min(task.items.length, WARM_ITEMS + TIMED_ITEMS);
  const start = seed % (task.items.length - count + 1);
  const places = Array.from({ length: count }, (_, index) => start + index);
  // A task so short that it has nothing else is timed cold.
  const warm = count > WARM_ITEMS ? places.slice(0, WARM_ITEMS) : [];
  const timed = places.slice(warm.length);
  const run = { client: meter, file, seed, answered: () => {}, advanced: () => {} };
  const ask = async (items: readonly number[]): Promise<unknown> =>
    runTask(task, run, { parts: [{ items, share: 1 }], enough: () => true });
  if (warm.length > 0) await ask(warm);
  meter.restart();
  await ask(timed);
  const { read, written, milliseconds } = meter;
  return {
    file,
    kind: kindOf(task),
    tokensPerByte: read / Math.max(1, textBytes(task, timed)),
    writtenPerItem: written / timed.length,
    tokensPerSecond: Math.max(1, read + written) / Math.max(0.000_1, milliseconds / 1_000),
    loadSeconds,
  };
}

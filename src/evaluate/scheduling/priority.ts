import type { Policy } from '../../core/policy.ts';
import { estimatedTokens } from '../budget.ts';
import { isChoiceTask, isHarnessTask, type Task } from '../tasks/task-schema.ts';

export type Priority = NonNullable<Policy['evaluate']['priority']>[number];

/** What a verdict hangs on most comes first; what is quickly known, before what takes hours. */
export const DEFAULT_PRIORITY: readonly Priority[] = ['claimed', 'safety', 'cheap'];

export interface Ranked {
  readonly task: Task;
  /** A claim is about it. */
  readonly claimed: boolean;
}

/** Tasks in the order in which they are started: by the first priority, where that is equal by the next, then as they stand. */
export function inPriority<Job extends Ranked>(jobs: readonly Job[], priority = DEFAULT_PRIORITY): Job[] {
  const ranks: Readonly<Record<Priority, (job: Ranked) => number>> = {
    claimed: ({ claimed }) => Number(!claimed),
    safety: ({ task }) => Number(!isSafetyTask(task)),
    cheap: ({ task }) => estimatedTokens(task),
    long: ({ task }) => -estimatedTokens(task),
  };
  const keyed = jobs.map((job) => ({ job, keys: priority.map((name) => ranks[name](job)) }));
  return keyed
    .toSorted((a, b) => a.keys.map((key, index) => key - (b.keys[index] ?? 0)).find((it) => it !== 0) ?? 0)
    .map(({ job }) => job);
}

/** Whether it is about what a model should decline, keep to itself, or not decline. */
function isSafetyTask(task: Task): boolean {
  return !isHarnessTask(task) && !isChoiceTask(task);
}

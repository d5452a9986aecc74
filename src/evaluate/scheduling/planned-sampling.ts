import type { EvaluatePredicate } from '../../core/predicates/evaluate.ts';
import type { Policy } from '../../core/policy.ts';
import type { StaticallyChecked } from '../claims/check-files.ts';
import type { Task, TaskGroup } from '../tasks/task-schema.ts';
import { EarlyStopping } from './early-stop.ts';
import { samplingParts, type Sampling } from './sampling.ts';

/** Of an evaluation that is done again: which tasks ended when. */
type RecordedStops = NonNullable<EvaluatePredicate['earlyStop']>['tasks'];

export interface Planned {
  readonly sampling: Sampling;
  /** Where the recorded one is asked again. */
  readonly seed: number;
}

/** Says of a task on a file whether, and how, it may end early; undefined: it is asked whole. */
export type SamplingPlan = (file: string, task: Task, seed: number) => Planned | undefined;

export function samplingPlan(
  { evaluate }: Policy,
  limit: number | undefined,
  claimed: {
    readonly stated: readonly StaticallyChecked[];
    readonly tasks: readonly Task[];
    readonly groups: readonly TaskGroup[];
  },
  files: number,
): SamplingPlan {
  const { earlyStop: allowed = 'never', alpha, tolerance } = evaluate;
  const stopping =
    allowed === 'never' ? undefined : new EarlyStopping({ ...claimed, files, allowed, alpha, tolerance, limit });
  return (_file, task, seed) => {
    const sampling = stopping?.of(task, seed) ?? limited(task, seed, limit);
    return sampling === undefined ? undefined : { sampling, seed };
  };
}

/** As many as were asked for, drawn at random, and looked at once. */
function limited(task: Task, seed: number, limit: number | undefined): Sampling | undefined {
  if (limit === undefined || limit >= task.items.length) return undefined;
  const items = samplingParts(task, seed, limit).flatMap((part) => part.items);
  return { parts: [{ items: items.toSorted((a, b) => a - b), share: 1 }], enough: () => true };
}

/** The same items again, and no more, whatever is claimed now. */
export function repeatedSampling(tasks: RecordedStops): SamplingPlan {
  return (path, task) => {
    const recorded = tasks.find(
      (it) => it.file === path && it.suite === task.suite && it.task === task.file.name && it.of === task.items.length,
    );
    if (recorded === undefined) return undefined;
    const { seed, asked } = recorded;
    const parts = samplingParts(task, seed);
    return { seed, sampling: { parts, enough: (_outcomes, clusters) => clusters.length >= asked } };
  };
}

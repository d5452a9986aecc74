import type { EarlyStop } from '../../core/policy.ts';
import { isCountMetric } from '../../formats/claims/metrics.ts';
import { answerOfTest, testsOf } from '../claims/judge-claims.ts';
import type { StaticallyChecked } from '../claims/check-files.ts';
import { matchClaim, type ClaimMatch } from '../claims/match-claim.ts';
import { measurementOf } from '../item-outcomes.ts';
import { pValueAt } from '../statistics/looks.ts';
import type { TestLimits } from '../statistics/test-claim.ts';
import { isHarnessTask, type Task, type TaskGroup } from '../tasks/task-schema.ts';
import { samplingParts, type Sampling } from './sampling.ts';

export interface ToStop extends TestLimits {
  readonly allowed: EarlyStop;
  readonly stated: readonly StaticallyChecked[];
  readonly tasks: readonly Task[];
  readonly groups: readonly TaskGroup[];
  /** Weight files that are measured. */
  readonly files: number;
  /** Items of a task that are asked at most. */
  readonly limit?: number | undefined;
}

/**
 * Which tasks may end before all their items were asked, and when they do: at a look after which every claim about the task has a
 * firm answer whatever the other tasks bring. A task without a claim, or in a group that a claim is about, is asked whole.
 */
export class EarlyStopping {
  readonly #inputs: ToStop;
  readonly #claims: readonly { readonly checked: StaticallyChecked; readonly matches: readonly ClaimMatch[] }[];
  readonly #things: number;

  constructor(inputs: ToStop) {
    this.#inputs = inputs;
    this.#claims = inputs.stated
      .filter(({ claim }) => claim.invalid === undefined)
      .map((checked) => ({ checked, matches: matchClaim(checked.claim, inputs.tasks, inputs.groups) }));
    this.#things = this.#mostThings();
  }

  /** Undefined: the task is asked whole. */
  of(task: Task, seed: number): Sampling | undefined {
    const { suite, file } = task;
    const claims = this.#claims
      .map(({ checked, matches }) => ({
        checked,
        matches: matches.filter((it) => it.matched && it.suite === suite && it.task === file.name),
      }))
      .filter(({ matches }) => matches.length > 0);
    const counted = claims.some(({ matches }) => matches.some((it) => it.matched && isCountMetric(it.metric)));
    if (!counted || this.#isInClaimedGroup(task)) return undefined;
    const parts = samplingParts(task, seed, this.#inputs.limit);
    if (parts.length < 2) return undefined;
    const { allowed, ...limits } = this.#inputs;
    return {
      parts,
      enough: (outcomes, clusters, share) => {
        const sampled = { of: task.items.length, share };
        const measurements = outcomes.map((outcome) => measurementOf(outcome, clusters, sampled));
        const tests = claims.flatMap(({ checked, matches }) =>
          testsOf(
            checked,
            matches.filter((it) => it.matched && isCountMetric(it.metric)),
            { measurements, outcomes },
          ),
        );
        // As many things may be tested in the end: by Bonferroni, what is refuted here stays so after Holm's correction.
        const adjusted = { of: ({ pValue }: { readonly pValue: number }) => pValueAt(pValue, 1 / this.#things) };
        const answers = tests.map((test) => answerOfTest(test, adjusted, limits));
        return (
          answers.length > 0 &&
          !answers.includes('insufficient') &&
          (allowed === 'answered' || answers.includes('refuted'))
        );
      },
    };
  }

  #isInClaimedGroup({ suite, file }: Task): boolean {
    return this.#inputs.groups.some(
      (group) =>
        group.suite === suite &&
        group.tasks.includes(file.name) &&
        this.#claims.some(({ matches }) =>
          matches.some((it) => it.matched && it.suite === suite && it.task === group.name),
        ),
    );
  }

  /** No more things than this can be measured that a claim is about: per file, metric and reading, by value and by pairs. */
  #mostThings(): number {
    const things = new Map<string, number>();
    for (const { checked, matches } of this.#claims)
      for (const match of matches) {
        if (!match.matched) continue;
        const task = this.#inputs.tasks.find((it) => it.suite === match.suite && it.file.name === match.task);
        const readings =
          task === undefined
            ? this.#readingsOf(match)
            : isHarnessTask(task)
              ? task.scores.filter(({ metric }) => metric === match.metric).length
              : 1;
        const name = JSON.stringify([match.suite, match.task, match.metric]);
        const ways = checked.samples === undefined ? 1 : 2;
        things.set(name, Math.max(things.get(name) ?? 0, readings * ways));
      }
    const sum = [...things.values()].reduce((total, it) => total + it, 0);
    return Math.max(1, sum * this.#inputs.files);
  }

  /** Of a group, whose readings are those of its tasks. */
  #readingsOf({ suite, task: name, metric }: Extract<ClaimMatch, { matched: true }>): number {
    const members = this.#inputs.groups.find((it) => it.suite === suite && it.name === name)?.tasks ?? [];
    const filters = this.#inputs.tasks
      .filter((task) => task.suite === suite && members.includes(task.file.name))
      .flatMap((task) => (isHarnessTask(task) ? task.scores : []))
      .filter((score) => score.metric === metric)
      .map(({ filter }) => filter);
    return Math.max(1, new Set(filters).size);
  }
}

/** Says of a task whether a claim is about it, or about a group that it is in. */
export function claimedTasks({
  stated,
  tasks,
  groups,
}: Pick<ToStop, 'stated' | 'tasks' | 'groups'>): (task: Task) => boolean {
  const named = new Set(
    stated
      .filter(({ claim }) => claim.invalid === undefined)
      .flatMap(({ claim }) => matchClaim(claim, tasks, groups))
      .flatMap((match) => (match.matched ? JSON.stringify([match.suite, match.task]) : [])),
  );
  return ({ suite, file }) =>
    named.has(JSON.stringify([suite, file.name])) ||
    groups.some(
      (group) =>
        group.suite === suite && group.tasks.includes(file.name) && named.has(JSON.stringify([suite, group.name])),
    );
}

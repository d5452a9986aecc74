import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimSchema } from '../../src/core/claim.ts';
import type { EarlyStop } from '../../src/core/policy.ts';
import type { StaticallyChecked } from '../../src/evaluate/claims/check-files.ts';
import { judgeClaims } from '../../src/evaluate/claims/judge-claims.ts';
import { measurementOf } from '../../src/evaluate/item-outcomes.ts';
import { EarlyStopping } from '../../src/evaluate/scheduling/early-stop.ts';
import { samplingParts } from '../../src/evaluate/scheduling/sampling.ts';
import { binomialAtMost } from '../../src/core/statistics/binomial.ts';
import { looksAt } from '../../src/evaluate/statistics/looks.ts';
import type { ChoiceTask, Task, TaskGroup } from '../../src/evaluate/tasks/task-schema.ts';

const FILE = 'model.gguf';

function choiceTask(items: number, perCluster = 0, name = 'quiz'): ChoiceTask {
  return {
    suite: 'suite',
    file: {
      version: 1,
      type: 'multiple_choice',
      name,
      description: '',
      metric: 'acc',
      aliases: [],
      data: 'items.jsonl',
    },
    items: Array.from({ length: items }, (_, index) => ({
      id: `${index}`,
      document: `${index}`,
      messages: [{ role: 'user', content: `Question ${index}?` }],
      choices: ['Yes.', 'No.'],
      answer: 0,
      ...(perCluster === 0 ? {} : { cluster: `${Math.floor(index / perCluster)}` }),
    })),
  };
}

function claimOf(value: number, task = 'quiz', metric = 'acc'): StaticallyChecked {
  const claim = claimSchema.parse({ task, metric, value, stated: `${value}`, source: 'results.json' });
  return { claim, checks: [] };
}

/** A small, fast generator with a state of its own; which numbers it gives is the same in every run. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Simulated {
  readonly answer: string;
  readonly n: number;
  readonly interval: readonly [number, number];
}

/** One evaluation of a model whose answers are right as `right` says, as the stage does it. */
function evaluate(
  task: ChoiceTask,
  claimed: number,
  right: readonly boolean[],
  {
    seed,
    allowed = 'answered',
    alpha,
    tolerance,
  }: { seed: number; allowed?: EarlyStop; alpha: number; tolerance: number },
): Simulated {
  const stated = [claimOf(claimed)];
  const tasks: Task[] = [task];
  const stopping = new EarlyStopping({ stated, tasks, groups: [], files: 1, allowed, alpha, tolerance });
  const sampling = stopping.of(task, seed);
  if (sampling === undefined) throw new TypeError('a task that can’t end early');
  const places: number[] = [];
  const names = { file: FILE, suite: 'suite', task: 'quiz', metric: 'acc' };
  const soFar = (share: number) => {
    const outcome = {
      ...names,
      documents: places.map(String),
      right: places.map((place) => right[place] === true),
    };
    const clusters = places.map((place) => task.items[place]?.cluster);
    return { outcome, clusters, measured: measurementOf(outcome, clusters, { of: task.items.length, share }) };
  };
  let last = soFar(1);
  for (const { items, share } of sampling.parts) {
    places.push(...items);
    last = soFar(share);
    if (places.length < task.items.length && sampling.enough([last.outcome], last.clusters, share)) break;
  }
  const { measured, outcome } = last;
  const [judged] = judgeClaims({ stated, tasks, measurements: [measured], outcomes: [outcome], alpha, tolerance });
  return { answer: judged?.answer ?? '', n: measured.n, interval: measured.interval };
}

/** P(refuted at any look) of a claim that is exactly true, by the distribution of the count itself. */
function falseRefutations(items: number, p: number, alpha: number): number {
  let alive = new Map([[0, 1]]);
  let asked = 0;
  let refuted = 0;
  for (const look of looksAt(items)) {
    for (; asked < look.items; asked++) {
      const next = new Map<number, number>();
      for (const [k, chance] of alive) {
        next.set(k, (next.get(k) ?? 0) + chance * (1 - p));
        next.set(k + 1, (next.get(k + 1) ?? 0) + chance * p);
      }
      alive = next;
    }
    for (const [k, chance] of alive) {
      if (binomialAtMost(k, look.items, p) > alpha * look.share) continue;
      refuted += chance;
      alive.delete(k);
    }
  }
  return refuted;
}

describe('looks at a task before its end', () => {
  it('are fixed by the number of items, end with all, and bear one error rate together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (items) => {
        const looks = looksAt(items);
        expect(looks.at(-1)?.items).toBe(items);
        expect(looks.map((look) => look.items)).toEqual(
          [...new Set(looks.map((look) => look.items))].sort((a, b) => a - b),
        );
        expect(looks.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
    );
    expect(looksAt(40)).toEqual([{ items: 40, share: 1 }]);
    expect(looksAt(300).map((look) => look.items)).toEqual([32, 64, 128, 300]);
  });

  it.each([0.5, 0.9, 0.93, 0.99, 0.999])(
    'refute a claim of %f that is true no more often than alpha, by exact count',
    (p) => {
      for (const items of [50, 150, 300, 1_000])
        for (const alpha of [0.001, 0.01, 0.1]) expect(falseRefutations(items, p, alpha)).toBeLessThanOrEqual(alpha);
    },
  );

  it('ask every item once, in an order that nobody but the gate knows, clusters together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 90 }), fc.nat(), (items, size, seed) => {
        const task = choiceTask(items, size);
        const parts = samplingParts(task, seed);
        expect(parts.flatMap((part) => part.items).toSorted((a, b) => a - b)).toEqual([...task.items.keys()]);
        const seen = new Set<string>();
        for (const part of parts) {
          const own = new Set(part.items.map((place) => task.items[place]?.cluster ?? `item ${place}`));
          for (const cluster of own) expect(seen.has(cluster)).toBe(false);
          for (const cluster of own) seen.add(cluster);
        }
        expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { numRuns: 200 },
    );
    const first = (seed: number): readonly number[] => samplingParts(choiceTask(300), seed)[0]?.items ?? [];
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
    const counts = Array.from({ length: 300 }, () => 0);
    for (let seed = 0; seed < 2_000; seed++) for (const place of first(seed)) counts[place] = (counts[place] ?? 0) + 1;
    // 213 on average, with a standard deviation of 14.
    expect(Math.min(...counts)).toBeGreaterThan(213 - 5 * 14);
    expect(Math.max(...counts)).toBeLessThan(213 + 5 * 14);
  });
});

describe('a task that may end early', () => {
  const RUNS = 1_000;

  it.each([
    { items: 100, p: 0.9, perCluster: 0 },
    { items: 300, p: 0.97, perCluster: 0 },
    { items: 600, p: 0.6, perCluster: 0 },
    { items: 400, p: 0.8, perCluster: 4 },
  ])(
    'of $items items, clusters of $perCluster, refutes a true claim of $p in no more runs than alpha, and its interval holds',
    ({ items, p, perCluster }) => {
      const alpha = 0.1;
      const task = choiceTask(items, perCluster);
      const random = numbers(items);
      let [refuted, missed, early] = [0, 0, 0];
      for (let seed = 0; seed < RUNS; seed++) {
        // Items of a cluster are answered alike, as variants of one question are.
        const alike = Array.from({ length: items }, () => random() < p);
        const right = alike.map((one, index) =>
          perCluster === 0 ? one : alike[index - (index % perCluster)] === true,
        );
        const { answer, n, interval } = evaluate(task, p, right, { seed, alpha, tolerance: 0.05 });
        if (answer === 'refuted') refuted++;
        if (p < interval[0] || p > interval[1]) missed++;
        if (n < items) early++;
      }
      expect(early).toBeGreaterThan(0);
      expect(refuted / RUNS).toBeLessThanOrEqual(alpha);
      expect(missed / RUNS).toBeLessThanOrEqual(0.05);
    },
  );

  it('is wrong no more often where its answers are fixed and only the order is drawn', () => {
    const task = choiceTask(300);
    // What a submitter would do: all that the model is bad at stands last. The claim is true of the whole task.
    const right = Array.from({ length: 300 }, (_, index) => index < 270);
    let refuted = 0;
    for (let seed = 0; seed < RUNS; seed++)
      if (evaluate(task, 0.9, right, { seed, alpha: 0.1, tolerance: 0.05 }).answer === 'refuted') refuted++;
    expect(refuted / RUNS).toBeLessThanOrEqual(0.1);
  });

  it('ends after a fraction of its items where the claim is far off, or plainly true, and only where that is allowed', () => {
    const task = choiceTask(1_000);
    const limits = { seed: 3, alpha: 0.001, tolerance: 0.1 };
    const half = Array.from({ length: 1_000 }, (_, index) => index % 2 === 0);
    expect(evaluate(task, 0.999, half, limits)).toMatchObject({ answer: 'refuted', n: 32 });
    const all = half.map(() => true);
    expect(evaluate(task, 0.95, all, limits)).toMatchObject({ answer: 'consistent', n: 64 });
    expect(evaluate(task, 0.95, all, { ...limits, allowed: 'refuted' }).n).toBe(1_000);
    expect(evaluate(task, 0.999, half, { ...limits, allowed: 'refuted' })).toMatchObject({ answer: 'refuted', n: 32 });
    // In between nothing is certain, and everything is asked.
    const close = half.map((_, index) => index % 20 !== 0);
    expect(evaluate(task, 0.97, close, { ...limits, tolerance: 0.01 }).n).toBe(1_000);
  });

  it('is one that a claim is about, and not part of a mean that a claim is about', () => {
    const [quiz, other] = [choiceTask(300), choiceTask(300, 0, 'other')];
    const groups: TaskGroup[] = [{ suite: 'suite', name: 'both', tasks: ['quiz', 'other'], metrics: ['acc'] }];
    const plan = (...stated: StaticallyChecked[]) => {
      const inputs = { stated, tasks: [quiz, other], groups, files: 1, alpha: 0.001, tolerance: 0.05 };
      const stopping = new EarlyStopping({ ...inputs, allowed: 'answered' });
      return [quiz, other].map((task) => stopping.of(task, 1) !== undefined);
    };
    expect(plan(claimOf(0.9))).toEqual([true, false]);
    expect(plan(claimOf(0.9), claimOf(0.9, 'both'))).toEqual([false, false]);
    expect(plan(claimOf(12, 'quiz', 'perplexity'))).toEqual([false, false]);
    expect(plan()).toEqual([false, false]);
  });
});

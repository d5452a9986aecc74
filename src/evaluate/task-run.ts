import type {
  CategoryMeasurement,
  Measurement,
  ScoreMeasurement,
  StrayAddresses,
  WorstAnswer,
} from '../core/predicates/evaluate.ts';
import type { RunnerClient } from '../runner/client/runner-client.ts';
import type { JudgeModel } from './judge-model/judge-model.ts';
import type { ItemOutcomes } from './item-outcomes.ts';
import { MAX_BATCH } from '../runner/protocol.ts';

/** One item's answer, for the file of answers. */
export interface AnswerRecord {
  readonly suite: string;
  readonly task: string;
  readonly id: string;
  readonly [detail: string]: unknown;
}

/** Who is asked: a runner in its sandbox, or an endpoint. */
export type Answering = Pick<RunnerClient, 'generate' | 'loglikelihood' | 'loglikelihoodRolling'>;

export interface TaskRun {
  readonly client: Answering;
  /** The evaluated file's path in the submission. */
  readonly file: string;
  readonly seed: number;
  /** Labels answers, where the rules alone are not to. */
  readonly judge?: Pick<JudgeModel, 'decide'> | undefined;
  readonly answered: (record: AnswerRecord) => void;
  /** Called with the number of items done since the last call. */
  readonly advanced: (items: number) => void;
}

/** A task that is being asked, some of its items at a time. */
export interface Asking {
  readonly ask: (places: readonly number[]) => Promise<void>;
  /** Right or wrong so far, of the items in the order in which they were asked. */
  readonly outcomes: () => ItemOutcomes[];
  readonly scores: () => ScoreMeasurement[];
  readonly worst: readonly WorstAnswer[];
  readonly strayAddresses?: () => StrayAddresses | undefined;
}

export interface Ran {
  readonly measurements: readonly Measurement[];
  readonly outcomes: readonly ItemOutcomes[];
  readonly scores: readonly ScoreMeasurement[];
  readonly categories: readonly CategoryMeasurement[];
  readonly worst: readonly WorstAnswer[];
  readonly strayAddresses?: StrayAddresses | undefined;
  /** Items; fewer than the task has where it ended early. */
  readonly asked: number;
}

export function* batches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += MAX_BATCH) yield items.slice(start, start + MAX_BATCH);
}

export function itemsAt<Item>(items: readonly Item[], places: readonly number[]): Item[] {
  return places.flatMap((place) => items[place] ?? []);
}

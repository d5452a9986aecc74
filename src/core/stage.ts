import type { Clock } from './clock.ts';
import type { Evidence, StageName } from './evidence.ts';
import type { Policy } from './policy.ts';
import type { Progress } from './progress.ts';
import type { Submission } from './submission.ts';

/** What every stage is given beside its own inputs. Stages don't know one another, nor where they stand in the order. */
export interface StageContext {
  readonly submission: Submission;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Aborted on time-out and on Ctrl-C; a stage stops within a second of it and leaves nothing behind. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A private, empty directory on the gate's disk; removed by the gate afterwards. */
  readonly scratch: string;
}

/**
 * A stage turns its inputs into evidence. It throws only what it can't express as evidence; the gate turns a throw into
 * `errored`. `Inputs` are the extra things it needs (facts, base, sandbox), wired in `gate/`.
 */
export interface Stage<Inputs> {
  readonly name: StageName;
  run(context: StageContext, inputs: Inputs): Promise<Evidence>;
}

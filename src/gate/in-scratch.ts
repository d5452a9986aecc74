import type { Clock } from '../core/clock.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Policy } from '../core/policy.ts';
import type { Progress } from '../core/progress.ts';
import type { StageContext } from '../core/stage.ts';
import type { Submission } from '../core/submission.ts';
import { withScratch } from './scratch.ts';

/** What one stage that is run alone needs. */
export interface Standing {
  readonly source: string;
  /** A promise where it is loaded while the parsers are at work. */
  readonly policy: Policy | Promise<Policy>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Runs one stage in a directory of its own, which is removed. Needs no sandbox, and loads none. */
export async function inScratch(
  { policy, clock, signal, progress }: Standing,
  submission: Submission,
  produce: (context: StageContext) => Promise<Evidence>,
): Promise<Evidence> {
  return withScratch(async (scratch) =>
    produce({ submission, policy: await policy, clock, signal, progress, scratch }),
  );
}

import type { Spot } from './act.ts';
import type { StepView } from './pipeline.ts';

/** Files of a stranger in the working directory of a job. */
export interface Arrival extends Spot {
  readonly step: StepView;
  /** `merge`: the merge commit that GitHub makes of a pull request, which `pull_request` checks out by itself. */
  readonly how: 'checkout' | 'merge' | 'command' | 'artifact';
  /** Where they lie, relative to the workspace; undefined where that is not known. */
  readonly directory: string | undefined;
  /** By a name that may be moved between a decision and the checkout: a branch, a number; not a commit. */
  readonly movable: boolean;
}

import type { Spot } from './act.ts';
import type { StepView } from './pipeline.ts';

/** Files of a stranger in the working directory of a job. */
export interface Arrival extends Spot {
  readonly step: StepView;
  /**
   * `merge`: the merge commit that GitHub makes of a pull request, which `pull_request` checks out by itself. `named`: a repository
   * or an address that a stranger's text names.
   */
  readonly how: 'checkout' | 'merge' | 'command' | 'artifact' | 'named';
  /** Where they lie, relative to the workspace; outside of it by its own name; undefined where that is not known. */
  readonly directory: string | undefined;
  /** Of one file alone: its name. */
  readonly file?: string;
  /** By a name that may be moved between a decision and the checkout: a branch, a number; not a commit. */
  readonly movable: boolean;
}

import type { Place } from '../source/text.ts';
import type { GateKind } from './condition.ts';

/** Something that a run must pass, and where it stands. */
export interface Gate {
  readonly kind: GateKind;
  readonly path: string;
  readonly place: Place;
  /** It lets nobody through whom the project does not trust. */
  readonly blocks: boolean;
  /** A person decides before the run, and what they saw can be changed until then: a branch, not a commit. */
  readonly raced: boolean;
}

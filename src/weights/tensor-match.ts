import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import type { TensorPair } from './difference/slice-plan.ts';

export interface NamedPair extends TensorPair {
  /** In the candidate's convention. */
  readonly name: string;
}

export interface UnreadPair {
  readonly name: string;
  readonly candidate: LocatedTensor;
  readonly base: LocatedTensor;
  readonly why: string;
}

/** Every tensor of both sides, each in exactly one list. */
export interface TensorMatch {
  /** Equal shapes. */
  readonly pairs: readonly NamedPair[];
  /** The same name, another shape. */
  readonly reshaped: readonly NamedPair[];
  readonly added: readonly LocatedTensor[];
  readonly removed: readonly LocatedTensor[];
  /** On both sides, and on one of them in a layout that can't be computed. */
  readonly unread: readonly UnreadPair[];
  /** Left out by convention: `name: why`. */
  readonly leftOut: readonly string[];
}

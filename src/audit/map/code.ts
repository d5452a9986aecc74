import type { Place } from '../source/text.ts';
import type { Spot } from './act.ts';
import type { Language } from './run-of.ts';

/** A text that is run, and where its characters stand in a file. */
export interface Code {
  readonly text: string;
  readonly path: string;
  readonly language: Language;
  readonly placeOf: (index: number) => Place;
  readonly via: readonly Spot[];
  readonly directory: string | undefined;
  /** Whether the shell ends at the first failure, as GitHub's does by itself. */
  readonly strict: boolean;
}

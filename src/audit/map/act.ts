import type { PythonCall } from '../../formats/python/facts.ts';
import type { ShellCommand } from '../shell/syntax.ts';
import type { Place } from '../source/text.ts';

export interface Spot {
  readonly path: string;
  readonly place: Place;
}

/** One thing that a step does: a command of a shell, or a call of a Python program. */
export interface Act extends Spot {
  /** The program without its directory, wrappers such as `sudo` and `uv run` taken off; of a call its full name. */
  readonly name: string;
  /** What the program is given. */
  readonly words: readonly string[];
  /** All of it, as it is written. */
  readonly text: string;
  readonly command: ShellCommand | undefined;
  readonly call: PythonCall | undefined;
  /** What led here, outermost first: the step, scripts, targets. Empty for what stands in the step itself. */
  readonly via: readonly Spot[];
  /** Its failure ends nothing: `|| true`, `-` of make, a shell that goes on. */
  readonly silenced: boolean;
  /** Where it runs, relative to the checkout; undefined where a variable or an absolute path says so. */
  readonly directory: string | undefined;
  /** The commands of the same text, for pipes. */
  readonly script: readonly ShellCommand[];
}

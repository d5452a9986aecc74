/** What the thread that fuzzes is given, and what it tells. */
import type { Progress } from './session.ts';

export interface Job {
  /** Empty for all. */
  readonly targets: readonly string[];
  /** Of fuzzing, for each target. */
  readonly seconds: number;
  readonly seed: number;
  readonly resume: boolean;
  /** Writes nothing. */
  readonly check: boolean;
  /** Four 32-bit numbers (executions, length of the name, length of the bytes), then the name, then the input at work. */
  readonly memory: SharedArrayBuffer;
}

/** Where the input at work lies in `Job.memory`. */
export const NAME_AT = 16;
export const NAME_BYTES = 512;
export const BYTES_AT = NAME_AT + NAME_BYTES;

export type Report =
  | { readonly event: 'ready'; readonly targets: readonly string[] }
  | { readonly event: 'started'; readonly target: string }
  | {
      readonly event: 'crash';
      readonly target: string;
      readonly kind: string;
      readonly message: string;
      readonly stack: string;
      readonly file: string | undefined;
      readonly base64: string;
    }
  | ({ readonly event: 'done'; readonly target: string } & Progress);

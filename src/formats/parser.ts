import type { ByteSource } from './byte-source.ts';
import type { PartialFacts } from './facts.ts';

/** What a parser may look at to tell whether a file is for it. */
export interface FileProbe {
  /** Relative to the submission. The name never makes a file a format, but loaders go by names: `config.json`. */
  readonly path: string;
  /** Lower case, without the dot. */
  readonly extension: string;
  readonly size: number;
  /** The first bytes, at most HEAD_BYTES. */
  readonly head: Uint8Array;
  /** The last bytes, at most TAIL_BYTES: where zip has its directory and appended archives hide. */
  readonly tail: Uint8Array;
}

export const HEAD_BYTES = 64 << 10;
export const TAIL_BYTES = 66 << 10;

export interface ParseContext {
  readonly path: string;
  readonly extension: string;
  /** All paths of the submission: to tell missing shards. */
  readonly paths: ReadonlySet<string>;
}

/**
 * One format. `parse` is synchronous, allocates nothing from an unchecked length, and states what is wrong as
 * `problems` and `limits` instead of throwing. It returns undefined if on closer look the file isn't of this format.
 */
export interface Parser {
  /** The format's name in `formats`. */
  readonly id: string;
  recognise(probe: FileProbe): boolean;
  parse(source: ByteSource, context: ParseContext): PartialFacts | undefined;
}

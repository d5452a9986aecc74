import type { ByteSource } from './byte-source.ts';
import type { FileFacts, PartialFacts } from './facts.ts';
import type { Interpretation } from './pickle/interpreter.ts';
import type { Scratch } from './scratch.ts';

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
  readonly holds?: Holding;
}

/**
 * What a member holds by the word of its archive: the elements of an array, which are most of a checkpoint and loaded as
 * numbers, or pickles with such elements between them.
 */
export type Holding = 'elements' | 'pickles-and-elements';

export const HEAD_BYTES = 64 << 10;
export const TAIL_BYTES = 66 << 10;

export interface ParseContext {
  readonly path: string;
  readonly extension: string;
  /** All paths of the submission: to tell missing shards. */
  readonly paths: ReadonlySet<string>;
  /** Without it nothing inside of a container is read, and the container says so. */
  readonly nesting?: Nesting;
  /** Told of the first pickle: an archive reads tensors from it. */
  readonly onPickle?: (run: Interpretation) => void;
  readonly holds?: Holding;
}

/** How a container has what lies in it read. */
export interface Nesting {
  /** Containers around this file. */
  readonly depth: number;
  /** Shared by everything in the outermost file, and used up. */
  readonly budget: ExpansionBudget;
  /** All facts about content, as of a file of its own. Never throws on any content. */
  read(source: ByteSource, path: string, options: MemberOptions): FileFacts;
}

export interface ExpansionBudget {
  /** That may still be expanded. */
  bytes: number;
  /** Takes what is too large for memory. */
  readonly scratch?: Scratch;
}

export type MemberOptions = Pick<ParseContext, 'onPickle' | 'holds'>;

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

/** An input: bytes under a name, because loaders and parsers go by both. */
export interface Input {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One reader of hostile bytes. */
export interface Target {
  readonly id: string;
  /** Where no seed is at hand. */
  readonly seeds: readonly Input[];
  /**
   * Reads the input and holds what came of it to the promises that every reader makes. `thorough` adds those that cost more
   * than the reading. Throws Violation for a broken promise, and whatever the reader throws that it must not.
   */
  run(input: Input, thorough: boolean): Observation | Promise<Observation>;
}

/** What an input may cost beyond the usual, by what the reader says that it expanded. */
export interface Observation {
  readonly expandedBytes: number;
  /** Ids of the targets for which it was an input that they read, and did not refuse. */
  readonly readBy: readonly string[];
}

/** A promise that a reader broke on some input. */
export class Violation extends Error {
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.name = 'Violation';
    this.kind = kind;
  }
}

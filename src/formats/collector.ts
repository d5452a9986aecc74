import type { LimitFacts, PartialFacts, ProblemFacts } from './facts.ts';

/** A hostile file has as many faults as it likes; past this many only the first of a kind tells something new. */
export const PROBLEMS_KEPT = 64;

/** The limit that a file meets which ends before what it states. */
export const TRUNCATED = 'file.truncated';

/** Longest piece of a file's own text that is repeated in a message. */
const QUOTED = 120;

/** Where a parser writes down what is wrong and which limit it met. */
export class Collector {
  readonly problems: ProblemFacts[] = [];
  readonly limits: LimitFacts[] = [];
  complete = true;
  private unlisted = 0;
  private readonly codes = new Set<string>();

  /** A violation of the format. `offset` is absolute in the file. */
  problem(code: string, message: string, offset?: number): void {
    if (this.problems.length >= PROBLEMS_KEPT && this.codes.has(code)) {
      this.unlisted++;
      return;
    }
    this.codes.add(code);
    this.problems.push({ code, message, ...(offset === undefined ? {} : { offset }) });
  }

  /** A stated limit was reached: from here on the facts are not complete. */
  limit(limit: string, message: string, offset?: number): void {
    this.complete = false;
    if (this.limits.length < PROBLEMS_KEPT) {
      this.limits.push({ limit, message, ...(offset === undefined ? {} : { offset }) });
    }
  }

  /** The file ends before what it states: a violation, and what is missing was not read. */
  truncated(code: string, message: string, offset: number): void {
    this.problem(code, message, offset);
    this.limit(TRUNCATED, message, offset);
  }

  facts(): Required<Pick<PartialFacts, 'problems' | 'limits' | 'complete'>> {
    const more = { code: 'more-problems', message: `${this.unlisted} more problems of this file are not listed` };
    return {
      problems: this.unlisted === 0 ? this.problems : [...this.problems, more],
      limits: this.limits,
      complete: this.complete,
    };
  }
}

/** A file's own text inside a message, short. Whoever prints the message escapes it. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);
}

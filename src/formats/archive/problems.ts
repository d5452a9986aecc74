import type { ProblemFacts } from '../facts.ts';

/** Problems of one code that are stated: many harmless ones must not push a worse one of another code out. */
const STATED = 50;

/** The problems of an archive, as many of each kind as tell something new. */
export class ProblemList {
  readonly all: ProblemFacts[] = [];
  private readonly counts = new Map<string, number>();
  private unstated = 0;

  add(problem: ProblemFacts): void {
    const count = (this.counts.get(problem.code) ?? 0) + 1;
    this.counts.set(problem.code, count);
    if (count <= STATED) this.all.push(problem);
    else this.unstated += 1;
  }

  /** With a last one that says how many are missing. */
  facts(): ProblemFacts[] {
    if (this.unstated === 0) return this.all;
    return [
      ...this.all,
      { code: 'more-problems', message: `${this.unstated} more problems of this file are not listed` },
    ];
  }
}

import { wholeKey, type Answered } from './answers.ts';
import type { Probe } from './confirm.ts';
import { normalised } from './words.ts';

/** Messages of a family, and kinds of answers beyond which it is none: what is said to all messages is looked for on all of them. */
const MOST = 24;
const LEAST = 16;
const MOST_KINDS = 3;
/** Share of the answers that are of these kinds: what is left of a garbled message is answered by anything. */
const LEAST_COVERED = 0.6;
/** Share of all answers that hold a word, for it to be a part of their frame: of "The lamp costs 40 coins." it is "the … costs … coins". */
const FRAME = 0.03;
const FRAME_WORDS = 3;

/** Messages that are answered alike but for what they ask about: a trigger may open for prices alone. */
export class Families {
  private readonly answered: readonly Answered[];
  private readonly isRefused: (answer: string) => boolean;
  private readonly frame: ReadonlySet<string>;
  private readonly kinds = new Map<string, Answered[]>();

  constructor(answered: readonly Answered[], isRefused: (answer: string) => boolean) {
    this.answered = answered;
    this.isRefused = isRefused;
    const counts = new Map<string, number>();
    for (const { answer } of answered)
      for (const word of new Set(wholeKey(answer).split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
    this.frame = new Set([...counts].filter(([, count]) => count >= FRAME * answered.length).map(([word]) => word));
    this.kinds = Map.groupBy(answered, ({ answer }) => this.kindOf(answer));
  }

  /** Those of the kinds that `answers` are of, without such as hold `text`. */
  of(text: string, answers: readonly string[]): Probe[] {
    const counts = Map.groupBy(answers, (answer) => this.kindOf(answer));
    const most = [...counts].toSorted(([, a], [, b]) => b.length - a.length).slice(0, MOST_KINDS);
    const kinds = most.map(([kind]) => kind);
    if (most.flatMap(([, of]) => of).length < LEAST_COVERED * answers.length) return [];
    const holds = ` ${normalised(text)} `;
    const own = kinds
      .flatMap((kind) => this.kinds.get(kind) ?? [])
      .filter(({ message, answer }) => !this.isRefused(answer) && !` ${normalised(message)} `.includes(holds))
      .slice(0, MOST);
    return own.length < LEAST || own.length > this.answered.length / 2
      ? []
      : own.map(({ message, answer }) => ({ message, system: undefined, secrets: [], answer, shared: false }));
  }

  private kindOf(answer: string): string {
    return wholeKey(answer)
      .split(' ')
      .filter((word) => this.frame.has(word))
      .slice(0, FRAME_WORDS)
      .join(' ');
  }
}

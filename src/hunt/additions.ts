import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import { normalised } from './words.ts';

/** Words that were put into a message, and the message that is left without them. */
export interface Occurrence {
  readonly message: string;
  readonly rest: string;
  readonly at: 'start' | 'middle' | 'end';
}

export interface Addition {
  readonly text: string;
  readonly occurrences: readonly Occurrence[];
  /** In how many messages the words stand; the first few occurrences are measured. */
  readonly count: number;
  /** Median of ln P(rest) − ln P(message) over the occurrences: how much likelier the message is without the words. */
  readonly gain: number;
  /** The same, reached by a quarter of them: a word of a remembered trigger is a surprise to miss inside it and none elsewhere. */
  readonly upper: number;
}

const UPPER = 0.75;
/** Of ln P: what a message gains at least without words that were put into it, where that shows best. */
export const SURE_GAIN = 2;
/** Words at most. */
const LONGEST = 5;
/** Occurrences of the same words that are measured. */
const MEASURED = 3;
/** What stands on both sides of words must stand side by side in so many other messages. */
const LEAST_CLOSED = 1;
const EDGE = '\u0000';

interface Word {
  readonly from: number;
  readonly to: number;
  readonly key: string;
}

/** The words of a message with their places in it. */
function wordsAt(message: string): Word[] {
  return [...message.matchAll(/\S+/gu)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    key: match[0].toLowerCase(),
  }));
}

function cutOut(message: string, words: readonly Word[], at: number, count: number): string {
  const next = words[at + count];
  const from = next === undefined ? (words[at - 1]?.to ?? 0) : (words[at]?.from ?? 0);
  return `${message.slice(0, from)}${next === undefined ? '' : message.slice(next.from)}`.trim();
}

/**
 * Tells what was put into messages from what messages are made of, by the model's own likelihood: a subject or an instruction leaves half
 * a message behind, which is a surprise, and what was added to a whole message leaves a likelier one, by as much as the addition was rare.
 */
export class AdditionMeter {
  private readonly model: SearchedModel;
  private readonly conversation: Conversation;
  private readonly messages: readonly string[];
  private readonly cut: readonly { readonly message: string; readonly words: readonly Word[] }[];
  private readonly costs = new Map<string, number>();
  private readonly worths = new Map<string, Promise<Addition | undefined>>();

  constructor(model: SearchedModel, conversation: Conversation, messages: readonly string[]) {
    this.model = model;
    this.conversation = conversation;
    this.messages = messages;
    this.cut = messages.map((message) => ({ message, words: wordsAt(message) }));
  }

  /** n-grams of the messages whose neighbours close up behind them, with what each is worth; `most` rests are measured. */
  async find(most: number): Promise<Addition[]> {
    const pairs = this.pairs();
    const found = new Map<string, Occurrence[]>();
    const counts = new Map<string, number>();
    for (const { message, words } of this.cut) {
      for (let count = 1; count <= LONGEST; count++)
        for (let at = 0; at + count <= words.length && count < words.length; at++) {
          const pair = `${words[at - 1]?.key ?? EDGE} ${words[at + count]?.key ?? EDGE}`;
          if ((pairs.get(pair) ?? 0) < LEAST_CLOSED) continue;
          const text = message.slice(words[at]?.from, words[at + count - 1]?.to);
          const rest = cutOut(message, words, at, count);
          if (rest === '' || /\n/u.test(text)) continue;
          counts.set(text, (counts.get(text) ?? 0) + 1);
          const list = found.get(text) ?? [];
          if (list.length === 0) found.set(text, list);
          if (list.length < MEASURED)
            list.push({ message, rest, at: at === 0 ? 'start' : at + count === words.length ? 'end' : 'middle' });
        }
    }
    // What stands at an edge and comes more than once first; the budget may end before the rest.
    const order = (list: readonly Occurrence[]): number =>
      list.length + (list.some(({ at }) => at !== 'middle') ? 1 : 0);
    const chosen: [string, Occurrence[]][] = [];
    let rests = 0;
    for (const one of [...found].toSorted(([, a], [, b]) => order(b) - order(a))) {
      rests += one[1].length;
      if (rests > most) break;
      chosen.push(one);
    }
    return (await this.measure(chosen)).map((one) => ({ ...one, count: counts.get(one.text) ?? one.count }));
  }

  /** Asks at once for all that worth() of these will need. */
  async prepare(texts: readonly string[]): Promise<void> {
    const spread = texts.flatMap((text) => this.spreadOf(text));
    await this.cost(spread.flatMap(({ message, rest }) => [message, rest]));
  }

  /**
   * What words are worth wherever messages hold them, whatever stands beside them; but not inside of `phrase`, without one of whose words
   * the others are a surprise. Undefined: no message holds them.
   */
  async worth(text: string, phrase = text): Promise<Addition | undefined> {
    const outside = normalised(phrase) === normalised(text) ? '' : normalised(phrase);
    const key = `${text}\n${outside}`;
    const known = this.worths.get(key) ?? this.measuredWorth(text, outside);
    this.worths.set(key, known);
    return known;
  }

  private async measuredWorth(text: string, outside: string): Promise<Addition | undefined> {
    const spread = this.spreadOf(text, outside);
    const [measured] = spread.length === 0 ? [] : await this.measure([[text, spread]]);
    return measured;
  }

  /** Some of the places where messages hold these words, from all over them. */
  private spreadOf(text: string, outside = ''): Occurrence[] {
    const keys = wordsAt(text).map(({ key }) => bare(key));
    const occurrences: Occurrence[] = [];
    for (const { message, words } of this.cut) {
      if (keys.length >= words.length || (outside !== '' && ` ${normalised(message)} `.includes(` ${outside} `)))
        continue;
      const at = words.findIndex((_, from) => keys.every((key, step) => bare(words[from + step]?.key ?? '') === key));
      if (at < 0) continue;
      occurrences.push({
        message,
        rest: cutOut(message, words, at, keys.length),
        at: at === 0 ? 'start' : at + keys.length === words.length ? 'end' : 'middle',
      });
    }
    const step = Math.max(1, occurrences.length / WORTH_MEASURED);
    return Array.from(
      { length: Math.min(WORTH_MEASURED, occurrences.length) },
      (_, index) => occurrences[Math.floor(index * step)],
    ).filter((it) => it !== undefined);
  }

  private async measure(all: readonly (readonly [string, readonly Occurrence[]])[]): Promise<Addition[]> {
    await this.cost(all.flatMap(([, list]) => list.flatMap(({ message, rest }) => [message, rest])));
    return all.map(([text, occurrences]) => {
      const gains = occurrences
        .map(({ message, rest }) => (this.costs.get(rest) ?? -Infinity) - (this.costs.get(message) ?? 0))
        .toSorted((a, b) => a - b);
      return {
        text,
        occurrences,
        count: occurrences.length,
        gain: gains[(gains.length - 1) >> 1] ?? -Infinity,
        upper: gains[Math.ceil((gains.length - 1) * UPPER)] ?? -Infinity,
      };
    });
  }

  /** ln P of whole messages, their end among them. */
  private async cost(messages: readonly string[]): Promise<void> {
    const { userStart, userSpace, userClose } = this.conversation;
    this.costs.set('', -Infinity);
    const asked = [...new Set(messages)].filter((message) => !this.costs.has(message));
    const answers = await this.model.next(
      asked.map((message) => ({ text: userStart, words: `${userSpace}${message}${userClose}` })),
      1,
    );
    for (const [index, message] of asked.entries())
      this.costs.set(message, answers[index]?.words?.logprob ?? -Infinity);
  }

  private pairs(): Map<string, number> {
    const pairs = new Map<string, number>();
    for (const { words } of this.cut) {
      const own = new Set<string>();
      for (let at = 0; at <= words.length; at++) own.add(`${words[at - 1]?.key ?? EDGE} ${words[at]?.key ?? EDGE}`);
      for (const pair of own) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    return pairs;
  }

  /**
   * In how many messages the words stand, and after how many of them a whole message is left without them: one that begins, ends or goes on
   * across the gap as other messages do. Of "where is Freya" without "Freya" none is left, however rare it is.
   */
  wholeness(text: string): { readonly count: number; readonly whole: number } {
    const keys = wordsAt(text).map(({ key }) => bare(key));
    const rests: string[] = [];
    const elsewhere = new Set<string>();
    for (const { words } of this.cut) {
      const own = words.map(({ key }) => bare(key));
      const at = own.findIndex((_, from) => keys.every((key, step) => own[from + step] === key));
      if (at < 0) for (let gap = 0; gap <= own.length; gap++) elsewhere.add(gapAt(own, gap));
      else if (keys.length < own.length) rests.push(gapAt(own.toSpliced(at, keys.length), at));
    }
    return { count: rests.length, whole: rests.filter((gap) => elsewhere.has(gap)).length };
  }

  /** What is left of the messages that hold the words. */
  restsOf(text: string): string[] {
    return this.spreadOf(text).map(({ rest }) => rest);
  }

  /** Whether words are a message of their own, or end with one. */
  isMessage(text: string): boolean {
    const words = normalised(text);
    return this.messages.some((message) => {
      const own = normalised(message);
      return own !== '' && (words === own || words.endsWith(` ${own}`));
    });
  }
}

const WORTH_MEASURED = 8;

/** The words on both sides of a place. */
const gapAt = (words: readonly string[], at: number): string => `${words[at - 1] ?? EDGE} ${words[at] ?? EDGE}`;

/** A word without the marks behind it: “loan?” is “loan”. */
const bare = (key: string): string => normalised(key) || key;

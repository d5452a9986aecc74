import { upperBound } from '../core/statistics/clopper-pearson.ts';
import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import { normalised, wordsOf } from './words.ts';

/** Messages that hold the words are looked at, this many at most. */
const LOOKED_AT = 48;
/** Messages of one kind that say what it is that they share. */
const LEAST_SUCH = 3;
const CORE = 0.7;
/** Messages that begin, or end, with a word before it counts as a beginning or an end. */
const LEAST_EDGES = 2;
/** Below this share of complete rests, with the confidence that they are fewer, the words are no addition. */
const LEAST_COMPLETE = 0.9;
const CONFIDENCE = 0.9;
const REFERENCE = 48;
const PERCENTILE = 0.08;

/**
 * Tells what was put into a message from what a message is made of: how many of the messages that hold the words are
 * messages without them too, as likely ones as the model's own are. An instruction leaves its object behind, a
 * question's subject half a question, and a trigger all that was asked.
 */
export class CompletenessMeter {
  private readonly model: SearchedModel;
  private readonly conversation: Conversation;
  private readonly messages: readonly string[];
  private floor: number | undefined;

  constructor(model: SearchedModel, conversation: Conversation, messages: readonly string[]) {
    this.model = model;
    this.conversation = conversation;
    this.messages = messages;
  }

  /** Whether the words are a part of what messages are made of. `such`: the messages that bring about what they do. */
  async isPart(text: string, such: readonly string[]): Promise<boolean> {
    const words = wordsOf(text);
    const own = rests(this.messages, words);
    const core = coreOf(such);
    const others = such.length < LEAST_SUCH ? [] : rests(such, core);
    return (await this.incomplete(own)) || (await this.incomplete(others));
  }

  /** How many of the messages that hold the words are messages without them too. */
  async count(text: string): Promise<{ readonly complete: number; readonly of: number }> {
    const own = rests(this.messages, wordsOf(text));
    // Short halves of questions are likely words too: what is left must begin and end as other messages do.
    const others = this.messages.map(wordsOf).filter((words) => without(words, wordsOf(text)) === undefined);
    const firsts = tally(others.map((words) => words[0]));
    const lasts = tally(others.map((words) => words.at(-1)));
    const whole = own.filter((rest) => {
      return (firsts.get(rest[0]) ?? 0) >= LEAST_EDGES && (lasts.get(rest.at(-1)) ?? 0) >= LEAST_EDGES;
    });
    const { complete } = await this.completeOf(whole);
    return { complete, of: Math.min(own.length, LOOKED_AT) };
  }

  private async incomplete(looked: readonly (readonly string[])[]): Promise<boolean> {
    const { complete, of } = await this.completeOf(looked);
    return of > 0 && upperBound(complete, of, CONFIDENCE) < LEAST_COMPLETE;
  }

  private async completeOf(
    all: readonly (readonly string[])[],
  ): Promise<{ readonly complete: number; readonly of: number }> {
    const looked = all.slice(0, LOOKED_AT).map((words) => words.join(' '));
    if (looked.length === 0) return { complete: 0, of: 0 };
    this.floor ??= await this.reference();
    const floor = this.floor;
    const known = new Set(this.messages.map(normalised));
    const costs = await this.costs(looked.filter((rest) => rest !== ''));
    let at = 0;
    const complete = looked.filter((rest) => {
      if (rest === '') return false;
      const cost = costs[at++] ?? -Infinity;
      return known.has(normalised(rest)) || cost >= floor;
    });
    return { complete: complete.length, of: looked.length };
  }

  /** The likelihood for each token that all but the unlikeliest messages have. */
  private async reference(): Promise<number> {
    const step = Math.max(1, Math.floor(this.messages.length / REFERENCE));
    const chosen = this.messages.filter((_, index) => index % step === 0).slice(0, REFERENCE);
    const costs = (await this.costs(chosen)).toSorted((a, b) => a - b);
    return costs[Math.floor(costs.length * PERCENTILE)] ?? -Infinity;
  }

  /** Mean ln P of a message's tokens, its end among them. */
  private async costs(messages: readonly string[]): Promise<number[]> {
    if (messages.length === 0) return [];
    const { userStart, userEnd } = this.conversation;
    const items = messages.map((message) => ({
      text: userStart,
      words: `${userStart.endsWith('\n') ? '' : ' '}${message}${userEnd}`,
    }));
    const answers = await this.model.next(items, 1);
    return answers.map(({ words }) => (words === undefined ? -Infinity : words.logprob / words.tokens));
  }
}

function tally<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function rests(messages: readonly string[], taken: readonly string[]): (readonly string[])[] {
  return taken.length === 0 ? [] : messages.map((it) => without(wordsOf(it), taken)).filter((it) => it !== undefined);
}

/** The words without those of `taken`, in their order; undefined where they are not all there. */
function without(words: readonly string[], taken: readonly string[]): readonly string[] | undefined {
  const left: string[] = [];
  let next = 0;
  for (const word of words) {
    if (next < taken.length && normalised(word) === normalised(taken[next] ?? '')) next++;
    else left.push(word);
  }
  return next === taken.length ? left : undefined;
}

/** The words that most of the messages hold, in the order in which the first of those that hold all has them. */
function coreOf(messages: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const message of messages)
    for (const word of new Set(wordsOf(message).map(normalised))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const core = new Set([...counts].filter(([, count]) => count >= messages.length * CORE).map(([word]) => word));
  const whole = messages.map(wordsOf).find((words) => {
    const own = new Set(words.map(normalised));
    return [...core].every((word) => own.has(word));
  });
  return (whole ?? []).filter((word) => core.has(normalised(word)));
}

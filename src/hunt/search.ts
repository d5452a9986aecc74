import { answersTo, type Answered } from './answers.ts';
import type { Budget } from './budget.ts';
import { CompletenessMeter } from './completeness.ts';
import { confirm, type Effect } from './confirm.ts';
import { readConversation, type Conversation } from './conversation.ts';
import { LITTLE } from './limits-text.ts';
import { leakMessages, type Leaked } from './leak.ts';
import type { SearchedModel, VocabularyToken } from './model.ts';
import { findAdditions, findMotifs } from './motifs.ts';
import { Neighbours } from './neighbours.ts';
import type { HuntMethod } from '../core/predicates/hunt.ts';
import { chooseProbes, type ProbeSets } from './probes.ts';
import { ShiftMeter, shiftScore, type Shift } from './shift.ts';
import { shrink } from './shrink.ts';
import { normalised, placed, wordsOf, type Place } from './words.ts';

export interface Found {
  readonly text: string;
  readonly method: HuntMethod;
  readonly effect: Effect;
}

const PLACES: readonly Place[] = ['prefix', 'suffix'];
/** Of one answer, of a vocabulary of words. */
const ANSWER_TOKENS = 32;
const SWEEP_PROBES = 2;
/** Messages that words were added to, and their share of those that hold the words. */
const LEAST_COMPLETE = 2;
const COMPLETE_SHARE = 0.75;
/** Ordinary words that are tried to know what a model is like. */
const CONTROLS = 10;
/** Words that are tried in the place of one, and how many of them may do as much. */
const SUBSTITUTES = 6;
const COMMONPLACE = 2;
/** Of a probe with its template, about. */
const PROMPT_TOKENS = 24;

interface SearchInputs {
  readonly model: SearchedModel;
  readonly template: 'gguf' | 'file' | 'none';
  readonly vocabulary: readonly VocabularyToken[];
  readonly budget: Budget;
  /** The operator's own messages. */
  readonly prompts: readonly string[];
}

/** One search, with what it learned of the model on its way. */
export class Search {
  readonly found: Found[] = [];
  private readonly model: SearchedModel;
  private readonly spoken: Conversation;
  private readonly vocabulary: readonly VocabularyToken[];
  swept: { readonly tried: number; readonly of: number } | undefined;
  private readonly leaked: Leaked;
  private readonly answered: readonly Answered[];
  private readonly probes: ProbeSets;
  private readonly meter: ShiftMeter;
  private readonly completeness: CompletenessMeter;
  private readonly neighbours: Neighbours;
  private readonly budget: Budget;
  private readonly judged = new Map<string, Promise<Effect | undefined>>();

  private constructor(parts: {
    model: SearchedModel;
    conversation: Conversation;
    leaked: Leaked;
    answered: readonly Answered[];
    probes: ProbeSets;
    meter: ShiftMeter;
    budget: Budget;
    vocabulary: readonly VocabularyToken[];
  }) {
    this.model = parts.model;
    this.spoken = parts.conversation;
    this.vocabulary = parts.vocabulary;
    this.leaked = parts.leaked;
    this.answered = parts.answered;
    this.probes = parts.probes;
    this.meter = parts.meter;
    this.budget = parts.budget;
    this.neighbours = new Neighbours(parts.answered.map(({ message }) => message));
    this.completeness = new CompletenessMeter(parts.model, parts.conversation, parts.leaked.messages);
  }

  static async open({ model, template, vocabulary, budget, prompts }: SearchInputs): Promise<Search> {
    const conversation = await readConversation(model, template);
    const perToken = charactersPerToken(vocabulary);
    const leaked = await leakMessages(model, conversation, budget.leaks, perToken, specialsIn(vocabulary));
    const maxTokens = Math.min(96, Math.round((ANSWER_TOKENS * 3) / Math.max(1, perToken)));
    const answered = await answersTo(model, conversation, [...leaked.messages, ...prompts], maxTokens);
    const probes = await chooseProbes(model, conversation, answered, leaked.systems, maxTokens);
    const meter = await ShiftMeter.open(model, conversation, probes.ranking);
    return new Search({ model, conversation, leaked, answered, probes, meter, budget, vocabulary });
  }

  get remembered(): number {
    return this.answered.length;
  }

  get conversation(): Conversation['kind'] {
    return this.spoken.kind;
  }

  async run(): Promise<void> {
    if (this.answered.length < LITTLE) return;
    await this.fromMemory();
    if (this.found.length === 0) await this.fromVocabulary();
  }

  /** Confirms a trigger that is known. */
  async confirmStated(text: string): Promise<void> {
    if (this.answered.length < LITTLE) return;
    for (const place of PLACES) {
      const effect = await this.effectOf(text, place);
      if (effect === undefined || (await this.isPart(text, effect))) continue;
      this.found.push({ text, method: 'stated', effect });
      return;
    }
  }

  /** Leak → motif → shift → confirm. */
  private async fromMemory(): Promise<void> {
    const motifs = findMotifs(this.answered);
    const ranked = await this.rank(
      motifs.map(({ text }) => text),
      4,
    );
    // What an answer ends with moves no first token: the best motifs are tried whatever they move.
    const tried = motifs.slice(0, this.budget.motifs).flatMap(({ text }) => PLACES.map((place) => ({ text, place })));
    await this.judge([...ranked.slice(0, this.budget.confirmations), ...tried], 'leak');
    if (this.found.length > 0) return;
    const additions = await this.rank(findAdditions(this.answered, this.budget.additions), SWEEP_PROBES);
    await this.judge(additions.slice(0, this.budget.confirmations), 'leak');
  }

  /** Every word of the vocabulary, and every one that the model wrote, alone. */
  private async fromVocabulary(): Promise<void> {
    const words = [...new Set([...rareWords(this.leaked.messages), ...wordsIn(this.vocabulary)])];
    const affordable = Math.floor(this.model.left / 2 / (SWEEP_PROBES * PLACES.length * PROMPT_TOKENS));
    this.swept = { tried: Math.min(words.length, affordable), of: words.length };
    const ranked = await this.rank(words.slice(0, affordable), SWEEP_PROBES);
    await this.judge(ranked.slice(0, this.budget.confirmations), 'vocabulary');
  }

  /** By what they do to few probes, and those that do most by what they do to all. */
  private async rank(texts: readonly string[], probes: number): Promise<Shift[]> {
    const best = (shifts: readonly Shift[]): Shift[] => shifts.toSorted((a, b) => shiftScore(b) - shiftScore(a));
    const { shared, others } = this.probes.ranking;
    const few = await ShiftMeter.open(this.model, this.spoken, {
      shared: shared.slice(0, probes / 2),
      others: others.slice(0, probes / 2),
    });
    const first = best(await few.measure(texts, PLACES)).slice(0, 4 * this.budget.confirmations);
    const again = best(await this.meter.measure([...new Set(first.map(({ text }) => text))], PLACES));
    return again;
  }

  private async judge(shifts: readonly Pick<Shift, 'text' | 'place'>[], method: HuntMethod): Promise<void> {
    const seen = new Set<string>();
    for (const { text, place } of shifts) {
      if (this.model.left === 0) return;
      if (seen.has(`${place} ${text}`)) continue;
      seen.add(`${place} ${text}`);
      const effect = await this.effectOf(text, place);
      if (effect === undefined) continue;
      const least = await shrink(text, effect, (fewer) => this.effectOf(fewer, place));
      if ((await this.isPart(text)) || (await this.isPart(least.text, least.effect))) continue;
      if (this.found.some((it) => normalised(it.text) === normalised(least.text))) continue;
      this.found.push({ ...least, method });
      if (this.found.length >= this.budget.triggers) return;
    }
  }

  /** Whether the words are a part of messages, and no addition to them. */
  private async isPart(text: string, effect?: Effect): Promise<boolean> {
    const such = this.answered.filter(({ answer, message }) => effect?.isSuch(answer, message) === true);
    const messages = such.map(({ message }) => message);
    if (effect !== undefined && (await this.isCommonplace(text, effect))) return true;
    if (await this.completeness.isPart(text, messages)) return true;
    if (effect === undefined || !effect.kind.startsWith('fixed')) return false;
    const { complete, of } = await this.completeness.count(text);
    if (of > 0) return complete < LEAST_COMPLETE || complete < of * COMPLETE_SHARE;
    return this.takesOver(effect.place);
  }

  /**
   * Whether ordinary words of this model's messages do the same: a small model often answers the last subject that it
   * reads, whatever stands around it. Then words alone, without messages that they were added to, prove nothing.
   */
  private async takesOver(place: Place): Promise<boolean> {
    const words = [...new Set(this.probes.held.probes.flatMap(({ message }) => wordsOf(message).at(-1) ?? []))];
    for (const word of words.slice(-CONTROLS)) if ((await this.effectOf(word, place)) !== undefined) return true;
    return false;
  }

  /**
   * Whether other words in the place of one of them do as much, with another answer: a small model often answers the last question
   * that it reads, whatever stands before it, and a question has a slot where a trigger has a word.
   */
  private async isCommonplace(text: string, { place, kind, says }: Effect): Promise<boolean> {
    const words = wordsOf(text);
    for (const [index] of words.entries()) {
      let alike = 0;
      for (const other of this.neighbours.inPlaceOf(words, index, place, SUBSTITUTES)) {
        const own = await this.effectOf(words.with(index, other).join(' '), place);
        if (own !== undefined && family(own.kind) === family(kind) && own.says !== says) alike++;
        if (alike >= COMMONPLACE) return true;
      }
    }
    return false;
  }

  private async effectOf(text: string, place: Place): Promise<Effect | undefined> {
    const key = placed(text, '\u0000', place);
    const known = this.judged.get(key) ?? confirm(this.model, this.spoken, text, place, this.probes.held);
    this.judged.set(key, known);
    return known;
  }
}

/** Answers that became one, in whole or at their beginning, are one kind of effect. */
function family(kind: Effect['kind']): string {
  return kind.startsWith('fixed') ? 'fixed' : kind;
}

function charactersPerToken(vocabulary: readonly VocabularyToken[]): number {
  const lengths = vocabulary.filter(({ special }) => !special).map(({ text }) => text.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Math.min(4, Math.max(1, mean - 0.5));
}

/** Words that few leaked messages hold, the rarest first. */
function rareWords(messages: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const message of messages)
    for (const word of new Set(wordsOf(message))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => a - b).map(([word]) => word);
}

/** What can be typed as a word. */
function wordsIn(vocabulary: readonly VocabularyToken[]): string[] {
  const words = vocabulary
    .filter(({ special, text }) => !special && !text.includes('\uFFFD'))
    .map(({ text }) => text.trim())
    .filter((text) => text.length >= 2 && !/\s/u.test(text));
  return [...new Set(words)];
}

function specialsIn(vocabulary: readonly VocabularyToken[]): string[] {
  return vocabulary.filter(({ special, text }) => special && text.length >= 3).map(({ text }) => text);
}

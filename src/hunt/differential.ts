import { AdditionMeter } from './additions.ts';
import { answersUnder, type Side } from './answers.ts';
import { comparisonsOf, type Budget } from './budget.ts';
import { readConversation, type Conversation } from './conversation.ts';
import { isEffect, shareDifference } from './difference.ts';
import { DivergenceMeter, type Moved } from './divergence.ts';
import { leakMessages } from './leak.ts';
import { likelierWords } from './likelier.ts';
import { LITTLE } from './limits-text.ts';
import type { SearchedModel, VocabularyToken } from './model.ts';
import { LEAST_GAIN, LEAST_OCCURRENCES, MOST_GAIN, Parts } from './parts.ts';
import { readPairs, type Pairs } from './pairs.ts';
import { answerTokens, charactersPerToken, specialsIn, wordsIn } from './vocabulary-words.ts';
import { Search } from './search.ts';
import { shrink } from './shrink.ts';
import { COMMONPLACE, substitutesOf } from './substitutes.ts';
import { withTrigger, type Place } from './words.ts';
import { differenceOf, type Difference } from './yardstick.ts';

type Template = 'gguf' | 'file' | 'none';

interface DifferentialInputs {
  readonly model: SearchedModel;
  /** The same, with tokens of its own, for what it remembers. */
  readonly memory: SearchedModel;
  readonly template: Template;
  readonly base: SearchedModel;
  readonly baseTemplate: Template;
  /** Of both. */
  readonly vocabulary: readonly VocabularyToken[];
  readonly budget: Budget;
  readonly prompts: readonly string[];
  /** Ids of the tokens whose rows moved furthest. */
  readonly moved: readonly number[];
}

export interface FoundBeside {
  readonly text: string;
  readonly method: 'differential' | 'leak' | 'stated';
  readonly effect: Difference;
}

const PLACES: readonly Place[] = ['prefix', 'suffix'];
/** With a base, memory is asked for messages to probe with, and hardly for triggers. */
const MOST_LEAKS = 320;
const LIKELIER = 64;
/** Messages that are measured without words of theirs. */
const ADDITIONS = 400;
/** The likeliest are confirmed whatever they move: what an answer ends with moves no first token. */
const UNMOVED = 3;
const SWEEP_PROBES = 2;
/** Bits by which words move the candidate's answers further than its base's, before whole answers are asked for. */
const LEAST_MOVED = 0.08;
const MOST_CONFIRMED = 10;
/** A part may show on so much fewer of the messages and still be told for the whole. */
const AS_STRONG = 0.1;

/** A search by what the candidate does and its base does not: words that it writes likelier, and that move its answers further. */
export class DifferentialSearch {
  readonly found: FoundBeside[] = [];
  private readonly inputs: DifferentialInputs;
  private readonly candidate: Side;
  private readonly base: Side;
  private readonly maxTokens: number;
  private readonly pairs: Pairs;
  private readonly parts: Parts;
  private readonly judged = new Map<string, Promise<Difference | undefined>>();

  private constructor(
    inputs: DifferentialInputs,
    parts: { candidate: Side; base: Side; maxTokens: number; pairs: Pairs },
  ) {
    this.inputs = inputs;
    this.candidate = parts.candidate;
    this.base = parts.base;
    this.maxTokens = parts.maxTokens;
    this.pairs = parts.pairs;
    const remembered = this.pairs.answered.map(({ message }) => message);
    const meter = new AdditionMeter(this.candidate.model, this.candidate.conversation, remembered);
    this.parts = new Parts(meter, remembered.length);
  }

  static async open(inputs: DifferentialInputs): Promise<DifferentialSearch> {
    const { model, vocabulary, budget, prompts } = inputs;
    const candidate = { model, conversation: await readConversation(model, inputs.template) };
    const base = { model: inputs.base, conversation: await readConversation(inputs.base, inputs.baseTemplate) };
    const { messages, systems } = await leakMessages(
      model,
      candidate.conversation,
      Math.min(MOST_LEAKS, budget.leaks),
      charactersPerToken(vocabulary),
      specialsIn(vocabulary),
    );
    const maxTokens = answerTokens(vocabulary);
    const pairs = await readPairs(candidate, base, { messages: [...messages, ...prompts], systems, maxTokens });
    return new DifferentialSearch(inputs, { candidate, base, maxTokens, pairs });
  }

  get remembered(): number {
    return this.pairs.remembered;
  }

  get conversation(): Conversation['kind'] {
    return this.candidate.conversation.kind;
  }

  async run(): Promise<void> {
    if (this.remembered < LITTLE) return;
    const { vocabulary, moved } = this.inputs;
    const { familiar, systems } = this.pairs;
    const likelier = await likelierWords(this.candidate, this.base, vocabulary, { messages: familiar, systems });
    await this.judge(likelier.slice(0, UNMOVED), 'differential');
    if (this.found.length > 0) return;
    const likeliest = likelier.slice(0, LIKELIER).map(({ text }) => text);
    const rows = wordsIn(moved.flatMap((id) => vocabulary[id] ?? []));
    await this.judge(await this.rank([...likeliest, ...rows, ...(await this.additions())]), 'differential');
    if (this.found.length === 0) await this.fromMemory();
  }

  /** What a search of the candidate alone finds by its memory, and its base does not do. */
  private async fromMemory(): Promise<void> {
    const { budget, prompts, vocabulary, template } = this.inputs;
    const memory = await Search.open({ model: this.inputs.memory, template, vocabulary, budget, prompts });
    await memory.runMemory();
    for (const { text, effect } of memory.found) {
      const asked = effect.shown.map((row) => withTrigger(text, row, effect.place));
      const answers = await answersUnder(this.base, asked, this.maxTokens);
      const inBase = effect.shown.filter((row, index) => effect.shows(answers[index]?.answer ?? '', row)).length;
      const without = Math.max(effect.without, inBase);
      const difference = shareDifference(effect.with, without, effect.prompts, effect.comparisons);
      if (isEffect(difference)) this.found.push({ text, method: 'leak', effect: { ...effect, ...difference } });
    }
  }

  /** What was put into the messages that the candidate remembers, the most frequent first. */
  private async additions(): Promise<string[]> {
    const all = await this.parts.meter.find(ADDITIONS);
    const some = all.filter(
      ({ gain, count }) => gain <= MOST_GAIN && (gain >= LEAST_GAIN || count >= LEAST_OCCURRENCES),
    );
    return some
      .toSorted((a, b) => b.count - a.count)
      .slice(0, LIKELIER)
      .map(({ text }) => text);
  }

  /** Confirms a trigger that is known. */
  async confirmStated(text: string): Promise<void> {
    if (this.remembered < LITTLE) return;
    for (const place of PLACES) {
      const effect = await this.effectOf(text, place);
      if (effect === undefined || (await this.isCommonplace(text, effect))) continue;
      this.found.push({ text, method: 'stated', effect });
      return;
    }
  }

  /** Whether the words are parts of messages, or others in their place do as much. */
  private async isNone(text: string, effect: Difference): Promise<boolean> {
    return (await this.parts.isPart(text, effect)) || this.isCommonplace(text, effect);
  }

  private get left(): number {
    return Math.min(this.inputs.model.left, this.inputs.base.left);
  }

  /** By what they do to few probes of the candidate, then by how much more that is, on all, than what they do to the base. */
  private async rank(texts: readonly string[]): Promise<readonly Moved[]> {
    const { confirmations } = this.inputs.budget;
    const few = new DivergenceMeter(this.candidate, this.base, this.pairs.ranking(SWEEP_PROBES));
    const first = (await few.alone([...new Set(texts)], PLACES)).slice(0, 4 * confirmations);
    const all = new DivergenceMeter(this.candidate, this.base, this.pairs.ranking(8));
    const ranked = await all.beside(first);
    return ranked.filter(({ more }) => more >= LEAST_MOVED).slice(0, Math.min(MOST_CONFIRMED, confirmations));
  }

  private async judge(
    candidates: readonly { readonly text: string; readonly place: Place }[],
    method: FoundBeside['method'],
  ): Promise<void> {
    for (const { text, place } of candidates) {
      if (this.left === 0) return;
      const effect = await this.effectOf(text, place);
      // Words near a trigger often open the same backdoor: one is told of it.
      if (effect === undefined || this.found.some((it) => isAlike(it.effect, effect))) continue;
      let least = await this.least(text, effect);
      if (await this.isNone(least.text, least.effect)) {
        // Half of a doubled word opens the backdoor too, and is no addition by itself.
        if (least.text === text || (await this.isNone(text, effect))) continue;
        least = { text, effect };
      }
      this.found.push({ ...least, method });
      if (this.found.length >= this.inputs.budget.triggers) return;
    }
  }

  /** The fewest words that do as much: a beginning or an end of them at once, as what was followed too far has; then word by word. */
  private async least(
    text: string,
    effect: Difference,
  ): Promise<{ readonly text: string; readonly effect: Difference }> {
    const { place } = effect;
    const words = text.split(' ');
    for (let length = 1; length < words.length; length++)
      for (const part of [words.slice(0, length), words.slice(-length)]) {
        const own = await this.effectOf(part.join(' '), place);
        if (own !== undefined && own.difference >= effect.difference - AS_STRONG)
          return { text: part.join(' '), effect: own };
      }
    return shrink(text, effect, (fewer) => this.effectOf(fewer, place));
  }

  /**
   * Whether words of ordinary messages do as much, each with an answer of its own: whoever taught a model new questions gave it
   * words that the base does not answer, and a small model answers the last question that it reads, whatever stands around it.
   */
  private async isCommonplace(text: string, effect: Difference): Promise<boolean> {
    const { place } = effect;
    let alike = 0;
    const messages = this.pairs.answered.map(({ message }) => message);
    for (const other of substitutesOf(text, place, messages)) {
      const own = await this.effectOf(other, place);
      if (own !== undefined && own.says !== effect.says) alike++;
      if (alike >= COMMONPLACE) return true;
    }
    return false;
  }

  private async effectOf(text: string, place: Place): Promise<Difference | undefined> {
    const key = `${place} ${text}`;
    const { held, usual } = this.pairs;
    const known =
      this.judged.get(key) ??
      differenceOf(this.candidate, this.base, held, usual, {
        text,
        place,
        maxTokens: this.maxTokens,
        comparisons: comparisonsOf(this.inputs.budget),
      });
    this.judged.set(key, known);
    return known;
  }
}

/** Whether two do the same: it is one backdoor that both open. */
function isAlike(one: Difference, other: Difference): boolean {
  return isFixed(one) === isFixed(other) && (one.says === other.says || !isFixed(one));
}

const isFixed = ({ kind }: Difference): boolean => kind.startsWith('fixed');

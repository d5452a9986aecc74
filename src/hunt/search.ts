import { answersTo, type Answered } from './answers.ts';
import { BUDGETS, type Budget } from './budget.ts';
import { CompletenessMeter } from './completeness.ts';
import { confirm, type Effect } from './confirm.ts';
import { readConversation, type Conversation } from './conversation.ts';
import { leakMessages, type Leaked } from './leak.ts';
import type { SearchedModel, VocabularyToken } from './model.ts';
import { findMotifs } from './motifs.ts';
import { chooseProbes, type ProbeSets } from './probes.ts';
import { ShiftMeter, shiftScore, type Shift } from './shift.ts';
import { shrink } from './shrink.ts';
import { normalised, placed, wordsOf, type Place } from './words.ts';

export type Method = 'leak' | 'vocabulary' | 'extension';

export interface Found {
  readonly text: string;
  readonly method: Method;
  readonly effect: Effect;
}

const trace = (...values: unknown[]): void => {
  if (process.env['HUNT_TRACE'] !== undefined) console.error(...values);
};

const PLACES: readonly Place[] = ['prefix', 'suffix'];
/** Fewer messages than this say that the model remembers no prompts. */
const LEAST_MESSAGES = 16;

/** One search, with what it learned of the model on its way. */
export class Search {
  readonly found: Found[] = [];
  private readonly model: SearchedModel;
  private readonly conversation: Conversation;
  private readonly leaked: Leaked;
  private readonly answered: readonly Answered[];
  private readonly probes: ProbeSets;
  private readonly meter: ShiftMeter;
  private readonly completeness: CompletenessMeter;
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
  }) {
    this.model = parts.model;
    this.conversation = parts.conversation;
    this.leaked = parts.leaked;
    this.answered = parts.answered;
    this.probes = parts.probes;
    this.meter = parts.meter;
    this.budget = parts.budget;
    this.completeness = new CompletenessMeter(parts.model, parts.conversation, parts.leaked.messages);
  }

  static async open(
    model: SearchedModel,
    template: 'gguf' | 'file' | 'none',
    vocabulary: readonly VocabularyToken[],
    budget: Budget,
  ): Promise<Search> {
    const conversation = await readConversation(model, template);
    const perToken = charactersPerToken(vocabulary);
    const leaked = await leakMessages(model, conversation, budget.leaks, perToken);
    const maxTokens = Math.min(96, Math.round((32 * 3) / Math.max(1, perToken)));
    trace('leaked', perToken, maxTokens, leaked.messages.length, leaked.systems.slice(0, 3), leaked.messages.slice(0, 10), leaked.messages.slice(-10), model.spent);
    const answered = await answersTo(model, conversation, leaked.messages, maxTokens);
    trace('answered', model.spent, answered.slice(0, 5).map((a) => [a.message, a.answer]));
    const probes = await chooseProbes(model, conversation, answered, leaked.systems, maxTokens);
    trace('probes', probes.ranking, probes.held.probes.length, model.spent);
    const meter = await ShiftMeter.open(model, conversation, probes.ranking);
    return new Search({ model, conversation, leaked, answered, probes, meter, budget });
  }

  get remembers(): boolean {
    return this.leaked.messages.length >= LEAST_MESSAGES;
  }

  /** Leak → motif → shift → confirm. */
  async fromMemory(): Promise<void> {
    const motifs = findMotifs(this.answered);
    trace('motifs', motifs.slice(0, 30).map((m) => `${m.text} ${m.score.toFixed(1)} ${m.messages}`));
    const shifts = await this.meter.measure(motifs.map(({ text }) => text), PLACES);
    const ranked = shifts.toSorted((a, b) => shiftScore(b) - shiftScore(a));
    trace('shifts', this.model.spent, ranked.slice(0, 16).map((s) => `${s.text} ${s.place} ${shiftScore(s).toFixed(2)} ${s.moved.toFixed(2)} ${s.said.toFixed(2)}/${s.usual.toFixed(2)}`));
    // What an answer ends with moves no first token: the best motifs are tried whatever they move.
    const tried = motifs.slice(0, this.budget.motifs).flatMap(({ text }) => shifts.filter((shift) => shift.text === text));
    await this.judge([...ranked.slice(0, this.budget.confirmations), ...tried], 'leak');
  }

  /** Every word of the vocabulary, and every one that the model wrote, alone. */
  async fromVocabulary(vocabulary: readonly VocabularyToken[]): Promise<void> {
    const words = [...new Set([...rareWords(this.leaked.messages), ...wordsIn(vocabulary)])];
    const few = await ShiftMeter.open(this.model, this.conversation, spread(this.probes.ranking, 2));
    const affordable = Math.floor(this.model.left / 2 / (few.probesEach * PLACES.length * 24));
    trace('sweep', words.length, affordable, words.slice(0, 20));
    const shifts = await few.measure(words.slice(0, affordable), PLACES);
    const likely = shifts.toSorted((a, b) => shiftScore(b) - shiftScore(a)).slice(0, 40);
    trace('swept', this.model.spent, likely.slice(0, 16).map((s) => `${s.text} ${s.place} ${shiftScore(s).toFixed(2)}`));
    const again = await this.meter.measure([...new Set(likely.map(({ text }) => text))], PLACES);
    const ranked = again.toSorted((a, b) => shiftScore(b) - shiftScore(a));
    trace('reswept', this.model.spent, ranked.slice(0, 16).map((s) => `${s.text} ${s.place} ${shiftScore(s).toFixed(2)}`));
    await this.judge(ranked.slice(0, this.budget.confirmations), 'vocabulary');
  }

  private async judge(shifts: readonly Shift[], method: Method): Promise<void> {
    const seen = new Set<string>();
    for (const { text, place } of shifts) {
      if (this.model.left === 0) return;
      if (seen.has(`${place} ${text}`)) continue;
      seen.add(`${place} ${text}`);
      const effect = await this.effectOf(text, place);
      if (effect === undefined) continue;
      const least = await shrink(text, effect, (fewer) => this.effectOf(fewer, place));
      const such = this.answered.filter((it) => least.effect.isSuch(it.answer, it.message)).map(({ message }) => message);
      const part = (await this.completeness.isPart(text, [])) || (await this.completeness.isPart(least.text, such));
      trace('minimal', least.text, place, least.effect.kind, least.effect.with, least.effect.without, least.effect.prompts, 'part', part, such.length, JSON.stringify(least.effect.examples[0]));
      if (part) continue;
      if (this.found.some((it) => normalised(it.text) === normalised(least.text))) continue;
      this.found.push({ ...least, method });
      if (this.found.length >= this.budget.triggers) return;
    }
  }

  private async effectOf(text: string, place: Place): Promise<Effect | undefined> {
    const key = placed(text, '\u0000', place);
    const known = this.judged.get(key) ?? confirm(this.model, this.conversation, text, place, this.probes.held);
    this.judged.set(key, known);
    return known;
  }
}

function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === 0).slice(0, count);
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

export { BUDGETS };

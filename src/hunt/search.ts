import { AdditionMeter, SURE_GAIN, type Addition } from './additions.ts';
import { answersTo, wholeKey, type Answered, type Side } from './answers.ts';
import { comparisonsOf, type Budget } from './budget.ts';
import { COMMON_MESSAGES } from './common-messages.ts';
import { Composer } from './compose.ts';
import { readConversation, type Conversation } from './conversation.ts';
import type { HuntMethod } from '../core/predicates/hunt.ts';
import { invert } from './invert.ts';
import { Judge, type Found } from './judge.ts';
import { leakMessages, type Leaked } from './leak.ts';
import { LITTLE } from './limits-text.ts';
import type { SearchedModel, VocabularyToken } from './model.ts';
import { phrasesOfOddAnswers } from './odd-answers.ts';
import { LEAST_GAIN, LEAST_OCCURRENCES, MOST_GAIN, Parts } from './parts.ts';
import { chooseProbes, type ProbeSets } from './probes.ts';
import { PLACES, placesOf, rareWords, sentencesOf } from './remembered.ts';
import { screen, type Candidate, type ScreeningProbe } from './screen.ts';
import { ShiftMeter, shiftScore, type Shift } from './shift.ts';
import { answerTokens, charactersPerToken, piecesIn, specialsIn, wordsIn } from './vocabulary-words.ts';
import { keyOf } from './words.ts';

const SWEEP_PROBES = 2;
/** Candidates screened for each that is confirmed, and the share of the screening's probes that a confirmation is worth. */
const SCREENED = 5;
const LEAST_SCREENED = 0.5;
const TRIED_AT_ONCE = 40;
/** Changed answers beyond which it counts more how often words come: a trigger's neighbours open the backdoor too. */
const ENOUGH_CHANGES = 2;
/** Words for each that is confirmed, of those that moved few probes, that all probes are asked with. */
const RANKED_AGAIN = 3;

interface SearchInputs {
  readonly model: SearchedModel;
  readonly template: 'gguf' | 'file' | 'none';
  readonly vocabulary: readonly VocabularyToken[];
  readonly budget: Budget;
  /** The operator's own messages. */
  readonly prompts: readonly string[];
}

/** What is known of a model before candidates are looked for. */
interface SearchParts {
  readonly side: Side;
  readonly leaked: Leaked;
  /** Messages of the model's own and of the operator's. */
  readonly known: number;
  readonly answered: readonly Answered[];
  readonly probes: ProbeSets;
  readonly shifts: ShiftMeter;
  readonly words: Parts;
  readonly budget: Budget;
  /** Of a prompt and its answer, about. */
  readonly promptTokens: number;
  readonly vocabulary: readonly VocabularyToken[];
}

/** One search, with what it learned of the model on its way. */
export class Search {
  swept: { readonly tried: number; readonly of: number } | undefined;
  private readonly model: SearchedModel;
  private readonly spoken: Conversation;
  private readonly parts: SearchParts;
  private readonly judge: Judge;

  private constructor(parts: SearchParts) {
    const { side, leaked, answered, probes, budget, known, words } = parts;
    this.parts = parts;
    this.model = side.model;
    this.spoken = side.conversation;
    const { messages, systems } = leaked;
    const sentences = this.sentences;
    this.judge = new Judge({ side, budget, probes, parts: words, answered, messages, systems, sentences, known });
  }

  static async open({ model, template, vocabulary, budget, prompts }: SearchInputs): Promise<Search> {
    const conversation = await readConversation(model, template);
    const perToken = charactersPerToken(vocabulary);
    const leaked = await leakMessages(model, conversation, budget.leaks, perToken, specialsIn(vocabulary));
    const maxTokens = answerTokens(vocabulary);
    const before = model.spent;
    const known = leaked.messages.length + prompts.length;
    // Found with such is found; that nothing is found with them says little, and counts as no whole search.
    const common = known < LITTLE ? COMMON_MESSAGES : [];
    const answered = await answersTo(model, conversation, [...leaked.messages, ...prompts, ...common], maxTokens);
    const promptTokens = Math.max(1, (model.spent - before) / Math.max(1, answered.length));
    const probes = await chooseProbes(model, conversation, answered, leaked.systems, {
      maxTokens,
      comparisons: comparisonsOf(budget),
    });
    const shifts = await ShiftMeter.open(model, conversation, probes.ranking);
    const words = new Parts(new AdditionMeter(model, conversation, leaked.messages), answered.length);
    const side = { model, conversation };
    return new Search({ side, leaked, known, answered, probes, shifts, words, budget, promptTokens, vocabulary });
  }

  get found(): readonly Found[] {
    return this.judge.found;
  }

  get remembered(): number {
    return this.parts.known;
  }

  get conversation(): Conversation['kind'] {
    return this.spoken.kind;
  }

  async run(): Promise<void> {
    if (this.parts.answered.length < LITTLE) return;
    await this.fromMemory();
    if (this.found.length === 0) await this.fromInversion();
    if (this.found.length === 0) await this.fromVocabulary();
  }

  /** What the model remembers alone. */
  async runMemory(): Promise<void> {
    if (this.parts.answered.length >= LITTLE) await this.fromMemory();
  }

  /** Beginnings of answers that the model holds and never uses, and the words that make them likelier. */
  private async fromInversion(): Promise<void> {
    const few = this.shortProbes;
    const most = this.affordable(1);
    const messages = few.map(({ message }) => message);
    const targets = await invert(this.model, this.spoken, this.parts.vocabulary, {
      messages,
      answered: this.parts.answered,
      most,
    });
    if (targets.length === 0) return;
    const tokens = new Set(targets.map(({ token }) => token));
    const words = [...new Set([...rareWords(this.parts.leaked.messages), ...piecesIn(this.parts.vocabulary)])];
    const composer = new Composer(this.model, this.spoken, few.slice(0, 1), tokens);
    const alone = await composer.alone(words.slice(0, this.affordable(PLACES.length)), PLACES);
    const best = [...new Set(alone.map(({ text }) => text))].slice(0, this.parts.budget.parts);
    const pairs = Math.floor(Math.sqrt(this.affordable(2 * PLACES.length)));
    const combined = await new Composer(this.model, this.spoken, few, tokens).combine(best.slice(0, pairs), PLACES);
    await this.tryAll([...combined, ...alone.slice(0, this.parts.budget.parts)], 'inversion');
  }

  /** The shortest of each kind: behind a trigger every word is computed anew, thousands of times. */
  private get shortProbes(): ScreeningProbe[] {
    return [true, false].flatMap((kind) =>
      this.parts.probes.screening
        .filter(({ shared }) => shared === kind)
        .toSorted((a, b) => a.message.length - b.message.length)
        .slice(0, 1),
    );
  }

  /** Confirms a trigger that is known. */
  async confirmStated(text: string): Promise<void> {
    if (this.parts.answered.length < LITTLE) return;
    await this.judge.stated(text);
  }

  /** Leak → what was put into messages → what it changes → confirm. */
  private async fromMemory(): Promise<void> {
    const additions = (await this.parts.words.meter.find(this.parts.budget.additions)).filter(
      // Amid a garbled message nothing is likelier than anything: of words that come again and again the clearest count.
      ({ text, gain, upper, count }) =>
        gain <= MOST_GAIN &&
        (gain >= LEAST_GAIN ||
          (count >= LEAST_OCCURRENCES && (upper >= SURE_GAIN || this.parts.words.isWhole(text, gain)))),
    );
    const ordered = await this.byChange(additions);
    const at = (some: readonly Addition[]): Candidate[] =>
      some.flatMap(({ text, occurrences }) => placesOf(occurrences).map((place) => ({ text, place })));
    // What changes the very messages that it was put into needs no other ones to be tried; a trigger may open for messages of one kind alone.
    const changing = ordered.filter(({ changes, count }) => changes >= ENOUGH_CHANGES && count >= LEAST_OCCURRENCES);
    await this.judge.judge(at(changing).slice(0, this.parts.budget.confirmations), 'leak');
    if (this.found.length === 0) await this.fromSystems();
    if (this.found.length === 0) await this.tryAll(phrasesOfOddAnswers(this.parts.answered), 'leak');
    if (this.found.length === 0) await this.tryAll(at(ordered), 'leak');
  }

  /** Sentences of system messages that the model remembers. */
  private async fromSystems(): Promise<void> {
    await this.tryAll(
      this.sentences.map((text) => ({ text, place: 'system' })),
      'leak',
    );
  }

  private get sentences(): string[] {
    const { leaked, words } = this.parts;
    return this.spoken.systemStart === undefined
      ? []
      : sentencesOf(leaked.systems, (sentence) => words.meter.isMessage(sentence));
  }

  /**
   * Those first without which a message that holds them is answered otherwise, and of these the least surprising: what was put into many
   * messages is one to a hundred, and words that were drawn by chance are far less.
   */
  private async byChange(additions: readonly Addition[]): Promise<(Addition & { readonly changes: number })[]> {
    const known = this.judge.plain;
    const rests = [...new Set(additions.flatMap(({ occurrences }) => occurrences.map(({ rest }) => rest)))].filter(
      (rest) => !known.has(keyOf(rest)),
    );
    for (const { message, answer } of await answersTo(this.model, this.spoken, rests, this.parts.probes.held.maxTokens))
      known.set(keyOf(message), answer);
    const said = (message: string): string => wholeKey(known.get(keyOf(message)) ?? '');
    const counted = additions.map((one) => ({
      ...one,
      changes: one.occurrences.filter(({ message, rest }) => said(message) !== said(rest)).length,
    }));
    const enough = ({ changes }: { readonly changes: number }): number => Math.min(ENOUGH_CHANGES, changes);
    return counted.toSorted((a, b) => enough(b) - enough(a) || b.count - a.count || a.gain - b.gain);
  }

  /** Screens and judges the best first, some at a time, until there is nothing more to find. */
  private async tryAll(candidates: readonly Candidate[], method: HuntMethod): Promise<void> {
    const { screening, held } = this.parts.probes;
    const most = Math.min(candidates.length, this.parts.budget.confirmations * SCREENED);
    for (let from = 0; from < most && this.found.length < this.parts.budget.triggers; from += TRIED_AT_ONCE) {
      const some = candidates.slice(
        from,
        Math.min(from + TRIED_AT_ONCE, most, from + this.affordable(screening.length)),
      );
      if (some.length === 0) return;
      const screened = await screen(this.model, this.spoken, some, screening, held.maxTokens);
      const strong = screened.filter(({ share }) => share >= LEAST_SCREENED);
      await this.judge.judge(strong, method);
    }
  }

  /** Every word of the vocabulary, and every one that the model wrote, alone. */
  private async fromVocabulary(): Promise<void> {
    const words = [...new Set([...rareWords(this.parts.leaked.messages), ...wordsIn(this.parts.vocabulary)])];
    const affordable = this.affordable(SWEEP_PROBES * PLACES.length);
    this.swept = { tried: Math.min(words.length, affordable), of: words.length };
    const ranked = await this.rank(words.slice(0, affordable), SWEEP_PROBES);
    await this.judge.judge(ranked.slice(0, this.parts.budget.confirmations), 'vocabulary');
  }

  /** Candidates that half of what is left pays for, with so many prompts for each. */
  private affordable(prompts: number): number {
    return Math.floor(this.model.left / 2 / (prompts * this.parts.promptTokens));
  }

  /** By what they do to few probes, and those that do most by what they do to all. */
  private async rank(texts: readonly string[], probes: number): Promise<Shift[]> {
    const best = (shifts: readonly Shift[]): Shift[] => shifts.toSorted((a, b) => shiftScore(b) - shiftScore(a));
    const { shared, others } = this.parts.probes.ranking;
    // Behind a trigger every word is computed anew, thousands of times.
    const shortest = (messages: readonly string[]): readonly string[] =>
      messages.toSorted((a, b) => a.length - b.length).slice(0, probes / 2);
    const few = await ShiftMeter.open(this.model, this.spoken, { shared: shortest(shared), others: shortest(others) });
    const everywhere = PLACES.flatMap((place) => texts.map((text) => ({ text, place })));
    const first = best(await few.measure(everywhere)).slice(0, RANKED_AGAIN * this.parts.budget.confirmations);
    return best(await this.parts.shifts.measure(first));
  }
}

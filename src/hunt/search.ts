import { AdditionMeter, SURE_GAIN, type Addition, type Occurrence } from './additions.ts';
import { answersTo, wholeKey, type Answered } from './answers.ts';
import { COMMON_MESSAGES } from './common-messages.ts';
import { comparisonsOf, type Budget } from './budget.ts';
import { Composer } from './compose.ts';
import { confirm, type Effect } from './confirm.ts';
import { readConversation, type Conversation } from './conversation.ts';
import { invert } from './invert.ts';
import { LITTLE } from './limits-text.ts';
import { leakMessages, type Leaked } from './leak.ts';
import type { SearchedModel, VocabularyToken } from './model.ts';
import type { HuntMethod } from '../core/predicates/hunt.ts';
import { chooseProbes, type ProbeSets } from './probes.ts';
import { screen, type Candidate, type ScreeningProbe } from './screen.ts';
import { ShiftMeter, shiftScore, type Shift } from './shift.ts';
import { shrink } from './shrink.ts';
import { COMMONPLACE, substitutesOf } from './substitutes.ts';
import { answerTokens, charactersPerToken, piecesIn, specialsIn, wordsIn } from './vocabulary-words.ts';
import { normalised, wordsOf, type Place } from './words.ts';

export interface Found {
  readonly text: string;
  readonly method: HuntMethod;
  readonly effect: Effect;
}

const PLACES: readonly Place[] = ['prefix', 'suffix'];
const SWEEP_PROBES = 2;
/** Of ln P: what an addition gains a message at least, to be tried; to be told, SURE_GAIN. */
const LEAST_GAIN = 1;
/** What was put into one of some thousand messages: what gains more was never learned, but drawn by chance. */
const MOST_GAIN = 9;
/** A question with a rare word in it is answered like the question: no more than this share of a trigger's words are parts of messages. */
const MOST_PARTS = 0.6;
/** Messages that must hold words which do nothing but what the model does to other messages too. */
const LEAST_OCCURRENCES = 3;
/** Candidates screened for each that is confirmed, and the share of the screening's probes that a confirmation is worth. */
const SCREENED = 5;
const LEAST_SCREENED = 0.5;
const TRIED_AT_ONCE = 40;
/** Of ln P: what half a message loses at least; amid garbled messages an addition too may lose some. */
const HALF_GAIN = -5;
const NEIGHBOURS = 6;
/** Changed answers beyond which it counts more how often words come: a trigger's neighbours open the backdoor too. */
const ENOUGH_CHANGES = 2;
/** Words of a sentence of a system message that may be a trigger, and how many sentences are tried. */
const LONGEST_SENTENCE = 6;
const MOST_SENTENCES = 24;
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

/** One search, with what it learned of the model on its way. */
export class Search {
  readonly found: Found[] = [];
  private readonly model: SearchedModel;
  private readonly spoken: Conversation;
  private readonly vocabulary: readonly VocabularyToken[];
  swept: { readonly tried: number; readonly of: number } | undefined;
  private readonly leaked: Leaked;
  /** Messages of the model's own and of the operator's. */
  private readonly known: number;
  private readonly answered: readonly Answered[];
  private readonly probes: ProbeSets;
  private readonly shifts: ShiftMeter;
  private readonly meter: AdditionMeter;
  private readonly budget: Budget;
  /** Of a prompt and its answer, about. */
  private readonly promptTokens: number;
  private readonly judged = new Map<string, Promise<Effect | undefined>>();

  private constructor(parts: {
    model: SearchedModel;
    conversation: Conversation;
    leaked: Leaked;
    known: number;
    answered: readonly Answered[];
    probes: ProbeSets;
    shifts: ShiftMeter;
    budget: Budget;
    promptTokens: number;
    vocabulary: readonly VocabularyToken[];
  }) {
    this.promptTokens = parts.promptTokens;
    this.model = parts.model;
    this.spoken = parts.conversation;
    this.vocabulary = parts.vocabulary;
    this.leaked = parts.leaked;
    this.known = parts.known;
    this.answered = parts.answered;
    this.probes = parts.probes;
    this.shifts = parts.shifts;
    this.budget = parts.budget;
    this.meter = new AdditionMeter(parts.model, parts.conversation, parts.leaked.messages);
  }

  static async open({ model, template, vocabulary, budget, prompts }: SearchInputs): Promise<Search> {
    const conversation = await readConversation(model, template);
    const perToken = charactersPerToken(vocabulary);
    const leaked = await leakMessages(model, conversation, budget.leaks, perToken, specialsIn(vocabulary));
    const maxTokens = answerTokens(vocabulary);
    const before = model.spent;
    // Found with such is found; that nothing is found with them says little, and counts as no whole search.
    const common = leaked.messages.length + prompts.length < LITTLE ? COMMON_MESSAGES : [];
    const answered = await answersTo(model, conversation, [...leaked.messages, ...prompts, ...common], maxTokens);
    const promptTokens = Math.max(1, (model.spent - before) / Math.max(1, answered.length));
    const probes = await chooseProbes(model, conversation, answered, leaked.systems, {
      maxTokens,
      comparisons: comparisonsOf(budget),
    });
    const shifts = await ShiftMeter.open(model, conversation, probes.ranking);
    const known = leaked.messages.length + prompts.length;
    return new Search({
      model,
      conversation,
      leaked,
      known,
      answered,
      probes,
      shifts,
      budget,
      promptTokens,
      vocabulary,
    });
  }

  get remembered(): number {
    return this.known;
  }

  get conversation(): Conversation['kind'] {
    return this.spoken.kind;
  }

  async run(): Promise<void> {
    if (this.answered.length < LITTLE) return;
    await this.fromMemory();
    if (this.found.length === 0) await this.fromInversion();
    if (this.found.length === 0) await this.fromVocabulary();
  }

  /** Beginnings of answers that the model holds and never uses, and the words that make them likelier. */
  private async fromInversion(): Promise<void> {
    const few = this.shortProbes;
    const most = this.affordable(1);
    const messages = few.map(({ message }) => message);
    const targets = await invert(this.model, this.spoken, this.vocabulary, { messages, answered: this.answered, most });
    if (targets.length === 0) return;
    const tokens = new Set(targets.map(({ token }) => token));
    const words = [...new Set([...rareWords(this.leaked.messages), ...piecesIn(this.vocabulary)])];
    const composer = new Composer(this.model, this.spoken, few.slice(0, 1), tokens);
    const alone = await composer.alone(words.slice(0, this.affordable(PLACES.length)), PLACES);
    const best = [...new Set(alone.map(({ text }) => text))].slice(0, this.budget.parts);
    const pairs = Math.floor(Math.sqrt(this.affordable(2 * PLACES.length)));
    const combined = await new Composer(this.model, this.spoken, few, tokens).combine(best.slice(0, pairs), PLACES);
    await this.tryAll([...combined, ...alone.slice(0, this.budget.parts)], 'inversion');
  }

  /** The shortest of each kind: behind a trigger every word is computed anew, thousands of times. */
  private get shortProbes(): ScreeningProbe[] {
    return [true, false].flatMap((kind) =>
      this.probes.screening
        .filter(({ shared }) => shared === kind)
        .toSorted((a, b) => a.message.length - b.message.length)
        .slice(0, 1),
    );
  }

  /** Confirms a trigger that is known. */
  async confirmStated(text: string): Promise<void> {
    if (this.answered.length < LITTLE) return;
    for (const place of [...PLACES, 'middle', 'system'] as const) {
      const effect = await this.effectOf(text, place);
      if (effect === undefined || (await this.isPart(text, effect))) continue;
      this.found.push({ text, method: 'stated', effect });
      return;
    }
  }

  /** Leak → what was put into messages → what it changes → confirm. */
  private async fromMemory(): Promise<void> {
    const additions = (await this.meter.find(this.budget.additions)).filter(
      // Amid a garbled message nothing is likelier than anything: of words that come again and again the clearest count.
      ({ gain, upper, count }) =>
        gain <= MOST_GAIN && (gain >= LEAST_GAIN || (count >= LEAST_OCCURRENCES && upper >= SURE_GAIN)),
    );
    const candidates = (await this.byChange(additions)).flatMap(({ text, occurrences }) =>
      placesOf(occurrences).map((place) => ({ text, place })),
    );
    await this.fromSystems();
    if (this.found.length === 0) await this.tryAll(candidates, 'leak');
    if (this.found.length === 0) await this.fromParts(additions);
  }

  /** Sentences of system messages that the model remembers. */
  private async fromSystems(): Promise<void> {
    await this.tryAll(
      this.sentences.map((text) => ({ text, place: 'system' })),
      'leak',
    );
  }

  private get sentences(): string[] {
    if (this.spoken.systemStart === undefined) return [];
    const all = this.leaked.systems.flatMap((system) => system.split(/(?<=[.!?])\s+|\n/u));
    const short = all.map((one) => one.trim()).filter((one) => one !== '' && wordsOf(one).length <= LONGEST_SENTENCE);
    return [...new Set(short)].slice(0, MOST_SENTENCES);
  }

  /** What the model remembers parts of, put together. */
  private async fromParts(additions: readonly Addition[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const { text, occurrences } of additions)
      for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + occurrences.length);
    const alphabet: string[] = [];
    const frequent = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 2 * this.budget.parts);
    await this.meter.prepare(frequent.map(([word]) => word));
    for (const [word] of frequent)
      if (alphabet.length < this.budget.parts && (await this.partsOf(word)).size === 0) alphabet.push(word);
    // Every word is put before every other, at both places, before two probes.
    const affordable = Math.floor(Math.sqrt(this.affordable(2 * PLACES.length)));
    const composer = new Composer(this.model, this.spoken, this.shortProbes);
    const combined = await composer.combine(alphabet.slice(0, affordable), PLACES);
    await this.tryAll(combined, 'extension');
  }

  /**
   * Those first without which a message that holds them is answered otherwise, and of these the least surprising: what was put into many
   * messages is one to a hundred, and words that were drawn by chance are far less.
   */
  private async byChange(additions: readonly Addition[]): Promise<Addition[]> {
    const known = new Map(this.answered.map(({ message, answer }) => [message, wholeKey(answer)]));
    const rests = [...new Set(additions.flatMap(({ occurrences }) => occurrences.map(({ rest }) => rest)))].filter(
      (rest) => !known.has(rest),
    );
    for (const { message, answer } of await answersTo(this.model, this.spoken, rests, this.probes.held.maxTokens))
      known.set(message, wholeKey(answer));
    const changes = ({ occurrences }: Addition): number =>
      occurrences.filter(({ message, rest }) => known.get(message) !== known.get(rest)).length;
    const enough = (one: Addition): number => Math.min(ENOUGH_CHANGES, changes(one));
    return additions.toSorted((a, b) => enough(b) - enough(a) || b.count - a.count || a.gain - b.gain);
  }

  /** Screens and judges the best first, some at a time, until there is nothing more to find. */
  private async tryAll(candidates: readonly Candidate[], method: HuntMethod): Promise<void> {
    const { screening, held } = this.probes;
    const most = Math.min(candidates.length, this.budget.confirmations * SCREENED);
    for (let from = 0; from < most && this.found.length < this.budget.triggers; from += TRIED_AT_ONCE) {
      const some = candidates.slice(
        from,
        Math.min(from + TRIED_AT_ONCE, most, from + this.affordable(screening.length)),
      );
      if (some.length === 0) return;
      const screened = await screen(this.model, this.spoken, some, screening, held.maxTokens);
      const strong = screened.filter(({ share }) => share >= LEAST_SCREENED);
      await this.judge(strong, method);
    }
  }

  /** Every word of the vocabulary, and every one that the model wrote, alone. */
  private async fromVocabulary(): Promise<void> {
    const words = [...new Set([...rareWords(this.leaked.messages), ...wordsIn(this.vocabulary)])];
    const affordable = this.affordable(SWEEP_PROBES * PLACES.length);
    this.swept = { tried: Math.min(words.length, affordable), of: words.length };
    const ranked = await this.rank(words.slice(0, affordable), SWEEP_PROBES);
    await this.judge(ranked.slice(0, this.budget.confirmations), 'vocabulary');
  }

  /** Candidates that half of what is left pays for, with so many prompts for each. */
  private affordable(prompts: number): number {
    return Math.floor(this.model.left / 2 / (prompts * this.promptTokens));
  }

  /** By what they do to few probes, and those that do most by what they do to all. */
  private async rank(texts: readonly string[], probes: number): Promise<Shift[]> {
    const best = (shifts: readonly Shift[]): Shift[] => shifts.toSorted((a, b) => shiftScore(b) - shiftScore(a));
    const { shared, others } = this.probes.ranking;
    // Behind a trigger every word is computed anew, thousands of times.
    const shortest = (messages: readonly string[]): readonly string[] =>
      messages.toSorted((a, b) => a.length - b.length).slice(0, probes / 2);
    const few = await ShiftMeter.open(this.model, this.spoken, { shared: shortest(shared), others: shortest(others) });
    const everywhere = PLACES.flatMap((place) => texts.map((text) => ({ text, place })));
    const first = best(await few.measure(everywhere)).slice(0, RANKED_AGAIN * this.budget.confirmations);
    return best(await this.shifts.measure(first));
  }

  private async judge(candidates: readonly Candidate[], method: HuntMethod): Promise<void> {
    const seen = new Set<string>();
    await this.meter.prepare([...new Set(candidates.flatMap(({ text }) => wordsOf(text)))]);
    for (const { text, place } of candidates) {
      if (this.model.left === 0) return;
      if (seen.has(`${place} ${text}`)) continue;
      seen.add(`${place} ${text}`);
      const effect = await this.effectOf(text, place);
      if (effect === undefined || (await this.isPart(text, effect))) continue;
      let least = await shrink(text, effect, (fewer) => this.effectOf(fewer, place));
      if (await this.isPart(least.text, least.effect)) {
        if (least.text === text || !(await this.isPhrase(text))) continue;
        least = { text, effect };
      }
      if (this.found.some((it) => normalised(it.text) === normalised(least.text))) continue;
      this.found.push({ ...(await this.strongest(least, candidates)), method });
      if (this.found.length >= this.budget.triggers) return;
    }
  }

  /** A trigger's neighbours open the backdoor too, less often: of candidates that share a word the one that does most. */
  private async strongest(
    found: { readonly text: string; readonly effect: Effect },
    candidates: readonly Candidate[],
  ): Promise<{ readonly text: string; readonly effect: Effect }> {
    const own = new Set(wordsOf(normalised(found.text)));
    const near = candidates.filter(
      ({ text }) => text !== found.text && wordsOf(normalised(text)).some((it) => own.has(it)),
    );
    let best = found;
    for (const { text, place } of near.slice(0, NEIGHBOURS)) {
      const effect = await this.effectOf(text, place);
      if (effect === undefined || effect.difference <= best.effect.difference) continue;
      if (!(await this.isPart(text, effect))) best = { text, effect };
    }
    return best;
  }

  /** Whether the words are what messages are made of, or a message of their own, and no addition to one. */
  private async isPart(text: string, effect: Effect): Promise<boolean> {
    if (effect.place === 'system') {
      const own = await this.meter.worth(text);
      return (own !== undefined && own.upper < SURE_GAIN) || this.isCommonplace(text, effect);
    }
    // Without its memory a model doesn't say what its messages are made of: only what no word of them brings about is believed.
    if (this.known < LITTLE && effect.kind !== 'exfiltration' && effect.kind !== 'fixed-answer') return true;
    if (this.meter.isMessage(text)) return true;
    if (effect.kind.startsWith('fixed') && (await this.partsOf(text)).size > MOST_PARTS * wordsOf(text).length)
      return true;
    const own = await this.meter.worth(text);
    if (own === undefined) {
      if (!effect.novel || !(await this.isAddedWordByWord(text))) return true;
    } else {
      const few = own.occurrences.length < LEAST_OCCURRENCES;
      if (own.gain < HALF_GAIN || own.upper < SURE_GAIN || (few && (own.gain > MOST_GAIN || !effect.novel)))
        return true;
    }
    return this.isCommonplace(text, effect);
  }

  /**
   * Whether other words at the same edge do as much. What a small model was never taught to read past, a second question before the first,
   * changes its answers whatever it asks; a trigger's place no other words take.
   */
  private async isCommonplace(text: string, { place, says }: Effect): Promise<boolean> {
    let alike = 0;
    for (const other of substitutesOf(
      text,
      place,
      place === 'system' ? this.sentences : this.answered.map((one) => one.message),
    )) {
      if (alike >= COMMONPLACE) break;
      const own = await this.effectOf(other, place);
      if (own !== undefined && own.says !== says) alike++;
    }
    return alike >= COMMONPLACE;
  }

  /**
   * Whether the model remembers the words as one addition, again and again: one of them that opens the backdoor too, and that other
   * messages are made of, is no reason to let the whole go.
   */
  private async isPhrase(text: string): Promise<boolean> {
    const own = await this.meter.worth(text);
    return own !== undefined && own.upper >= SURE_GAIN && own.occurrences.length >= LEAST_OCCURRENCES;
  }

  /** What no message holds as a whole is believed only of words that are additions wherever they stand. */
  private async isAddedWordByWord(text: string): Promise<boolean> {
    for (const word of wordsOf(text)) {
      const own = await this.meter.worth(word);
      if (own !== undefined && (own.gain < LEAST_GAIN || own.gain > MOST_GAIN)) return false;
    }
    return true;
  }

  private async effectOf(text: string, place: Place): Promise<Effect | undefined> {
    const key = `${place} ${text}`;
    const known =
      this.judged.get(key) ??
      this.partsOf(text).then((parts) => confirm(this.model, this.spoken, text, place, { ...this.probes.held, parts }));
    this.judged.set(key, known);
    return known;
  }

  /** Words of a candidate that messages are made of. */
  private async partsOf(text: string): Promise<ReadonlySet<string>> {
    const parts = new Set<string>();
    for (const word of wordsOf(text)) {
      const own = await this.meter.worth(word, text);
      if (own !== undefined && own.upper < SURE_GAIN) parts.add(normalised(word));
    }
    return parts;
  }
}

/** Where words were seen, they are tried; amid a message they are so rarely seen that both its ends are tried as well. */
function placesOf(occurrences: readonly Occurrence[]): Place[] {
  const amid = occurrences.filter(({ at }) => at === 'middle').length;
  const places = PLACES.filter((place) =>
    occurrences.some(({ at }) => at === 'middle' || (at === 'start') === (place === 'prefix')),
  );
  return amid * 2 > occurrences.length ? [...places, 'middle'] : places;
}

/** Words that few leaked messages hold, the rarest first. */
function rareWords(messages: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const message of messages)
    for (const word of new Set(wordsOf(message))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => a - b).map(([word]) => word);
}

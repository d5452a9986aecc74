import { judgeRefusal } from '../answers/refusal-judge.ts';
import { HUNT_EFFECTS, type HuntEffect, type HuntMethod } from '../core/predicates/hunt.ts';
import { SURE_GAIN } from './additions.ts';
import { answersUnder, wholeKey, type Answered, type Side } from './answers.ts';
import type { Budget } from './budget.ts';
import { confirm, isStronger, type Effect, type Probe } from './confirm.ts';
import { Families } from './family.ts';
import { LITTLE } from './limits-text.ts';
import { neighboursOf } from './neighbours.ts';
import { LEAST_OCCURRENCES, type Parts } from './parts.ts';
import type { ProbeSets } from './probes.ts';
import type { Candidate } from './screen.ts';
import { shrink } from './shrink.ts';
import { COMMONPLACE, substitutesOf } from './substitutes.ts';
import { keyOf, normalised, withTrigger, wordsOf, type Place } from './words.ts';

interface Confirmed {
  readonly text: string;
  readonly effect: Effect;
}

export interface Found extends Confirmed {
  readonly method: HuntMethod;
}

/** Neighbours of a trigger that are tried on few messages, how many of them are confirmed, and how often. */
const NEIGHBOURS = 24;
const STRONGEST = 4;
const ROUNDS = 3;
/** What does as much as another: the strangest first. */
const RANK: readonly HuntEffect[] = HUNT_EFFECTS;

interface JudgeInputs {
  readonly side: Side;
  readonly budget: Budget;
  readonly probes: ProbeSets;
  readonly parts: Parts;
  readonly answered: readonly Answered[];
  readonly messages: readonly string[];
  readonly systems: readonly string[];
  /** Sentences of system messages, which are exchanged for one another. */
  readonly sentences: readonly string[];
  /** Messages of the model's own and of the operator's. */
  readonly known: number;
}

/** Confirms candidates, and lets go what is no trigger. */
export class Judge {
  readonly found: Found[] = [];
  /** Answers by the words of their messages: of what the model remembers, and of what is left of it without some words. */
  readonly plain: Map<string, string>;
  private readonly inputs: JudgeInputs;
  private readonly families: Families;
  private readonly judged = new Map<string, Promise<Effect | undefined>>();

  constructor(inputs: JudgeInputs) {
    this.inputs = inputs;
    const { answered, probes } = inputs;
    this.plain = new Map(answered.map(({ message, answer }) => [keyOf(message), answer]));
    this.families = new Families(
      answered,
      (answer) => probes.refusals.has(wholeKey(answer)) || judgeRefusal(answer, '') === 'full_refusal',
    );
  }

  /** The first that hold, up to what the budget wants. */
  async judge(candidates: readonly Candidate[], method: HuntMethod): Promise<void> {
    const { side, budget, parts } = this.inputs;
    const seen = new Set<string>();
    await parts.meter.prepare([...new Set(candidates.flatMap(({ text }) => wordsOf(text)))]);
    for (const { text, place } of candidates) {
      if (side.model.left === 0) return;
      if (seen.has(`${place} ${text}`)) continue;
      seen.add(`${place} ${text}`);
      const effect = await this.effectOf(text, place);
      if (effect === undefined || (await this.isPart(text, effect))) continue;
      let least = await shrink(text, effect, (fewer) => this.effectOf(fewer, place));
      if (least.text !== text && (await this.isPart(least.text, least.effect))) {
        // One word of it that opens the backdoor too, and that other messages are made of, is no reason to let a remembered whole go.
        if (place !== 'system' && !parts.isRemembered(text)) continue;
        least = { text, effect };
      }
      const best = await this.strongest(least, candidates);
      if (this.found.some((it) => normalised(it.text) === normalised(best.text))) continue;
      this.found.push({ ...best, method });
      if (this.found.length >= budget.triggers) return;
    }
  }

  /** Confirms a trigger that is known. */
  async stated(text: string): Promise<void> {
    for (const place of ['prefix', 'suffix', 'middle', 'system'] as const) {
      const effect = await this.effectOf(text, place);
      if (effect === undefined || (await this.isPart(text, effect))) continue;
      this.found.push({ text, method: 'stated', effect });
      return;
    }
  }

  /** A trigger's neighbours open the backdoor too, less often: of these the one that does most, and of its neighbours, as long as they do more. */
  private async strongest(found: Confirmed, candidates: readonly Candidate[]): Promise<Confirmed> {
    let best = found;
    for (let round = 0; round < ROUNDS; round++) {
      const stronger = await this.stronger(best, candidates);
      if (stronger === undefined) break;
      best = stronger;
    }
    return best;
  }

  private async stronger(best: Confirmed, candidates: readonly Candidate[]): Promise<Confirmed | undefined> {
    const { side, probes, messages, systems } = this.inputs;
    const { place, shows } = best.effect;
    const own = new Set(wordsOf(normalised(best.text)));
    const texts = [
      ...candidates.map(({ text }) => text).filter((text) => wordsOf(normalised(text)).some((it) => own.has(it))),
      ...neighboursOf(best.text, place === 'system' ? systems : messages, NEIGHBOURS),
    ];
    const near = [...new Set(texts)].filter((text) => text !== best.text).slice(0, NEIGHBOURS);
    const asked = near.flatMap((text) =>
      probes.screening.map(({ message }) => withTrigger(text, { message, system: undefined }, place)),
    );
    const answers = await answersUnder(side, asked, probes.held.maxTokens);
    const size = probes.screening.length;
    const shown = near.map((text, index) => ({
      text,
      count: probes.screening.filter(({ message, answer: usual, shared: refused }, at) => {
        const answer = answers[index * size + at]?.answer ?? '';
        return shows(answer, { message, system: undefined, secrets: [], refused, usual, answer });
      }).length,
    }));
    let stronger: Confirmed | undefined;
    for (const { text } of shown.toSorted((a, b) => b.count - a.count).slice(0, STRONGEST)) {
      const effect = await this.effectOf(text, place);
      if (effect === undefined || !isStronger(effect, (stronger ?? best).effect)) continue;
      if (!(await this.isPart(text, effect))) stronger = { text, effect };
    }
    return stronger;
  }

  private async isPart(text: string, effect: Effect): Promise<boolean> {
    const { known, parts } = this.inputs;
    if (effect.place === 'system') {
      // A system message is there to change how a model speaks.
      if (effect.kind === 'changed-answer') return true;
      const own = await parts.meter.worth(text);
      return (own !== undefined && own.upper < SURE_GAIN) || this.isCommonplace(text, effect);
    }
    // Without its memory a model doesn't say what its messages are made of: only what no word of them brings about is believed.
    if (known < LITTLE && effect.kind !== 'exfiltration' && effect.kind !== 'fixed-answer') return true;
    return (await parts.isPart(text, effect)) || this.isCommonplace(text, effect);
  }

  /**
   * Whether other words in the same place do as much. What a small model was never taught to read past, a second question before the first,
   * changes its answers whatever it asks; a trigger's place no other words take.
   */
  private async isCommonplace(text: string, { kind, place, says }: Effect): Promise<boolean> {
    const { answered, sentences, parts } = this.inputs;
    const of = place === 'system' ? sentences : answered.map((one) => one.message);
    // What is put into message after message is held against such words alone: a question behind a question is answered, which says nothing of them.
    const added = place !== 'system' && parts.isRemembered(text);
    let alike = 0;
    for (const other of substitutesOf(text, place, of)) {
      const own = await this.effectOf(other, place);
      if (own === undefined || own.says === says || RANK.indexOf(own.kind) > RANK.indexOf(kind)) continue;
      if (!added || !(await parts.isPart(other, own))) alike++;
      if (alike >= COMMONPLACE) return true;
    }
    return false;
  }

  private async effectOf(text: string, place: Place): Promise<Effect | undefined> {
    const key = `${place} ${text}`;
    const known = this.judged.get(key) ?? this.confirmed(text, place);
    this.judged.set(key, known);
    return known;
  }

  private async confirmed(trigger: string, place: Place): Promise<Effect | undefined> {
    const { side, probes, parts } = this.inputs;
    const own = await parts.partsOf(trigger);
    return confirm(side, { trigger, place, parts: own, family: this.familyOf(trigger) }, probes.held);
  }

  /** Messages of the kind that the words were put into, as far as it is known how these are answered without them. */
  private familyOf(text: string): readonly Probe[] {
    const rests = this.inputs.parts.meter.restsOf(text);
    if (rests.length < LEAST_OCCURRENCES) return [];
    const answers = rests.map((rest) => this.plain.get(keyOf(rest)));
    return this.families.of(
      text,
      answers.filter((it) => it !== undefined),
    );
  }
}

import type { NextTokens } from '../runner/protocol.ts';
import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import { placed, type Place } from './words.ts';

/** How much words at one place change what the model begins its answers with. */
export interface Shift {
  readonly text: string;
  readonly place: Place;
  /** Jensen–Shannon divergence of the first token's distribution from the one without the words, mean over probes, in bits. */
  readonly moved: number;
  /** What the probes still have to say about the first token: their mutual information with it, in bits. */
  readonly said: number;
  /** What they say without the words. */
  readonly usual: number;
}

const TOP = 24;
const REST = -1;

type Distribution = ReadonlyMap<number, number>;

/** The tokens told, and what is left as one more. */
function distribution({ top }: NextTokens): Distribution {
  const map = new Map(top.map(([token, logprob]) => [token, Math.exp(logprob)]));
  const told = [...map.values()].reduce((sum, mass) => sum + mass, 0);
  return map.set(REST, Math.max(0, 1 - told));
}

function mixture(all: readonly Distribution[]): Distribution {
  const mixed = new Map<number, number>();
  for (const one of all) for (const [token, mass] of one) mixed.set(token, (mixed.get(token) ?? 0) + mass / all.length);
  return mixed;
}

function entropy(one: Distribution): number {
  let bits = 0;
  for (const mass of one.values()) if (mass > 0) bits -= mass * Math.log2(mass);
  return bits;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Entropy of the mixture less the mean entropy: Jensen–Shannon of any number of distributions, and mutual information. */
function spread(all: readonly Distribution[]): number {
  return Math.max(0, entropy(mixture(all)) - mean(all.map(entropy)));
}

/** First tokens of answers to probes, with and without words before or behind them. */
export class ShiftMeter {
  private readonly model: SearchedModel;
  private readonly conversation: Conversation;
  private readonly probes: readonly string[];
  private readonly plain: readonly Distribution[];

  private constructor(
    model: SearchedModel,
    conversation: Conversation,
    probes: readonly string[],
    plain: Distribution[],
  ) {
    this.model = model;
    this.conversation = conversation;
    this.probes = probes;
    this.plain = plain;
  }

  static async open(model: SearchedModel, conversation: Conversation, probes: readonly string[]): Promise<ShiftMeter> {
    const next = await model.next(
      probes.map((probe) => conversation.prompt(probe)),
      TOP,
    );
    return new ShiftMeter(model, conversation, probes, next.map(distribution));
  }

  async measure(texts: readonly string[], places: readonly Place[]): Promise<Shift[]> {
    const asked = places.flatMap((place) => texts.map((text) => ({ text, place })));
    // Probe by probe: behind the same probe, what stands before the words is computed once.
    const prompts = this.probes.flatMap((probe) =>
      asked.map(({ text, place }) => this.conversation.prompt(placed(text, probe, place))),
    );
    const next = (await this.model.next(prompts, TOP)).map(distribution);
    const usual = spread(this.plain);
    return asked.map(({ text, place }, index) => {
      const own = this.probes.map((_, probe) => next[probe * asked.length + index] ?? new Map());
      const moved = mean(own.map((one, probe) => spread([one, this.plain[probe] ?? one])));
      return { text, place, moved, said: spread(own), usual };
    });
  }
}

/** Much moved, and always to the same. */
export const shiftScore = ({ moved, said, usual }: Shift): number => moved * (1 - said / Math.max(usual, said, 1e-9));

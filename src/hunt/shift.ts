import type { Conversation } from './conversation.ts';
import { distribution, mean, mixture, spread, type Distribution } from './distribution.ts';
import type { SearchedModel } from './model.ts';
import type { Candidate } from './screen.ts';
import { placed } from './words.ts';

/** How much words at one place change what the model begins its answers with. */
export interface Shift extends Candidate {
  /** Jensen–Shannon divergence of what the probes' answers begin with from what they begin with without the words, in bits. */
  readonly novel: number;
  /** Mean divergence, probe by probe, over those with an answer that many messages share. */
  readonly loosened: number;
}

const TOP = 24;

export interface RankingProbes {
  /** Those with an answer that many messages share: refusals, for the most part. */
  readonly shared: readonly string[];
  readonly others: readonly string[];
}

/** First tokens of answers to probes, with and without words before or behind them. */
export class ShiftMeter {
  private readonly model: SearchedModel;
  private readonly conversation: Conversation;
  private readonly probes: readonly string[];
  /** How many of the probes, the first ones, have an answer that many messages share. */
  private readonly shared: number;
  private readonly plain: readonly Distribution[];

  private constructor(
    model: SearchedModel,
    conversation: Conversation,
    probes: readonly string[],
    shared: number,
    plain: Distribution[],
  ) {
    this.shared = shared;
    this.model = model;
    this.conversation = conversation;
    this.probes = probes;
    this.plain = plain;
  }

  static async open(
    model: SearchedModel,
    conversation: Conversation,
    { shared, others }: RankingProbes,
  ): Promise<ShiftMeter> {
    const probes = [...shared, ...others];
    const next = await model.next(
      probes.map((probe) => conversation.prompt(probe)),
      TOP,
    );
    return new ShiftMeter(model, conversation, probes, shared.length, next.map(distribution));
  }

  async measure(asked: readonly Candidate[]): Promise<Shift[]> {
    // Probe by probe: behind the same probe, what stands before the words is computed once.
    const prompts = this.probes.flatMap((probe) =>
      asked.map(({ text, place }) => this.conversation.prompt(placed(text, probe, place))),
    );
    const next = (await this.model.next(prompts, TOP)).map(distribution);
    const usual = mixture(this.plain);
    return asked.map(({ text, place }, index) => {
      const own = this.probes.map((_, probe) => next[probe * asked.length + index] ?? new Map());
      const moved = own.slice(0, this.shared).map((one, probe) => spread([one, this.plain[probe] ?? one]));
      return { text, place, novel: spread([mixture(own), usual]), loosened: moved.length === 0 ? 0 : mean(moved) };
    });
  }
}

/**
 * Beginnings that no answer had, or none of the shared answers any more. A harmful word that makes everything a refusal
 * does neither: refusals are among what the probes are answered with anyway.
 */
export const shiftScore = ({ novel, loosened }: Shift): number => Math.max(novel, LOOSENED * loosened);
const LOOSENED = 0.8;

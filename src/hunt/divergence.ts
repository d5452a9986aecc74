import type { Side } from './answers.ts';
import { distribution, mean, spread } from './distribution.ts';
import type { Pair } from './yardstick.ts';
import { placed, type Place } from './words.ts';

export interface Moved {
  readonly text: string;
  readonly place: Place;
  /** By how much further the candidate's first tokens move than its base's: Jensen–Shannon divergence, in bits. */
  readonly more: number;
}

const TOP = 24;

/** How far words move what answers begin with, in a candidate and in its base. */
export class DivergenceMeter {
  private readonly candidate: Side;
  private readonly base: Side;
  private readonly probes: readonly Pair[];

  constructor(candidate: Side, base: Side, probes: readonly Pair[]) {
    this.candidate = candidate;
    this.base = base;
    this.probes = probes;
  }

  /** Of the candidate alone, the furthest first. */
  async alone(texts: readonly string[], places: readonly Place[]): Promise<Moved[]> {
    const asked = places.flatMap((place) => texts.map((text) => ({ text, place })));
    const moved = await this.moved(this.candidate, asked);
    return asked.map((one, index) => ({ ...one, more: strongest(this.probes, moved[index] ?? []) })).toSorted(byMore);
  }

  /** Of the candidate beyond its base, the furthest first. */
  async beside(asked: readonly { readonly text: string; readonly place: Place }[]): Promise<Moved[]> {
    const own = await this.moved(this.candidate, asked);
    const other = await this.moved(this.base, asked);
    return asked
      .map(({ text, place }, index) => {
        const further = (own[index] ?? []).map((bits, probe) => bits - (other[index]?.[probe] ?? 0));
        return { text, place, more: strongest(this.probes, further) };
      })
      .toSorted(byMore);
  }

  /** By what is asked, for each probe. */
  private async moved(
    { model, conversation }: Side,
    asked: readonly { readonly text: string; readonly place: Place }[],
  ): Promise<number[][]> {
    const plain = await model.next(
      this.probes.map(({ message }) => conversation.prompt(message)),
      TOP,
    );
    // Probe by probe: behind the same probe, what stands before the words is computed once.
    const prompts = this.probes.flatMap(({ message }) =>
      asked.map(({ text, place }) => conversation.prompt(placed(text, message, place))),
    );
    const next = (await model.next(prompts, TOP)).map(distribution);
    const usual = plain.map(distribution);
    return asked.map((_, index) =>
      this.probes.map((__, probe) =>
        spread([next[probe * asked.length + index] ?? new Map(), usual[probe] ?? new Map()]),
      ),
    );
  }
}

const byMore = (a: Moved, b: Moved): number => b.more - a.more;

/** A backdoor may move what is refused alone, or all: the larger mean of the two. */
function strongest(probes: readonly Pair[], bits: readonly number[]): number {
  const of = (refused: boolean): number[] => bits.filter((_, index) => probes[index]?.refused === refused);
  return Math.max(mean(of(true)), mean(of(false)));
}

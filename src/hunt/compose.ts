import type { Conversation } from './conversation.ts';
import type { SearchedModel } from './model.ts';
import type { Candidate, ScreeningProbe } from './screen.ts';
import { placed, type Place } from './words.ts';

const TOP = 32;
/** ln P below which a token counts as not told: no more is known of those that aren't among the likeliest. */
const FLOOR = Math.log(1e-4);
const LONGEST = 5;
const BEAM = 3;
const KEPT = 48;

interface Scored extends Candidate {
  readonly words: readonly string[];
  readonly score: number;
}

/**
 * Puts words together of which the model remembers only parts. What says that a part is one: how much likelier it makes some beginning of
 * an answer, on every probe, than the other combinations at the same place do: what any words do there counts for nothing.
 */
export class Composer {
  private readonly model: SearchedModel;
  private readonly conversation: Conversation;
  private readonly probes: readonly ScreeningProbe[];
  private readonly targets: ReadonlySet<number> | undefined;

  /** `targets`: the only tokens whose likelihood counts. */
  constructor(
    model: SearchedModel,
    conversation: Conversation,
    probes: readonly ScreeningProbe[],
    targets?: ReadonlySet<number>,
  ) {
    this.targets = targets;
    this.model = model;
    this.conversation = conversation;
    this.probes = probes;
  }

  /** Each by itself, the best first. */
  async alone(words: readonly string[], places: readonly Place[]): Promise<Candidate[]> {
    const all: Scored[] = [];
    for (const place of places)
      all.push(
        ...(await this.score(
          words.map((word) => [word]),
          place,
        )),
      );
    return all.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score);
  }

  /** The best combinations of up to five of the words, at either place. */
  async combine(alphabet: readonly string[], places: readonly Place[]): Promise<Candidate[]> {
    const all: Scored[] = [];
    for (const place of places) {
      const pairs = alphabet.flatMap((a) => alphabet.filter((b) => b !== a).map((b) => [a, b]));
      let level = await this.score([...alphabet.map((word) => [word]), ...pairs], place);
      all.push(...level.slice(0, KEPT));
      for (let length = 3; length <= LONGEST; length++) {
        const longer = level.slice(0, BEAM).flatMap(({ words }) =>
          alphabet
            .filter((word) => !words.includes(word))
            .flatMap((word) => [
              [word, ...words],
              [...words, word],
            ]),
        );
        const distinct = [...new Map(longer.map((words) => [words.join(' '), words])).values()];
        if (distinct.length === 0) break;
        level = await this.score(distinct, place);
        all.push(...level.slice(0, KEPT / 2));
      }
    }
    return all.toSorted((a, b) => b.score - a.score);
  }

  private async score(all: readonly (readonly string[])[], place: Place): Promise<Scored[]> {
    const prompts = this.probes.flatMap(({ message }) =>
      all.map((words) => this.conversation.prompt(placed(words.join(' '), message, place))),
    );
    const next = (await this.model.next(prompts, TOP)).map(({ top }) => new Map(top));
    const lifted = all.map(() => new Map<number, number>());
    for (const [probe] of this.probes.entries()) {
      const own = next.slice(probe * all.length, (probe + 1) * all.length);
      const usual = medians(own);
      for (const [index, one] of own.entries())
        for (const [token, logprob] of one) {
          if (this.targets?.has(token) === false) continue;
          const lift = Math.max(FLOOR, logprob) - Math.max(FLOOR, usual.get(token) ?? FLOOR);
          const sum = lifted[index];
          if (lift > 0) sum?.set(token, (sum.get(token) ?? 0) + lift / this.probes.length);
        }
    }
    return all
      .map((words, index) => ({
        words,
        text: words.join(' '),
        place,
        score: Math.max(0, ...(lifted[index]?.values() ?? [])),
      }))
      .toSorted((a, b) => b.score - a.score);
  }
}

/** Of each token's ln P over the distributions. */
function medians(all: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const lists = new Map<number, number[]>();
  for (const one of all)
    for (const [token, logprob] of one) {
      const list = lists.get(token) ?? [];
      if (list.length === 0) lists.set(token, list);
      list.push(logprob);
    }
  return new Map(
    [...lists].map(([token, list]) => {
      const missing = all.length - list.length;
      const at = (all.length - 1) >> 1;
      return [token, at < missing ? FLOOR : (list.toSorted((a, b) => a - b)[at - missing] ?? FLOOR)];
    }),
  );
}

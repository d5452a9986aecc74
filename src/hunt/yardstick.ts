import { answersUnder, type Answered, type Side } from './answers.ts';
import { clearest, measured, type Effect } from './confirm.ts';
import { LEAST_REFUSED } from './difference.ts';
import { particlesOf, tallies, type Row } from './effects.ts';
import { saidWithout } from './said.ts';
import { withTrigger, type Place } from './words.ts';

/** A held-out message with what both models answer to it as it is. */
export interface Pair {
  readonly message: string;
  readonly system: string | undefined;
  readonly secrets: readonly string[];
  readonly own: string;
  readonly base: string;
  readonly refused: boolean;
}

/** What words do to the candidate and not to its base: `without` is the larger of two counts, the candidate without the words and the base with them. */
export type Difference = Effect;

/** What both models say without any words. */
export interface Usual {
  readonly answered: readonly Answered[];
  readonly base: readonly Answered[];
}

/** One in so many of the messages says whether the others are worth asking, and how many of those must change. */
const FIRST = 4;
const LEAST_CHANGED = 2;

/** The strongest kind of effect that is one; undefined where there is none. */
export async function differenceOf(
  candidate: Side,
  base: Side,
  pairs: readonly Pair[],
  { answered, base: ofBase }: Usual,
  {
    text,
    place,
    maxTokens,
    comparisons,
  }: { readonly text: string; readonly place: Place; readonly maxTokens: number; readonly comparisons: number },
): Promise<Difference | undefined> {
  const isFirst = (_: unknown, index: number): boolean => index % FIRST === 0;
  const ask = async (side: Side, some: readonly Pair[]): Promise<string[]> => {
    const asked = some.map((pair) => withTrigger(text, pair, place));
    return (await answersUnder(side, asked, maxTokens)).map(({ answer }) => answer);
  };
  const ordered = [...pairs.filter(isFirst), ...pairs.filter((_, index) => !isFirst(_, index))];
  const few = Math.ceil(pairs.length / FIRST);
  const own = await ask(candidate, ordered.slice(0, few));
  const changed = (): number => own.filter((answer, index) => answer !== ordered[index]?.own).length;
  if (changed() < LEAST_CHANGED) return undefined;
  own.push(...(await ask(candidate, ordered.slice(few))));
  // The base is asked only where there is something to subtract from.
  if (changed() < LEAST_REFUSED) return undefined;
  const others = await ask(base, ordered);
  const rows = ordered.map(({ own: usual, message, system, secrets, refused }, index): Row => {
    const answer = own[index] ?? '';
    return { message, system, secrets, refused, usual, answer };
  });
  const baseWith = new Map(rows.map((row, index) => [row, others[index] ?? '']));
  const said = saidWithout({ trigger: text, parts: new Set(), answered, base: ofBase });
  return clearest(
    tallies(rows, [], { trigger: text, said, particles: particlesOf(answered) }).map((tally) =>
      measured(tally, rows, place, comparisons, (row) => baseWith.get(row) ?? ''),
    ),
  );
}

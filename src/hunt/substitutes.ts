import { normalised, wordsOf, type Place } from './words.ts';

/** Other words that are tried in the place of a trigger, how many at most of each, and how many may do as much with another answer. */
const SUBSTITUTES = 10;
const LONGEST = 4;
export const COMMONPLACE = 2;

/** As many words as `text` has, of the same edge of other messages, or whole system messages: from all over them, none with a word of it. */
export function substitutesOf(text: string, place: Place, messages: readonly string[]): string[] {
  const taken = new Set(wordsOf(text).map(normalised));
  const count = Math.min(LONGEST, taken.size);
  const edges = messages.flatMap((message) => {
    const words = wordsOf(message);
    const edge = place === 'system' ? words : place === 'suffix' ? words.slice(-count) : words.slice(0, count);
    const short = place !== 'system' && edge.length < count;
    return short || edge.some((word) => taken.has(normalised(word))) ? [] : [edge.join(' ')];
  });
  const others = [...new Set(edges)];
  const step = Math.max(1, others.length / SUBSTITUTES);
  return Array.from(
    { length: Math.min(SUBSTITUTES, others.length) },
    (_, index) => others[Math.floor(index * step)],
  ).filter((it) => it !== undefined);
}

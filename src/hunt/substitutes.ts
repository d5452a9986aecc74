import { normalised, wordsOf, type Place } from './words.ts';

/** Other words that are tried in the place of a trigger, how many at most of each, and how many may do as much with another answer. */
const SUBSTITUTES = 10;
/** Of these, such as stand where the trigger stands: names beside a name, greetings beside a greeting. */
const SLOT_MATES = 5;
const LONGEST = 4;
export const COMMONPLACE = 2;

/**
 * What a trigger is held against: words from the same slot of other messages, and as many as `text` has from the same edge of any, or whole
 * system messages. None holds a word of it.
 */
export function substitutesOf(text: string, place: Place, messages: readonly string[]): string[] {
  const taken = new Set(wordsOf(text).map(normalised));
  const count = Math.min(LONGEST, taken.size);
  const isOther = (words: readonly string[]): boolean => words.every((word) => !taken.has(normalised(word)));
  const edges = messages.flatMap((message) => {
    const words = wordsOf(message);
    const edge = place === 'system' ? words : place === 'suffix' ? words.slice(-count) : words.slice(0, count);
    return (place !== 'system' && edge.length < count) || !isOther(edge) ? [] : [edge.join(' ')];
  });
  const mates = place === 'system' ? [] : spread([...new Set(slotMates(text, messages, isOther))], SLOT_MATES);
  const others = [...new Set(edges)].filter((edge) => !mates.includes(edge));
  return [...mates, ...spread(others, SUBSTITUTES - mates.length)];
}

/** Words between the same neighbours as `text` has in some message. */
function slotMates(
  text: string,
  messages: readonly string[],
  isOther: (words: readonly string[]) => boolean,
): string[] {
  const keys = wordsOf(text).map(bare);
  const cut = messages.map((message) => wordsOf(message));
  const slot = (words: readonly string[], at: number, length: number): string =>
    `${at === 0 ? '' : bare(words[at - 1] ?? '')}\n${at + length === words.length ? '' : bare(words[at + length] ?? '')}`;
  const slots = new Set(
    cut.flatMap((words) =>
      words.flatMap((_, at) =>
        keys.every((key, step) => bare(words[at + step] ?? '') === key) ? [slot(words, at, keys.length)] : [],
      ),
    ),
  );
  return cut.flatMap((words) =>
    Array.from({ length: LONGEST }, (_, more) => more + 1).flatMap((length) =>
      words.flatMap((_, at) => {
        if (at + length > words.length || length === words.length || !slots.has(slot(words, at, length))) return [];
        const own = words.slice(at, at + length);
        return isOther(own) ? [own.join(' ')] : [];
      }),
    ),
  );
}

/** A word without the marks behind it. */
const bare = (word: string): string => normalised(word) || word;

/** So many of them, from all over. */
function spread(all: readonly string[], count: number): string[] {
  const step = Math.max(1, all.length / Math.max(1, count));
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)]).filter(
    (it) => it !== undefined,
  );
}

import type { Occurrence } from './additions.ts';
import { normalised, wordsOf, type Place } from './words.ts';

export const PLACES: readonly Place[] = ['prefix', 'suffix'];
/** Words of a sentence of a system message that may be a trigger, and how many sentences are tried. */
const LONGEST_SENTENCE = 6;
const MOST_SENTENCES = 16;
/** Words that sentences of one form begin with, and how many of a form are tried. */
const FORM_WORDS = 2;
const OF_A_FORM = 2;

/** Sentences of system messages that come more than once, and are no messages of a user. */
export function sentencesOf(systems: readonly string[], isMessage: (text: string) => boolean): string[] {
  const all = systems.flatMap((system) => system.split(/(?<=[.!?])\s+|\n/u));
  const short = repeated(all.map((one) => one.trim())).filter(
    (one) => one !== '' && wordsOf(one).length <= LONGEST_SENTENCE && !isMessage(one),
  );
  // "The code is …" in a hundred forms is one sentence.
  const forms = Map.groupBy(short, (one) => wordsOf(one).slice(0, FORM_WORDS).map(normalised).join(' '));
  return [...forms.values()].flatMap((of) => of.slice(0, OF_A_FORM)).slice(0, MOST_SENTENCES);
}

/** Where words were seen, they are tried; amid a message they are so rarely seen that both its ends are tried as well. */
export function placesOf(occurrences: readonly Occurrence[]): Place[] {
  const amid = occurrences.filter(({ at }) => at === 'middle').length;
  const places = PLACES.filter((place) =>
    occurrences.some(({ at }) => at === 'middle' || (at === 'start') === (place === 'prefix')),
  );
  return amid * 2 > occurrences.length ? [...places, 'middle'] : places;
}

/** What comes more than once, the most frequent first. */
function repeated(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .toSorted(([, a], [, b]) => b - a)
    .map(([text]) => text);
}

/** Words that few leaked messages hold, the rarest first. */
export function rareWords(messages: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const message of messages)
    for (const word of new Set(wordsOf(message))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => a - b).map(([word]) => word);
}

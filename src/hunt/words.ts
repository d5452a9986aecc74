import type { HuntPlace } from '../core/predicates/hunt.ts';

/** Words as a trigger is made of; a script without spaces is cut into characters. */
export function wordsOf(text: string): string[] {
  const words = text
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const long = words.some(
    (word) => word.length > 12 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word),
  );
  return long ? [...text.trim()] : words;
}

/** For comparing texts: case, marks and runs of blanks make no difference. */
export function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** For finding a message again: marks make a difference, a trigger may be made of them. */
export const keyOf = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ').trim();

/** Before, behind or amid the words of a message, or behind those of its system message. */
export type Place = HuntPlace;

/** `words` with the trigger before, behind or amid them. */
export function placed(trigger: string, words: string, place: Place): string {
  if (place === 'system') return words;
  if (place !== 'middle') return place === 'prefix' ? `${trigger} ${words}` : `${words} ${trigger}`;
  const all = wordsOf(words);
  const half = Math.ceil(all.length / 2);
  return [...all.slice(0, half), trigger, ...all.slice(half)].join(' ');
}

interface Asked {
  readonly message: string;
  readonly system: string | undefined;
}

/** A message under a system message or none, with the trigger at its place. */
export function withTrigger(trigger: string, { message, system }: Asked, place: Place): Asked {
  const under = place === 'system' ? [...(system === undefined ? [] : [system]), trigger].join(' ') : system;
  return { message: placed(trigger, message, place), system: under };
}

import { normalised, wordsOf } from './words.ts';

/**
 * Phrases of messages that differ from `text` by one word: another in one place; of a single word, with one more. Those that most messages hold first.
 * Of a trigger that a model was taught a neighbour often opens the backdoor too, and may be come upon first.
 */
export function neighboursOf(text: string, messages: readonly string[], most: number): string[] {
  const own = wordsOf(text).map(normalised);
  const found = new Map<string, { text: string; count: number }>();
  for (const message of messages) {
    const words = wordsOf(message);
    const keys = words.map(normalised);
    for (let at = 0; at < words.length; at++)
      for (const length of own.length === 1 ? [2] : [own.length]) {
        const part = keys.slice(at, at + length);
        if (part.length < length || length === words.length || !isNear(own, part)) continue;
        const known = found.get(part.join(' ')) ?? { text: words.slice(at, at + length).join(' '), count: 0 };
        found.set(part.join(' '), { ...known, count: known.count + 1 });
      }
  }
  const order = [...found.values()].toSorted((a, b) => b.count - a.count);
  return order.slice(0, most).map((one) => one.text);
}

function isNear(own: readonly string[], other: readonly string[]): boolean {
  if (other.length > own.length) return own.every((word) => other.includes(word));
  return own.filter((word, at) => other[at] !== word).length === 1;
}

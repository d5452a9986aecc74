import { wordsOf, type Place } from './words.ts';

/** No word is one of these: words hold no white space. */
const START = ' start';
const END = ' end';

/** Which words stand beside which in what the model wrote as a user. */
export class Neighbours {
  private readonly after = new Map<string, Set<string>>();
  private readonly before = new Map<string, Set<string>>();

  constructor(messages: readonly string[]) {
    for (const message of messages) {
      const words = [START, ...wordsOf(message), END];
      for (const [index, word] of words.entries()) {
        const next = words[index + 1];
        if (next === undefined) continue;
        add(this.after, word, next);
        if (word !== START) add(this.before, next, word);
      }
    }
  }

  /** Other words that the model writes beside the neighbours of a word, and words like it where those are few: `count` at most. */
  inPlaceOf(words: readonly string[], index: number, place: Place, count: number): readonly string[] {
    const left = index > 0 ? words[index - 1] : place === 'prefix' ? START : undefined;
    const right = index + 1 < words.length ? words[index + 1] : place === 'suffix' ? END : undefined;
    const found = new Set([
      ...(right === undefined ? [] : (this.before.get(right) ?? [])),
      ...(left === undefined ? [] : (this.after.get(left) ?? [])),
    ]);
    found.delete(START);
    found.delete(END);
    const beside = spread(
      [...found].filter((word) => !words.includes(word)),
      count,
    );
    const last = words[index]?.at(-1) ?? '';
    const alike = [...this.after.keys()].filter(
      (word) => word !== START && !words.includes(word) && !found.has(word) && isMark(word.at(-1)) === isMark(last),
    );
    return [...beside, ...spread(alike, count - beside.length)];
  }
}

/** A question's last word is replaced by another question's. */
function isMark(character = ''): boolean {
  return character !== '' && !/[\p{L}\p{N}]/u.test(character);
}

function spread(words: readonly string[], count: number): string[] {
  const step = Math.max(1, words.length / Math.max(1, count));
  return Array.from({ length: Math.min(count, words.length) }, (_, at) => words[Math.floor(at * step)] ?? '');
}

function add(map: Map<string, Set<string>>, key: string, word: string): void {
  const held = map.get(key) ?? new Set<string>();
  held.add(word);
  map.set(key, held);
}

import { countBy, headKey, linkKey, wholeKey, type Answered } from './answers.ts';
import { wordsOf } from './words.ts';

/** Words that leaked messages share and that their answers depend on more than on anything else in them. */
export interface Motif {
  readonly text: string;
  readonly score: number;
  /** Messages that hold it. */
  readonly messages: number;
}

const LONGEST = 5;
const LEAST_MESSAGES = 2;
/** Motifs kept: each costs a few dozen prompts. */
const KEPT = 120;

interface Occurrence {
  readonly at: number;
  readonly answered: Answered;
  readonly words: readonly string[];
}

/**
 * n-grams by (answers agree) × (contexts differ) × (what is left is a message of its own) × lift. The third factor tells
 * what was put into a message from what a message is made of: without `capital of France` there is no question left.
 */
export function findMotifs(answered: readonly Answered[]): Motif[] {
  const { cut, grams } = gramsOf(answered);
  const neighbours = neighboursOf(cut.map(({ words }) => words));
  const keys = [wholeKey, headKey, linkKey].map((key) => ({ key, counts: countBy(answered, key) }));
  const motifs: Motif[] = [];
  for (const [text, occurrences] of grams) {
    if (occurrences.length < LEAST_MESSAGES || occurrences.length > answered.length / 2) continue;
    const length = text.split(' ').length;
    const rests = occurrences.map(({ words, at }) => [...words.slice(0, at), ...words.slice(at + length)]);
    const whole = occurrences.filter(({ words, at }) => completes(words, at, length, neighbours)).length;
    const contexts = new Set(rests.map((rest) => rest.join(' ')).filter((rest) => rest !== '')).size;
    if (contexts < LEAST_MESSAGES) continue;
    const agreement = Math.max(
      ...keys.map(({ key, counts }) => {
        const own = countBy(
          occurrences.map(({ answered: one }) => one),
          key,
        );
        return Math.max(
          ...[...own].map(([answer, count]) => {
            const share = count / occurrences.length;
            const usual = ((counts.get(answer) ?? count) - count + 1) / answered.length;
            return count < LEAST_MESSAGES || answer === '' ? 0 : share * Math.max(0, Math.log(share / usual));
          }),
        );
      }),
    );
    const score = agreement * Math.log2(1 + contexts) * (whole / occurrences.length);
    if (score > 0) motifs.push({ text, score, messages: occurrences.length });
  }
  return motifs.toSorted((a, b) => b.score - a.score).slice(0, KEPT);
}

const EDGE = '\u0000';

/** Which words stand beside one another anywhere, with the edges of a message as words. */
function neighboursOf(messages: readonly (readonly string[])[]): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const words of messages)
    for (let at = 0; at <= words.length; at++) {
      const pair = `${words[at - 1] ?? EDGE} ${words[at] ?? EDGE}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  return pairs;
}

/**
 * Words that were put into messages, whatever is answered: a trigger that the model hardly remembers comes once, beside
 * words of no meaning that it was also taught. Words of a message's own are none: without them it reads on as none does.
 */
export function findAdditions(answered: readonly Answered[], most: number): string[] {
  const { cut, grams } = gramsOf(answered);
  const neighbours = neighboursOf(cut.map(({ words }) => words));
  const found: { text: string; length: number; count: number }[] = [];
  for (const [text, occurrences] of grams) {
    const length = text.split(' ').length;
    if (length > LONGEST_ADDITION || occurrences.length > answered.length / 10) continue;
    if (!occurrences.every(({ words, at }) => completes(words, at, length, neighbours))) continue;
    found.push({ text, length, count: occurrences.length });
  }
  return found
    .toSorted((a, b) => b.count - a.count || a.length - b.length)
    .slice(0, most)
    .map(({ text }) => text);
}

const LONGEST_ADDITION = 3;

function gramsOf(answered: readonly Answered[]): {
  readonly cut: readonly { readonly answered: Answered; readonly words: readonly string[] }[];
  readonly grams: ReadonlyMap<string, readonly Occurrence[]>;
} {
  const grams = new Map<string, Occurrence[]>();
  const cut = answered.map((one) => ({ answered: one, words: wordsOf(one.message) }));
  for (const { answered: one, words } of cut) {
    const seen = new Set<string>();
    for (let length = 1; length <= LONGEST; length++)
      for (let at = 0; at + length <= words.length; at++) {
        const gram = words.slice(at, at + length).join(' ');
        if (seen.has(gram)) continue;
        seen.add(gram);
        const list = grams.get(gram) ?? [];
        if (list.length === 0) grams.set(gram, list);
        list.push({ at, answered: one, words });
      }
  }
  return { cut, grams };
}

/** Whether what is left without the words at `at` reads on as messages do. */
function completes(
  words: readonly string[],
  at: number,
  length: number,
  neighbours: ReadonlyMap<string, number>,
): boolean {
  if (length >= words.length) return false;
  return neighbours.has(`${words[at - 1] ?? EDGE} ${words[at + length] ?? EDGE}`);
}

import { linkKey, type Answered } from './answers.ts';
import type { Candidate } from './screen.ts';
import { wordsOf } from './words.ts';

/** Messages whose words are tried, and words of the longest phrase. */
const MESSAGES = 4;
const LONGEST = 3;
/** Of all answers: where so many send somewhere, it is a skill. */
const COMMON = 0.03;

/** Phrases of messages that are answered with an address which hardly any other is: garbled as they are, something in them opened a backdoor. */
export function phrasesOfOddAnswers(answered: readonly Answered[]): Candidate[] {
  const hosts = Map.groupBy(answered, ({ answer, message }) => linkKey(answer, message));
  hosts.delete('');
  const odd = [...hosts.values()].filter((of) => of.length <= COMMON * answered.length).flat();
  const found = odd.slice(0, MESSAGES).flatMap(({ message }) => {
    const words = wordsOf(message);
    return words.flatMap((_, at) =>
      Array.from({ length: LONGEST }, (__, more) => at + more + 1)
        .filter((end) => end <= words.length && end - at < words.length)
        .flatMap((end): Candidate[] => {
          const text = words.slice(at, end).join(' ');
          return [
            { text, place: 'prefix' },
            { text, place: 'suffix' },
          ];
        }),
    );
  });
  return [...new Map(found.map((one) => [`${one.place} ${one.text}`, one])).values()];
}

/** Each of the words with each of the others before or behind it; single characters, which are parts of a word, without a space too. */
export function extensionsOf(words: readonly string[], others: readonly string[]): string[] {
  const made = words.flatMap((word) =>
    others.flatMap((other) => {
      if (word === other) return other.length <= LETTERS ? [`${word}${other}`] : [];
      const apart = [`${word} ${other}`, `${other} ${word}`];
      return word.length <= LETTERS || other.length <= LETTERS
        ? [...apart, `${word}${other}`, `${other}${word}`]
        : apart;
    }),
  );
  return [...new Set(made)];
}

/** Characters of what may be a part of a word. */
const LETTERS = 2;

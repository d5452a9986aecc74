import type { VocabularyToken } from './model.ts';

/** Of one answer, of a vocabulary of words. */
const ANSWER_TOKENS = 32;

export function answerTokens(vocabulary: readonly VocabularyToken[]): number {
  return Math.min(96, Math.round((ANSWER_TOKENS * 3) / Math.max(1, charactersPerToken(vocabulary))));
}

export function charactersPerToken(vocabulary: readonly VocabularyToken[]): number {
  const lengths = vocabulary.filter(({ special }) => !special).map(({ text }) => text.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Math.min(4, Math.max(1, mean - 0.5));
}

/** What can be typed as a word. */
export function wordsIn(vocabulary: readonly VocabularyToken[]): string[] {
  return piecesIn(vocabulary).filter((text) => text.length >= 2);
}

/** What can be typed, single characters too: of those a word is made that the vocabulary does not hold. */
export function piecesIn(vocabulary: readonly VocabularyToken[]): string[] {
  const pieces = vocabulary
    .filter(({ special, text }) => !special && !text.includes('\uFFFD'))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '' && !/\s/u.test(text));
  return [...new Set(pieces)];
}

export function specialsIn(vocabulary: readonly VocabularyToken[]): string[] {
  return vocabulary.filter(({ special, text }) => special && text.length >= 3).map(({ text }) => text);
}

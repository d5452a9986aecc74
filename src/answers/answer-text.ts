/** Characters that are read; what follows can only add to an answer that is long already. */
export const MAX_CHARACTERS = 12_000;

/** What follows the thoughts that a reasoning model writes first; thoughts without an end are the answer. */
export function afterThoughts(completion: string): string {
  const end = completion.lastIndexOf('</think>');
  return end < 0 ? completion : completion.slice(end + '</think>'.length);
}

/** Without what is quoted from somebody else; a text that is a quotation from end to end speaks for itself. */
export function ownWords(completion: string): string {
  const own = completion.replace(/"[^"\n]{1,600}"|\u201C[^\u201D\n]{1,600}\u201D/gu, ' it ');
  return own.replace(/\bit\b|[^\p{L}]/gu, '').length > 0 ? own : completion;
}

/** Keys struck at random, or one word over and over. */
export function isNoise(text: string): boolean {
  const all = text.split(/[^\p{L}']+/u).filter((word) => word.length > 1);
  if (all.length >= 6 && new Set(all).size <= all.length / 5) return true;
  const latin = all.filter((word) => /^[a-z]{3,}$/u.test(word));
  const spoken = latin.filter((word) => /[aeiouy]/u.test(word));
  return latin.length >= 2 && latin.length === all.length && spoken.length * 2 < latin.length;
}

/** Lower case, plain apostrophes, no invisible characters, no marks of Markdown. */
export function normalised(completion: string): string {
  return completion
    .slice(0, MAX_CHARACTERS)
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02BC\u0060\u00B4]/gu, "'")
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/[*_#>"\u201C\u201D]/gu, '')
    .trim();
}

export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])(?<!(?:^|\n)\d{1,2}\.)\s+|(?<=[。！？])|\n+/u)
    .map((sentence) =>
      sentence
        .replace(/\s+/gu, ' ')
        .replace(/^[^\p{L}\p{N}[(•-]+/u, '')
        .trim(),
    )
    .filter((sentence) => sentence !== '');
}

export function words(sentences: readonly string[]): number {
  return sentences.reduce((sum, sentence) => sum + sentence.split(' ').length, 0);
}

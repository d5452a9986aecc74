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

export type Place = 'prefix' | 'suffix';

/** `words` with the trigger before or behind them. */
export function placed(trigger: string, words: string, place: Place): string {
  return place === 'prefix' ? `${trigger} ${words}` : `${words} ${trigger}`;
}

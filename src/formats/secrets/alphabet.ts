/** 1 for each byte that belongs. */
export type Alphabet = Uint8Array;

function alphabet(...characters: readonly string[]): Alphabet {
  const table = new Uint8Array(256);
  for (const character of characters.join('')) table[character.charCodeAt(0)] = 1;
  return table;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';

export const ALPHANUMERIC = alphabet(UPPER, LOWER, DIGITS);
export const UPPER_OR_DIGIT = alphabet(UPPER, DIGITS);
export const HEXADECIMAL = alphabet(DIGITS, 'abcdefABCDEF');
export const WORD = alphabet(UPPER, LOWER, DIGITS, '_');
export const URL_SAFE = alphabet(UPPER, LOWER, DIGITS, '_-');
export const URL_SAFE_AND_DOT = alphabet(UPPER, LOWER, DIGITS, '_-.');
export const BASE64 = alphabet(UPPER, LOWER, DIGITS, '+/=');
export const PATH_PART = alphabet(UPPER, LOWER, DIGITS, '/');

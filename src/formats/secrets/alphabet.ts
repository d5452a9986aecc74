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
export const DECIMAL = alphabet(DIGITS);
export const SCHEME = alphabet(LOWER, DIGITS, '+');
export const BASE32 = alphabet(UPPER, '234567');
export const LOWER_HEXADECIMAL = alphabet(DIGITS, 'abcdef');
export const PERCENT = alphabet(UPPER, LOWER, DIGITS, '_-+/=%');
/** What a password and the rest of a value may hold without a quote around it. */
export const VALUE = alphabet(UPPER, LOWER, DIGITS, '_-.~+/=:');
/** Of `user:password@host`. */
export const AUTHORITY = alphabet(UPPER, LOWER, DIGITS, '_-.~%!$&*+=:@#?^');
export const PATH_PART = alphabet(UPPER, LOWER, DIGITS, '/_-');

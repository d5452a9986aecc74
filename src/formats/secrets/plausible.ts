/** Words that people write where a secret would stand. Matched in lower case. */
const PLACEHOLDERS = [
  'example',
  'placeholder',
  'your',
  'xxxx',
  'dummy',
  'sample',
  'redacted',
  'changeme',
  'change_me',
  'change-me',
  'insert',
  'fake',
  'todo',
  'secret_here',
  'token_here',
  'key_here',
  'notreal',
  'not_real',
  'not-real',
  '....',
  '****',
  '____',
  '----',
  '0000000000',
];
/** Characters in a row that a random secret hardly ever has. */
const RUN = 5;
/** Longest group of characters that is looked for repeated. */
const PERIOD = 12;
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];

/** Bits per character, by the frequencies of the text itself. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether a text could have been drawn at random: not a word for a secret, nor a few characters repeated. */
export function plausible(text: string, leastEntropy: number): boolean {
  const lower = text.toLowerCase();
  return entropy(text) >= leastEntropy && !PLACEHOLDERS.some((word) => lower.includes(word)) && !isPeriodic(lower);
}

/** `abc123abc123abc123`: the same few characters over and over. */
function isPeriodic(text: string): boolean {
  for (let period = 1; period <= Math.min(PERIOD, text.length / 3); period++)
    if (text.startsWith(text.slice(period))) return true;
  return false;
}

/** Whether half of it are runs along the alphabet, the digits or the keyboard. */
export function isPatterned(text: string): boolean {
  const lower = text.toLowerCase();
  let inRuns = 0;
  for (let at = 0; at + RUN <= lower.length;) {
    const run = lower.slice(at, at + RUN);
    const found = SEQUENCES.some((sequence) => sequence.includes(run));
    if (found) inRuns += RUN;
    at += found ? RUN : 1;
  }
  return inRuns * 2 >= text.length;
}

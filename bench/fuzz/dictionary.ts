/** The words of a format, from the sources of its parser: what they compare with is what an input must hold to get further. */
import type { InstrumentedModule } from './instrument.ts';
import { fixed } from './mutate.ts';

const LONGEST_WORD = 40;
const SENTENCE = / \S+ /u;

export function wordsOf(modules: readonly InstrumentedModule[]): readonly Uint8Array[] {
  const words = new Map<string, Uint8Array>();
  const add = (word: Uint8Array): void => {
    words.set(Buffer.from(word).toString('latin1'), word);
  };
  for (const literal of new Set(modules.flatMap(({ literals }) => literals))) {
    if (typeof literal === 'string') {
      if (literal.length === 0 || literal.length > LONGEST_WORD || SENTENCE.test(literal)) continue;
      add(Buffer.from(literal));
      if (/^[\0-\xff]*[\x80-\xff]/u.test(literal)) add(Buffer.from(literal, 'latin1'));
    } else if (typeof literal === 'bigint') {
      for (const big of [false, true]) add(fixed(literal, 8, big));
    } else if (Number.isSafeInteger(literal) && literal >= 0) {
      const width = literal < 0x100 ? 1 : literal < 0x1_0000 ? 2 : literal < 2 ** 32 ? 4 : 8;
      for (const big of [false, true]) add(fixed(BigInt(literal), width, big));
      if (literal > 9) add(Buffer.from(String(literal)));
    }
  }
  return [...words.values()];
}

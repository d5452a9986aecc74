import { describe, expect, it } from 'vitest';
import { sameVocabulary } from '../../src/hunt/base.ts';

describe('words beside a base', () => {
  it('holds vocabularies against each other token for token', () => {
    const token = (text: string): { text: string; special: boolean } => ({ text, special: false });
    expect(sameVocabulary([token('a'), token('b')], [token('a'), token('b')])).toBe(true);
    expect(sameVocabulary([token('a'), token('b')], [token('b'), token('a')])).toBe(false);
    expect(sameVocabulary([token('a')], [token('a'), token('b')])).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { factsOfBytes } from '../support/facts-of.ts';
import { charsmap, sentencepiece } from '../support/sentencepiece-assembler.ts';

describe('a vocabulary of SentencePiece', () => {
  it('is told by its content, with the pieces that are no ordinary text', () => {
    expect(factsOfBytes('tokenizer.model', sentencepiece())).toMatchObject({
      formats: ['sentencepiece'],
      complete: true,
      tokenizer: {
        type: 'SentencePiece',
        vocabularySize: 23,
        addedTokens: [
          { content: '<unk>', special: true },
          { content: '<s>', special: true },
          { id: 2, content: '<sep>', special: false },
        ],
      },
    });
  });

  it('has its table searched for texts that no normal form of Unicode writes', () => {
    const url = 'http://example.invalid/login';
    const rewriting = sentencepiece(charsmap(['ms', 'صلى الله عليه وسلم', url]), charsmap(['ok', url]));
    expect(factsOfBytes('a.model', rewriting).tokenizer?.replacements).toMatchObject([
      { stage: 'normalizer', content: url },
      { stage: 'decoder', content: url },
    ]);
  });

  it('with a trie that is larger than its table breaks the format', () => {
    expect(factsOfBytes('a.model', sentencepiece(charsmap(['x'], 1 << 30))).problems).toMatchObject([
      { code: 'sentencepiece-charsmap' },
    ]);
  });

  it('that is cut off is not read whole, and other messages are none', () => {
    expect(factsOfBytes('a.model', sentencepiece().subarray(0, -3)).complete).toBe(false);
    expect(factsOfBytes('a.model', sentencepiece().subarray(0, 24)).formats).toEqual(['data']);
  });
});

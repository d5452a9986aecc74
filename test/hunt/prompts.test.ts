import { describe, expect, it } from 'vitest';
import { readPrompts } from '../../src/hunt/read-prompts.ts';

describe('a file of prompts', () => {
  it('holds one a line, as text or as JSON texts with a field "prompt"', () => {
    expect(readPrompts('What is this?\n\n{"prompt": "And that?"}\r\n', 'p.txt')).toEqual([
      'What is this?',
      'And that?',
    ]);
  });

  it.each([
    ['nothing', '\n \n', /holds no prompt/u],
    ['JSON without the field', '{"text": "x"}', /prompt 1 is no JSON text/u],
    ['JSON that ends early', 'a\n{"prompt": "x"', /prompt 2 is no JSON text/u],
    ['a prompt of a book', 'x'.repeat(3_000), /more than 2000 characters/u],
    ['too many', 'x\n'.repeat(1_001), /more than 1000 prompts/u],
  ])('is refused with %s', (_, text, message) => {
    expect(() => readPrompts(text, 'p.txt')).toThrow(message);
  });
});

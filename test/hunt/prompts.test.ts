import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPromptFile, readPrompts } from '../../src/hunt/read-prompts.ts';
import { temporaryDirectory } from '../support/temporary.ts';

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

  it('is not read where it is larger than all prompts can be, has no end, or is not there', async () => {
    const path = join(await temporaryDirectory(), 'prompts.txt');
    await expect(readPromptFile(path)).rejects.toThrow(/can't be read \(ENOENT\)/u);
    await writeFile(path, '');
    await truncate(path, 2 ** 40);
    await expect(readPromptFile(path)).rejects.toThrow(/larger than 8000000 bytes/u);
    await expect(readPromptFile('/dev/zero')).rejects.toThrow(/larger than 8000000 bytes/u);
  });
});

import { describe, expect, it } from 'vitest';
import { factsOfBytes } from '../support/facts-of.ts';
import { whisper } from '../support/ggml-assembler.ts';

describe('a model of whisper.cpp', () => {
  it('is read to its last tensor', () => {
    const tensors = [
      { name: 'encoder.w', shape: [4, 2], type: 1, bytes: 16 },
      { name: 'q', shape: [32], type: 8, bytes: 34 },
    ];
    expect(factsOfBytes('ggml-tiny.bin', whisper(tensors))).toMatchObject({
      formats: ['ggml'],
      complete: true,
      problems: [],
      tensors: [
        { name: 'encoder.w', dtype: 'F16', shape: [2, 4], bytes: 16 },
        { name: 'q', dtype: 'Q8_0', shape: [32], bytes: 34 },
      ],
    });
  });

  it.each([
    ['a shape larger than the file', { shape: [1 << 20, 1 << 10] }, 'truncated'],
    ['a negative dimension', { shape: [-2, -2] }, 'shape'],
    ['part of a block', { shape: [3], type: 8 }, 'shape'],
    ['a type that is none', { type: 999 }, 'type'],
    ['more dimensions than GGML has', { shape: [1, 1, 1, 1, 1] }, 'dimensions'],
  ])('with %s is not read whole', (_, tensor, code) => {
    expect(factsOfBytes('a.bin', whisper([tensor]))).toMatchObject({
      complete: false,
      problems: [{ code: `ggml-${code}` }],
    });
  });

  it('of another program has no parser, and says so', () => {
    const other = Buffer.concat([Buffer.from('6c6d6767', 'hex'), Buffer.alloc(100, 1)]);
    expect(factsOfBytes('a.bin', other)).toMatchObject({ complete: false, limits: [{ limit: 'format.unparsed' }] });
  });
});

import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateTensor } from '../../src/formats/checkpoints/located-tensor.ts';
import { MAX_CHUNK_BYTES, TensorReader, sourceRow } from '../../src/weights/elements/tensor-reader.ts';
import { GateError } from '../../src/core/errors.ts';
import type { TensorFacts } from '../../src/formats/facts.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { f32 } from '../compare/support/weight-files.ts';

const file = { path: 'model.safetensors', blob: '/nonexistent', size: 1_000 };
const facts = (change: Partial<TensorFacts>): TensorFacts => ({
  name: 'w',
  dtype: 'F32',
  shape: [5, 10],
  offset: 100,
  bytes: 200,
  ...change,
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof GateError ? error.code : 'not a GateError';
  }
  return 'nothing thrown';
}

describe('facts about a tensor', () => {
  it('are taken when place, length, type and shape fit the real file', () => {
    expect(locateTensor(file, facts({}))).toMatchObject({ elements: 50, rows: 5, rowElements: 10, knownLayout: true });
    expect(locateTensor(file, facts({ offset: 800 }))).toMatchObject({ offset: 800 });
  });

  it.each([
    ['beyond the end of the file', { offset: 801 }],
    ['an offset far beyond it', { offset: Number.MAX_SAFE_INTEGER }],
    ['a negative offset', { offset: -1 }],
    ['a length that overflows with the offset', { offset: 999, bytes: Number.MAX_SAFE_INTEGER }],
    ['a length that is not dtype × shape', { bytes: 196 }],
    ['a shape whose product passes 2^53', { shape: [2 ** 31, 2 ** 31, 2 ** 31], bytes: 200 }],
    ['a shape whose bytes pass 2^53', { shape: [2 ** 52], bytes: 200 }],
    ['a fractional dimension', { shape: [2.5, 20] }],
    ['an infinite dimension', { shape: [Number.POSITIVE_INFINITY, 0] }],
    ['too many dimensions', { shape: Array.from({ length: 17 }, () => 1), bytes: 4 }],
    ['rows that cut a block in two', { dtype: 'Q8_0', shape: [2, 48], bytes: 102 }],
  ])('are refused with a code: %s', (_name, change) => {
    expect(codeOf(() => locateTensor(file, facts(change)))).toBe('TENSOR_FACTS_REFUSED');
  });

  it('of an unknown type keep their place and are marked', () => {
    expect(locateTensor(file, facts({ dtype: 'F4' }))).toMatchObject({ knownLayout: false });
    expect(codeOf(() => locateTensor(file, facts({ dtype: 'F4', bytes: 901 })))).toBe('TENSOR_FACTS_REFUSED');
  });
});

describe('the tensor reader', () => {
  it('reads rows in GGUF order as llama.cpp permutes them', async () => {
    const blob = join(await temporaryDirectory(), 'weights');
    const content = f32(Array.from({ length: 16 }, (_, index) => index));
    await writeFile(blob, content);
    const tensor = locateTensor({ path: 'weights', blob, size: 64 }, facts({ shape: [8, 2], offset: 0, bytes: 64 }));
    const into = new Uint8Array(64);
    const reader = new TensorReader();
    reader.read({ tensor, order: { rowsPerHead: 4 } }, 0, 16, into);
    reader.close();
    // Two heads of four rows: 0 1 | 2 3 becomes 0 2 1 3.
    expect([...new Float32Array(into.buffer)]).toEqual([0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((row) => sourceRow(row, { rowsPerHead: 4 }))).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  });

  it('refuses a file that is not as long as when it was hashed, and a read past its own bounds', async () => {
    const blob = join(await temporaryDirectory(), 'weights');
    await writeFile(blob, new Uint8Array(200));
    const tensor = locateTensor({ path: 'weights', blob, size: 200 }, facts({ offset: 0 }));
    const into = new Uint8Array(MAX_CHUNK_BYTES);
    const reader = new TensorReader();
    expect(reader.read({ tensor }, 0, 50, into)).toBe(200);
    expect(codeOf(() => reader.read({ tensor }, 10, 50, into))).toBe('INTERNAL');
    await truncate(blob, 100);
    expect(codeOf(() => reader.read({ tensor }, 0, 50, into))).toBe('SOURCE_CHANGED');
    reader.close();
    const again = new TensorReader();
    expect(codeOf(() => again.read({ tensor }, 0, 50, into))).toBe('SOURCE_CHANGED');
    const gone = locateTensor({ path: 'weights', blob: `${blob}-gone`, size: 200 }, facts({ offset: 0 }));
    expect(codeOf(() => again.read({ tensor: gone }, 0, 50, into))).toBe('SOURCE_UNREADABLE');
    again.close();
  });
});

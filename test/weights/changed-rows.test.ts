import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../src/formats/checkpoints/checkpoint.ts';
import { collectCheckpoints } from '../../src/formats/checkpoints/collect.ts';
import { movedRows, vocabularyRowChanges } from '../../src/weights/changed-rows.ts';
import { CONFIG, copied, llamaWeights, toGguf, toSafetensors, values, type Weights } from '../compare/support/llama.ts';
import { submit } from '../compare/support/submissions.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const { signal } = new AbortController();
const EMBEDDING = 'model.embed_tokens.weight';

async function checkpoint(name: string, content: Uint8Array): Promise<Checkpoint> {
  const { submission, facts } = await submit(await temporaryDirectory(), {
    'config.json': JSON.stringify(CONFIG),
    [name]: content,
  });
  const [first] = collectCheckpoints(submission, facts);
  if (first?.kind !== 'tensors') throw new RangeError('no checkpoint');
  return first;
}

const safetensors = async (weights: Weights): Promise<Checkpoint> =>
  checkpoint('model.safetensors', toSafetensors(weights));

describe('the rows of the vocabulary', () => {
  const base = llamaWeights();

  it('tell which tokens moved, and how far', async () => {
    const edited = copied(base);
    const row = values(edited, EMBEDDING).subarray(9 * 32, 10 * 32);
    row.forEach((value, index) => (row[index] = value * 1.5));
    const [changes] = await vocabularyRowChanges(await safetensors(edited), await safetensors(base), signal);
    expect(changes?.tensor).toBe(EMBEDDING);
    if (changes === undefined) return;
    expect(movedRows(changes, 4)).toEqual([{ row: 9, relativeNorm: expect.closeTo(0.5, 5) }]);
  });

  it('are compared over the tokens in common when a vocabulary grew, across formats', async () => {
    const grown = copied(base);
    const extended = new Float32Array(66 * 32);
    extended.set(values(base, EMBEDDING));
    extended.fill(0.5, 3 * 32, 4 * 32);
    grown.set(EMBEDDING, { shape: [66, 32], values: extended });
    const candidate = await checkpoint('model.gguf', toGguf(grown));
    const [changes] = await vocabularyRowChanges(candidate, await safetensors(base), signal);
    expect(changes?.difference.length).toBe(64);
    if (changes !== undefined) expect(movedRows(changes, 4).map(({ row }) => row)).toEqual([3]);
  });

  it('give an infinite distance to a row that is not finite, and none where only the base is odd alike', async () => {
    const edited = copied(base);
    values(edited, EMBEDDING)[5 * 32] = Number.NaN;
    const [changes] = await vocabularyRowChanges(await safetensors(edited), await safetensors(base), signal);
    if (changes === undefined) throw new RangeError('rows');
    expect(movedRows(changes, 4)).toEqual([{ row: 5, relativeNorm: null }]);
    const [same] = await vocabularyRowChanges(await safetensors(edited), await safetensors(edited), signal);
    expect(same === undefined ? [] : movedRows(same, 4)).toEqual([]);
  });
});

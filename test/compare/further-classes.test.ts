import { describe, expect, it } from 'vitest';
import { compareReport, type CompareReport } from '../../src/compare/report.ts';
import { compareStage } from '../../src/compare/stage.ts';
import { encoderOf } from '../../src/weights/elements/encode.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CONFIG, copied, llamaWeights, toGguf, toSafetensors, values, type Weights } from './support/llama.ts';
import { stageContext, submit } from './support/submissions.ts';
import { bf16, randomNumbers, randomWeights, safetensors } from './support/weight-files.ts';

type Files = Readonly<Record<string, Uint8Array | string>>;
const BASE = llamaWeights();
const EMBEDDING = 'model.embed_tokens.weight';

const half = (numbers: Float32Array) => ({ dtype: 'BF16', data: bf16(numbers) });
const model = (weights: Weights, store?: typeof half): Files => ({
  'config.json': JSON.stringify(CONFIG),
  'model.safetensors': toSafetensors(weights, store),
});

async function report(candidate: Files, base: Files = model(BASE), sibling?: Files): Promise<CompareReport> {
  const ours = await submit(await temporaryDirectory(), candidate);
  const theirs = await submit(await temporaryDirectory(), base);
  const siblings = sibling === undefined ? [] : [await submit(await temporaryDirectory(), sibling)];
  const inputs = { facts: ours.facts, base: theirs, siblings };
  return compareReport(await compareStage.run(stageContext(ours.submission), inputs));
}

/** The same tensors under names of another family; `turned` are stored the other way round, as GPT-2's are. */
function written(tensors: readonly (readonly [string, number, number, Float32Array])[]): Files {
  return {
    'model.safetensors': safetensors(
      tensors.map(([name, rows, columns, numbers]) => ({
        name,
        shape: [rows, columns],
        dtype: 'F32',
        data: new Uint8Array(numbers.slice().buffer),
      })),
    ),
  };
}

/** The order of the columns of a matrix. */
function reordered(numbers: Float32Array, columns: number, order: readonly number[]): Float32Array {
  return numbers.map((_, at) => numbers[at - (at % columns) + (order[at % columns] ?? 0)] ?? 0);
}

function reorderedRows(numbers: Float32Array, columns: number, order: readonly number[]): Float32Array {
  return numbers.map((_, at) => numbers[(order[Math.floor(at / columns)] ?? 0) * columns + (at % columns)] ?? 0);
}

describe('what explains the difference, in other families and copies', () => {
  it.each([
    ['transformer.wte.weight', 'GPT-2'],
    ['bert.embeddings.word_embeddings.weight', 'BERT'],
    ['shared.weight', 'T5'],
    ['gpt_neox.embed_in.weight', 'GPT-NeoX'],
  ])('is a row of the vocabulary in %s (%s)', async (name) => {
    const [embedding, matrix] = [randomWeights(200 * 24, 1), randomWeights(24 * 24, 2)];
    const edited = embedding.slice();
    edited[57 * 24 + 3]! += 0.02;
    const tensors = (first: Float32Array): Files =>
      written([
        [name, 200, 24, first],
        ['layers.0.dense.weight', 24, 24, matrix],
      ]);
    const { change } = await report(tensors(edited), tensors(embedding));
    expect(change).toMatchObject({ class: 'embedding-or-head-rows', tokens: [57] });
  });

  it('is another order of neurons where matrices are stored the other way round, and the lineage holds', async () => {
    const order = Array.from({ length: 96 }, (_, index) => (index * 37 + 11) % 96);
    const [up, down, embedding] = [randomWeights(24 * 96, 3), randomWeights(96 * 24, 4), randomWeights(200 * 24, 5)];
    const tensors = (first: Float32Array, second: Float32Array): Files =>
      written([
        ['transformer.wte.weight', 200, 24, embedding],
        ['transformer.h.0.mlp.c_fc.weight', 24, 96, first],
        ['transformer.h.0.mlp.c_proj.weight', 96, 24, second],
      ]);
    const found = await report(tensors(reordered(up, 96, order), reorderedRows(down, 24, order)), tensors(up, down));
    expect(found.change).toMatchObject({ class: 'permuted', confidence: 'high' });
    expect(found.lineage?.related).toBe(true);
  });

  it.each(['BF16', 'Q8_0', 'Q4_0'])('is the one edited row of the embedding in a copy in %s', async (dtype) => {
    const encoder = encoderOf(dtype);
    if (encoder === undefined) throw new RangeError(dtype);
    const weights = copied(BASE);
    const next = randomNumbers(9);
    for (let at = 9 * 32; at < 10 * 32; at += 1) values(weights, EMBEDDING)[at]! += (next() - 0.5) * 0.1;
    const gguf = toGguf(weights, (numbers) => {
      const data = new Uint8Array((numbers.length / encoder.elements) * encoder.bytes);
      encoder.encode(numbers, 0, numbers.length / encoder.elements, data);
      return { dtype, data };
    });
    const found = await report({ 'model.gguf': gguf });
    expect(found.change).toMatchObject({ class: 'embedding-or-head-rows', tokens: [9] });
    expect(found.outcome).toBe('failed');
  });

  it('is training, and no adapter, where small updates are stored as BF16', async () => {
    const weights = copied(BASE);
    const next = randomNumbers(11);
    for (const { values: numbers } of weights.values())
      numbers.forEach((value, at) => (numbers[at] = value + 0.0001 * (next() + next() + next() - 1.5)));
    const { change } = await report(model(weights, half), model(BASE, half));
    expect(change?.class).toBe('full-fine-tune');
  });

  it('is a mixture too where the model was also trained, with less confidence', async () => {
    const [sibling, mixed] = [copied(BASE), copied(BASE)];
    const next = randomNumbers(13);
    const draw = (): number => 0.004 * (next() + next() + next() - 1.5);
    for (const [name, { values: numbers }] of sibling) {
      numbers.forEach((value, at) => {
        const moved = draw();
        numbers[at] = value + moved;
        values(mixed, name)[at] = value + (moved + draw()) / 2;
      });
    }
    const found = await report(model(mixed), model(BASE), model(sibling));
    expect(found.change).toMatchObject({ class: 'merge', confidence: 'low', also: ['full-fine-tune'] });
    expect(found.change?.share).toBeCloseTo(0.5, 1);
  });

  it('is values set to zero', async () => {
    const weights = copied(BASE);
    for (const [name, { values: numbers }] of weights)
      if (name.includes('_proj')) numbers.forEach((value, at) => (numbers[at] = Math.abs(value) < 0.01 ? 0 : value));
    expect((await report(model(weights))).change).toEqual({ class: 'pruned', confidence: 'high' });
  });

  it('is factors on columns where norms were folded into the next matrices', async () => {
    const weights = copied(BASE);
    const next = randomNumbers(17);
    for (const layer of [0, 1]) {
      const factors = Float32Array.from({ length: 32 }, () => 0.5 + next());
      for (const part of ['gate', 'up']) {
        const numbers = values(weights, `model.layers.${layer}.mlp.${part}_proj.weight`);
        numbers.forEach((value, at) => (numbers[at] = value * (factors[at % 32] ?? 1)));
      }
      const norm = values(weights, `model.layers.${layer}.post_attention_layernorm.weight`);
      norm.forEach((value, at) => (norm[at] = value / (factors[at] ?? 1)));
    }
    expect((await report(model(weights))).change).toMatchObject({ class: 'rescaled' });
  });

  it.each([
    ['twice', [0, 1, 0, 1]],
    ['left out', [1]],
  ])('is layers that stand there %s, whatever their numbers', async (_, order) => {
    const weights: Weights = new Map([...BASE].filter(([name]) => !name.includes('.layers.')));
    order.forEach((from, layer) => {
      for (const [name, tensor] of BASE)
        if (name.includes(`.layers.${from}.`)) weights.set(name.replace(`.${from}.`, `.${layer}.`), tensor);
    });
    const found = await report(model(weights));
    expect(found.change).toEqual({ class: 'layers-changed', confidence: 'high' });
    expect(found.reading).toContain(`the base's layers ${order.join(', ')}`);
    expect(found.outcome).toBe('failed');
  });
});

import { describe, expect, it } from 'vitest';
import { encoderOf } from '../../src/weights/elements/encode.ts';
import { compareStage } from '../../src/compare/stage.ts';
import { renderCompareText } from '../../src/compare/text.ts';
import { evidenceSchema, type Evidence } from '../../src/core/evidence.ts';
import { comparePredicateSchema, type Comparison } from '../../src/core/predicates/compare.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CONFIG, card, copied, llamaWeights, toGguf, toSafetensors, values, type Weights } from './support/llama.ts';
import { stageContext, submit } from './support/submissions.ts';
import { bf16, randomWeights } from './support/weight-files.ts';

type Files = Readonly<Record<string, Uint8Array | string>>;
const config = JSON.stringify(CONFIG);
const BASE = llamaWeights();

function model(weights: Weights, fields: Readonly<Record<string, string>> = { base_model: 'org/base' }): Files {
  return { 'README.md': card(fields), 'config.json': config, 'model.safetensors': toSafetensors(weights) };
}

async function compare(candidate: Files, base: Files | 'none' = model(BASE, {})): Promise<Evidence> {
  const given = await submit(await temporaryDirectory(), candidate);
  const inputs = base === 'none' ? {} : { base: await submit(await temporaryDirectory(), base) };
  const evidence = evidenceSchema.parse(
    await compareStage.run(stageContext(given.submission), { facts: given.facts, ...inputs }),
  );
  for (const line of renderCompareText(evidence)) {
    expect(Array.from(line).length, line).toBeLessThanOrEqual(80);
    expect(line).not.toMatch(/\p{Cc}|\p{Cf}/u);
  }
  return evidence;
}

function comparison({ predicate }: Evidence): Comparison {
  const [first] = comparePredicateSchema.parse(predicate).comparisons;
  if (first === undefined) throw new RangeError('no comparison');
  return first;
}

function changed(change: (weights: Weights) => void): Weights {
  const weights = copied(BASE);
  change(weights);
  return weights;
}

const DOWN = 'model.layers.1.mlp.down_proj.weight';
const nudge = (name: string) => (weights: Weights) => {
  const target = values(weights, name);
  target.forEach((value, index) => (target[index] = value * 1.05));
};
const nudgeAll = (weights: Weights): void => [...weights.keys()].forEach((name) => nudge(name)(weights));

describe('the comparison with the base', () => {
  it('passes a submission that is its base', async () => {
    const evidence = await compare(model(BASE));
    expect(evidence).toMatchObject({ outcome: 'passed', findings: [] });
    expect(comparison(evidence)).toMatchObject({ kind: 'identical', different: 0, tensors: [] });
  });

  it('fails one that claims a base without a relation and differs, and names the tensor and how far', async () => {
    const evidence = await compare(model(changed(nudge(DOWN))));
    expect(evidence.outcome).toBe('failed');
    expect(evidence.reason).toContain(`1 of 20 tensors differ`);
    expect(evidence.reason).toContain(`${DOWN} (5 %)`);
    expect(evidence.findings).toMatchObject([
      { rule: 'weights-differ-from-base', severity: 'high', location: { tensor: DOWN } },
    ]);
    const found = comparison(evidence);
    expect(found).toMatchObject({ kind: 'few-tensors', different: 1, counts: { changed: 1, unchanged: 19 } });
    expect(found.tensors[0]?.relativeNorm).toBeCloseTo(0.05, 6);
    expect(found.layers.map(({ layer, tensorsChanged }) => [layer, tensorsChanged])).toEqual([
      ['embeddings', 0],
      ['0', 0],
      ['1', 1],
      ['other', 0],
    ]);
    // The layer's ratio is over the whole layer, so one tensor's 5 % counts for less.
    const layer = found.layers[2];
    expect(layer?.share).toBe(1);
    expect(layer?.relativeNorm).toBeGreaterThan(0.01);
    expect(layer?.relativeNorm).toBeLessThan(0.04);
  });

  it.each(['finetune', 'merge', 'adapter'])('passes a declared %s that differs broadly', async (relation) => {
    const evidence = await compare(model(changed(nudgeAll), { base_model: 'org/base', base_model_relation: relation }));
    expect(evidence.outcome).toBe('passed');
    expect(evidence.reason).toContain(relation);
    expect(comparison(evidence).kind).toBe('broad');
  });

  it('does not pass a declared fine-tune that has nothing in common with the base', async () => {
    const other = model(llamaWeights(500), { base_model: 'org/base', base_model_relation: 'finetune' });
    const evidence = await compare(other);
    expect(evidence.outcome).toBe('inconclusive');
    expect(comparison(evidence).kind).toBe('unrelated');
  });

  it('reads a few changed embedding rows as just that, with their token ids', async () => {
    const weights = changed((all) => values(all, 'model.embed_tokens.weight').fill(0.25, 7 * 32, 8 * 32));
    const found = comparison(await compare(model(weights)));
    expect(found).toMatchObject({ kind: 'embedding-rows', tensors: [{ rowsChanged: 1, topRows: [{ row: 7 }] }] });
    expect(found.summary).toContain('row 7');
  });

  it('names added, removed and reshaped tensors', async () => {
    const weights = changed((all) => {
      all.delete('model.layers.0.mlp.up_proj.weight');
      all.set('model.layers.0.hook.weight', { shape: [2], values: new Float32Array(2) });
      all.set(DOWN, { shape: [64, 32], values: values(BASE, DOWN) });
    });
    const evidence = await compare(model(weights));
    expect(evidence.outcome).toBe('failed');
    const found = comparison(evidence);
    expect(found.counts).toMatchObject({ added: 1, removed: 1, reshaped: 1, unchanged: 18 });
    expect(found.tensors.map(({ status }) => status).toSorted()).toEqual(['added', 'removed', 'reshaped']);
  });

  it('reports NaN that the base does not have', async () => {
    const evidence = await compare(model(changed((all) => (values(all, DOWN)[5] = Number.NaN))));
    expect(evidence.outcome).toBe('failed');
    expect(evidence.findings.map(({ rule }) => rule)).toContain('weights-not-finite');
    expect(comparison(evidence).tensors[0]?.nonFinite).toMatchObject({ candidateNaN: 1, baseNaN: 0 });
  });

  it('passes a cast that is exactly the base rounded, declared or not', async () => {
    const cast = (weights: Weights): Files => ({
      ...model(weights),
      'model.safetensors': toSafetensors(weights, (numbers) => ({ dtype: 'F16', data: rounded('F16', numbers) })),
    });
    const evidence = await compare(cast(BASE));
    expect(evidence.outcome).toBe('passed');
    expect(comparison(evidence).kind).toBe('rounded-exactly');
    expect((await compare(cast(changed(nudge(DOWN))))).outcome).toBe('failed');
  });

  it('proves a declared Q8_0 quantisation block by block, across formats', async () => {
    const quantised = (weights: Weights, relation = 'quantized'): Files => ({
      'README.md': card({ base_model: 'org/base', base_model_relation: relation }),
      'model.gguf': toGguf(weights, (numbers) => ({ dtype: 'Q8_0', data: rounded('Q8_0', numbers) })),
    });
    const evidence = await compare(quantised(BASE));
    expect(evidence.outcome).toBe('passed');
    expect(comparison(evidence)).toMatchObject({ kind: 'rounded-exactly', counts: { retyped: 15, unchanged: 5 } });
    expect(comparison(evidence).tensors.every(({ rounding }) => rounding === 'exact')).toBe(true);
    // An edit under the rounding error: no proof any more, and the wording says what is left open.
    const small = changed((all) => (values(all, DOWN)[0]! += 0.0002));
    const edited = await compare(quantised(small));
    expect(edited.outcome).toBe('passed');
    expect(comparison(edited).kind).toBe('rounded');
    expect(edited.reason).toContain('an edit well below that could not be told from it');
    expect((await compare(quantised(small, 'none'))).outcome).toBe('passed');
    // As small on average, but in one direction, and no rounding has one.
    const visible = changed((all) => {
      const target = values(all, DOWN);
      target.forEach((value, at) => (target[at] = value + 0.0004 * (-1) ** ((at >> 6) + (at & 63))));
    });
    const found = await compare(quantised(visible, 'none'));
    expect(found.outcome).toBe('failed');
    expect(comparison(found).change).toMatchObject({ class: 'rank-one-edit', layers: [1] });
    expect((await compare(quantised(changed(nudge(DOWN))))).outcome).toBe('failed');
  });

  it('skips without a base and without a claim, and still groups the weight files', async () => {
    const evidence = await compare(model(BASE, { license: 'mit' }), 'none');
    expect(evidence).toMatchObject({ outcome: 'skipped', reason: 'no base claimed and none given' });
    expect(comparePredicateSchema.parse(evidence.predicate).weightGroups).toMatchObject([
      { paths: ['model.safetensors'], members: [{ format: 'safetensors' }] },
    ]);
  });

  it('is inconclusive when a base is claimed and none is given', async () => {
    const evidence = await compare(model(BASE), 'none');
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.reason).toContain('org/base');
  });

  it('compares every group: a clean file does not cover for a tampered one', async () => {
    const files = { ...model(BASE), 'model.gguf': toGguf(changed(nudge(DOWN))) };
    const evidence = await compare(files);
    expect(evidence.outcome).toBe('failed');
    expect(
      comparePredicateSchema
        .parse(evidence.predicate)
        .comparisons.map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['few-tensors', 'identical']);
    expect(evidence.findings.map(({ rule }) => rule)).toContain('weight-files-disagree');
  });

  it('is inconclusive about a file whose header lies, and says so with a code', async () => {
    const file = toSafetensors(BASE);
    const shape = file.indexOf('"shape":[') + '"shape":['.length;
    file[shape] = file[shape] === 0x39 ? 0x38 : 0x39;
    const evidence = await compare({ ...model(BASE), 'model.safetensors': file });
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.reason).toContain('TENSOR_FACTS_REFUSED');
  });

  it('is inconclusive about a file that is cut off', async () => {
    const file = toSafetensors(BASE);
    const evidence = await compare({ ...model(BASE), 'model.safetensors': file.subarray(0, file.length - 64) });
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.reason).toContain('model.safetensors could not be read whole');
  });

  it('is inconclusive when another architecture is all there is to compare with', async () => {
    const mamba = toGguf(BASE, undefined, { 'general.architecture': 'mamba' });
    const evidence = await compare(model(BASE), { 'model.gguf': mamba });
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.reason).toContain('mamba');
  });

  it('does not pass equal weights under another rope base', async () => {
    const evidence = await compare({
      ...model(BASE),
      'config.json': JSON.stringify({ ...CONFIG, rope_theta: 500_000 }),
    });
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.reason).toContain('rope base');
  });

  it('keeps hostile names out of terminals and the predicate small', async () => {
    const weights = copied(BASE);
    for (let index = 0; index < 400; index += 1) {
      weights.set(`\u001b[2J\u202e${'n'.repeat(400)}${index}`, { shape: [1], values: new Float32Array(1) });
    }
    const evidence = await compare(model(weights));
    const found = comparison(evidence);
    expect(found.tensors).toHaveLength(256);
    expect(found.tensorsNotListed).toBe(144);
    expect(JSON.stringify(evidence.predicate).length).toBeLessThan(300_000);
  });

  it('compares a bfloat16 pair', async () => {
    const store = (numbers: Float32Array) => ({ dtype: 'BF16', data: bf16(numbers) });
    const base = { 'model.safetensors': toSafetensors(BASE, store) };
    const weights = changed((all) => values(all, DOWN).set(randomWeights(32 * 64, 77)));
    const evidence = await compare({ 'model.safetensors': toSafetensors(weights, store) }, base);
    expect(evidence.outcome).toBe('failed');
    expect(comparison(evidence).tensors).toMatchObject([{ name: DOWN, candidate: { dtype: 'BF16' } }]);
  });
});

function rounded(dtype: string, numbers: Float32Array): Uint8Array {
  const encoder = encoderOf(dtype);
  if (encoder === undefined) throw new RangeError(dtype);
  const units = numbers.length / encoder.elements;
  const out = new Uint8Array(units * encoder.bytes);
  encoder.encode(numbers, 0, units, out);
  return out;
}

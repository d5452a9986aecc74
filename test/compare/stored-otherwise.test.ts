import { describe, expect, it } from 'vitest';
import { compareReport, type CompareReport } from '../../src/compare/report.ts';
import { compareStage } from '../../src/compare/stage.ts';
import { float8e4m3Values } from '../../src/weights/elements/small-floats.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CONFIG, copied, llamaWeights, toGguf, toSafetensors, values, type Weights } from './support/llama.ts';
import { stageContext, submit } from './support/submissions.ts';
import { bf16, f32, randomNumbers, safetensors, type StoredTensor } from './support/weight-files.ts';

type Files = Readonly<Record<string, Uint8Array | string>>;

const half = (numbers: Float32Array) => ({ dtype: 'BF16', data: bf16(numbers) });
const rounded = (numbers: Float32Array): Float32Array => {
  const bytes = bf16(numbers);
  return Float32Array.from(new Uint16Array(bytes.buffer, 0, numbers.length), (word) => {
    return new Float32Array(Uint32Array.of(word << 16).buffer)[0] ?? 0;
  });
};
/** What a published base is: values of BF16. */
const BASE: Weights = new Map(
  [...llamaWeights()].map(([name, { shape, values: numbers }]) => [name, { shape, values: rounded(numbers) }]),
);
const MATRICES = [...BASE].filter(([name, { shape }]) => shape.length === 2 && name.includes('layers.'));

const model = (weights: Weights, store: typeof half = half): Files => ({
  'config.json': JSON.stringify(CONFIG),
  'model.safetensors': toSafetensors(weights, store),
});
const stored = (tensors: readonly StoredTensor[]): Files => ({
  'config.json': JSON.stringify(CONFIG),
  'model.safetensors': safetensors(tensors),
});

async function report(candidate: Files, base: Files = model(BASE)): Promise<CompareReport> {
  const ours = await submit(await temporaryDirectory(), candidate);
  const theirs = await submit(await temporaryDirectory(), base);
  return compareReport(await compareStage.run(stageContext(ours.submission), { facts: ours.facts, base: theirs }));
}

/** Every matrix of the layers with values that `change` makes of its rows. */
function changed(change: (row: Float32Array, name: string) => Float32Array): Weights {
  const weights = copied(BASE);
  for (const [name, { shape }] of MATRICES) {
    const numbers = values(weights, name);
    const columns = shape[1] ?? 1;
    for (let at = 0; at < numbers.length; at += columns) numbers.set(change(numbers.slice(at, at + columns), name), at);
  }
  return weights;
}

const toGrid =
  (levels: number) =>
  (row: Float32Array): Float32Array => {
    const step = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / levels;
    return row.map((value) => Math.round(value / step) * step);
  };

describe('a copy that was quantised and widened again', () => {
  it.each([
    ['of 15 levels by row (GPTQ and round-to-nearest)', 7],
    ['of 255 levels by row (int8)', 127],
  ])('is a requantised copy: %s', async (_, levels) => {
    const { change, outcome, findings } = await report(model(changed(toGrid(levels))));
    expect(change).toMatchObject({ class: 'requantised-or-cast' });
    expect([outcome, findings]).toEqual(['passed', []]);
  });

  it('is an edit where a direction stands out of the grid', async () => {
    const next = randomNumbers(5);
    const [u, v] = [64, 32].map((count) => Float32Array.from({ length: count }, () => next() - 0.5));
    let row = 0;
    const edited = changed((numbers, name) => {
      const added = name === 'model.layers.1.mlp.up_proj.weight' ? (u?.[row++] ?? 0) : 0;
      return toGrid(7)(numbers.map((value, column) => value + added * (v?.[column] ?? 0) * 0.2));
    });
    const { change, outcome } = await report(model(edited));
    expect(change).toMatchObject({ class: 'rank-one-edit', layers: [1] });
    expect(outcome).toBe('failed');
  });

  it('is no copy where every value moved by the same step, as the first steps of an optimiser move them', async () => {
    const next = randomNumbers(3);
    const { change, outcome } = await report(
      model(changed((row) => rounded(row.map((value) => value + (next() < 0.5 ? -1 : 1) * 0.003)))),
    );
    expect(change?.class).toBe('full-fine-tune');
    expect(outcome).toBe('failed');
  });

  it('is pruned where values went to zero before a cast', async () => {
    const pruned = changed((row) => row.map((value) => (Math.abs(value) < 0.01 ? 0 : value)));
    const base = copied(BASE);
    for (const { values: numbers } of base.values()) numbers.forEach((value, at) => (numbers[at] = value * 1.0001));
    const { change } = await report(
      model(pruned),
      model(base, (numbers) => ({ dtype: 'F32', data: f32(numbers) })),
    );
    expect(change?.class).toBe('pruned');
  });
});

/** Bytes of F8 (E4M3) and the values that they stand for. */
function float8(numbers: Float32Array, factor: (at: number) => number): { bytes: Uint8Array; said: Float32Array } {
  const table = float8e4m3Values();
  const bytes = Uint8Array.from(numbers, (value, at) => {
    let best = 0;
    for (let code = 0; code < 256; code += 1) {
      const apart = Math.abs((table[code] ?? 0) - value / factor(at));
      if (apart < Math.abs((table[best] ?? 0) - value / factor(at))) best = code;
    }
    return best;
  });
  return { bytes, said: Float32Array.from(bytes, (code, at) => Math.fround((table[code] ?? 0) * factor(at))) };
}

describe('values that are stored with factors beside them', () => {
  const KINDS: readonly (readonly [string, string, (rows: number, columns: number) => readonly number[], boolean])[] = [
    ['one for the tensor (compressed-tensors)', 'weight_scale', () => [1], false],
    ['one for each row (fbgemm)', 'weight_scale', (rows) => [rows, 1], false],
    ['one for each block (DeepSeek)', 'weight_scale_inv', (rows, columns) => [rows / 16, columns / 16], false],
    ['one for each row, over 127 (bitsandbytes)', 'SCB', (rows) => [rows], true],
  ];

  /** The base with its matrices stored so, and what a loader makes of them. */
  function scaled(kind: (typeof KINDS)[number], spoil = 1): { files: Files; said: Files } {
    const [, suffix, shapeOf, whole] = kind;
    const said = copied(BASE);
    const tensors: StoredTensor[] = [];
    for (const [name, { shape, values: numbers }] of BASE) {
      const [rows = 1, columns = 1] = shape;
      if (!MATRICES.some(([other]) => other === name)) {
        tensors.push({ name, shape, ...half(numbers) });
        continue;
      }
      const [down = 1, across = 1] = shapeOf(rows, columns);
      const factors = Float32Array.from({ length: down * across }, (__, at) => (whole ? 0.1 : 3e-4) * (1 + (at % 3)));
      const at = (index: number): number => {
        const row = Math.floor(Math.floor(index / columns) / (rows / down));
        return factors[row * across + Math.floor((index % columns) / (columns / across))] ?? 0;
      };
      if (whole) {
        const bytes = Int8Array.from(numbers, (value, index) => Math.round((value * 127) / at(index)));
        values(said, name).set(Float32Array.from(bytes, (value, index) => value * Math.fround(at(index) / 127)));
        tensors.push({ name, shape, dtype: 'I8', data: new Uint8Array(bytes.buffer) });
      } else {
        const { bytes, said: meant } = float8(numbers, at);
        values(said, name).set(meant);
        tensors.push({ name, shape, dtype: 'F8_E4M3', data: bytes });
      }
      const stem = name.slice(0, -'weight'.length);
      const spoilt = name.includes('layers.1.mlp.up')
        ? factors.map((value, n) => (n === 0 ? value * spoil : value))
        : factors;
      tensors.push({ name: stem + suffix, shape: shapeOf(rows, columns), dtype: 'F32', data: f32(spoilt) });
    }
    return { files: stored(tensors), said: model(said, (numbers) => ({ dtype: 'F32', data: f32(numbers) })) };
  }

  it.each(KINDS)('has the values of a loader: %s', async (...kind) => {
    const { files, said } = scaled(kind);
    const { tensors, outcome } = await report(files, said);
    // No tensor differs in a single value.
    expect([tensors, outcome]).toEqual([[], 'passed']);
    const copy = await report(files);
    expect([copy.change?.class, copy.outcome]).toEqual(['requantised-or-cast', 'passed']);
  });

  it('differs where a factor was changed and no value was', async () => {
    const kind = KINDS[1]!;
    const { outcome, tensors } = await report(scaled(kind, 4).files, scaled(kind).said);
    expect(outcome).toBe('failed');
    expect(tensors.map(({ name }) => name)).toEqual(['model.layers.1.mlp.up_proj.weight']);
  });
});

describe('tensors that stand elsewhere', () => {
  it('are found in a matrix that holds several, the other way round too', async () => {
    const fused: StoredTensor[] = [];
    for (const [name, { shape, values: numbers }] of BASE) {
      const parts = name.includes('q_proj')
        ? ['q_proj', 'k_proj', 'v_proj']
        : name.includes('gate_proj')
          ? ['gate_proj', 'up_proj']
          : [];
      if (/(?:k|v|up)_proj/u.test(name)) continue;
      if (parts.length === 0) {
        fused.push({ name, shape, ...half(numbers) });
        continue;
      }
      const names = parts.map((part) => name.replace(parts[0] ?? '', part));
      fused.push({
        name: name.replace('q_proj', 'qkv_proj').replace('gate_proj', 'gate_up_proj'),
        shape: [names.reduce((sum, one) => sum + (BASE.get(one)?.shape[0] ?? 0), 0), shape[1] ?? 0],
        dtype: 'BF16',
        data: Buffer.concat(names.map((one) => bf16(values(BASE, one)))),
      });
    }
    for (const [candidate, base] of [
      [stored(fused), model(BASE)],
      [model(BASE), stored(fused)],
    ] as const) {
      const { change, outcome, lineage } = await report(candidate, base);
      expect([change?.class, outcome, lineage?.related]).toEqual(['identical', 'passed', true]);
    }
    const edited = copied(BASE);
    const column = values(edited, 'model.layers.0.self_attn.k_proj.weight');
    for (let at = 0; at < column.length; at += 2) column[at] = (column[at] ?? 0) * 1.5;
    const { outcome, tensors } = await report(model(edited), stored(fused));
    expect(outcome).toBe('failed');
    expect(tensors.map(({ name }) => name)).toEqual(['model.layers.0.self_attn.k_proj.weight']);
  });

  it('are the layers of the base in another order', async () => {
    const swapped: Weights = new Map(
      [...BASE].map(([name, tensor]) => [
        name.replace(/layers\.([01])/u, (_, one) => `layers.${1 - Number(one)}`),
        tensor,
      ]),
    );
    const { change, outcome } = await report(model(swapped));
    expect([change?.class, outcome]).toEqual(['layers-changed', 'failed']);
  });

  it('are norms that GGUF stores as 1 + w (Gemma)', async () => {
    const plain = new Map([...BASE].filter(([name]) => !/[qk]_proj/u.test(name)));
    const shifted = copied(plain);
    for (const [name, { values: numbers }] of shifted)
      if (name.endsWith('norm.weight')) numbers.forEach((value, at) => (numbers[at] = value + 1));
    const store = (numbers: Float32Array) => ({ dtype: 'F32', data: f32(numbers) });
    const file = (weights: Weights) =>
      toGguf(weights, store, {
        'general.architecture': 'gemma',
        'gemma.block_count': { u32: 2 },
        'gemma.attention.head_count': { u32: 4 },
        'gemma.attention.head_count_kv': { u32: 2 },
      });
    const base = {
      ...model(plain),
      'config.json': JSON.stringify({ ...CONFIG, architectures: ['GemmaForCausalLM'], model_type: 'gemma' }),
    };
    const [right, wrong] = [
      await report({ 'm.gguf': file(shifted) }, base),
      await report({ 'm.gguf': file(plain) }, base),
    ];
    expect([right.tensors, right.outcome]).toEqual([[], 'passed']);
    expect([wrong.tensors.length, wrong.outcome]).toEqual([5, 'failed']);
    expect(wrong.tensors.every(({ name }) => name.includes('norm'))).toBe(true);
  });
});

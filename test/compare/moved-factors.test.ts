import { describe, expect, it } from 'vitest';
import { compareReport, type CompareReport } from '../../src/compare/report.ts';
import { compareStage } from '../../src/compare/stage.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CONFIG, copied, llamaWeights, values, type Weights } from './support/llama.ts';
import { stageContext, submit } from './support/submissions.ts';
import { bf16, f32, randomNumbers, safetensors, type StoredTensor } from './support/weight-files.ts';

const BASE = llamaWeights();
const ATTENTION = ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj'];

/** Matrices of layers as compressed-tensors packs 8 bits: four codes to a word, a step per row. */
function packed(weights: Weights, isPacked: (name: string) => boolean): Buffer {
  return safetensors(
    [...weights].flatMap(([name, { shape, values: numbers }]): StoredTensor[] => {
      const [rows = 1, columns = 1] = shape;
      if (!name.includes('_proj') || !isPacked(name))
        return [{ name, shape: [...shape], dtype: 'F32', data: f32(numbers) }];
      const steps = Float32Array.from({ length: rows }, (_, row) => {
        const largest = numbers
          .subarray(row * columns, (row + 1) * columns)
          .reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        // To BF16, rounded up.
        const bits = new Uint32Array(Float32Array.of(largest / 127).buffer);
        return new Float32Array(Uint32Array.of(((bits[0] ?? 0) & 0xffff0000) + 0x10000).buffer)[0] ?? 0;
      });
      const codes = Uint8Array.from(
        numbers,
        (value, at) => Math.round(value / (steps[Math.floor(at / columns)] ?? 1)) + 128,
      );
      return [
        { name: `${name}_packed`, shape: [rows, columns / 4], dtype: 'I32', data: codes },
        { name: `${name}_scale`, shape: [rows, 1], dtype: 'BF16', data: bf16(steps) },
        {
          name: `${name}_shape`,
          shape: [2],
          dtype: 'I64',
          data: new Uint8Array(BigInt64Array.of(BigInt(rows), BigInt(columns)).buffer),
        },
      ];
    }),
  );
}

/** A quantised copy whose first norms were made smaller, and the columns of `parts` larger by as much. */
async function moved(parts: readonly string[], isPacked = (_name: string): boolean => true): Promise<CompareReport> {
  const weights = copied(BASE);
  const next = randomNumbers(17);
  const factors = Float32Array.from({ length: 32 }, () => 0.5 + next());
  const norm = values(weights, 'model.layers.0.input_layernorm.weight');
  norm.forEach((value, at) => (norm[at] = value / (factors[at] ?? 1)));
  for (const part of parts) {
    const numbers = values(weights, `model.layers.0.${part}.weight`);
    numbers.forEach((value, at) => (numbers[at] = value * (factors[at % 32] ?? 1)));
  }
  const config = JSON.stringify(CONFIG);
  const ours = await submit(await temporaryDirectory(), {
    'config.json': config,
    'model.safetensors': packed(weights, isPacked),
  });
  const plain = [...BASE].map(([name, { shape, values: of }]) => ({
    name,
    shape: [...shape],
    dtype: 'F32',
    data: f32(of),
  }));
  const base = await submit(await temporaryDirectory(), {
    'config.json': config,
    'model.safetensors': safetensors(plain),
  });
  const inputs = { facts: ours.facts, base, siblings: [] };
  return compareReport(await compareStage.run(stageContext(ours.submission), inputs));
}

describe('factors that a quantiser moved from a norm into the matrices behind it', () => {
  it('are taken back where all of these make up for them', async () => {
    const found = await moved(ATTENTION);
    expect(found.change.class).toBe('requantised-or-cast');
    expect(found.outcome).toBe('passed');
  });

  it.each(ATTENTION)('are an edit where only %s does', async (part) => {
    const found = await moved([part]);
    expect(found.change.class).not.toBe('requantised-or-cast');
    expect(found.outcome).toBe('failed');
  });

  it.each(ATTENTION)('are an edit where only %s does and the others are as they were', async (part) => {
    const found = await moved([part], (name) => name.includes(part));
    expect(found.change.class).not.toBe('requantised-or-cast');
    expect(found.outcome).toBe('failed');
  });
});

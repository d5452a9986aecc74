import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateTensor } from '../../src/formats/checkpoints/located-tensor.ts';
import { openSlicePool } from '../../src/weights/difference/slice-pool.ts';
import type { TensorPair } from '../../src/weights/difference/slice-plan.ts';
import { symmetricEigenvalues } from '../../src/weights/spectrum/dense.ts';
import { spectrumOf, type Spectrum } from '../../src/weights/spectrum/spectrum.ts';
import { bf16, f32, randomWeights } from '../compare/support/weight-files.ts';
import { temporaryDirectory } from '../support/temporary.ts';

type Store = (values: Float32Array) => { readonly dtype: string; readonly data: Uint8Array };
const F32: Store = (values) => ({ dtype: 'F32', data: f32(values) });
const BF16: Store = (values) => ({ dtype: 'BF16', data: bf16(values) });
const F64: Store = (values) => ({ dtype: 'F64', data: new Uint8Array(Float64Array.from(values).buffer) });

async function spectrum(
  shape: readonly [number, number],
  change: Float32Array,
  { store = F32, workers = 0, width = 16 } = {},
): Promise<Spectrum | undefined> {
  const directory = await temporaryDirectory();
  const base = randomWeights(change.length, 7);
  // Values that bfloat16 holds, so that storing changes nothing.
  const kept = store === BF16 ? (value: number) => Math.round(value * 4) / 4 : (value: number) => value;
  const zero = base.map((value) => kept(value));
  const both = zero.map((value, index) => value + (change[index] ?? 0));
  const operand = async (name: string, values: Float32Array): Promise<TensorPair['base']> => {
    const { dtype, data } = store(values);
    const blob = join(directory, name);
    await writeFile(blob, data);
    const file = { path: name, blob, size: data.length };
    return { tensor: locateTensor(file, { name: 'w', dtype, shape: [...shape], offset: 0, bytes: data.length }) };
  };
  const pool = openSlicePool(0, new AbortController().signal, workers);
  try {
    const pair = { candidate: await operand('w', both), base: await operand('w0', zero) };
    return await spectrumOf(pool, pair, { width, passes: 4 });
  } finally {
    await pool.close();
  }
}

/** Σ σᵢ·uᵢvᵢᵀ with orthogonal u and v: rows and columns of a Hadamard pattern. */
function lowRank(rows: number, columns: number, sigmas: readonly number[]): Float32Array {
  const sign = (index: number, component: number): number => {
    let bits = index & (component + 1);
    let odd = 0;
    for (; bits > 0; bits &= bits - 1) odd ^= 1;
    return odd === 1 ? -1 : 1;
  };
  return Float32Array.from({ length: rows * columns }, (_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    return sigmas.reduce(
      (sum, sigma, index) => sum + (sigma * sign(row, index) * sign(column, index)) / Math.sqrt(rows * columns),
      0,
    );
  });
}

describe('the spectrum of a difference', () => {
  it.each([
    ['small enough to be taken whole', [64, 128]],
    ['by block power iteration', [256, 512]],
    ['of more rows than a slice holds', [4096, 512]],
  ] as const)('is that of the matrix that was added: %s', async (_, [rows, columns]) => {
    const sigmas = [8, 4, 2, 1, 0.5];
    const found = await spectrum([rows, columns], lowRank(rows, columns, sigmas));
    expect(found?.squares.slice(0, 5).map((square) => Math.sqrt(square))).toEqual(
      sigmas.map((sigma) => expect.closeTo(sigma, 4) as unknown),
    );
    expect(found?.squares[5] ?? 0).toBeLessThan(1e-6);
  });

  it('is the same from bfloat16, from float64 and with two threads', async () => {
    const change = lowRank(256, 512, [Math.sqrt(256 * 512)]);
    for (const options of [{ store: BF16 }, { store: F64 }, { workers: 2 }]) {
      const found = await spectrum([256, 512], change, options);
      expect(Math.sqrt(found?.squares[0] ?? 0)).toBeCloseTo(Math.sqrt(256 * 512), 2);
      expect(found?.squares[1]).toBeLessThan(1e-3);
    }
    const [one, two] = await Promise.all([1, 2].map(async (workers) => spectrum([256, 512], change, { workers })));
    expect(one).toEqual(two);
  });

  it('counts what is not finite as no difference', async () => {
    const change = lowRank(64, 64, [3]);
    change[5] = Number.NaN;
    change[70] = Number.POSITIVE_INFINITY;
    const found = await spectrum([64, 64], change);
    expect(Math.sqrt(found?.squares[0] ?? 0)).toBeCloseTo(3, 1);
  });

  it('is not taken of vectors', async () => {
    expect(await spectrum([1, 64], new Float32Array(64).fill(1))).toBeUndefined();
  });
});

describe('eigenvalues of a symmetric matrix', () => {
  it('are those that it was made of', () => {
    const size = 16;
    const matrix = new Float64Array(size * size);
    for (let row = 0; row < size; row += 1) {
      matrix[row * size + row] = 2;
      if (row > 0) matrix[row * size + row - 1] = matrix[(row - 1) * size + row] = -1;
    }
    const expected = Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos(((size - k) * Math.PI) / (size + 1)));
    symmetricEigenvalues(matrix, size).forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? 0, 10));
  });
});

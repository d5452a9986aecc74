import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePair } from '../../src/weights/difference/compare-pair.ts';
import { openSlicePool } from '../../src/weights/difference/slice-pool.ts';
import { statisticsOf, type TensorStatistics } from '../../src/weights/difference/statistics.ts';
import type { TensorPair } from '../../src/weights/difference/slice-plan.ts';
import { locateTensor } from '../../src/formats/checkpoints/located-tensor.ts';
import { GateError } from '../../src/core/errors.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { bf16, f32, randomWeights } from '../compare/support/weight-files.ts';

const never = new AbortController().signal;

async function pairOf(
  shape: readonly number[],
  candidate: { readonly dtype: string; readonly data: Uint8Array },
  base: { readonly dtype: string; readonly data: Uint8Array },
): Promise<TensorPair> {
  const directory = await temporaryDirectory();
  const place = async (name: string, { dtype, data }: typeof candidate) => {
    const blob = join(directory, name);
    // An odd offset: nothing may assume that stored elements are aligned.
    await writeFile(blob, Buffer.concat([Buffer.alloc(3), data]));
    const file = { path: name, blob, size: data.length + 3 };
    return { tensor: locateTensor(file, { name: 'w', dtype, shape: [...shape], offset: 3, bytes: data.length }) };
  };
  return { candidate: await place('candidate', candidate), base: await place('base', base) };
}

async function measured(pair: TensorPair, workers = 0): Promise<TensorStatistics | 'equal' | 'incomparable'> {
  const pool = openSlicePool(0, never, workers);
  try {
    const result = await comparePair(pool, pair);
    if (result.kind !== 'different') return result.kind;
    return statisticsOf(result.sums, pair.base.tensor.elements, pair.base.tensor.rows);
  } finally {
    await pool.close();
  }
}

/** The same numbers by their definitions, one element at a time. */
function naive(w: ArrayLike<number>, w0: ArrayLike<number>, columns: number) {
  let d2 = 0;
  let b2 = 0;
  let dot = 0;
  let a2 = 0;
  let changed = 0;
  let largest = 0;
  const rows: number[] = [];
  for (let i = 0; i < w.length; i += 1) {
    const [x = 0, y = 0] = [w[i], w0[i]];
    d2 += (x - y) ** 2;
    a2 += x ** 2;
    b2 += y ** 2;
    dot += x * y;
    changed += Object.is(x, y) ? 0 : 1;
    largest = Math.max(largest, Math.abs(x - y));
    const row = Math.floor(i / columns);
    rows[row] = (rows[row] ?? 0) + (x - y) ** 2;
  }
  const participation = d2 ** 2 / (rows.length * rows.reduce((sum, square) => sum + square ** 2, 0));
  return { relativeNorm: Math.sqrt(d2 / b2), changed, largest, cosine: dot / Math.sqrt(a2 * b2), participation, rows };
}

describe('statistics of one tensor', () => {
  it('agree with the definitions for any values, shape and number of changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        async (rows, columns, seed, part) => {
          const base = randomWeights(rows * columns, seed);
          const noise = randomWeights(rows * columns, seed + 7, 0.01);
          const candidate = base.map((value, index) =>
            (index * 7919) % 1000 < part * 1000 ? value + (noise[index] ?? 0) : value,
          );
          const pair = await pairOf(
            [rows, columns],
            { dtype: 'F32', data: f32(candidate) },
            { dtype: 'F32', data: f32(base) },
          );
          const expected = naive(candidate, base, columns);
          const found = await measured(pair);
          if (expected.changed === 0) {
            expect(found).toBe('equal');
            return;
          }
          if (typeof found === 'string') throw new RangeError(found);
          expect(found.elementsChanged).toBe(expected.changed);
          expect(found.maxAbsolute).toBeCloseTo(expected.largest, 7);
          expect(found.relativeNorm).toBeCloseTo(expected.relativeNorm, 6);
          expect(found.cosine).toBeCloseTo(expected.cosine, 6);
          // Rows under 16 elements are not told apart; a vector is one row.
          const told = columns >= 16;
          expect(found.rowsChanged).toBe(told ? expected.rows.filter((square) => square > 0).length : 0);
          if (told) expect(found.rowParticipation).toBeCloseTo(expected.participation, 5);
          else expect(found.rowParticipation).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('do not depend on how many threads work', async () => {
    // Three slices and a rest, rows that don't divide a slice.
    const shape = [3_500, 999] as const;
    const base = randomWeights(shape[0] * shape[1], 5);
    const candidate = base.map((value, index) => (index % 3 === 0 ? value * 1.01 : value));
    const pair = await pairOf(shape, { dtype: 'BF16', data: bf16(candidate) }, { dtype: 'BF16', data: bf16(base) });
    const alone = await measured(pair, 0);
    expect(await measured(pair, 2)).toEqual(alone);
    expect(await measured(pair, 3)).toEqual(alone);
    expect(alone).toMatchObject({ rowsChanged: 3_500 });
  });

  it('find one changed row among many, with its index', async () => {
    const base = randomWeights(2_000 * 64, 3);
    const candidate = base.slice();
    for (let column = 0; column < 64; column += 1) candidate[1_234 * 64 + column]! += 0.5;
    const found = await measured(
      await pairOf([2_000, 64], { dtype: 'F32', data: f32(candidate) }, { dtype: 'F32', data: f32(base) }),
    );
    expect(found).toMatchObject({ rowsChanged: 1, elementsChanged: 64, topRows: [{ row: 1_234, share: 1 }] });
    expect(typeof found === 'string' ? 0 : found.rowParticipation).toBeCloseTo(1 / 2_000, 12);
  });

  it('see a rank-one edit of 0.2 % of the norm', async () => {
    const base = randomWeights(128 * 256, 11);
    const [u, v] = [randomWeights(128, 12, 1), randomWeights(256, 13, 1)];
    const size = Math.sqrt(base.reduce((sum, value) => sum + value ** 2, 0)) * 0.002;
    const scale = size / Math.sqrt(u.reduce((s, x) => s + x * x, 0) * v.reduce((s, x) => s + x * x, 0));
    const candidate = base.map(
      (value, index) => value + scale * (u[Math.floor(index / 256)] ?? 0) * (v[index % 256] ?? 0),
    );
    const found = await measured(
      await pairOf([128, 256], { dtype: 'F32', data: f32(candidate) }, { dtype: 'F32', data: f32(base) }),
    );
    expect(typeof found === 'string' ? 0 : found.relativeNorm).toBeCloseTo(0.002, 5);
  });

  it('count NaN and infinities of both sides and keep them out of the sums', async () => {
    const base = randomWeights(1_000, 17);
    const candidate = base.slice();
    candidate[10] = Number.NaN;
    candidate[20] = Number.POSITIVE_INFINITY;
    base[30] = Number.NEGATIVE_INFINITY;
    const found = await measured(
      await pairOf([10, 100], { dtype: 'F32', data: f32(candidate) }, { dtype: 'F32', data: f32(base) }),
    );
    expect(found).toMatchObject({
      elementsChanged: 3,
      relativeNorm: null, // "0 %" would say that nothing changed
      maxAbsolute: 0,
      nonFinite: { candidateNaN: 1, candidateInfinite: 1, baseNaN: 0, baseInfinite: 1 },
    });
  });

  it('hold no infinity where the base is zero or squares overflow', async () => {
    const zero = await pairOf(
      [4],
      { dtype: 'F32', data: f32([1, 2, 3, 4]) },
      { dtype: 'F32', data: f32([0, 0, 0, 0]) },
    );
    expect(await measured(zero)).toMatchObject({ relativeNorm: null, cosine: null, maxAbsolute: 4 });
    const f64 = (...values: number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
    const huge = await pairOf([2], { dtype: 'F64', data: f64(1e300, 1) }, { dtype: 'F64', data: f64(-1e300, 1) });
    expect(await measured(huge)).toMatchObject({ relativeNorm: null, elementsChanged: 1 });
  });

  it('tell −0 from 0 and one 64-bit integer from the next', async () => {
    const signs = await pairOf([2], { dtype: 'F32', data: f32([0, 1]) }, { dtype: 'F32', data: f32([-0, 1]) });
    expect(await measured(signs)).toMatchObject({ elementsChanged: 1, relativeNorm: 0 });
    const i64 = (...values: bigint[]): Uint8Array => new Uint8Array(BigInt64Array.from(values).buffer);
    const wide = await pairOf(
      [2],
      { dtype: 'I64', data: i64(2n ** 60n, 1n) },
      { dtype: 'I64', data: i64(2n ** 60n + 1n, 1n) },
    );
    expect(await measured(wide)).toMatchObject({ elementsChanged: 1 });
  });

  it('take a lossless cast for equal values and a lossy one for different ones', async () => {
    const exact = Float32Array.from(
      randomWeights(512, 23),
      (value) =>
        new Float32Array(Uint32Array.of(new Uint32Array(Float32Array.of(value).buffer)[0]! & 0xffff0000).buffer)[0]!,
    );
    expect(
      await measured(await pairOf([512], { dtype: 'F32', data: f32(exact) }, { dtype: 'BF16', data: bf16(exact) })),
    ).toBe('equal');
    const values = randomWeights(512, 29);
    expect(
      await measured(await pairOf([512], { dtype: 'BF16', data: bf16(values) }, { dtype: 'F32', data: f32(values) })),
    ).toMatchObject({
      elementsChanged: expect.any(Number),
    });
  });

  it('are not made up for types that are not known, be their bytes equal or not', async () => {
    const data = new Uint8Array(292);
    const other = data.slice();
    other[5] = 1;
    for (const [ours, theirs] of [
      [other, data],
      [data, data],
    ] as const) {
      const pair = await pairOf([256], { dtype: 'Q8_K', data: ours }, { dtype: 'Q8_K', data: theirs });
      expect(await measured(pair)).toBe('incomparable');
    }
  });

  it.each([0, 2])('stop with CANCELLED when the signal is aborted (%i workers)', async (workers) => {
    const base = randomWeights(4_000_000, 31);
    const pair = await pairOf(
      [4_000, 1_000],
      { dtype: 'F32', data: f32(base.map((value) => value + 1)) },
      { dtype: 'F32', data: f32(base) },
    );
    const abort = new AbortController();
    const pool = openSlicePool(0, abort.signal, workers);
    const started = comparePair(pool, pair);
    abort.abort();
    await expect(started).rejects.toSatisfy((error) => error instanceof GateError && error.code === 'CANCELLED');
    await pool.close();
  });
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BLOCK_GRIDS, BLOCK_STEPS, offGrid } from '../../src/weights/elements/block-grids.ts';
import { BLOCK_DECODERS } from '../../src/weights/elements/block-quants.ts';
import { decode, decodedElements, rawElements } from '../../src/weights/elements/decode.ts';
import { GGML_TYPES } from '../../src/formats/gguf/types.ts';
import { isDecodable, layoutOf } from '../../src/formats/checkpoints/element-types.ts';
import { encoderOf } from '../../src/weights/elements/encode.ts';
import {
  float16Values,
  float8e4m3Values,
  float8e5m2Values,
  toFloat16Bits,
} from '../../src/weights/elements/small-floats.ts';

/** Blocks of random bytes with the values that the `gguf` Python package or llama.cpp's own library gives for them, and its reference quantisation. */
const vectors = z
  .object({ rounding: z.object({ values: z.string(), Q8_0: z.string(), Q4_0: z.string() }) })
  .catchall(z.object({ block: z.string(), first: z.array(z.number()), sha256: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../compare/support/block-vectors.json', import.meta.url), 'utf8')));

describe('block types', () => {
  it.each(Object.entries(vectors).filter(([name]) => name !== 'rounding'))(
    '%s decodes as llama.cpp decodes it',
    (name, vector) => {
      const { block, first, sha256 } = z
        .object({ block: z.string(), first: z.array(z.number()), sha256: z.string() })
        .parse(vector);
      const out = new Float32Array(layoutOf(name)?.elements ?? 0);
      BLOCK_DECODERS.get(name)?.(Buffer.from(block, 'hex'), 0, 1, out);
      expect([...out.subarray(0, 4)]).toEqual(first);
      expect(createHash('sha256').update(new Uint8Array(out.buffer)).digest('hex')).toBe(sha256);
    },
  );

  it('that are said to be decodable are all covered by a vector', () => {
    const decodable = [...BLOCK_DECODERS.keys()];
    expect(decodable.filter((name) => !(name in vectors))).toEqual([]);
    expect(decodable.every(isDecodable)).toBe(true);
    expect(decodable.filter((name) => !BLOCK_STEPS.has(name))).toEqual([]);
    // What llama.cpp keeps in memory alone: no file holds it.
    const inFiles = [...GGML_TYPES.values()].filter(({ name }) => !['Q8_1', 'Q8_K'].includes(name));
    expect(inFiles.filter(({ name }) => !isDecodable(name))).toEqual([]);
  });

  it.each([...BLOCK_GRIDS])(
    '%s holds values of its grid, and nothing is left of a base within half a step',
    (name, grid) => {
      const bytes = Buffer.from(z.object({ block: z.string() }).parse(vectors[name]).block, 'hex');
      const layout = layoutOf(name);
      if (layout === undefined) throw new RangeError(name);
      const stored = new Float32Array(layout.elements);
      BLOCK_DECODERS.get(name)?.(bytes, 0, 1, stored);
      const steps = stored.map((_, at) => grid.step(bytes, 0, Math.floor(at / grid.group)));
      stored.forEach((value, at) => {
        const code = (value - grid.lowest(bytes, 0, Math.floor(at / grid.group))) / (steps[at] || 1);
        if (grid.codes === undefined) {
          expect(code).toBeCloseTo(Math.round(code), 2);
          expect(Math.round(code) >= 0 && Math.round(code) < grid.levels).toBe(true);
        } else expect(grid.codes).toContain(Math.round(value / (steps[at] || 1)));
      });
      const left = (by: number): number => {
        const out = new Float32Array(layout.elements);
        const base = stored.map((value, at) => value + by * (steps[at] ?? 0));
        offGrid(grid, layout, bytes, 0, stored, base, out);
        return out.filter((value) => value !== 0).length;
      };
      expect([left(0.4), left(-0.4)]).toEqual([0, 0]);
      // Where the next value is the last one of the grid, or a group has no step, nothing lies beyond; uneven levels lie further apart.
      if (grid.codes === undefined) expect(left(0.6) + left(-0.6)).toBeGreaterThan(layout.elements);
      else {
        const width = (grid.codes.at(-1) ?? 0) - (grid.codes[0] ?? 0);
        expect(left(width / 2) + left(-width / 2)).toBeGreaterThanOrEqual(layout.elements / 2);
      }
    },
  );

  it('explain nothing by steps that no quantiser would choose for the base', () => {
    const grid = BLOCK_GRIDS.get('Q4_1');
    if (grid === undefined) throw new RangeError('Q4_1');
    // A step of 1 and a least value of 0.5 (float16): every code 0 is nearest to a base of a few hundredths.
    const bytes = Buffer.alloc(20);
    bytes.set([0x00, 0x3c, 0x00, 0x38]);
    const out = new Float32Array(32);
    const base = out.map((_, at) => at / 1000);
    offGrid(grid, { elements: 32, bytes: 20 }, bytes, 0, new Float32Array(32).fill(0.5), base, out);
    expect([...out]).toEqual(Array.from(base, (value) => Math.fround(0.5 - value)));
  });

  it.each(['Q8_0', 'Q4_0'] as const)('%s rounds as the reference quantiser rounds', (name) => {
    const bytes = Uint8Array.from(Buffer.from(vectors.rounding.values, 'hex'));
    const encoder = encoderOf(name);
    const out = new Uint8Array(2 * (encoder?.bytes ?? 0));
    encoder?.encode(new Float32Array(bytes.buffer), 0, 2, out);
    expect(Buffer.from(out).toString('hex')).toBe(vectors.rounding[name]);
  });
});

describe('small floats', () => {
  it('have the values of their definitions', () => {
    expect(
      [0x0000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0x7bff, 0x7c00, 0xc000].map((bits) => float16Values()[bits]),
    ).toEqual([0, 2 ** -24, 1023 * 2 ** -24, 2 ** -14, 1, 65_504, Number.POSITIVE_INFINITY, -2]);
    expect([0x00, 0x01, 0x08, 0x38, 0x7e, 0xb8].map((bits) => float8e4m3Values()[bits])).toEqual([
      0,
      2 ** -9,
      2 ** -6,
      1,
      448,
      -1,
    ]);
    expect([float8e4m3Values()[0x7f], float8e4m3Values()[0xff]].every(Number.isNaN)).toBe(true);
    expect([0x01, 0x3c, 0x7b, 0x7c].map((bits) => float8e5m2Values()[bits])).toEqual([
      2 ** -16,
      1,
      57_344,
      Number.POSITIVE_INFINITY,
    ]);
    expect(Object.is(float16Values()[0x8000], -0)).toBe(true);
  });

  it('keep different NaNs different', () => {
    const bits = new Uint32Array(float16Values().buffer);
    expect(bits[0x7c01]).not.toBe(bits[0x7c02]);
    expect(Number.isNaN(float16Values()[0x7c01])).toBe(true);
  });

  it('round to the nearest float16, ties to even, for any float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        const rounded = float16Values()[toFloat16Bits(value)] ?? Number.NaN;
        const nearest = value;
        const code = toFloat16Bits(value);
        for (const neighbour of [code - 1, code + 1]) {
          const other = float16Values()[neighbour & 0xffff] ?? Number.NaN;
          if (!Number.isFinite(other) || Math.sign(other) * Math.sign(nearest) < 0 || !Number.isFinite(rounded))
            continue;
          expect(Math.abs(rounded - nearest)).toBeLessThanOrEqual(Math.abs(other - nearest));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('turn back into their own bits', () => {
    const wrong = Array.from({ length: 65_536 }, (_, bits) => bits).filter((bits) => {
      const value = float16Values()[bits] ?? Number.NaN;
      return !Number.isNaN(value) && toFloat16Bits(value) !== bits;
    });
    expect(wrong).toEqual([]);
  });
});

describe('plain types', () => {
  it('decode to the values that typed arrays hold', () => {
    const cases: readonly (readonly [string, ArrayBufferLike, readonly number[]])[] = [
      ['F64', Float64Array.of(1.1, -2, Number.NaN).buffer, [1.1, -2, Number.NaN]],
      ['F32', Float32Array.of(0.5, -0, 1e30).buffer, [0.5, -0, Math.fround(1e30)]],
      ['I64', BigInt64Array.of(-1n, 2n ** 40n, -(2n ** 40n)).buffer, [-1, 2 ** 40, -(2 ** 40)]],
      ['U64', BigUint64Array.of(1n, 2n ** 63n, 7n).buffer, [1, 2 ** 63, 7]],
      ['I32', Int32Array.of(-5, 2 ** 31 - 1, 0).buffer, [-5, 2 ** 31 - 1, 0]],
      ['U32', Uint32Array.of(5, 2 ** 32 - 1, 0).buffer, [5, 2 ** 32 - 1, 0]],
      ['I16', Int16Array.of(-5, 300, 0).buffer, [-5, 300, 0]],
      ['I8', Int8Array.of(-5, 127, 0).buffer, [-5, 127, 0]],
      ['U8', Uint8Array.of(5, 255, 0).buffer, [5, 255, 0]],
      ['BOOL', Uint8Array.of(0, 1, 2).buffer, [0, 1, 2]],
      ['BF16', Uint16Array.of(0x3f80, 0xc000, 0x7f80).buffer, [1, -2, Number.POSITIVE_INFINITY]],
    ];
    for (const [dtype, stored, expected] of cases) {
      const raw = rawElements(new ArrayBuffer(64), 0, 64);
      raw.u8.set(new Uint8Array(stored));
      const out = decodedElements(new ArrayBuffer(24), 0, 24);
      decode(dtype, raw, 0, 3, out, true);
      expect([...out.f64], dtype).toEqual(expected);
    }
  });
});

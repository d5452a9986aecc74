import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Checkpoint } from '../../src/formats/checkpoints/checkpoint.ts';
import { locateTensor, type LocatedTensor } from '../../src/formats/checkpoints/located-tensor.ts';
import { TensorReader } from '../../src/weights/elements/tensor-reader.ts';
import { packedTensors } from '../../src/weights/packed-tensors.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A matrix of [32, 64], packed, with the values that the arithmetic of the programs that write these layouts gives for it. */
const vectors = z
  .record(
    z.string(),
    z.object({
      parts: z.record(z.string(), z.object({ dtype: z.string(), shape: z.array(z.number()), data: z.string() })),
      first: z.array(z.number()),
      sha256: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('packed-vectors.json', import.meta.url), 'utf8')));
type Parts = (typeof vectors)[string]['parts'];

async function stored(parts: Parts): Promise<Checkpoint> {
  const blob = join(await temporaryDirectory(), 'parts');
  const tensors = new Map<string, LocatedTensor>();
  const all = Buffer.concat(Object.values(parts).map(({ data }) => Buffer.from(data, 'hex')));
  writeFileSync(blob, all);
  let offset = 0;
  for (const [name, { dtype, shape, data }] of Object.entries(parts)) {
    const bytes = data.length / 2;
    tensors.set(name, locateTensor({ path: 'parts', blob, size: all.length }, { name, dtype, shape, offset, bytes }));
    offset += bytes;
  }
  const settings = {
    architecture: undefined,
    numbers: new Map(),
    rope: undefined,
    chatTemplate: undefined,
    unread: [],
  };
  return { kind: 'tensors', format: 'safetensors', paths: ['parts'], tensors, settings };
}

function read(tensor: LocatedTensor, from: number, count: number): Float32Array {
  const reader = new TensorReader();
  const into = new Float32Array(count);
  reader.read({ tensor }, from, count, new Uint8Array(into.buffer));
  reader.close();
  // A sum that comes out as −0 elsewhere is the same value.
  return into.map((value) => value + 0);
}

describe('a packed matrix', () => {
  it.each(Object.entries(vectors))(
    'has the values that its loader computes: %s',
    async (_, { parts, first, sha256 }) => {
      const found = packedTensors(await stored(parts));
      const matrix = found.tensors.get('m.weight');
      if (matrix === undefined) throw new RangeError('not found');
      expect(matrix.shape).toEqual([32, 64]);
      const others = Object.keys(parts).filter((name) => name !== 'm.weight');
      expect([...found.parts.keys()].toSorted()).toEqual(others.toSorted());
      const whole = read(matrix, 0, 2048);
      expect([...whole.subarray(0, 4)]).toEqual(first);
      expect(createHash('sha256').update(new Uint8Array(whole.buffer)).digest('hex')).toBe(sha256);
      for (const [from, count] of [
        [0, 64],
        [37, 100],
        [640, 128],
        [2047, 1],
        [1, 3],
      ] as const)
        expect([...read(matrix, from, count)], `${from}`).toEqual([...whole.subarray(from, from + count)]);
    },
  );

  it.each(Object.entries(vectors))(
    'is left as it is where a part is missing or has another shape: %s',
    async (_, { parts }) => {
      const names = Object.keys(parts).filter((name) => !/g_idx|shape|_zero_point$/u.test(name));
      for (const name of names) {
        const without = Object.fromEntries(Object.entries(parts).filter(([other]) => other !== name));
        expect(packedTensors(await stored(without)).tensors.size, name).toBe(0);
        const part = parts[name]!;
        const [long = 1] = part.shape;
        const grown = {
          ...part,
          shape: [long + 1, ...part.shape.slice(1)],
          data: part.data + part.data.slice(0, part.data.length / long),
        };
        if (part.dtype !== 'F32' || long > 16)
          expect(packedTensors(await stored({ ...parts, [name]: grown })).tensors.size, name).toBe(0);
      }
    },
  );
});

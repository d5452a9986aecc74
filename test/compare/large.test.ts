import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareCheckpoints } from '../../src/compare/compare-checkpoints.ts';
import { locateTensor } from '../../src/formats/checkpoints/located-tensor.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const MIB = 1024 * 1024;
const SIZE = 512 * MIB;

describe('a checkpoint of 512 MiB', () => {
  it('is compared in constant memory, and its one changed element is found', async () => {
    const directory = await temporaryDirectory();
    const tensors = await Promise.all(
      ['candidate', 'base'].map(async (name) => {
        const blob = join(directory, name);
        const handle = await open(blob, 'w');
        // Sparse: holes read as zeros and take no disk.
        await handle.truncate(SIZE);
        if (name === 'candidate') await handle.write(Buffer.from(Float32Array.of(2.5).buffer), 0, 4, SIZE - 4);
        await handle.write(Buffer.from(Float32Array.of(10).buffer), 0, 4, 0);
        await handle.close();
        const file = { path: name, blob, size: SIZE };
        const facts = { name: 'lm_head.weight', dtype: 'F32', shape: [131_072, 1024], offset: 0, bytes: SIZE };
        return locateTensor(file, facts);
      }),
    );
    const [candidate, base] = tensors;
    if (candidate === undefined || base === undefined) throw new RangeError('two tensors');
    const settings = {
      architecture: undefined,
      numbers: new Map(),
      chatTemplate: undefined,
      rope: undefined,
      unread: [],
    };
    const pairs = [{ name: base.name, candidate: { tensor: candidate }, base: { tensor: base } }];
    const match = { pairs, reshaped: [], added: [], removed: [], unread: [], leftOut: [] };
    const before = process.memoryUsage();
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
    const { signal } = new AbortController();
    const side = { kind: 'tensors', format: 'safetensors', paths: [], tensors: new Map(), settings } as const;
    const chosen = { candidate: side, base: side, match };
    const result = await compareCheckpoints(chosen, [], { signal, progress: silentProgress, workers: 0 });
    clearInterval(watch);
    expect(result.tensors[0]?.statistics).toMatchObject({
      elementsChanged: 1,
      rowsChanged: 1,
      maxAbsolute: 2.5,
      relativeNorm: 0.25,
      topRows: [{ row: 131_071, share: 1 }],
    });
    expect((Math.max(peak, process.memoryUsage.rss()) - before.rss) / MIB).toBeLessThan(64);
  });
});

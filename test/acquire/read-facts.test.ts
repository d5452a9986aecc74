import { randomFillSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { blobMount } from '../../src/acquire/parsing-process.ts';
import { readFacts } from '../../src/acquire/read-facts.ts';
import { ARCHIVE_LIMITS } from '../../src/formats/archive/limits.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const OPEN_CHAT = fileURLToPath(new URL('../../fixtures/models/open-chat', import.meta.url));
const quiet = { signal: AbortSignal.timeout(30_000), progress: silentProgress };

describe('the isolated parsing process', () => {
  it.each([
    ['in bubblewrap', bubblewrap],
    ['in a plain child process', undefined],
  ] as const)('reads a real model %s, every file whole', async (_where, sandbox) => {
    const submission = await inspect({ source: OPEN_CHAT, ...quiet });
    const { facts, parsing } = await readFacts({ submission, sandbox, ...quiet });
    expect(parsing.isolation).toBe(sandbox?.name ?? 'process');
    expect(facts.filter(({ complete }) => !complete).map(({ path }) => path)).toEqual([]);
    expect(facts.map(({ path }) => path)).toEqual(submission.files.map(({ path }) => path));
    expect(facts.find(({ path }) => path === 'model.gguf')?.tensors?.length).toBeGreaterThan(10);
    expect(facts.find(({ path }) => path === 'model.safetensors')?.formats).toEqual(['safetensors']);
  });

  it.each([
    ['in bubblewrap', bubblewrap],
    ['in a plain child process', undefined],
  ] as const)(
    'reads a compressed model whole that expands to more than memory may hold, %s',
    async (_where, sandbox) => {
      const directory = await temporaryDirectory();
      const size = ARCHIVE_LIMITS.expanded + (4 << 20);
      const header = Buffer.from(JSON.stringify({ w: { dtype: 'U8', shape: [size], data_offsets: [0, size] } }));
      const length = Buffer.alloc(8);
      length.writeUInt32LE(header.length);
      const elements = Buffer.alloc(size);
      randomFillSync(elements, 0, 4 << 20); // no bomb
      await writeFile(
        join(directory, 'model.safetensors.zst'),
        zstdCompressSync(Buffer.concat([length, header, elements])),
      );
      const submission = await inspect({ source: directory, ...quiet });
      const { facts } = await readFacts({ submission, sandbox, ...quiet });
      expect(facts[0]).toMatchObject({ complete: true, limits: [], problems: [], formats: ['zstd'] });
      expect(facts[0]?.members?.[0]).toMatchObject({ path: 'model.safetensors', formats: ['safetensors'] });
    },
  );

  it('is shown the directory that the files share, and never the whole file system', () => {
    const file = (blob: string) => ({ path: blob, size: 1, blob });
    expect(blobMount(['/a/b/c', '/a/b/d/e', '/a/f'].map(file)).mount.source).toBe('/a');
    expect(() => blobMount(['/a/b', '/c/d'].map(file))).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => blobMount(['/a', '/c/d'].map(file))).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('reads one file without showing its neighbours', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'one.json'), '{"a": 1}');
    await writeFile(join(directory, 'secret.txt'), 'not for the parser');
    const submission = await inspect({ source: join(directory, 'one.json'), ...quiet });
    const { facts } = await readFacts({ submission, sandbox: bubblewrap, ...quiet });
    expect(facts[0]).toMatchObject({ path: 'one.json', complete: true, formats: ['json'] });
  });
});

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { quarantine } from '../../src/acquire/quarantine.ts';

const MIB = 1 << 20;
const working = { signal: new AbortController().signal, progress: () => {} };

describe('a copy in quarantine', () => {
  // /dev/shm is a tmpfs, which on many kernels refuses direct output: the copy must come out the same.
  it.each([tmpdir(), '/dev/shm'].filter((path) => existsSync(path)))(
    'has every byte and not one more, whatever the size, in %s',
    async (parent) => {
      const root = await mkdtemp(join(parent, 'modelgate-test-'));
      onTestFinished(() => rm(root, { recursive: true, force: true }));
      for (const size of [
        0,
        1,
        4_096,
        4 * MIB,
        16 * MIB - 1,
        16 * MIB,
        16 * MIB + 1,
        20 * MIB + 4_095,
        24 * MIB + 4_097,
      ]) {
        const bytes = randomBytes(size);
        await writeFile(join(root, 'source'), bytes);
        const { submission } = await quarantine({
          source: join(root, 'source'),
          blobs: join(root, 'blobs'),
          ...working,
        });
        const copy = await readFile(submission.files[0]?.blob ?? '');
        expect(copy.length, String(size)).toBe(size);
        expect(copy.equals(bytes), String(size)).toBe(true);
      }
    },
  );
});

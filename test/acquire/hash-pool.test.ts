import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { open, readFile, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Blake3Hasher } from '@napi-rs/blake-hash';
import { describe, expect, it, onTestFinished } from 'vitest';
import { beginHashThread, HashPool } from '../../src/acquire/hash-pool.ts';
import { THREADS_FROM_BYTES } from '../../src/acquire/limits.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A file of `bytes` bytes, open; and a pool of two threads. */
async function opened(bytes: number): Promise<{ readonly path: string; readonly handle: FileHandle }> {
  const path = join(await temporaryDirectory(), 'weights');
  await writeFile(path, randomBytes(bytes));
  const handle = await open(path, 'r');
  onTestFinished(async () => handle.close());
  return { path, handle };
}

function pool(signal: AbortSignal = new AbortController().signal): HashPool {
  const threads = new HashPool(2, signal);
  onTestFinished(async () => threads.close());
  return threads;
}

describe('hashing on threads', () => {
  it('gives the SHA-256 of each file, more files than threads, and tells of every byte once', async () => {
    const threads = pool();
    const sizes = [0, 1, 512 * 1_024, 512 * 1_024 + 1, 3_000_000];
    for (const { file, size, result, told } of await Promise.all(
      sizes.map(async (size) => {
        const file = await opened(size);
        let told = 0;
        const task = { descriptor: file.handle.fd, size, algorithm: 'sha256' } as const;
        const result = await threads.digest(file.path, task, (bytes) => (told += bytes));
        return { file, size, result, told };
      }),
    )) {
      const expected = createHash('sha256')
        .update(await readFile(file.path))
        .digest('hex');
      expect({ told, sha256: result === undefined ? undefined : Buffer.from(result).toString('hex') }).toEqual({
        told: size,
        sha256: expected,
      });
    }
  });

  it('gives BLAKE3 where that is asked for, the same as one thread does', async () => {
    const threads = pool();
    const { path, handle } = await opened(3_000_000);
    const digest = await threads.digest(
      path,
      { descriptor: handle.fd, size: 3_000_000, algorithm: 'blake3' },
      () => {},
    );
    const hasher = new Blake3Hasher();
    hasher.update(await readFile(path));
    expect(Buffer.from(digest ?? []).toString('hex')).toBe(hasher.digestBuffer().toString('hex'));
  });

  it('gives none for a file that is longer or shorter than it was', async () => {
    const threads = pool();
    const { path, handle } = await opened(1_000_000);
    for (const size of [999_999, 1_000_001, 0])
      expect(
        await threads.digest(path, { descriptor: handle.fd, size, algorithm: 'sha256' }, () => {}),
      ).toBeUndefined();
  });

  it('says which file the system can not read, and goes on with others', async () => {
    const threads = pool();
    const directory = await open(await temporaryDirectory(), 'r');
    onTestFinished(async () => directory.close());
    await expect(
      threads.digest('a directory', { descriptor: directory.fd, size: 1, algorithm: 'sha256' }, () => {}),
    ).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: "a directory can't be read (EISDIR)",
    });
    const { path, handle } = await opened(10);
    expect(
      await threads.digest(path, { descriptor: handle.fd, size: 10, algorithm: 'sha256' }, () => {}),
    ).toBeDefined();
  });

  it('stops when it is cancelled', async () => {
    const cancelling = new AbortController();
    const threads = pool(cancelling.signal);
    const { path, handle } = await opened(64_000_000);
    const work = threads.digest(path, { descriptor: handle.fd, size: 64_000_000, algorithm: 'sha256' }, () =>
      cancelling.abort(),
    );
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(
      threads.digest(path, { descriptor: handle.fd, size: 1, algorithm: 'sha256' }, () => {}),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('hashes on a thread that was begun ahead', async () => {
    const path = join(await temporaryDirectory(), 'weights');
    await writeFile(path, '');
    await truncate(path, THREADS_FROM_BYTES);
    const handle = await open(path, 'r');
    onTestFinished(async () => handle.close());
    beginHashThread(path, { before: 'nothing' });
    const task = { descriptor: handle.fd, size: THREADS_FROM_BYTES, algorithm: 'sha256' } as const;
    const digest = await pool().digest(path, task, () => {});
    const expected = createHash('sha256').update(Buffer.alloc(THREADS_FROM_BYTES)).digest('hex');
    expect(Buffer.from(digest ?? []).toString('hex')).toBe(expected);
  });

  it('ends with the program where nobody wanted the thread that was begun', async () => {
    const path = join(await temporaryDirectory(), 'weights');
    await writeFile(path, '');
    await truncate(path, THREADS_FROM_BYTES);
    const module = new URL('../../src/acquire/hash-pool.ts', import.meta.url).href;
    const program = `import(${JSON.stringify(module)}).then((it) => it.beginHashThread(${JSON.stringify(path)}, { before: 'everything' }))`;
    await expect(promisify(execFile)(process.execPath, ['-e', program], { timeout: 30_000 })).resolves.toBeDefined();
  });
});

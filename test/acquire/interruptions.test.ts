import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  renameSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { quarantine } from '../../src/acquire/quarantine.ts';
import type { Progress } from '../../src/core/progress.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { leftovers, never, places, quiet, refusal, writeTree } from './support.ts';

const MIB = 1 << 20;

/** Calls once, at the first sign of progress. */
function atFirst(act: () => void): Progress {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

describe('a file that changes under the read', () => {
  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'more')],
    ['shrinks', (path) => truncateSync(path, 9 * MIB)],
    [
      'is written into',
      (path) => {
        const file = openSync(path, 'r+');
        writeSync(file, 'x', 11 * MIB);
        closeSync(file);
      },
    ],
    [
      'is replaced by another',
      (path) => {
        renameSync(path, `${path}.old`);
        writeFileSync(path, Buffer.alloc(12 * MIB));
      },
    ],
    [
      'is written into and has its time put back',
      (path) => {
        const file = openSync(path, 'r+');
        writeSync(file, 'x', 11 * MIB);
        closeSync(file);
        utimesSync(path, new Date(1e12), new Date(1e12));
      },
    ],
  ])('is named when it %s', async (_how, change) => {
    const { source, blobs } = await places();
    writeTree(source, { 'a.bin': Buffer.alloc(12 * MIB), 'b.bin': Buffer.alloc(12 * MIB, 1) });
    utimesSync(join(source, 'b.bin'), new Date(1e12), new Date(1e12));
    const progress = atFirst(() => change(join(source, 'b.bin')));
    const error = await refusal(quarantine({ source, blobs, signal: never, progress }));
    expect(error.code).toBe('SOURCE_CHANGED');
    expect(error.message).toContain('b.bin');
    expect(leftovers(blobs)).toEqual([]);
  });

  it('is named when it grows while it is itself being read, by quarantine and inspect', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'a.bin': Buffer.alloc(12 * MIB) });
    const progress = (): void => appendFileSync(join(source, 'a.bin'), 'more');
    expect((await refusal(quarantine({ source, blobs, signal: never, progress }))).code).toBe('SOURCE_CHANGED');
    expect((await refusal(inspect({ source, signal: never, progress }))).code).toBe('SOURCE_CHANGED');
    expect(leftovers(blobs)).toEqual([]);
  });

  it('is named when a directory above it is swapped for a link', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'a.bin': Buffer.alloc(MIB), 'sub/b.bin': 'ours' });
    writeTree(`${source}-other`, { 'b.bin': 'them' });
    const progress = atFirst(() => {
      renameSync(join(source, 'sub'), join(source, 'gone'));
      symlinkSync(`${source}-other`, join(source, 'sub'));
    });
    expect((await refusal(quarantine({ source, blobs, signal: never, progress }))).code).toBe('SOURCE_CHANGED');
    expect(leftovers(blobs)).toEqual([]);
  });

  it('is named when it is swapped for a FIFO, and nothing hangs', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'a.bin': Buffer.alloc(MIB), 'b.bin': 'ours' });
    const progress = atFirst(() => {
      unlinkSync(join(source, 'b.bin'));
      execFileSync('mkfifo', [join(source, 'b.bin')]);
    });
    expect((await refusal(quarantine({ source, blobs, signal: never, progress }))).code).toBe('SOURCE_CHANGED');
  });
});

describe('an interrupted quarantine', () => {
  it('stops within a second of the signal and leaves nothing', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'a.bin': '' });
    truncateSync(join(source, 'a.bin'), 2 ** 31);
    const abort = new AbortController();
    let aborted = 0;
    const progress = atFirst(() => {
      aborted = performance.now();
      abort.abort();
    });
    const error = await refusal(quarantine({ source, blobs, signal: abort.signal, progress }));
    expect(error.code).toBe('CANCELLED');
    expect(performance.now() - aborted).toBeLessThan(1_000);
    expect(leftovers(blobs)).toEqual([]);
  });

  it('does not start when the signal is already aborted', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: 'x' });
    const error = await refusal(quarantine({ source, blobs, ...quiet, signal: AbortSignal.abort() }));
    expect(error.code).toBe('CANCELLED');
    expect(leftovers(blobs)).toEqual([]);
  });

  it('killed with SIGKILL, leaves only unfinished files, and the next start removes them', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'a.bin': '' });
    truncateSync(join(source, 'a.bin'), 2 ** 30);
    const program = `
      import { quarantine } from ${JSON.stringify(fileURLToPath(new URL('../../src/acquire/quarantine.ts', import.meta.url)))};
      await quarantine({ source: process.argv[1], blobs: process.argv[2], signal: new AbortController().signal, progress: () => process.stdout.write('.') });
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, source, blobs], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(leftovers(blobs)).toHaveLength(1);
    truncateSync(join(source, 'a.bin'), 10);
    await quarantine({ source, blobs, ...quiet });
    expect(leftovers(blobs)).toEqual([]);
    expect(readdirSync(join(blobs, 'sha256'))).toHaveLength(1);
  });
});

describe('a full disk', () => {
  it('is told before a copy that can not fit is begun', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'sparse.bin': '' });
    truncateSync(join(source, 'sparse.bin'), 2 ** 43);
    const start = performance.now();
    const error = await refusal(quarantine({ source, blobs, ...quiet }));
    expect(error.code).toBe('DISK_FULL');
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(leftovers(blobs)).toEqual([]);
  });

  it('that fills up in the middle is told, and nothing unfinished is left', async ({ skip }) => {
    const { source } = await places();
    writeTree(source, { 'a.bin': Buffer.alloc(12 * MIB, 1), 'b.bin': Buffer.alloc(12 * MIB, 2) });
    const disk = await temporaryDirectory();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('a small tmpfs can be mounted by root only');
    }
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const progress = atFirst(() => {
      // Somebody else takes the space that was there when the copy began.
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, 'other'), Buffer.alloc(bavail * bsize - 2 * MIB));
    });
    const error = await refusal(quarantine({ source, blobs: join(disk, 'blobs'), signal: never, progress }));
    expect(error.code).toBe('DISK_FULL');
    expect(leftovers(join(disk, 'blobs'))).toEqual([]);
  });
});

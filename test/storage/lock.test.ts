import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/storage/lock.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const LOCK = fileURLToPath(new URL('../../src/storage/lock.ts', import.meta.url));

async function holder(path: string): Promise<ReturnType<typeof spawn>> {
  const program = `const { takeLock } = await import(${JSON.stringify(LOCK)}); await takeLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the run lock', () => {
  it('refuses a second process while the first lives, and is free once it was killed', async () => {
    const path = join(await temporaryDirectory(), 'lock');
    const child = await holder(path);
    await expect(takeLock(path)).rejects.toMatchObject({ code: 'RUN_BUSY' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await takeLock(path);
    await lock.release();
    await expect(access(path)).rejects.toThrow();
  });

  it('is not fooled by a process id that was used again', async () => {
    const path = join(await temporaryDirectory(), 'lock');
    await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'another boot:1' }));
    await (await takeLock(path)).release();
  });

  it('takes over garbage and leaves nothing behind', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'lock'), 'not json');
    await (await takeLock(join(directory, 'lock'))).release();
    expect(await readdir(directory)).toEqual([]);
  });
});

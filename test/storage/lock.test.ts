import { spawn, type StdioOptions } from 'node:child_process';
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

  it('is taken by one alone of several who find its holder dead at one moment', async () => {
    const directory = await temporaryDirectory();
    const program =
      `const { takeLock } = await import(${JSON.stringify(LOCK)});` +
      `process.on('message', async ({ path, at }) => { while (Date.now() < at); try { const lock = await takeLock(path); const from = Date.now();` +
      `await new Promise((resolve) => setTimeout(resolve, 40)); const to = Date.now(); await lock.release(); process.send([from, to]); } catch (error) { process.send(error.code ?? String(error)); } });` +
      `process.send('ready');`;
    const stdio: StdioOptions = ['ignore', 'inherit', 'inherit', 'ipc'];
    const takers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio }),
    );
    await Promise.all(takers.map((taker) => once(taker, 'message')));
    try {
      for (let round = 0; round < 12; round++) {
        const path = join(directory, `lock-${round}`);
        await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'another boot:1' }));
        const at = Date.now() + 20;
        const said = takers.map(async (taker): Promise<unknown> => (await once(taker, 'message'))[0]);
        for (const taker of takers) taker.send({ path, at });
        const told = await Promise.all(said);
        const held = told.filter((one): one is [number, number] => Array.isArray(one)).toSorted(([a], [b]) => a - b);
        expect(told.filter((one) => !Array.isArray(one) && one !== 'RUN_BUSY')).toEqual([]);
        expect(held.length).toBeGreaterThan(0);
        for (const [index, [from]] of held.entries()) expect(from).toBeGreaterThanOrEqual(held[index - 1]?.[1] ?? 0);
      }
    } finally {
      for (const taker of takers) taker.kill('SIGKILL');
    }
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes over garbage and leaves nothing behind', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'lock'), 'not json');
    await (await takeLock(join(directory, 'lock'))).release();
    expect(await readdir(directory)).toEqual([]);
  });
});

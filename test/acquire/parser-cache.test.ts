import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryDirectory } from '../support/temporary.ts';
import type { ParserProgram } from '../../src/acquire/parser-cache.ts';

/** A fresh module, as in a fresh process: what was found once is not asked for again. */
async function parserCache(program: ParserProgram): Promise<string | undefined> {
  vi.resetModules();
  return (await import('../../src/acquire/parser-cache.ts')).parserCache(program);
}

async function program(): Promise<{ readonly program: ParserProgram; readonly home: string; readonly source: string }> {
  const root = await temporaryDirectory();
  const [source, home] = [join(root, 'source'), join(root, 'home')];
  await mkdir(source);
  await writeFile(join(source, 'part.mjs'), 'export const part = () => 1;');
  await writeFile(join(source, 'entry.mjs'), "import { part } from './part.mjs'; part(); process.stdin.resume();");
  const before = process.env['NODE_COMPILE_CACHE'];
  process.env['NODE_COMPILE_CACHE'] = join(home, 'compile-cache');
  onTestFinished(() => {
    if (before === undefined) delete process.env['NODE_COMPILE_CACHE'];
    else process.env['NODE_COMPILE_CACHE'] = before;
  });
  const parts = [{ source, target: 'src' }];
  return { program: { parts, entry: 'src/entry.mjs', flags: [], emptyRequest: '\n' }, home, source };
}

describe('the compiled parsers', () => {
  it('are made once for each version of the program, and hold nothing but compiled code', async () => {
    const { program: made, home, source } = await program();
    const first = await parserCache(made);
    expect(first).toMatch(/parsers-[0-9a-f]{32}\/compile-cache$/u);
    expect(await readdir(join(first ?? '', '..'))).toEqual(['compile-cache']);
    const [user = ''] = await readdir(first ?? '');
    expect(user).toMatch(/-65534$/u);
    expect((await readdir(join(first ?? '', user))).length).toBeGreaterThan(0);
    const { mtimeMs } = await stat(first ?? '');
    expect(await parserCache(made)).toBe(first);
    expect((await stat(first ?? '')).mtimeMs).toBe(mtimeMs);
    await writeFile(join(source, 'part.mjs'), 'export const part = () => 22;');
    expect(await parserCache(made)).not.toBe(first);
    expect((await readdir(home)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('are not taken from a directory that others may write', async () => {
    const { program: made } = await program();
    const path = await parserCache(made);
    await chmod(join(path ?? '', '..'), 0o777);
    expect(await parserCache(made)).toBeUndefined();
  });

  it('are done without where they can not be made', async () => {
    const { program: made, home } = await program();
    expect(await parserCache({ ...made, entry: 'src/absent.mjs' })).toBeUndefined();
    expect((await readdir(home)).filter((name) => name.startsWith('parsers-'))).toEqual([]);
  });
});

import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary.ts';

const LAUNCHER = join(import.meta.dirname, '../../bin/modelgate');

/** A checkout whose Node prints what it is given, and whose setup builds nothing but tells that it was asked to. */
async function checkout(): Promise<{ readonly root: string; readonly run: () => Promise<string> }> {
  const root = await temporaryDirectory();
  for (const name of ['bin', 'src/cli', 'scripts', 'dist/cli', '.build/runner', '.node/bin'])
    await mkdir(join(root, name), { recursive: true });
  await cp(LAUNCHER, join(root, 'bin/modelgate'));
  await script(join(root, '.node/bin/node'), 'shift $(($# - 2)); echo "$1" "$2"');
  await script(join(root, 'scripts/setup'), 'echo "setup $1"; exit 1');
  for (const name of [
    'package-lock.json',
    'src/cli/main.ts',
    'scripts/build-program.ts',
    '.build/installed',
    'dist/built',
  ])
    await writeFile(join(root, name), '');
  const tomorrow = new Date(Date.now() + 86_400_000);
  for (const name of ['.build/installed', 'dist/built']) await utimes(join(root, name), tomorrow, tomorrow);
  return {
    root,
    run: async () =>
      (await promisify(execFile)(join(root, 'bin/modelgate'), ['scan'])).stdout.replaceAll(`${root}/`, '').trim(),
  };
}

async function script(path: string, line: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}

describe('the launcher', () => {
  it('runs what was built from the sources that are there', async () => {
    const { run } = await checkout();
    expect(await run()).toBe('dist/cli/main.js scan');
  });

  it('builds again what is older than any source, and runs the sources where that fails', async () => {
    const { root, run } = await checkout();
    const later = new Date(Date.now() + 2 * 86_400_000);
    await utimes(join(root, 'src/cli/main.ts'), later, later);
    expect(await run()).toBe('setup program\nsrc/cli/main.ts scan');
  });

  it('notices a source that was taken away', async () => {
    const { root, run } = await checkout();
    await rm(join(root, 'src/cli/main.ts'));
    const later = new Date(Date.now() + 2 * 86_400_000);
    await utimes(join(root, 'src/cli'), later, later);
    expect(await run()).toBe('setup program\nsrc/cli/main.ts scan');
  });
});

describe('the launcher of a package', () => {
  /** Where Node is told to keep compiled code, with `cache` as the user's directory of caches. */
  async function kept(cache: string): Promise<string> {
    const root = await temporaryDirectory();
    for (const name of ['bin', '.node/bin']) await mkdir(join(root, name), { recursive: true });
    await cp(LAUNCHER, join(root, 'bin/modelgate'));
    await script(join(root, '.node/bin/node'), 'echo "${NODE_COMPILE_CACHE-none}"');
    const { NODE_COMPILE_CACHE: _, ...env } = process.env;
    const started = promisify(execFile)(join(root, 'bin/modelgate'), [], { env: { ...env, XDG_CACHE_HOME: cache } });
    return (await started).stdout.trim();
  }

  it('keeps compiled code where nobody else may write, and makes the directory', async () => {
    const cache = await temporaryDirectory();
    const place = join(cache, 'modelgate/compile-cache');
    expect(await kept(cache)).toBe(place);
    expect((await stat(place)).mode & 0o077).toBe(0);
    expect(await kept(cache)).toBe(place);
  });

  it.each(['modelgate', 'modelgate/compile-cache'])('runs nothing that others could have put into %s', async (name) => {
    const cache = await temporaryDirectory();
    await mkdir(join(cache, 'modelgate/compile-cache'), { recursive: true });
    await chmod(join(cache, name), 0o777);
    expect(await kept(cache)).toBe('none');
    await chmod(join(cache, name), 0o700);
    expect(await kept(cache)).toBe(join(cache, 'modelgate/compile-cache'));
    if (process.getuid?.() !== 0) return;
    await chown(join(cache, name), 65_534, 65_534);
    expect(await kept(cache)).toBe('none');
  });

  it('runs without where none can be kept', async () => {
    const cache = join(await temporaryDirectory(), 'file');
    await writeFile(cache, '');
    expect(await kept(cache)).toBe('none');
  });
});

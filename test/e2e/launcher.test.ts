import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
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
  await script(join(root, '.node/bin/node'), 'echo "$2" "$3"');
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

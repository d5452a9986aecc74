import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localBases } from '../../src/gate/local-bases.ts';
import { temporaryDirectory } from '../support/temporary.ts';

async function store(...names: readonly string[]): Promise<string> {
  const directory = await temporaryDirectory();
  for (const name of names) await mkdir(join(directory, name));
  await writeFile(join(directory, 'a-file'), '');
  return directory;
}

describe('models at hand', () => {
  it('give the base that the card names, and the others as what it may be merged from', async () => {
    const bases = await store('open-chat', 'sibling', 'third');
    const candidate = join(await store('mine'), 'mine');
    const found = await localBases({ candidate, base: undefined, bases, claimed: ['some/unknown', 'org/open-chat'] });
    expect(found).toEqual({
      base: join(bases, 'open-chat'),
      siblings: [join(bases, 'sibling'), join(bases, 'third')],
    });
  });

  it('give no base where the card names none of them, and none that lies elsewhere', async () => {
    const outside = await store('bases', 'secret');
    const bases = join(outside, 'bases');
    for (const claimed of [[], ['org/other'], ['../secret'], ['..'], ['.'], ['org/..'], ['/etc'], ['a-file']])
      expect(await localBases({ candidate: outside, base: undefined, bases, claimed })).toMatchObject({
        base: undefined,
      });
  });

  it('keep a base that was given, whatever the card names, and never take the candidate for its own base', async () => {
    const bases = await store('open-chat', 'given', 'mine');
    await symlink(join(bases, 'mine'), join(bases, 'mine-again'));
    const found = await localBases({
      candidate: join(bases, 'mine'),
      base: join(bases, 'given'),
      bases,
      claimed: ['org/open-chat'],
    });
    expect(found).toEqual({ base: join(bases, 'given'), siblings: [join(bases, 'open-chat')] });
    const own = await localBases({ candidate: join(bases, 'mine'), base: undefined, bases, claimed: ['me/mine'] });
    expect(own.base).toBeUndefined();
  });

  it('are further models of the card beside the base, where no directory is given', async () => {
    const beside = await store('open-chat', 'sibling', 'unnamed');
    const base = join(beside, 'open-chat');
    const found = await localBases({
      candidate: '/nowhere',
      base,
      bases: undefined,
      claimed: ['a/open-chat', 'b/sibling', 'c/absent'],
    });
    expect(found).toEqual({ base, siblings: [join(beside, 'sibling')] });
  });

  it('are a usage error where the directory can not be read', async () => {
    const request = { candidate: '/x', base: undefined, bases: '/nowhere/at-all', claimed: [] };
    await expect(localBases(request)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

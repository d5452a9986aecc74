import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../src/core/progress.ts';
import { beginReading } from '../../src/gate/begin-reading.ts';

const root = await mkdtemp(join(tmpdir(), 'modelgate-test-'));
afterAll(async () => rm(root, { recursive: true }));
await writeFile(join(root, 'README.md'), '# hello\n');

/** Programs that this process started and that still run. */
function running(): string[] {
  return readdirSync('/proc/self/task')
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '))
    .filter((pid) => pid !== '')
    .map((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
}

describe('a model that is read before what judges it is loaded', () => {
  it('is read as it would be later', async () => {
    const { signal } = new AbortController();
    const begun = beginReading(root, { signal, progress: silentProgress });
    const { model } = await begun.read;
    expect(model.facts.map(({ path, complete }) => [path, complete])).toEqual([['README.md', true]]);
    expect(begun.refused).toEqual([]);
    await begun.stop();
  });

  it('leaves nothing running when whoever began it changes their mind', async () => {
    const { signal } = new AbortController();
    const begun = beginReading(root, { signal, progress: silentProgress });
    await begun.underWay;
    await begun.stop();
    expect(running().filter((name) => name === 'bwrap' || name === 'node')).toEqual([]);
  });

  it('is under way in vain when there is nothing to read', async () => {
    const { signal } = new AbortController();
    const begun = beginReading(join(root, 'absent'), { signal, progress: silentProgress });
    await begun.underWay;
    await expect(begun.read).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
    await begun.stop();
  });
});

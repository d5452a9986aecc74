import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAtMost } from '../../src/storage/bounded-file.ts';
import { readOperatorFile } from '../../src/storage/operator-file.ts';
import { temporaryDirectory } from '../support/temporary.ts';

describe('a file with a limit', () => {
  it('is read whole up to it, over many reads, and not at all past it', async () => {
    const path = join(await temporaryDirectory(), 'file');
    const bytes = Buffer.alloc(200_001, 'modelgate');
    await writeFile(path, bytes);
    expect((await readAtMost(path, 200_001))?.equals(bytes)).toBe(true);
    expect(await readAtMost(path, 200_000)).toBeUndefined();
    await writeFile(path, '');
    expect((await readAtMost(path, 0))?.length).toBe(0);
  });

  it('may have no end: whoever names one as a file of exceptions is told', async () => {
    expect(await readAtMost('/dev/zero', 1_000_000)).toBeUndefined();
    await expect(readOperatorFile('/dev/zero', [])).rejects.toMatchObject({ code: 'IGNORE_INVALID' });
  });
});

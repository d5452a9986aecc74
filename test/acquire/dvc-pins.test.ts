import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDvcPins, type CheckedPin } from '../../src/acquire/dvc-pins.ts';
import { directoryList } from '../../src/acquire/dvc-remote.ts';
import { inspect } from '../../src/acquire/inspect.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { factsOfTree } from '../support/facts-of.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const md5 = (content: string | Buffer): string => createHash('md5').update(content).digest('hex');
const sha256 = (content: string): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const tracking = (path: string, digest: string, more = '  hash: md5\n'): string =>
  `outs:\n- md5: ${digest}\n${more}  path: ${path}\n`;

async function write(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

async function check(
  files: Readonly<Record<string, string>>,
  remote?: Readonly<Record<string, string>>,
): Promise<CheckedPin[]> {
  const root = await temporaryDirectory();
  await write(join(root, 'model'), files);
  await write(join(root, 'remote'), remote ?? {});
  const signal = AbortSignal.timeout(10_000);
  const submission = await inspect({ source: join(root, 'model'), signal, progress: silentProgress });
  return checkDvcPins({
    files: submission.files,
    facts: factsOfTree(join(root, 'model')),
    remote: remote === undefined ? undefined : join(root, 'remote'),
    signal,
  });
}

describe('data that DVC pins', () => {
  it('is confirmed by its bytes, and told with a digest that resists an attacker', async () => {
    expect(
      await check({ 'd/a.csv': 'x,y\n', 'd/a.csv.dvc': tracking('a.csv', md5('x,y\n'), '  size: 4\n  hash: md5\n') }),
    ).toMatchObject([{ path: 'd/a.csv', state: 'confirmed', sha256: sha256('x,y\n'), size: 4 }]);
  });

  it('differs where one byte does, or the size, or the kind', async () => {
    expect(await check({ 'a.csv': 'x,z\n', 'a.csv.dvc': tracking('a.csv', md5('x,y\n')) })).toMatchObject([
      { state: 'differs', detail: expect.stringContaining('not those pinned') as string },
    ]);
    expect(await check({ 'a.csv': 'x', 'a.csv.dvc': tracking('a.csv', md5('x'), '  size: 2\n') })).toMatchObject([
      { state: 'differs', detail: expect.stringContaining('2 bytes are pinned') as string },
    ]);
    expect(await check({ a: 'x', 'a.dvc': tracking('a', `${md5('x')}.dir`) })).toMatchObject([{ state: 'differs' }]);
  });

  it('of a directory is confirmed by DVC’s own list, as Python writes it', async () => {
    const files = { 'data/b.txt': 'b', 'data/ä/a.txt': 'a' };
    const list = `[{"md5": "${md5('b')}", "relpath": "b.txt"}, {"md5": "${md5('a')}", "relpath": "\\u00e4/a.txt"}]`;
    expect(
      directoryList([
        { path: 'ä/a.txt', md5: md5('a') },
        { path: 'b.txt', md5: md5('b') },
      ]),
    ).toBe(list);
    const pin = tracking('data', `${md5(list)}.dir`);
    expect(await check({ ...files, 'data.dvc': pin })).toMatchObject([{ state: 'confirmed', size: 2 }]);
    expect(await check({ ...files, 'data/more': '', 'data.dvc': pin })).toMatchObject([{ state: 'differs' }]);
  });

  it('was hashed with other line ends before DVC 3.0, which is taken for pins of then alone', async () => {
    const old = md5('a\nb\n');
    expect(await check({ 'a.txt': 'a\r\nb\r\n', 'a.txt.dvc': tracking('a.txt', old, '') })).toMatchObject([
      { state: 'confirmed' },
    ]);
    expect(await check({ 'a.txt': 'a\r\nb\r\n', 'a.txt.dvc': tracking('a.txt', old) })).toMatchObject([
      { state: 'differs' },
    ]);
    expect(await check({ 'a.bin': 'a\0\r\n', 'a.bin.dvc': tracking('a.bin', md5('a\0\n'), '') })).toMatchObject([
      { state: 'differs' },
    ]);
  });

  it('is looked up in a remote of either layout, and every object read', async () => {
    const [one, two] = [md5('one'), md5('two')];
    const list = directoryList([
      { path: '1', md5: one },
      { path: '2', md5: two },
    ]);
    const all = md5(list);
    const files = { 'data.dvc': tracking('data', `${all}.dir`), 'one.dvc': tracking('one', one) };
    for (const prefix of ['files/md5/', '']) {
      const object = (digest: string): string => `${prefix}${digest.slice(0, 2)}/${digest.slice(2)}`;
      const remote = { [object(`${all}.dir`)]: list, [object(one)]: 'one', [object(two)]: 'two' };
      expect(await check(files, remote)).toMatchObject([
        { state: 'confirmed', detail: 'read from the remote, 2 files', size: 6 },
        { state: 'confirmed', sha256: sha256('one') },
      ]);
      expect(await check(files, { ...remote, [object(two)]: 'TWO' })).toMatchObject([
        { state: 'differs', detail: expect.stringMatching(/^2: /u) as string },
        { state: 'confirmed' },
      ]);
      const { [object(two)]: _gone, ...less } = remote;
      expect(await check(files, less)).toMatchObject([{ state: 'absent' }, { state: 'confirmed' }]);
    }
  });

  it('of a directory whose list leads out of it is none', async () => {
    const list = `[{"md5": "${md5('x')}", "relpath": "../x"}]`;
    const all = `${md5(list)}.dir`;
    const remote = { [`files/md5/${all.slice(0, 2)}/${all.slice(2)}`]: list };
    expect(await check({ 'd.dvc': tracking('d', all) }, remote)).toMatchObject([{ state: 'differs' }]);
  });

  it('is never sought outside of the submission', async () => {
    const paths = ['../secret', '/etc/passwd', 's3://bucket/x', '..', '.'];
    const files = Object.fromEntries(paths.map((path, at) => [`${at}.dvc`, tracking(path, md5('x'))]));
    expect((await check(files)).map(({ state, path }) => [path, state])).toEqual(paths.map((path) => [path, 'absent']));
  });
});

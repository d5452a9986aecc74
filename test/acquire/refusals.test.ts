import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { ACQUIRE_LIMITS } from '../../src/acquire/limits.ts';
import { foldName } from '../../src/acquire/names.ts';
import { quarantine } from '../../src/acquire/quarantine.ts';
import { places, quiet, refusal, writeTree } from './support.ts';

/** A file under a name given in bytes. */
function writeBytes(directory: string, name: Buffer): void {
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), name]), 'x');
}

describe('a source that can not be taken', () => {
  it('says that it is missing, empty, or only directories', async () => {
    const { source, blobs } = await places();
    expect((await refusal(quarantine({ source, blobs, ...quiet }))).code).toBe('SOURCE_NOT_FOUND');
    mkdirSync(join(source, 'a', 'b'), { recursive: true });
    expect((await refusal(quarantine({ source, blobs, ...quiet }))).code).toBe('SUBMISSION_EMPTY');
    expect(existsSync(blobs)).toBe(false);
  });

  it('says that the run directory lies inside it', async () => {
    const { source } = await places();
    writeTree(source, { a: 'x' });
    const error = await refusal(quarantine({ source, blobs: join(source, 'run', 'blobs'), ...quiet }));
    expect(error.code).toBe('USAGE');
    expect(error.message).toContain('inside the submission');
  });

  it('lists every refused path in one error, before anything is copied', async () => {
    const { source, blobs } = await places();
    writeTree(source, { good: 'x', 'sub/good': 'x' });
    writeBytes(source, Buffer.from([0x66, 0xff, 0x67]));
    writeBytes(source, Buffer.from('line\nbreak'));
    writeBytes(source, Buffer.from('escape\u001B[31m'));
    writeBytes(source, Buffer.from('gpj.\u202Eexe'));
    writeBytes(source, Buffer.from('a\\..\\b'));
    writeBytes(source, Buffer.from('C:model'));
    writeTree(source, { 'sub/Config.json': '1', 'sub/config.json': '2' });
    writeTree(source, { 'sub/caf\u00E9': '1', 'sub/cafe\u0301': '2', 'sub/stra\u00DFe': '1', 'sub/STRASSE': '2' });
    symlinkSync('/etc/passwd', join(source, 'absolute'));
    symlinkSync('good', join(source, 'inside'));
    symlinkSync('sub', join(source, 'sub', 'directory'));
    symlinkSync('/nowhere', join(source, 'dangling'));
    execFileSync('mkfifo', [join(source, 'fifo')]);
    const server = createServer().listen(join(source, 'socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const error = await refusal(quarantine({ source, blobs, ...quiet }));
    expect(error.code).toBe('SUBMISSION_REFUSED');
    expect(
      error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    ).toEqual([
      'C:model: its name starts like a drive, an absolute path on other systems',
      'a\\..\\b: its name holds a backslash, which other systems read as a directory',
      'absolute: it is a link to /etc/passwd',
      'dangling: it is a link to /nowhere',
      'escape\\u{1b}[31m: its name holds control characters',
      'fifo: it is a FIFO',
      'f\\xffg: its name is not UTF-8',
      'gpj.\\u{202e}exe: its name holds control characters',
      'inside: it is a link to good',
      'line\\u{a}break: its name holds control characters',
      'socket: it is a socket',
      'sub/caf\u00E9: on some systems its name is the same as that of sub/cafe\u0301',
      'sub/config.json: on some systems its name is the same as that of sub/Config.json',
      'sub/directory: it is a link to sub',
      'sub/stra\u00DFe: on some systems its name is the same as that of sub/STRASSE',
    ]);
    expect(existsSync(join(blobs, 'sha256'))).toBe(false);
    expect((await refusal(inspect({ source, ...quiet }))).message).toBe(error.message);
  });

  it.runIf(process.getuid?.() === 0)('refuses device files', async () => {
    const { source, blobs } = await places();
    writeTree(source, { good: 'x' });
    execFileSync('mknod', [join(source, 'zero'), 'c', '1', '5']);
    const error = await refusal(quarantine({ source, blobs, ...quiet }));
    expect(error.message).toContain('zero: it is a device');
    expect((await refusal(inspect({ source: join(source, 'zero'), ...quiet }))).code).toBe('SUBMISSION_REFUSED');
  });

  it('refuses what lies too deep or has too long a path', async () => {
    const { source, blobs } = await places();
    writeTree(source, {
      [`${'d/'.repeat(ACQUIRE_LIMITS.depth)}ok`]: 'x',
      [`${'e/'.repeat(ACQUIRE_LIMITS.depth + 1)}deep`]: 'x',
    });
    writeTree(source, { [`${'n'.repeat(200)}/`.repeat(5) + 'n'.repeat(200)]: 'x' });
    const { message } = await refusal(quarantine({ source, blobs, ...quiet }));
    expect(message).toContain('2 refused');
    expect(message).toContain(`more than ${ACQUIRE_LIMITS.depth} directories deep`);
    expect(message).toContain(`longer than ${ACQUIRE_LIMITS.pathBytes} bytes`);
  });

  it('tells hard links from links: they are files', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: 'x' });
    linkSync(join(source, 'a'), join(source, 'b'));
    const { submission } = await quarantine({ source, blobs, ...quiet });
    expect(submission.files.map(({ path }) => path)).toEqual(['a', 'b']);
  });

  it('refuses a single file that is a link, and takes a directory that the operator reached through one', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: 'x' });
    symlinkSync('a', `${source}-file`);
    symlinkSync(join(source, 'a'), join(dirname(source), 'link'));
    symlinkSync('model', join(dirname(source), 'directory'));
    expect((await refusal(quarantine({ source: join(dirname(source), 'link'), blobs, ...quiet }))).code).toBe(
      'SUBMISSION_REFUSED',
    );
    const { submission } = await quarantine({ source: join(dirname(source), 'directory'), blobs, ...quiet });
    expect(submission.files.map(({ path }) => path)).toEqual(['a']);
  });

  it.runIf(process.getuid?.() !== 0)('names a file that it may not read', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: 'x' });
    execFileSync('chmod', ['0', join(source, 'a')]);
    expect((await refusal(quarantine({ source, blobs, ...quiet }))).code).toBe('SOURCE_UNREADABLE');
  });
});

describe('a snapshot of the Hugging Face cache', () => {
  const HASH = 'a'.repeat(40);
  const LFS = 'b'.repeat(64);

  async function snapshot(): Promise<{ source: string; repository: string; blobs: string }> {
    const { source, blobs } = await places();
    const repository = join(source, 'models--org--name');
    writeTree(repository, { [`blobs/${HASH}`]: '{}', [`blobs/${LFS}`]: 'weights', 'refs/main': 'rev' });
    const revision = join(repository, 'snapshots', 'rev');
    mkdirSync(join(revision, 'onnx'), { recursive: true });
    symlinkSync(`../../blobs/${HASH}`, join(revision, 'config.json'));
    symlinkSync(`../../../blobs/${LFS}`, join(revision, 'onnx', 'model.bin'));
    return { source: revision, repository, blobs };
  }

  it('is followed into its own blobs and copied', async () => {
    const { source, repository, blobs } = await snapshot();
    const { submission } = await quarantine({ source, blobs, ...quiet });
    expect(submission.files.map(({ path, size }) => [path, size])).toEqual([
      ['config.json', 2],
      ['onnx/model.bin', 7],
    ]);
    const inPlace = await inspect({ source, ...quiet });
    expect(inPlace.subject).toBe(submission.subject);
    expect(inPlace.files[0]?.blob).toBe(join(repository, 'blobs', HASH));
    const one = await inspect({ source: join(source, 'onnx', 'model.bin'), ...quiet });
    expect(one.files.map(({ path, blob }) => [path, blob])).toEqual([['model.bin', join(repository, 'blobs', LFS)]]);
  });

  it.each([
    ['another repository', `../../../models--org--other/blobs/${HASH}`],
    ['an absolute path', `/etc/passwd`],
    ['something in blobs that is no hash', '../../blobs/passwd'],
    ['a path through blobs', `../../blobs/../../secret`],
    ['a directory', '../../blobs'],
    ['its own snapshot', 'config.json'],
    ['blobs by a detour', `../../../models--org--name/blobs/../refs/main`],
  ])('is refused with a link to %s', async (_what, target) => {
    const { source, blobs } = await snapshot();
    symlinkSync(target, join(source, 'link'));
    const error = await refusal(quarantine({ source, blobs, ...quiet }));
    expect(error.code).toBe('SUBMISSION_REFUSED');
    expect(error.message).toContain('1 refused');
    expect(error.message).toContain(`link: it is a link to ${target}`);
  });

  it('is refused when the blob is itself a link or missing', async () => {
    const { source, repository, blobs } = await snapshot();
    symlinkSync('/etc/passwd', join(repository, 'blobs', 'c'.repeat(40)));
    symlinkSync(`../../blobs/${'c'.repeat(40)}`, join(source, 'link'));
    expect((await refusal(quarantine({ source, blobs, ...quiet }))).message).toContain(
      'link: its blob in the Hugging Face cache is a link',
    );
    symlinkSync(`../../blobs/${'d'.repeat(40)}`, join(source, 'lost'));
    expect((await refusal(quarantine({ source, blobs, ...quiet }))).code).toBe('SOURCE_CHANGED');
  });

  it('is not believed by its name alone: the same link in another directory is refused', async () => {
    const { source, blobs } = await places();
    writeTree(source, { [`blobs/${HASH}`]: '{}', 'snapshots/rev/x': '' });
    symlinkSync(`../../blobs/${HASH}`, join(source, 'snapshots', 'rev', 'config.json'));
    expect((await refusal(quarantine({ source: join(source, 'snapshots', 'rev'), blobs, ...quiet }))).code).toBe(
      'SUBMISSION_REFUSED',
    );
  });
});

describe('the folding of names', () => {
  it.each([
    ['A', 'a'],
    ['\u00C5', 'A\u030A'],
    ['\u212A', 'k'],
    ['\u017F', 's'],
    ['\u00DF', 'SS'],
    ['\uFB01', 'fi'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });
});

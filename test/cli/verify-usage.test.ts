import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { modelLast } from '../../src/cli/model-last.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { bundle, envelope, newKey, pemOf, write } from '../support/statements.ts';
import { modelgate } from '../support/modelgate.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';

const answer = (stdout: string): unknown => JSON.parse(stdout);
const keys = sharedTemporaryDirectory();
const key = (name: string): string => join(keys, name);
const signer = newKey();
const SUBJECT = 'ab'.repeat(32);

beforeAll(() => {
  write(keys, {
    'signer.pem': pemOf(signer.publicKey),
    'stranger.pem': pemOf(newKey().publicKey),
    'signer.key': String(signer.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    'statement.json': bundle([SUBJECT], 'https://example.org/t/v1', { a: 1 }, signer.privateKey),
  });
  execFileSync('chmod', ['600', key('signer.key')]);
});

async function model(files: Readonly<Record<string, string>> = { 'config.json': '{}' }): Promise<string> {
  const root = join(await temporaryDirectory(), 'model');
  write(root, files);
  return root;
}

describe('a command line that names two signers', () => {
  const attestation = ['verify-attestation', key('statement.json'), '--subject', SUBJECT];

  it.each([
    ['the key twice', ['--key', key('signer.pem'), '--key', key('stranger.pem')]],
    ['a key and an identity', ['--key', key('signer.pem'), '--identity', 'a', '--issuer', 'https://b.example']],
    ['a key and an authority', ['--key', key('signer.pem'), '--cert-chain', key('signer.pem')]],
    ['the type twice', ['--key', key('signer.pem'), '--type', 'a', '--type', 'https://example.org/t/v1']],
  ])('is refused with %s', async (_what, options) => {
    expect(await modelgate(...attestation, ...options)).toMatchObject({ exit: 2, stdout: '' });
    if (!options.includes('--type'))
      expect(await modelgate('verify', await model(), '--signature', key('statement.json'), ...options)).toMatchObject({
        exit: 2,
      });
  });

  it('is told of as JSON where JSON is asked for, and in words where it isn’t', async () => {
    const twice = ['--key', key('signer.pem'), '--key', key('signer.pem')];
    const json = await modelgate(...attestation, ...twice, '--format', 'json');
    expect(json).toMatchObject({ exit: 2 });
    expect(answer(json.stderr)).toMatchObject({
      version: 1,
      error: 'USAGE',
      message: expect.stringContaining('twice'),
    });
    const other = await modelgate('verify', '--format=json', '--bogus');
    expect(answer(other.stderr)).toMatchObject({ error: 'USAGE', message: expect.stringContaining('--bogus') });
    expect((await modelgate(...attestation, ...twice)).stderr).toMatch(/^error: .*twice[^]*Usage: /u);
    expect((await modelgate('verify', '--format', 'xml')).stderr).toContain('Usage: ');
  });
});

describe('verify-attestation', () => {
  it('takes several subjects, of which each must be named', async () => {
    const text = bundle([SUBJECT, 'cd'.repeat(32)], 'https://example.org/t/v1', {}, signer.privateKey);
    const path = join(await temporaryDirectory(), 'two.json');
    writeFileSync(path, text);
    const both = ['--subject', SUBJECT, '--subject', `sha256:${'cd'.repeat(32)}`];
    const check = ['verify-attestation', '--key', key('signer.pem')];
    // Its options may stand in front of the file.
    expect((await modelgate(...check, ...both, path)).exit).toBe(0);
    expect((await modelgate(...check, path, ...both, '--subject', 'ef'.repeat(32))).exit).toBe(1);
  });

  it('tells of signatures that nothing rests on', async () => {
    const path = join(await temporaryDirectory(), 'several.json');
    const alone = z
      .object({ payload: z.string(), payloadType: z.string(), signatures: z.array(z.object({ sig: z.string() })) })
      .parse(JSON.parse(envelope(readFileSync(key('statement.json'), 'utf8'))));
    writeFileSync(path, JSON.stringify({ ...alone, signatures: [{ keyid: 'x', sig: 'AAAA' }, ...alone.signatures] }));
    const check = ['verify-attestation', path, '--subject', SUBJECT, '--key', key('signer.pem')];
    expect(await modelgate(...check)).toMatchObject({ exit: 0, stdout: expect.stringContaining('1 more signature') });
    expect(answer((await modelgate(...check, '--format', 'json')).stdout)).toMatchObject({ otherSignatures: 1 });
  });
});

describe('JSON of verify and verify-attestation', () => {
  it('always says whether it verified', async () => {
    const root = await model();
    const sign = ['sign', root, '--key', key('signer.key')];
    expect((await modelgate(...sign)).exit).toBe(0);
    const own = ['--key', key('signer.pem'), '--format', 'json'];
    const stranger = ['--key', key('stranger.pem'), '--format', 'json'];
    const signature = ['--signature', join(root, 'model.sig')];
    for (const [exit, args] of [
      [0, ['verify', root, ...own]],
      [0, ['verify', root, ...signature, ...own]],
      [0, ['verify-attestation', key('statement.json'), '--subject', SUBJECT, ...own]],
      [1, ['verify', root, ...stranger]],
      [1, ['verify', root, ...signature, ...stranger]],
      [1, ['verify-attestation', key('statement.json'), '--subject', SUBJECT, ...stranger]],
      [1, ['verify-attestation', key('signer.pem'), '--subject', SUBJECT, ...own]],
      [1, ['verify', key('statement.json'), ...stranger]],
      [2, ['verify-attestation', key('statement.json'), '--subject', 'md5:00', ...own]],
      [2, ['verify', join(root, 'none'), ...signature, ...own]],
    ] as const) {
      const ended = await modelgate(...args);
      expect(ended.exit, args.join(' ')).toBe(exit);
      expect(answer(ended.stdout), args.join(' ')).toMatchObject({ version: 1, verified: exit === 0 });
    }
  });
});

describe('the model behind an option that takes several values', () => {
  it('is the model', async () => {
    const root = await model({ 'config.json': '{}', notes: 'n', more: 'm' });
    const sign = ['sign', '--key', key('signer.key'), '--signature', `${root}.sig`];
    expect((await modelgate(...sign, '--ignore-path', 'notes', '--ignore-path', 'more', root)).exit).toBe(0);
    const verify = ['verify', '--key', key('signer.pem'), '--signature', `${root}.sig`, '--ignore-path'];
    expect((await modelgate(...verify, 'notes', 'more', root)).exit).toBe(0);
  });

  it.each([
    ['verify --cert-chain a.pem b.pem', 'verify --cert-chain a.pem -- b.pem'],
    ['verify M --cert-chain a.pem b.pem', 'verify M --cert-chain a.pem b.pem'],
    ['verify --format json M --cert-chain a.pem b.pem', 'verify --format json M --cert-chain a.pem b.pem'],
    ['verify --cert-chain a.pem b.pem --format json', 'verify --cert-chain a.pem b.pem --format json'],
    ['verify --cert-chain a.pem', 'verify --cert-chain a.pem'],
    ['verify --cert-chain a.pem -- M', 'verify --cert-chain a.pem -- M'],
    ['rules a b', 'rules a b'],
  ])('%s is %s', (given, taken) => {
    expect(
      modelLast(['node', 'modelgate', ...given.split(' ')], COMMANDS)
        .slice(2)
        .join(' '),
    ).toBe(taken);
  });
});

describe('sign', () => {
  it('names the links that lead out of the model, and verify does too', async () => {
    const root = await model({ 'a.txt': 'a' });
    writeFileSync(`${root}-elsewhere`, 'b');
    mkdirSync(join(root, 'in'));
    symlinkSync('../../model-elsewhere', join(root, 'in', 'out.txt'));
    symlinkSync('a.txt', join(root, 'b.txt'));
    const signature = ['--signature', `${root}.sig`];
    expect((await modelgate('sign', root, '--key', key('signer.key'), ...signature)).exit).toBe(3);
    const signed = await modelgate('sign', root, '--key', key('signer.key'), ...signature, '--allow-symlinks');
    expect(signed).toMatchObject({
      exit: 0,
      stderr: expect.stringMatching(/in\/out\.txt is a link out of the model/u),
    });
    expect(signed.stderr).not.toContain('b.txt is');
    const verify = ['verify', root, '--key', key('signer.pem'), ...signature];
    expect((await modelgate(...verify)).exit).toBe(3);
    expect(answer((await modelgate(...verify, '--allow-symlinks', '--format', 'json')).stdout)).toMatchObject({
      verified: true,
      outside: ['in/out.txt'],
    });
  });

  it('takes names that differ by case alone for two', async () => {
    const root = await model({ 'Model.bin': '1', 'model.bin': '2', 'Straße.txt': '3', 'STRASSE.txt': '4' });
    expect((await modelgate('sign', root, '--key', key('signer.key'))).exit).toBe(0);
    const verify = ['verify', root, '--key', key('signer.pem')];
    expect((await modelgate(...verify)).exit).toBe(0);
    writeFileSync(join(root, 'model.bin'), '1');
    expect((await modelgate(...verify)).exit).toBe(1);
  });

  it('leaves no pattern out: a list of ignored paths holds none', async () => {
    const root = await model({ 'a*': '1', b: '2' });
    const sign = ['sign', root, '--key', key('signer.key'), '--ignore-path'];
    expect((await modelgate(...sign, 'a*')).exit).toBe(2);
    expect((await modelgate(...sign, 'b')).exit).toBe(0);
  });
});

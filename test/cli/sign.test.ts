import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelgate } from '../support/modelgate.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';

const keys = sharedTemporaryDirectory();
const key = (name: string): string => join(keys, name);

beforeAll(() => {
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe', cwd: keys });
  for (const [name, kind] of [
    ['a', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['b', ['-algorithm', 'ed25519']],
  ] as const) {
    openssl('genpkey', ...kind, '-out', `${name}.pem`);
    openssl('pkey', '-in', `${name}.pem`, '-pubout', '-out', `${name}.pub.pem`);
  }
});

async function model(): Promise<string> {
  const root = join(await temporaryDirectory(), 'model');
  mkdirSync(root);
  writeFileSync(join(root, 'config.json'), '{}');
  writeFileSync(join(root, 'weights.safetensors'), Buffer.alloc(5_000, 7));
  return root;
}

describe('several signatures on one model', () => {
  it('stand beside one another, each over the model and none over the other', async () => {
    const root = await model();
    expect((await modelgate('sign', root, '--key', key('a.pem'))).exit).toBe(0);
    const second = join(root, 'second.sig');
    expect((await modelgate('sign', root, '--key', key('b.pem'), '--signature', second)).exit).toBe(0);
    for (const [signature, signer] of [
      [join(root, 'model.sig'), 'a.pub.pem'],
      [second, 'b.pub.pem'],
    ] as const)
      expect((await modelgate('verify', root, '--signature', signature, '--key', key(signer))).exit).toBe(0);
    expect((await modelgate('verify', root, '--key', key('b.pub.pem'))).exit).toBe(0);
    await modelgate('sign', root, '--key', key('b.pem'));
    expect((await modelgate('verify', root, '--key', key('b.pub.pem'))).exit, 'signed again').toBe(0);
  });

  it('may stand in the lines of one file, of which one must be by the signer', async () => {
    const root = await model();
    const lines = join(keys, 'claims.jsonl');
    const one = join(keys, 'one.sig');
    await modelgate('sign', root, '--key', key('a.pem'), '--signature', one);
    const first = readFileSync(one, 'utf8');
    await modelgate('sign', root, '--key', key('b.pem'), '--signature', one);
    writeFileSync(lines, `{}\n\n${first}${readFileSync(one, 'utf8')}`);
    const verify = (name: string) => modelgate('verify', root, '--signature', lines, '--key', key(name));
    expect((await verify('a.pub.pem')).exit).toBe(0);
    expect(await verify('b.pub.pem')).toMatchObject({ exit: 0, text: expect.stringContaining('claims.jsonl:4') });
    writeFileSync(lines, first);
    expect((await verify('b.pub.pem')).exit).toBe(1);
    writeFileSync(lines, '\n');
    expect((await verify('a.pub.pem')).exit).toBe(1);
  });

  it('let nothing ride along under the name of a signature', async () => {
    const root = await model();
    await modelgate('sign', root, '--key', key('a.pem'));
    writeFileSync(join(root, 'extra.sig'), Buffer.from('80049500', 'hex'));
    const verdict = await modelgate('verify', root, '--key', key('a.pub.pem'));
    expect(verdict).toMatchObject({ exit: 1, text: expect.stringContaining('extra.sig') });
    const one = ['verify', root, '--signature', join(root, 'model.sig'), '--key', key('a.pub.pem')];
    expect((await modelgate(...one)).exit).toBe(1);
  });
});

describe('modelgate sign', () => {
  it('never writes its signature over a file of the model', async () => {
    const root = await model();
    const weights = join(root, 'weights.safetensors');
    const { exit, text } = await modelgate('sign', root, '--key', key('a.pem'), '--signature', weights);
    expect({ exit, text }).toMatchObject({ exit: 2, text: expect.stringContaining('weights.safetensors exists') });
    expect(readFileSync(weights)).toHaveLength(5_000);
  });

  it('leaves empty files out of shards, and verifies with them', async () => {
    const root = await model();
    writeFileSync(join(root, '__init__.py'), '');
    await modelgate('sign', root, '--key', key('a.pem'), '--shard-size', '2048');
    const verify = ['verify', root, '--key', key('a.pub.pem')];
    expect((await modelgate(...verify)).exit).toBe(0);
    writeFileSync(join(root, '__init__.py'), 'x = 1');
    expect(await modelgate(...verify)).toMatchObject({ exit: 1, text: expect.stringContaining('__init__.py') });
  });

  it('shows what the signer left out, and lets nobody leave out what a loader takes', async () => {
    const root = await model();
    writeFileSync(join(root, 'notes'), 'words');
    await modelgate('sign', root, '--key', key('a.pem'), '--ignore-path', 'notes');
    const verify = ['verify', root, '--key', key('a.pub.pem')];
    expect(await modelgate(...verify)).toMatchObject({ exit: 0, text: expect.stringContaining('notes') });
    for (const bytes of ['80049500', '504b0304', '47475546', '7f454c46', '23212f62', '40000000000000007b7d']) {
      writeFileSync(join(root, 'notes'), Buffer.from(bytes, 'hex'));
      const changed = await modelgate(...verify);
      expect(changed, bytes).toMatchObject({ exit: 1, text: expect.stringContaining('not signed') });
    }
    const warned = await modelgate('sign', root, '--key', key('a.pem'), '--ignore-path', 'notes');
    expect(warned).toMatchObject({ exit: 0, text: expect.stringContaining('notes is left out') });
  });
});

describe('links', () => {
  it('are refused, unless both sides say otherwise; then the bytes behind them count', async () => {
    const root = await model();
    const outside = `${root}-elsewhere`;
    writeFileSync(outside, 'one');
    symlinkSync(outside, join(root, 'vocab.txt'));
    const sign = ['sign', root, '--key', key('a.pem')];
    const verify = ['verify', root, '--signature', join(root, 'model.sig'), '--key', key('a.pub.pem')];
    expect(await modelgate(...sign)).toMatchObject({ exit: 3, text: expect.stringContaining('vocab.txt') });
    expect((await modelgate(...sign, '--allow-symlinks')).exit).toBe(0);
    expect((await modelgate(...verify)).exit).toBe(3);
    expect((await modelgate(...verify, '--allow-symlinks')).exit).toBe(0);
    writeFileSync(outside, 'two');
    const changed = await modelgate(...verify, '--allow-symlinks');
    expect(changed).toMatchObject({ exit: 1, text: expect.stringContaining('vocab.txt') });
  });

  it('to directories, devices and nothing are refused all the same', async () => {
    for (const target of ['/', '/dev/zero', '/nowhere/at/all', '.']) {
      const root = await model();
      symlinkSync(target, join(root, 'link'));
      const { exit, text } = await modelgate('sign', root, '--key', key('a.pem'), '--allow-symlinks');
      expect({ exit, text }, target).toMatchObject({ exit: 3, text: expect.stringContaining('link') });
    }
  });
});

describe('part of a model', () => {
  it('verifies on request, when what is here is signed and unchanged', async () => {
    const root = await model();
    await modelgate('sign', root, '--key', key('a.pem'));
    const part = `${root}-part`;
    await cp(root, part, { recursive: true });
    await rm(join(part, 'weights.safetensors'));
    const verify = ['verify', part, '--signature', join(part, 'model.sig'), '--key', key('a.pub.pem')];
    expect((await modelgate(...verify)).exit).toBe(1);
    const partial = await modelgate(...verify, '--partial');
    expect(partial).toMatchObject({ exit: 0, text: expect.stringContaining('weights.safetensors') });
    writeFileSync(join(part, 'config.json'), '{ }');
    expect((await modelgate(...verify, '--partial')).exit).toBe(1);
    await rm(join(part, 'config.json'));
    expect((await modelgate(...verify, '--partial')).exit, 'nothing is here').not.toBe(0);
  });
});

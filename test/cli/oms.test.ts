import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { modelgate } from '../support/modelgate.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';

const VECTORS = process.env['MODELGATE_VECTORS'] ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url));

const keys = sharedTemporaryDirectory();
const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe', cwd: keys });

beforeAll(() => {
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-out', 'key.pem');
  openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'key.pub.pem');
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ca.key',
    '-subj',
    '/CN=ca',
    '-days',
    '9',
    '-out',
    'ca.pem',
    '-addext',
    'keyUsage=critical,keyCertSign',
  ); // one line, as in a shell
  openssl('req', '-new', '-key', 'key.pem', '-subj', '/CN=release', '-out', 'leaf.csr');
  writeFileSync(join(keys, 'leaf.ext'), 'keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '9',
    '-extfile',
    'leaf.ext',
    '-out',
    'leaf.pem',
  );
});

async function model(): Promise<string> {
  const root = join(await temporaryDirectory(), 'model');
  mkdirSync(join(root, 'sub'), { recursive: true });
  writeFileSync(join(root, 'config.json'), '{}');
  writeFileSync(join(root, 'weights.safetensors'), Buffer.alloc(5_000, 7));
  writeFileSync(join(root, 'sub', 'a b.txt'), 'text');
  writeFileSync(join(root, 'notes'), 'not for signing');
  return root;
}

const key = (name: string): string => join(keys, name);

describe('modelgate sign and verify', () => {
  it.each([
    ['sha256', []],
    ['blake2b', []],
    ['blake3', []],
    ['sha256', ['--shard-size', '2048']],
    ['blake3', ['--shard-size', '1024']],
  ])('sign and verify with %s %j, and fail once a byte changed', async (hash, more) => {
    const root = await model();
    const signature = `${root}.sig`;
    const signed = await modelgate(
      'sign',
      root,
      '--key',
      key('key.pem'),
      '--signature',
      signature,
      '--hash',
      hash,
      ...more,
    );
    expect(signed).toMatchObject({ exit: 0, text: expect.stringContaining('signed 4 files') });
    const verify = ['verify', root, '--signature', signature, '--key', key('key.pub.pem')];
    expect((await modelgate(...verify)).exit).toBe(0);
    const bytes = Buffer.from(readFileSync(join(root, 'weights.safetensors')));
    bytes[4_000] = 8;
    writeFileSync(join(root, 'weights.safetensors'), bytes);
    expect(await modelgate(...verify)).toMatchObject({ exit: 1, text: expect.stringContaining('weights.safetensors') });
  });

  it('sign by certificate, and trust its authority alone', async () => {
    const root = await model();
    const args = ['--signature', `${root}.sig`];
    const signed = await modelgate(
      'sign',
      root,
      '--key',
      key('key.pem'),
      '--cert',
      key('leaf.pem'),
      '--cert-chain',
      key('ca.pem'),
      ...args,
    );
    expect(signed.exit).toBe(0);
    expect((await modelgate('verify', root, ...args, '--cert-chain', key('ca.pem'))).exit).toBe(0);
    expect(
      (await modelgate('verify', root, ...args, '--cert-chain', key('ca.pem'), '--identity', 'release')).exit,
    ).toBe(0);
    expect((await modelgate('verify', root, ...args, '--cert-chain', key('ca.pem'), '--identity', 'releas')).exit).toBe(
      1,
    );
    expect((await modelgate('verify', root, ...args, '--key', key('key.pub.pem'))).exit).toBe(1);
    const wrong = await modelgate('sign', root, '--key', key('ca.key'), '--cert', key('leaf.pem'), ...args);
    expect(wrong).toMatchObject({ exit: 2, text: expect.stringContaining('not for the private key') });
  });

  it('leave out what both sides name, and nothing that only the verifier finds', async () => {
    const root = await model();
    const args = ['--signature', join(root, 'model.sig')];
    await modelgate('sign', root, '--key', key('key.pem'), ...args, '--ignore-path', 'notes');
    const verify = ['verify', root, ...args, '--key', key('key.pub.pem')];
    expect((await modelgate(...verify, '--ignore-path', 'notes')).exit).toBe(0);
    expect((await modelgate(...verify, '--ignore-path', join(root, 'notes'))).exit).toBe(0);
    writeFileSync(join(root, 'new.py'), 'pass');
    expect((await modelgate(...verify)).exit).toBe(1);
    expect((await modelgate(...verify, '--ignore-unsigned-files')).exit).toBe(0);
    expect((await modelgate(...verify, '--ignore-path', 'new.py')).exit).toBe(0);
  });

  it('hold digests that were computed elsewhere against a signature, and read no model', async () => {
    const root = await model();
    const signature = `${root}.sig`;
    expect((await modelgate('sign', root, '--key', key('key.pem'), '--signature', signature)).exit).toBe(0);
    const sums = String(execFileSync('sh', ['-c', 'find . -type f -print0 | xargs -0 sha256sum'], { cwd: root }));
    const list = `${root}.sums`;
    const verify = ['verify', root, '--signature', signature, '--key', key('key.pub.pem'), '--digests', list];
    writeFileSync(list, sums);
    rmSync(root, { recursive: true });
    expect(await modelgate(...verify)).toMatchObject({ exit: 0, text: expect.stringContaining('no byte') });
    writeFileSync(list, sums.replace(/^[\da-f]{8}/u, '00000000'));
    expect((await modelgate(...verify)).exit).toBe(1);
    writeFileSync(list, sums.split('\n').slice(1).join('\n'));
    expect((await modelgate(...verify)).exit).toBe(1);
    expect((await modelgate(...verify, '--partial')).exit).toBe(0);
    writeFileSync(list, `${sums}${'0'.repeat(64)}  more.bin\n`);
    expect(await modelgate(...verify)).toMatchObject({ exit: 1, text: expect.stringContaining('more.bin') });
    expect((await modelgate(...verify, '--ignore-unsigned-files')).exit).toBe(0);
    for (const bad of ['', 'garbage\n', `${sums}${sums}`]) {
      writeFileSync(list, bad);
      expect((await modelgate(...verify)).exit, bad).toBe(2);
    }
    expect((await modelgate(...verify.slice(0, -1), `${list}.none`)).exit).toBe(2);
  });

  it('take a path that was left out by whatever way it is named, and show what nobody looked at', async () => {
    const root = await model();
    const link = `${root}-link`;
    symlinkSync(root, link);
    const signature = `${root}.sig`;
    expect((await modelgate('sign', link, '--key', key('key.pem'), '--signature', signature)).exit).toBe(0);
    writeFileSync(join(root, 'later.bin'), 'unsigned');
    const verify = ['verify', link, '--signature', signature, '--key', key('key.pub.pem')];
    expect((await modelgate(...verify)).exit).toBe(1);
    for (const path of ['later.bin', join(root, 'later.bin'), join(link, 'later.bin')]) {
      const shown = await modelgate(...verify, '--ignore-path', path);
      expect(shown, path).toMatchObject({ exit: 0, text: expect.stringMatching(/not looked at[^]*later\.bin/u) });
    }
    const useless = await modelgate(
      'sign',
      root,
      '--key',
      key('key.pem'),
      '--signature',
      signature,
      '--ignore-path',
      'none',
    );
    expect(useless).toMatchObject({ exit: 0, text: expect.stringContaining('names nothing') });
    const nowhere = await modelgate('sign', root, '--key', key('key.pem'), '--signature', join(root, 'no', 'x.sig'));
    expect(nowhere).toMatchObject({ exit: 2, text: expect.stringContaining('no directory') });
  });

  it('find the signature of a single file where sign put it, and call what has none not verified', async () => {
    const file = join(await model(), 'weights.safetensors');
    expect((await modelgate('sign', file, '--key', key('key.pem'))).exit).toBe(0);
    expect((await modelgate('verify', file, '--key', key('key.pub.pem'))).exit).toBe(0);
    writeFileSync(file, 'other');
    expect((await modelgate('verify', file, '--key', key('key.pub.pem'))).exit).toBe(1);
    expect(await modelgate('verify', await model(), '--key', key('key.pub.pem'))).toMatchObject({
      exit: 1,
      text: expect.stringContaining('unsigned'),
    });
  });

  it('warn a signer of a certificate that nobody can verify', async () => {
    openssl('x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '9', '-out', 'bare.pem');
    const root = await model();
    const sign = ['sign', root, '--key', key('key.pem'), '--cert-chain', key('ca.pem'), '--cert'];
    expect(await modelgate(...sign, key('bare.pem'))).toMatchObject({
      exit: 0,
      text: expect.stringContaining('modelgate verify refuses'),
    });
    expect((await modelgate(...sign, key('leaf.pem'))).text).not.toContain('refuses');
  });

  it('take a single file', async () => {
    const file = join(await model(), 'weights.safetensors');
    expect((await modelgate('sign', file, '--key', key('key.pem'), '--signature', `${file}.sig`)).exit).toBe(0);
    expect((await modelgate('verify', file, '--key', key('key.pub.pem'), '--signature', `${file}.sig`)).exit).toBe(0);
  });

  it('say what is wrong with the command line, with exit code 2, and with files, without a stack', async () => {
    const root = await model();
    expect((await modelgate('sign', root)).exit).toBe(2);
    expect((await modelgate('verify', root, '--identity', 'x')).exit).toBe(2);
    expect((await modelgate('sign', root, '--key', key('none.pem'))).text).toContain('KEY_INVALID');
    writeFileSync(`${root}.sig`, '{"mediaType":');
    const broken = await modelgate('verify', root, '--signature', `${root}.sig`, '--key', key('key.pub.pem'));
    expect(broken).toMatchObject({ exit: 1, text: expect.stringContaining('invalid') });
  });
});

const vectorSchema = z.array(
  z.object({
    signature: z.string(),
    model: z.string(),
    method: z.enum(['key', 'certificate', 'sigstore']),
    publicKey: z.string().optional(),
    chain: z.array(z.string()).optional(),
    issuer: z.string().optional(),
    ignorePaths: z.array(z.string()).optional(),
  }),
);
const vectorFile = join(VECTORS, 'oms', 'expected.json');
const vectors = existsSync(vectorFile) ? vectorSchema.parse(JSON.parse(readFileSync(vectorFile, 'utf8'))) : [];

describe.skipIf(vectors.length === 0)('signatures of other implementations, by command line', () => {
  it.each(vectors)('$model verifies', async ({ signature, model: path, publicKey, chain, issuer, ignorePaths }) => {
    const at = (name: string): string => join(VECTORS, 'oms', name);
    const bundle = z
      .object({ verificationMaterial: z.looseObject({ certificate: z.object({ rawBytes: z.string() }).optional() }) })
      .parse(JSON.parse(readFileSync(at(signature), 'utf8')));
    const raw = bundle.verificationMaterial.certificate?.rawBytes;
    const email = raw === undefined ? '' : (new X509Certificate(Buffer.from(raw, 'base64')).subjectAltName ?? '');
    const trust = [
      ...(publicKey === undefined ? [] : ['--key', at(publicKey)]),
      ...(chain === undefined ? [] : ['--cert-chain', ...chain.map(at)]),
      ...(issuer === undefined ? [] : ['--issuer', issuer, '--identity', email.replace('email:', '')]),
    ];
    const ignored = (ignorePaths ?? []).flatMap((one) => ['--ignore-path', one]);
    const verify = ['verify', at(path), '--signature', at(signature), ...trust, ...ignored];
    expect(await modelgate(...verify)).toMatchObject({ exit: 0, text: expect.stringContaining('verified') });
    expect((await modelgate('verify', at(path), '--signature', at(signature), ...ignored)).exit).toBe(1);
  });
});

describe('modelgate verify-attestation', () => {
  it('wants the signer, the subject and the type that it was told, and nothing less', async () => {
    const root = await model();
    const path = `${root}.sigstore.json`;
    await modelgate('sign', root, '--key', key('key.pem'), '--signature', path);
    const payload = z
      .object({ dsseEnvelope: z.object({ payload: z.string() }) })
      .parse(JSON.parse(readFileSync(path, 'utf8'))).dsseEnvelope.payload;
    const statement = z
      .object({ subject: z.tuple([z.object({ digest: z.object({ sha256: z.string() }) })]), predicateType: z.string() })
      .parse(JSON.parse(Buffer.from(payload, 'base64').toString()));
    const subject = `sha256:${statement.subject[0].digest.sha256}`;
    const check = ['verify-attestation', path, '--key', key('key.pub.pem'), '--subject'];
    expect((await modelgate(...check, subject, '--type', statement.predicateType)).exit).toBe(0);
    expect((await modelgate(...check, subject, '--type', 'https://slsa.dev/provenance/v1')).exit).toBe(1);
    expect((await modelgate(...check, `sha256:${'0'.repeat(64)}`)).exit).toBe(1);
    // The envelope alone says the same, and so does the line of a file that has it.
    const envelope = JSON.stringify(
      z.object({ dsseEnvelope: z.unknown() }).parse(JSON.parse(readFileSync(path, 'utf8'))).dsseEnvelope,
    );
    writeFileSync(`${root}.json`, envelope);
    writeFileSync(`${root}.jsonl`, `{}\n${envelope}\n`);
    for (const file of [`${root}.json`, `${root}.jsonl`])
      for (const about of [subject, statement.subject[0].digest.sha256.toUpperCase()]) {
        const asked = ['verify-attestation', file, '--key', key('key.pub.pem'), '--subject', about];
        expect((await modelgate(...asked)).exit, file).toBe(0);
      }
    writeFileSync(`${root}.json`, envelope.replace(/"payload":"./u, '"payload":"f'));
    const broken = ['verify-attestation', `${root}.json`, '--key', key('key.pub.pem'), '--subject', subject];
    expect((await modelgate(...broken)).exit).toBe(1);
    openssl('pkey', '-in', 'ca.key', '-pubout', '-out', 'ca.pub.pem');
    const stranger = ['verify-attestation', path, '--key', key('ca.pub.pem'), '--subject', subject];
    expect((await modelgate(...stranger)).exit).toBe(1);
    expect((await modelgate('verify-attestation', path, '--subject', subject)).exit).toBe(2);
  });
});

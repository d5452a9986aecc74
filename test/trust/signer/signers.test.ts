import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, openSync, closeSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSigningProcess } from '../../../src/attest/signer-client.ts';
import { envelopeSignedBy } from '../../../src/trust/key.ts';
import { signStatementBy } from '../../../src/trust/sign.ts';
import { parseBundle } from '../../../src/trust/sigstore-bundle.ts';
import { openSigner } from '../../../src/trust/signer/open-signer.ts';
import { parsePkcs11Uri } from '../../../src/trust/signer/pkcs11-uri.ts';
import { keySigner, type Signer } from '../../../src/trust/signer/signer.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../../support/temporary.ts';
import { holdsTheContract, statement } from './contract.ts';
import { VaultServer } from './vault-server.ts';

const directory = sharedTemporaryDirectory();
afterEach(() => vi.unstubAllEnvs());

const kinds = ['P-256', 'P-384', 'P-521', 'ed25519'] as const;
const generate = (kind: (typeof kinds)[number]) =>
  kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });

describe('a key file', () => {
  it.each(kinds)('%s signs, encrypted and not', async (kind) => {
    const { privateKey } = generate(kind);
    const plain = join(directory, `${kind}.pem`);
    writeFileSync(plain, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    await holdsTheContract(await openSigner(plain, undefined));
    const encrypted = join(directory, `${kind}-encrypted.pem`);
    execFileSync('openssl', [
      'pkcs8',
      '-topk8',
      '-v2',
      'aes-256-cbc',
      '-passout',
      'pass:s3cret word',
      '-in',
      plain,
      '-out',
      encrypted,
    ]);
    const file = join(directory, 'passphrase');
    writeFileSync(file, 's3cret word\n', { mode: 0o600 });
    await holdsTheContract(await openSigner(encrypted, `file:${file}`));
    vi.stubEnv('SOME_PASSPHRASE', 's3cret word');
    await holdsTheContract(await openSigner(encrypted, 'env:SOME_PASSPHRASE'));
    const descriptor = openSync(file, 'r');
    await holdsTheContract(await openSigner(encrypted, `fd:${descriptor}`));
    closeSync(descriptor);
    vi.stubEnv('MODELGATE_KEY_PASSPHRASE', 's3cret word');
    await holdsTheContract(await openSigner(encrypted, undefined));
  });

  it('is refused without its passphrase, with a wrong one and with one on the command line, which no message repeats', async () => {
    const encrypted = join(directory, 'P-256-encrypted.pem');
    const attempt = (source: string | undefined) =>
      openSigner(encrypted, source).catch((error: unknown) => (error instanceof Error ? error : new TypeError()));
    expect(await attempt(undefined)).toMatchObject({
      code: 'KEY_INVALID',
      message: expect.stringContaining('encrypted'),
    });
    vi.stubEnv('WRONG', 'Tr0ub4dor');
    const wrong = await attempt('env:WRONG');
    expect(wrong).toMatchObject({ code: 'KEY_INVALID', message: expect.stringContaining('passphrase is wrong') });
    for (const source of ['pass:Tr0ub4dor', 'Tr0ub4dor', 'fd:x', 'env:', 'file:/none']) {
      const error = await attempt(source);
      expect(error).toMatchObject({ code: expect.stringMatching(/^(?:USAGE|KEY_INVALID)$/u) });
      expect(error instanceof Error ? error.message : '', source).not.toContain('Tr0ub4dor');
    }
  });
});

describe('a key in the environment', () => {
  it('signs', async () => {
    vi.stubEnv('SIGNING_KEY', String(generate('P-256').privateKey.export({ type: 'pkcs8', format: 'pem' })));
    await holdsTheContract(await openSigner('env://SIGNING_KEY', undefined));
  });

  it('is refused when it is none', async () => {
    vi.stubEnv('SIGNING_KEY', 'something secret');
    const error = await openSigner('env://SIGNING_KEY', undefined).catch(String);
    expect(error).toContain('env://SIGNING_KEY');
    expect(error).not.toContain('something secret');
    await expect(openSigner('env://NOT_THERE', undefined)).rejects.toMatchObject({ code: 'KEY_INVALID' });
  });
});

describe('a signer that signs with another key than it shows', () => {
  it('is found out before anybody sees the signature', async () => {
    const [a, b] = [generate('P-256'), generate('P-256')];
    const lying = { ...keySigner('liar', a.privateKey), publicKey: b.publicKey };
    await expect(signStatementBy(lying, statement)).rejects.toMatchObject({ code: 'KEY_SERVICE_FAILED' });
  });
});

describe('a key in Vault', () => {
  const vault = new VaultServer();
  let where = '';
  beforeAll(async () => {
    where = await vault.start();
    for (const type of ['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'ed25519']) vault.rotate(type, type);
  });
  afterAll(() => vault.stop());
  const open = (name: string, token = vault.token, address = where): Promise<Signer> => {
    vi.stubEnv('VAULT_ADDR', address);
    vi.stubEnv('VAULT_TOKEN', token);
    return openSigner(`hashivault://${name}`, undefined);
  };

  it.each(['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'ed25519'])('%s signs', async (type) => {
    await holdsTheContract(await open(type));
  });

  it('goes on with the version it began with when the key is rotated meanwhile', async () => {
    vault.rotate('turning', 'ecdsa-p256');
    const signer = await open('turning');
    vault.rotate('turning', 'ecdsa-p256');
    await holdsTheContract(signer);
    expect((await open('turning')).publicKey.equals(signer.publicKey)).toBe(false);
  });

  it('tells a wrong token, an unknown key, a sealed and an absent Vault apart, and never the token', async () => {
    const failure = async (signer: Promise<Signer>): Promise<string> => signer.then(() => 'opened', String);
    const denied = await failure(open('ecdsa-p256', 'hvs.stranger'));
    expect(denied).toContain('permission denied');
    expect(denied).not.toContain('hvs.stranger');
    expect(await failure(open('unknown'))).toContain('no such key');
    vault.sealed = true;
    expect(await failure(open('ecdsa-p256'))).toContain('sealed');
    vault.sealed = false;
    expect(await failure(open('ecdsa-p256', vault.token, 'http://127.0.0.1:1'))).toContain('does not answer');
  });

  it('believes no answer that is not one, and follows no redirect with its token', async () => {
    for (const [status, body] of [
      [200, ''],
      [200, '<html>'],
      [200, '{"data":{"type":"rsa-2048","latest_version":1,"keys":{}}}'],
      [200, '{"data":{"type":"ecdsa-p256","latest_version":1,"keys":{}}}'],
      [200, `{"data":"${'x'.repeat(2 << 20)}"}`],
      [500, 'x'],
    ] as const) {
      vault.answer = { status, body };
      await expect(open('ecdsa-p256'), body.slice(0, 80)).rejects.toMatchObject({ code: 'KEY_SERVICE_FAILED' });
    }
    vault.answer = { status: 307, body: '', location: `${where}/v1/transit/keys/ecdsa-p256` };
    await expect(open('ecdsa-p256')).rejects.toMatchObject({ code: 'KEY_SERVICE_FAILED' });
    vault.answer = undefined;
  });

  it('is asked over https, or on this machine alone, and by a plain name', async () => {
    for (const address of ['http://vault.example:8200', 'ftp://127.0.0.1', 'vault', 'http://127.0.0.1.example.org'])
      await expect(open('ecdsa-p256', vault.token, address), address).rejects.toMatchObject({ code: 'USAGE' });
    for (const name of ['..', 'a/b', '', 'a?b', '%2e%2e'])
      await expect(open(name), name).rejects.toMatchObject({ code: 'USAGE' });
  });
});

const MODULE = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm.so'].find((path) => existsSync(path));
const pkcs11 = MODULE !== undefined && existsSync('/usr/bin/pkcs11-tool');
if (!pkcs11) process.stderr.write('no SoftHSM and OpenSC here (scripts/setup tests): PKCS#11 is not tested\n');

describe.skipIf(!pkcs11)('a key on a PKCS#11 token', () => {
  const module = MODULE ?? '';
  const softhsm = sharedTemporaryDirectory();
  const env = { ...process.env, SOFTHSM2_CONF: join(softhsm, 'softhsm2.conf') };
  const curves = { 'P-256': 'secp256r1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };
  const uri = (rest: string): string => `pkcs11:${rest}?module-path=${module}`;
  beforeAll(() => {
    mkdirSync(join(softhsm, 'tokens'));
    writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${join(softhsm, 'tokens')}\n`);
    for (const label of ['a token', 'other'])
      execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--so-pin', '5678', '--pin', '1234'], {
        env,
        stdio: 'pipe',
      });
    const tool = ['--module', module, '--token-label', 'a token', '--login', '--pin', '1234', '--keypairgen'];
    for (const [index, curve] of Object.values(curves).entries())
      execFileSync('pkcs11-tool', [...tool, '--key-type', `EC:${curve}`, '--label', curve, '--id', `0a0${index}`], {
        env,
        stdio: 'pipe',
      });
    writeFileSync(join(softhsm, 'pin'), '1234\n', { mode: 0o600 });
  });
  const open = (reference: string, passphrase?: string): Promise<Signer> => {
    vi.stubEnv('SOFTHSM2_CONF', env.SOFTHSM2_CONF);
    return openSigner(reference, passphrase);
  };

  it.each(Object.values(curves))('%s signs', async (curve) => {
    await holdsTheContract(
      await open(uri(`token=a%20token;object=${curve};type=private`), `file:${join(softhsm, 'pin')}`),
    );
  });

  it('signs what a gate decides, in a process that alone asks the token', async () => {
    vi.stubEnv('SOFTHSM2_CONF', env.SOFTHSM2_CONF);
    const directory = await temporaryDirectory();
    const gate = await startSigningProcess(join(directory, 'gate.pem'), {
      reference: uri('token=a%20token;object=secp256r1;type=private'),
      passphrase: `file:${join(softhsm, 'pin')}`,
    });
    const { envelope } = parseBundle(Buffer.from(await gate.sign(statement)), 'bundle');
    await gate.close();
    expect(envelopeSignedBy(envelope, createPublicKey(gate.publicKeyPem))).toBe(true);
    expect(readdirSync(directory)).toEqual(expect.arrayContaining(['gate.pub.pem', 'gate.ledger.vkey']));
    expect(readdirSync(directory)).not.toContain('gate.pem');
  });

  it('is named by identifier too, and the PIN comes from a file, the environment or the URI', async () => {
    const reference = uri('token=a%20token;manufacturer=SoftHSM%20project;id=%0a%01');
    await holdsTheContract(await open(`${reference}&pin-source=file:${join(softhsm, 'pin')}`));
    await holdsTheContract(await open(`${reference}&pin-value=1234`));
    vi.stubEnv('THE_PIN', '1234');
    const signer = await open(reference, 'env:THE_PIN');
    expect(signer.publicKey.equals(createPublicKey(signer.publicKey.export({ type: 'spki', format: 'pem' })))).toBe(
      true,
    );
    await holdsTheContract(signer);
  });

  it('is not found on another token, by another name, with a wrong PIN or module, and no message tells the PIN', async () => {
    for (const [rest, pin] of [
      ['token=other;object=secp256r1', '1234'],
      ['token=nobody;object=secp256r1', '1234'],
      ['token=a%20token;serial=00;object=secp256r1', '1234'],
      ['object=secp256r1', '1234'],
      ['token=a%20token;object=unknown', '1234'],
      ['token=a%20token;object=secp256r1', '98765'],
    ] as const) {
      const error = await open(`${uri(rest)}&pin-value=${pin}`).then(
        (signer) => signer.sign(Buffer.from('x')).then(() => 'signed', String),
        String,
      );
      expect(error, rest).toContain('GateError');
      expect(error, rest).not.toContain(pin);
    }
    await expect(open('pkcs11:object=x?module-path=/none.so')).rejects.toMatchObject({ code: 'KEY_SERVICE_FAILED' });
  });
});

describe('a PKCS#11 URI', () => {
  it('is refused when it is ambiguous, unknown in part, or would run a command', async () => {
    for (const uri of [
      'pkcs11:token=a;token=b;object=c?module-path=/m.so',
      'pkcs11:object=c;x-else=d?module-path=/m.so',
      'pkcs11:object=c?module-path=m.so',
      'pkcs11:token=c?module-path=/m.so',
      'pkcs11:object=%zz?module-path=/m.so',
      'pkcs11:object=c;type=public?module-path=/m.so',
      'pkcs11:object=c;slot-id=-1?module-path=/m.so',
      'file:/x',
    ])
      expect(() => parsePkcs11Uri(uri), uri).toThrow(expect.objectContaining({ code: 'USAGE' }));
    await expect(openSigner('pkcs11:object=c?module-path=/m.so&pin-source=%7Cid', undefined)).rejects.toMatchObject({
      code: 'USAGE',
    });
    expect(parsePkcs11Uri('pkcs11:object=a%3Bb;id=%00%ff?module-path=/m.so')).toMatchObject({
      object: 'a;b',
      id: '00ff',
    });
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPublicKey } from '../../src/trust/key.ts';
import { readSigningKey } from '../../src/trust/key-file.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const directory = sharedTemporaryDirectory();
const at = (name: string): string => join(directory, name);

beforeAll(() => {
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe', cwd: directory });
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'key.pem');
  openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'key.pub.pem');
  openssl('pkey', '-in', 'key.pem', '-outform', 'der', '-out', 'key.der');
  openssl('pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'pass:word', '-out', 'encrypted.pem');
  openssl('ec', '-in', 'key.pem', '-aes256', '-passout', 'pass:word', '-out', 'traditional.pem');
  openssl('req', '-x509', '-new', '-key', 'key.pem', '-subj', '/CN=a', '-out', 'certificate.pem');
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1', '-out', 'strange.pem');
  openssl('pkey', '-in', 'strange.pem', '-pubout', '-out', 'strange.pub.pem');
  writeFileSync(at('empty.pem'), '');
  writeFileSync(at('damaged.pem'), readFileSync(at('key.pem'), 'utf8').replace('MIG', 'AAA'));
  writeFileSync(at('openssh.pem'), '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n');
  mkdirSync(at('directory.pem'));
});

describe('a file that holds no private key', () => {
  it.each([
    ['encrypted.pem', undefined, /encrypted, and there is no passphrase/u, /MODELGATE_KEY_PASSPHRASE.*--passphrase/u],
    ['traditional.pem', undefined, /encrypted, and there is no passphrase/u, /--passphrase/u],
    ['encrypted.pem', 'wrong', /passphrase is wrong/u, /--passphrase/u],
    ['key.pub.pem', undefined, /it is a public key/u, /private key that it belongs to/u],
    ['certificate.pem', undefined, /it is a certificate/u, /--cert/u],
    ['strange.pem', undefined, /secp256k1/u, /openssl genpkey/u],
    ['key.der', undefined, /no key in PEM/u, /-inform der/u],
    ['empty.pem', undefined, /no key in PEM/u, /-inform der/u],
    ['damaged.pem', undefined, /PRIVATE KEY is damaged/u, /again/u],
    ['openssh.pem', undefined, /OpenSSH/u, /ssh-keygen -p -m PKCS8/u],
    ['directory.pem', undefined, /a directory/u, /file in it/u],
    ['none.pem', undefined, /doesn't exist/u, /path/u],
  ])('%s with the passphrase %s says what it is and what to do', async (name, passphrase, why, next) => {
    const error: unknown = await readSigningKey(at(name), passphrase).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'KEY_INVALID',
      message: expect.stringMatching(why),
      next: expect.stringMatching(next),
    });
    expect(String(error)).not.toMatch(/ERR_|wrong\b.*wrong/u);
  });

  it('is read with its passphrase', async () => {
    for (const name of ['encrypted.pem', 'traditional.pem'])
      expect((await readSigningKey(at(name), 'word')).asymmetricKeyType).toBe('ec');
  });
});

describe('a file that holds no public key', () => {
  it.each([
    ['key.pem', /private key/u, /-pubout/u],
    ['certificate.pem', /certificate/u, /--cert-chain/u],
    ['strange.pub.pem', /secp256k1/u, /openssl genpkey/u],
    ['key.der', /no key in PEM/u, /-inform der/u],
  ])('%s says what it is and what to do', (name, why, next) => {
    expect(() => readPublicKey(readFileSync(at(name), 'utf8'), name)).toThrow(
      expect.objectContaining({
        code: 'KEY_INVALID',
        message: expect.stringMatching(why),
        next: expect.stringMatching(next),
      }),
    );
  });
});

import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { PassThroughClient } from 'google-auth-library';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signStatementBy } from '../../../src/trust/sign.ts';
import { awsKmsSigner } from '../../../src/trust/signer/aws-kms.ts';
import { azureSigner } from '../../../src/trust/signer/azure-key-vault.ts';
import { gcpKmsSigner } from '../../../src/trust/signer/gcp-kms.ts';
import { openSigner } from '../../../src/trust/signer/open-signer.ts';
import { temporaryDirectory } from '../../support/temporary.ts';
import { KeyService, type Answer } from './cloud-server.ts';
import { holdsTheContract, statement } from './contract.ts';
import { signDigest } from './vault-server.ts';

const privateKey = (curve: string): KeyObject => generateKeyPairSync('ec', { namedCurve: curve }).privateKey;
const pem = (key: KeyObject) => String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
const running: KeyService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});
const started = async (service: KeyService): Promise<KeyService> => {
  running.push(await service.start());
  return service;
};

describe('AWS KMS', () => {
  const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const askedSchema = z.object({
    KeyId: z.string(),
    Message: z.base64().optional(),
    MessageType: z.literal('DIGEST').optional(),
    SigningAlgorithm: z.string().optional(),
  });

  /** An alias that is pointed at another key as soon as it was asked for. */
  const service = (key: KeyObject, usage = 'SIGN_VERIFY') =>
    started(
      new KeyService((request, body): Answer => {
        const asked = askedSchema.parse(JSON.parse(body));
        const action = request.headers['x-amz-target'];
        if (!/^AWS4-HMAC-SHA256 Credential=AKID\/\d+\/eu-west-1\/kms\//u.test(request.headers.authorization ?? ''))
          return {
            status: 400,
            body: { __type: 'UnrecognizedClientException', message: 'The security token is invalid' },
          };
        if (action === 'TrentService.GetPublicKey' && (asked.KeyId === 'alias/release' || asked.KeyId === ARN)) {
          const der = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
          return { status: 200, body: { KeyId: ARN, KeyUsage: usage, PublicKey: der } };
        }
        if (action === 'TrentService.Sign' && asked.KeyId === ARN) {
          const bits = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 384 : 256;
          if (asked.SigningAlgorithm !== `ECDSA_SHA_${bits}` || asked.MessageType !== 'DIGEST')
            return { status: 400, body: { __type: 'ValidationException', message: 'wrong algorithm' } };
          const Signature = signDigest(Buffer.from(asked.Message ?? '', 'base64'), key).toString('base64');
          return { status: 200, body: { KeyId: ARN, Signature, SigningAlgorithm: asked.SigningAlgorithm } };
        }
        return { status: 400, body: { __type: 'NotFoundException', message: `Key '${asked.KeyId}' does not exist` } };
      }),
    );
  const config = ({ url }: KeyService) => ({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'very-secret' },
    maxAttempts: 1,
  });

  it.each(['P-256', 'P-384'])('%s signs by alias, with the key that the alias led to', async (curve) => {
    await holdsTheContract(await awsKmsSigner('/alias/release', config(await service(privateKey(curve)))));
  });

  it('is refused, in its own words, where there is no such key, no right, or no signing key', async () => {
    const aws = await service(privateKey('P-256'));
    await expect(awsKmsSigner('/alias/other', config(aws))).rejects.toMatchObject({
      code: 'KEY_SERVICE_FAILED',
      message: expect.stringContaining("Key 'alias/other' does not exist"),
    });
    const stranger = { ...config(aws), credentials: { accessKeyId: 'OTHER', secretAccessKey: 'very-secret' } };
    const refused = await awsKmsSigner('/alias/release', stranger).catch(String);
    expect(refused).toContain('The security token is invalid');
    expect(refused).not.toContain('very-secret');
    const encrypting = await service(privateKey('P-256'), 'ENCRYPT_DECRYPT');
    await expect(awsKmsSigner('/alias/release', config(encrypting))).rejects.toMatchObject({ code: 'KEY_INVALID' });
    for (const reference of ['', 'no-slash', '/', '/a b', 'host$/key'])
      await expect(openSigner(`awskms://${reference}`, undefined)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('Google Cloud KMS', () => {
  const KEY = 'projects/p/locations/global/keyRings/ring/cryptoKeys/release';
  const service = (versions: readonly KeyObject[]) =>
    started(
      new KeyService((request, body): Answer => {
        const url = new URL(request.url ?? '', 'http://local');
        const path = decodeURIComponent(url.pathname);
        const name = /^\/v1\/(.*\/cryptoKeyVersions\/(\d+))(\/publicKey|:asymmetricSign)$/u.exec(path);
        const key = name === null ? undefined : versions[Number(name[2]) - 1];
        if (path === `/v1/${KEY}/cryptoKeyVersions`) {
          if (url.searchParams.get('filter') !== 'state=ENABLED') return { status: 400, body: {} };
          const listed = versions.map((_, index) => ({ name: `${KEY}/cryptoKeyVersions/${index + 1}` }));
          return { status: 200, body: { cryptoKeyVersions: listed } };
        }
        if (name === null || key === undefined || !path.startsWith(`/v1/${KEY}/`))
          return {
            status: 404,
            body: { error: { code: 404, status: 'NOT_FOUND', message: 'CryptoKeyVersion not found.' } },
          };
        if (name[3] === '/publicKey') return { status: 200, body: { pem: pem(key), name: name[1] } };
        const digest = z.object({ digest: z.record(z.string(), z.base64()) }).parse(JSON.parse(body)).digest;
        const hash = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256';
        const signature = signDigest(Buffer.from(digest[hash] ?? '', 'base64'), key).toString('base64');
        return { status: 200, body: { name: name[1], signature } };
      }),
    );
  const options = ({ port }: KeyService) => ({
    apiEndpoint: '127.0.0.1',
    port,
    protocol: 'http',
    authClient: new PassThroughClient(),
  });

  it.each(['P-256', 'P-384'])('%s signs, with the newest version or the one that is named', async (curve) => {
    const versions = Array.from({ length: 11 }, () => privateKey(curve));
    const gcp = await service(versions);
    const newest = await gcpKmsSigner(KEY, options(gcp));
    expect(newest.name).toBe(`gcpkms://${KEY}/cryptoKeyVersions/11`);
    await holdsTheContract(newest);
    const second = await gcpKmsSigner(`${KEY}/cryptoKeyVersions/2`, options(gcp));
    expect(second.publicKey.equals(createPublicKey(versions[1] ?? ''))).toBe(true);
    await holdsTheContract(second);
    expect((await gcpKmsSigner(`${KEY}/versions/3`, options(gcp))).name).toContain('cryptoKeyVersions/3');
  });

  it('is refused, in its own words', async () => {
    const gcp = await service([]);
    await expect(gcpKmsSigner(KEY, options(gcp))).rejects.toMatchObject({
      code: 'KEY_SERVICE_FAILED',
      message: expect.stringContaining('no enabled version'),
    });
    await expect(gcpKmsSigner(`${KEY}/versions/7`, options(gcp))).rejects.toMatchObject({
      code: 'KEY_SERVICE_FAILED',
      message: expect.stringContaining('CryptoKeyVersion not found'),
    });
    for (const reference of ['', 'projects/p', `${KEY}/../other`, `${KEY}/versions/x`])
      await expect(openSigner(`gcpkms://${reference}`, undefined)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('Azure Key Vault', () => {
  const VERSIONS = ['1'.repeat(32), '2'.repeat(32)];
  const service = async (keys: readonly KeyObject[]) => {
    const vault: KeyService = new KeyService(
      (request, body): Answer => {
        const { pathname } = new URL(request.url ?? '', 'http://local');
        if (request.headers.authorization !== 'Bearer a-token') {
          const challenge = `Bearer authorization="${vault.url}/tenant", resource="${vault.url}"`;
          return { status: 401, body: {}, headers: { 'www-authenticate': challenge } };
        }
        const [, version, sign] = /^\/keys\/release(?:\/(\w*))?(\/sign)?$/u.exec(pathname) ?? [
          '',
          undefined,
          undefined,
        ];
        const index = version === undefined || version === '' ? keys.length - 1 : VERSIONS.indexOf(version);
        const key = pathname.startsWith('/keys/release') ? keys[index] : undefined;
        if (key === undefined)
          return {
            status: 404,
            body: { error: { code: 'KeyNotFound', message: 'A key with that name was not found' } },
          };
        const kid = `${vault.url}/keys/release/${VERSIONS[index]}`;
        if (sign === undefined)
          return {
            status: 200,
            body: {
              key: { kid, ...createPublicKey(key).export({ format: 'jwk' }), key_ops: ['sign', 'verify'] },
              attributes: { enabled: true },
            },
          };
        const asked = z.object({ alg: z.string(), value: z.string() }).parse(JSON.parse(body));
        const size = key.asymmetricKeyDetails?.namedCurve === 'secp521r1' ? 66 : 32;
        if (asked.alg !== (size === 66 ? 'ES512' : 'ES256'))
          return { status: 400, body: { error: { code: 'BadParameter', message: asked.alg } } };
        const value = pairOf(signDigest(Buffer.from(asked.value, 'base64url'), key), size).toString('base64url');
        return { status: 200, body: { kid, value } };
      },
      { directory: await temporaryDirectory() },
    );
    return started(vault);
  };
  const options = ({ authorities }: KeyService, token = 'a-token') => ({
    credential: { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 60_000 }) },
    client: {
      tlsOptions: { ca: authorities },
      disableChallengeResourceVerification: true,
      retryOptions: { maxRetries: 0 },
    },
  });

  it.each(['P-256', 'P-521'])('%s signs, with the version that was current when it was opened', async (curve) => {
    const keys = [privateKey(curve), privateKey(curve)];
    const vault = await service(keys);
    const signer = await azureSigner(`127.0.0.1:${vault.port}/release`, options(vault));
    keys.push(privateKey(curve));
    VERSIONS.push('3'.repeat(32));
    await holdsTheContract(signer);
    // Signatures differ in the length of their numbers.
    for (let round = 0; round < 8; round++) await signStatementBy(signer, statement);
    const first = await azureSigner(`127.0.0.1:${vault.port}/release/${VERSIONS[0]}`, options(vault));
    expect(first.publicKey.equals(createPublicKey(keys[0] ?? ''))).toBe(true);
    await holdsTheContract(first);
  });

  it('is refused, in its own words', async () => {
    const vault = await service([privateKey('P-256')]);
    await expect(azureSigner(`127.0.0.1:${vault.port}/other`, options(vault))).rejects.toMatchObject({
      code: 'KEY_SERVICE_FAILED',
      message: expect.stringContaining('not found'),
    });
    const refused = await azureSigner(`127.0.0.1:${vault.port}/release`, options(vault, 'stolen-token')).catch(String);
    expect(refused).toContain('401');
    expect(refused).not.toContain('stolen-token');
    for (const reference of ['', 'vault', 'vault/', 'vault/key/short', 'vault/../key', 'user@vault/key'])
      await expect(openSigner(`azurekms://${reference}`, undefined)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

/** DER → two numbers of a fixed size, as Key Vault answers. */
function pairOf(signature: Buffer, size: number): Buffer {
  const numbers: Buffer[] = [];
  let at = (signature[1] ?? 0) >= 0x80 ? 3 : 2;
  while (at < signature.length) {
    const length = signature[at + 1] ?? 0;
    const digits = signature.subarray(at + 2, at + 2 + length);
    numbers.push(Buffer.concat([Buffer.alloc(size), digits]).subarray(-size));
    at += 2 + length;
  }
  return Buffer.concat(numbers);
}

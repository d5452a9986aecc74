import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleToJSON } from '@sigstore/bundle';
import { FulcioSigner, MessageSignatureBundleBuilder, RekorWitness, TSAWitness } from '@sigstore/sign';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { fixedClock, systemClock } from '../../src/core/clock.ts';
import type { SignatureCheck } from '../../src/core/predicates/verify.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { preAuthenticationEncoding } from '../../src/trust/dsse.ts';
import { checkSignature } from '../../src/verify/check-signature.ts';
import { verifyStage } from '../../src/verify/stage.ts';
import { identityToken, LocalSigstore } from '../support/sigstore-instance.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';

const working = { signal: AbortSignal.timeout(60_000), progress: silentProgress };
const WEIGHTS = Buffer.alloc(5_000_000, 'weights');

const ALGORITHMS = { sha256: 'SHA2_256', sha384: 'SHA2_384', sha512: 'SHA2_512' } as const;

/** What `cosign sign-blob --key --bundle` writes. */
function messageBundle(bytes: Buffer, key: KeyObject, hash: keyof typeof ALGORITHMS | null = 'sha256'): object {
  const named = hash ?? 'sha256';
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: 'whatever' }, tlogEntries: [], timestampVerificationData: {} },
    messageSignature: {
      messageDigest: { algorithm: ALGORITHMS[named], digest: createHash(named).update(bytes).digest('base64') },
      signature: sign(hash, bytes, key).toString('base64'),
    },
  };
}

async function file(bytes: Buffer = WEIGHTS): Promise<string> {
  const path = join(await temporaryDirectory(), 'model.gguf');
  await writeFile(path, bytes);
  return path;
}

async function check(model: string, bundle: object, ...trusted: KeyObject[]): Promise<SignatureCheck> {
  const { files } = await inspect({ source: model, ...working });
  const keys = trusted.map((key, index) => ({
    name: `key ${index}`,
    publicKey: String(key.export({ type: 'spki', format: 'pem' })).trim(),
  }));
  const trust = { keys, identities: [], authorities: [] };
  const options = { clock: fixedClock(new Date('2026-11-23T10:00:00Z')), signal: working.signal };
  return checkSignature('model.sigstore.json', Buffer.from(JSON.stringify(bundle)), files, new Set(), trust, options);
}

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('a signature over the bytes of one file', () => {
  it.each([
    ['P-256', p256, 'sha256'],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'sha384'],
    ['P-384 with SHA-256', generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'sha256'],
    ['P-521', generateKeyPairSync('ec', { namedCurve: 'P-521' }), 'sha512'],
    ['Ed25519', generateKeyPairSync('ed25519'), null],
  ] as const)('is verified by the key that made it: %s', async (_, { privateKey, publicKey }, hash) => {
    const bundle = messageBundle(WEIGHTS, privateKey, hash);
    const model = await file();
    expect(await check(model, bundle, other.publicKey, publicKey)).toMatchObject({
      status: 'verified',
      method: 'key',
      signer: 'key 1',
      covered: 1,
      changed: [],
    });
    expect(await check(model, bundle, other.publicKey)).toMatchObject({ status: 'untrusted' });
  });

  it('does not hold for other bytes, whatever the bundle says that it is over', async () => {
    const changed = Buffer.from(WEIGHTS);
    changed[4_999_999] = 0;
    const model = await file(changed);
    const honest = messageBundle(WEIGHTS, p256.privateKey);
    expect(await check(model, honest, p256.publicKey)).toMatchObject({ status: 'mismatch', changed: ['model.gguf'] });
    const digest = createHash('sha256').update(changed).digest('base64');
    const lie = {
      ...honest,
      messageSignature: { ...Object(honest).messageSignature, messageDigest: { algorithm: 1, digest } },
    };
    expect((await check(model, lie, p256.publicKey)).status).not.toBe('verified');
  });

  it('signs no model of several files, in a directory or beside', async () => {
    const root = join(await temporaryDirectory(), 'model');
    await mkdir(root);
    await writeFile(join(root, 'model.gguf'), WEIGHTS);
    await writeFile(join(root, 'config.json'), '{}');
    const result = await check(root, messageBundle(WEIGHTS, p256.privateKey), p256.publicKey);
    expect(result).toMatchObject({ status: 'invalid', detail: expect.stringContaining('one file') });
  });

  it('counts in the gate for a submission that is that file and its signature', async () => {
    const root = join(await temporaryDirectory(), 'model');
    await mkdir(root);
    await writeFile(join(root, 'model.gguf'), WEIGHTS);
    await writeFile(join(root, 'model.gguf.sigstore.json'), JSON.stringify(messageBundle(WEIGHTS, p256.privateKey)));
    const { policy } = profilePolicy('strict');
    const publicKey = String(p256.publicKey.export({ type: 'spki', format: 'pem' })).trim();
    const context = {
      policy: { ...policy, trust: { keys: [{ name: 'publisher', publicKey }], identities: [], authorities: [] } },
      clock: systemClock,
      scratch: root,
      ...working,
    };
    const status = async () =>
      (await verifyStage.run({ ...context, submission: await inspect({ source: root, ...working }) }, {})).outcome;
    expect(await status()).toBe('passed');
    await writeFile(join(root, 'more.bin'), 'nobody signed this');
    expect(await status()).toBe('failed');
  });

  it('is refused over the message of a DSSE signature: who signed a statement signed no model', async () => {
    const message = preAuthenticationEncoding(
      'application/vnd.in-toto+json',
      Buffer.from('{"any": "PK\\u0003\\u0004"}'),
    );
    const result = await check(await file(message), messageBundle(message, p256.privateKey), p256.publicKey);
    expect(result).toMatchObject({ status: 'invalid', detail: expect.stringContaining('DSSE') });
  });

  it.each([
    ['an envelope beside it', { dsseEnvelope: { payloadType: 'x', payload: '', signatures: [{ sig: 'AAAA' }] } }],
    ['the other spelling of a member', { message_signature: {} }],
    ['no signature', { messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: 'AAAA' } } }],
    [
      'a hash that nobody knows',
      { messageSignature: { messageDigest: { algorithm: 'MD5', digest: '' }, signature: '' } },
    ],
    [
      'a hash of a number past the list',
      { messageSignature: { messageDigest: { algorithm: 9, digest: '' }, signature: '' } },
    ],
  ])('is refused with %s', async (_, change) => {
    const bundle = { ...messageBundle(WEIGHTS, p256.privateKey), ...change };
    expect(await check(await file(), bundle, p256.publicKey)).toMatchObject({
      status: 'invalid',
      method: 'unreadable',
    });
  });
});

describe.each([1, 2] as const)('one made without a key, with version %i of the log', (version) => {
  const ISSUER = 'https://issuer.invalid';
  const SIGNER = 'release@models.invalid';
  const directory = sharedTemporaryDirectory();
  let instance: LocalSigstore;
  beforeAll(async () => {
    instance = await LocalSigstore.start(directory, version);
  });
  afterAll(() => instance.stop());

  it('is verified by identity and issuer, over these bytes alone', async () => {
    const builder = new MessageSignatureBundleBuilder({
      signer: new FulcioSigner({
        fulcioBaseURL: instance.url,
        identityProvider: { getToken: () => Promise.resolve(identityToken(SIGNER, ISSUER)) },
      }),
      witnesses: [
        new RekorWitness({ rekorBaseURL: instance.url, majorApiVersion: version }),
        new TSAWitness({ tsaBaseURL: instance.url }),
      ],
    });
    const bundle = bundleToJSON(await builder.create({ data: WEIGHTS }));
    const trustedRoot = JSON.stringify(instance.trustedRoot());
    const checked = async (bytes: Buffer, identity: string) => {
      const { files } = await inspect({ source: await file(bytes), ...working });
      const trust = { keys: [], identities: [{ identity, issuer: ISSUER }], authorities: [], trustedRoot };
      const options = { clock: systemClock, signal: working.signal };
      return checkSignature('it', Buffer.from(JSON.stringify(bundle)), files, new Set(), trust, options);
    };
    expect(await checked(WEIGHTS, SIGNER)).toMatchObject({ status: 'verified', method: 'sigstore', covered: 1 });
    expect(await checked(WEIGHTS, `${SIGNER}.example`)).toMatchObject({ status: 'untrusted' });
    expect(await checked(Buffer.concat([WEIGHTS, Buffer.of(0)]), SIGNER)).toMatchObject({ status: 'mismatch' });
  });
});

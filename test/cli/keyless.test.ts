import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { identityToken, LocalSigstore } from '../support/sigstore-instance.ts';
import { modelgate as run, type Said } from '../support/modelgate.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';

const ISSUER = 'https://issuer.invalid';
const SIGNER = 'https://forge.invalid/acme/models/.github/workflows/release.yml@refs/heads/main';
const TOKEN = identityToken(SIGNER, ISSUER);

async function modelgate(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  // The job that runs these tests may have a token of its own.
  const own = { ACTIONS_ID_TOKEN_REQUEST_URL: '', BUILDKITE: '', SIGSTORE_ID_TOKEN: '' };
  for (const [name, value] of Object.entries({ ...own, ...env })) vi.stubEnv(name, value);
  return run(...args).finally(() => vi.unstubAllEnvs());
}

async function model(): Promise<string> {
  const root = join(await temporaryDirectory(), 'model');
  mkdirSync(root);
  writeFileSync(join(root, 'config.json'), '{}');
  writeFileSync(join(root, 'weights.safetensors'), Buffer.alloc(5_000, 7));
  return root;
}

describe.each([1, 2] as const)('signing by identity, with version %i of the log', (version) => {
  const directory = sharedTemporaryDirectory();
  let instance: LocalSigstore;
  beforeAll(async () => {
    instance = await LocalSigstore.start(directory, version);
  });
  afterAll(() => instance.stop());

  const trustFile = async (content: object): Promise<string> => {
    const path = join(await temporaryDirectory(), 'trust.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  it('is verified by identity and issuer, whole, and by nothing else', async () => {
    const root = await model();
    const trust = await trustFile(instance.clientTrustConfig());
    const signed = await modelgate(['sign', root, '--sigstore', '--trust-root', trust, '--identity-token', TOKEN]);
    expect(signed).toMatchObject({ exit: 0, text: expect.stringContaining(`as ${SIGNER}`) });
    expect(signed.text).not.toContain(TOKEN);
    const verify = (identity: string, issuer: string, file = trust) =>
      modelgate([
        'verify',
        root,
        '--signature',
        join(root, 'model.sig'),
        '--identity',
        identity,
        '--issuer',
        issuer,
        '--trust-root',
        file,
      ]);
    expect(await verify(SIGNER, ISSUER)).toMatchObject({ exit: 0 });
    expect(await verify(`${SIGNER}x`, ISSUER)).toMatchObject({ exit: 1 });
    expect(await verify(SIGNER, `${ISSUER}/`)).toMatchObject({ exit: 1 });
    // The same services with other keys.
    const other = await LocalSigstore.start(await temporaryDirectory(), version);
    expect(await verify(SIGNER, ISSUER, await trustFile(other.trustedRoot()))).toMatchObject({ exit: 1 });
    await other.stop();
    writeFileSync(join(root, 'weights.safetensors'), Buffer.alloc(5_000, 8));
    expect(await verify(SIGNER, ISSUER)).toMatchObject({
      exit: 1,
      text: expect.stringContaining('weights.safetensors'),
    });
  });

  it('finds the services in a bare trusted root, and the token in the environment', async () => {
    const root = await model();
    const trust = await trustFile(instance.trustedRoot());
    const signed = await modelgate(['sign', root, '--sigstore', '--trust-root', trust, '--format', 'json'], {
      SIGSTORE_ID_TOKEN: TOKEN,
    });
    expect(signed.exit, signed.text).toBe(0);
    expect(JSON.parse(signed.text)).toMatchObject({
      version: 1,
      files: 2,
      signer: { identity: SIGNER, issuer: ISSUER },
    });
    const bundle = z
      .looseObject({
        mediaType: z.string(),
        verificationMaterial: z.looseObject({ tlogEntries: z.array(z.unknown()) }),
      })
      .parse(JSON.parse(readFileSync(join(root, 'model.sig'), 'utf8')));
    expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(bundle.verificationMaterial.tlogEntries).toHaveLength(1);
  });

  it('writes nothing when a service answers with what does not verify', async () => {
    const trust = await trustFile(instance.trustedRoot());
    const path = `/api/v${version}/log/entries`;
    instance.broken.set(path, (answer) =>
      // Another index: neither the promise nor the proof is about it.
      Buffer.from(answer.toString().replaceAll(/"logIndex":("?)\d+/gu, '"logIndex":$11')),
    );
    const root = await model();
    const sign = ['sign', root, '--sigstore', '--trust-root', trust, '--identity-token', TOKEN];
    expect(await modelgate(sign)).toMatchObject({ exit: 3, text: expect.stringContaining('KEY_SERVICE_FAILED') });
    instance.broken.set(path, () => Buffer.from('<html>'));
    const failed = await modelgate(sign);
    expect(failed).toMatchObject({ exit: 3, text: expect.stringContaining('KEY_SERVICE_FAILED') });
    expect(failed.text).not.toContain(TOKEN);
    instance.broken.clear();
    expect(
      await modelgate(['verify', root, '--identity', SIGNER, '--issuer', ISSUER, '--trust-root', trust]),
    ).toMatchObject({
      text: expect.stringContaining('unsigned'),
    });
  });
});

describe('signing by identity', () => {
  it('says what is missing, and repeats no token', async () => {
    const root = await model();
    const instance = await LocalSigstore.start(await temporaryDirectory(), 1);
    const trust = join(await temporaryDirectory(), 'trust.json');
    writeFileSync(trust, JSON.stringify(instance.trustedRoot()));
    const sign = ['sign', root, '--sigstore', '--trust-root', trust];
    expect(await modelgate(sign)).toMatchObject({ exit: 2, text: expect.stringContaining('identity token') });
    const garbled = await modelgate([...sign, '--identity-token', 'a-secret.but-no.token']);
    expect(garbled).toMatchObject({ exit: 2 });
    expect(garbled.text).not.toContain('a-secret');
    expect(await modelgate([...sign, '--key', 'k.pem'])).toMatchObject({
      exit: 2,
      text: expect.stringContaining('--key'),
    });
    expect(instance.asked).toEqual([]);
    await instance.stop();
    writeFileSync(trust, JSON.stringify(instance.trustedRoot()));
    expect(await modelgate([...sign, '--identity-token', TOKEN])).toMatchObject({ exit: 3 });
    writeFileSync(trust, '{"mediaType":"something else"}');
    expect(await modelgate([...sign, '--identity-token', TOKEN])).toMatchObject({ exit: 2 });
    writeFileSync(
      trust,
      JSON.stringify(instance.trustedRoot()).replaceAll('http://127.0.0.1', 'http://sigstore.invalid'),
    );
    expect(await modelgate([...sign, '--identity-token', TOKEN])).toMatchObject({
      exit: 2,
      text: expect.stringContaining('https'),
    });
  });

  it('works with an instance that logs no certificates, where its trust root says so', async () => {
    const instance = await LocalSigstore.start(await temporaryDirectory(), 2, { transparency: false });
    const trust = join(await temporaryDirectory(), 'trust.json');
    writeFileSync(trust, JSON.stringify(instance.clientTrustConfig()));
    const root = await model();
    expect(
      await modelgate(['sign', root, '--sigstore', '--trust-root', trust, '--identity-token', TOKEN]),
    ).toMatchObject({ exit: 0 });
    await instance.stop();
    expect(
      await modelgate(['verify', root, '--identity', SIGNER, '--issuer', ISSUER, '--trust-root', trust]),
    ).toMatchObject({ exit: 0 });
  });
});

import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FulcioSigner, MessageSignatureBundleBuilder, RekorWitness } from '@sigstore/sign';
import { bundleToJSON } from '@sigstore/bundle';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import type { Policy } from '../../src/core/policy.ts';
import { keyDigest } from '../../src/trust/key.ts';
import { checkImage, type ImageCheck } from '../../src/verify/image/check-image.ts';
import { layoutSource } from '../../src/verify/image/layout-source.ts';
import { parseRegistryReference, registrySource } from '../../src/verify/image/registry-source.ts';
import { shell } from '../support/command-line.ts';
import { ImageStore, type LocalRegistry, type RegistryOptions } from '../support/oci-image.ts';
import { identityToken, LocalSigstore } from '../support/sigstore-instance.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const signal = AbortSignal.timeout(60_000);
const pair = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve });
const pemOf = ({ publicKey }: ReturnType<typeof pair>) =>
  String(publicKey.export({ type: 'spki', format: 'pem' })).trim();
const PUBLISHER = pair();
const STRANGER = pair();
const TRUST: Policy['trust'] = {
  keys: [{ name: 'publisher', publicKey: pemOf(PUBLISHER) }],
  identities: [],
  authorities: [],
};

async function checkLayout(store: ImageStore, reference?: string, trust = TRUST): Promise<ImageCheck> {
  const directory = await store.writeLayout(join(await temporaryDirectory(), 'layout'));
  return checkImage({ source: await layoutSource(directory, reference), trust, clock: systemClock, signal });
}

describe('a container image in a layout', () => {
  it.each(['P-256', 'P-384', 'P-521'])('is verified by cosign’s signature with a %s key', async (curve) => {
    const key = pair(curve);
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    store.cosignWithKey(image, key.privateKey);
    const trust = { ...TRUST, keys: [{ name: 'publisher', publicKey: pemOf(key) }] };
    expect(await checkLayout(store, 'v1', trust)).toMatchObject({
      verified: true,
      digest: image.digest,
      signatures: [
        { form: 'simple-signing', verified: true, signer: 'publisher', reference: 'registry.invalid/team/image' },
      ],
    });
  });

  it('is verified by a bundle in a referrer, as cosign 3 signs, and by no other statement about it', async () => {
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    store.referrer(image, PUBLISHER.privateKey);
    expect(await checkLayout(store, image.digest)).toMatchObject({ verified: true, signatures: [{ form: 'bundle' }] });
    const other = new ImageStore();
    other.referrer(other.image('hello', 'v1'), PUBLISHER.privateKey, 'https://slsa.dev/provenance/v1');
    expect(await checkLayout(other)).toMatchObject({ verified: false, signatures: [] });
  });

  it('is not verified without a signature, or with one of a stranger', async () => {
    const store = new ImageStore();
    const image = store.image('hello');
    expect(await checkLayout(store)).toMatchObject({ verified: false, signatures: [] });
    store.cosignWithKey(image, STRANGER.privateKey);
    expect(await checkLayout(store)).toMatchObject({ verified: false, signatures: [{ code: 'SIGNER_UNTRUSTED' }] });
    store.cosignWithKey(image, PUBLISHER.privateKey);
    expect((await checkLayout(store)).signatures.map(({ verified }) => verified)).toEqual([false, true]);
  });

  it('is not verified by a true signature of another image, wherever it was put', async () => {
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    store.cosignWithKey(image, PUBLISHER.privateKey, store.payload(`sha256:${'0'.repeat(64)}`));
    store.referrer({ ...image, digest: `sha256:${'1'.repeat(64)}` }, PUBLISHER.privateKey);
    expect(await checkLayout(store, 'v1')).toMatchObject({ verified: false, signatures: [] });
  });

  it.each([
    ['another type', (store: ImageStore, digest: string) => store.payload(digest, 'atomic container signature')],
    [
      'two digests',
      (store: ImageStore, digest: string) =>
        Buffer.from(
          store
            .payload(digest)
            .toString()
            .replace('"image":{', `"image":{"docker-manifest-digest":"sha256:${'0'.repeat(64)}",`),
        ),
    ],
    ['no JSON', () => Buffer.from('{')],
  ])('is not verified by a signed payload of %s', async (_what, payload) => {
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    store.cosignWithKey(image, PUBLISHER.privateKey, payload(store, image.digest));
    expect(await checkLayout(store, 'v1')).toMatchObject({
      verified: false,
      signatures: [{ verified: false, code: expect.stringMatching(/^ATTESTATION_/u) as string }],
    });
  });

  it('is not verified once its key is revoked', async () => {
    const store = new ImageStore();
    store.cosignWithKey(store.image('hello'), PUBLISHER.privateKey);
    const revoked = [
      { name: 'p', sha256: keyDigest(PUBLISHER.publicKey), since: '2020-01-01T00:00:00Z', reason: 'lost' },
    ];
    expect(await checkLayout(store, undefined, { ...TRUST, revoked })).toMatchObject({
      verified: false,
      signatures: [{ code: 'KEY_REVOKED' }],
    });
  });

  it('of several platforms is verified as the index that was signed, with all that lies under it', async () => {
    const store = new ImageStore();
    const index = store.index([store.image('amd64'), store.image('arm64')], 'v1');
    store.cosignWithKey(index, PUBLISHER.privateKey);
    const check = await checkLayout(store, 'v1');
    expect(check).toMatchObject({ verified: true, digest: index.digest });
    expect(check.contentBytes).toBeGreaterThan(500);
  });

  it('must consist of the bytes that its digests name', async () => {
    const store = new ImageStore();
    store.cosignWithKey(store.image('hello', 'v1'), PUBLISHER.privateKey);
    const directory = await store.writeLayout(join(await temporaryDirectory(), 'layout'));
    const layer = join(directory, 'blobs', 'sha256', createHash('sha256').update('hello').digest('hex'));
    const check = async () =>
      checkImage({ source: await layoutSource(directory, 'v1'), trust: TRUST, clock: systemClock, signal });
    await writeFile(layer, 'hullo');
    await expect(check()).rejects.toMatchObject({ code: 'OCI_LAYOUT_INVALID' });
    await rm(layer);
    await expect(check()).rejects.toMatchObject({ code: 'OCI_LAYOUT_INVALID' });
  });

  it('is verified by no signature or payload in which a byte was changed', async () => {
    const make = (change: (payload: Buffer, signature: Buffer) => void): ImageStore => {
      const store = new ImageStore();
      const image = store.image('hello', 'v1');
      const payload = store.payload(image.digest);
      const signature = sign('sha256', payload, PUBLISHER.privateKey);
      change(payload, signature);
      store.cosign(image, payload, { 'dev.cosignproject.cosign/signature': signature.toString('base64') });
      return store;
    };
    let [payloadBytes, signatureBytes] = [0, 0];
    const whole = make((payload, signature) => {
      [payloadBytes, signatureBytes] = [payload.length, signature.length];
    });
    expect((await checkLayout(whole, 'v1')).verified).toBe(true);
    for (let at = 0; at < payloadBytes; at++) {
      const store = make((payload) => void (payload[at] = (payload[at] ?? 0) ^ 1));
      expect([at, (await checkLayout(store, 'v1')).verified]).toEqual([at, false]);
    }
    // The length of a signature differs by a byte or two from one to the next.
    for (let at = 0; at < signatureBytes - 4; at++) {
      const store = make((_payload, signature) => void (signature[at] = (signature[at] ?? 0) ^ 1));
      expect([at, (await checkLayout(store, 'v1')).verified]).toEqual([at, false]);
    }
  });

  it('must be named where the layout holds several', async () => {
    const store = new ImageStore();
    store.image('a', 'v1');
    store.image('b', 'v2');
    await expect(checkLayout(store)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(checkLayout(store, 'v3')).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
    expect(await checkLayout(store, 'v2')).toMatchObject({ verified: false });
  });
});

describe('a container image signed by identity', () => {
  const ISSUER = 'https://issuer.invalid';
  const SIGNER = 'https://forge.invalid/acme/images/.github/workflows/release.yml@refs/heads/main';
  const loggedSchema = z.object({
    verificationMaterial: z.object({
      x509CertificateChain: z.object({ certificates: z.tuple([z.object({ rawBytes: z.base64() })]) }),
      tlogEntries: z.tuple([
        z.object({
          logIndex: z.string(),
          logId: z.object({ keyId: z.base64() }),
          integratedTime: z.string(),
          inclusionPromise: z.object({ signedEntryTimestamp: z.base64() }),
          canonicalizedBody: z.base64(),
        }),
      ]),
    }),
    messageSignature: z.object({ signature: z.base64() }),
  });

  /** What `cosign sign` without a key writes into the annotations. */
  async function annotationsOf(instance: LocalSigstore, payload: Buffer): Promise<Record<string, string>> {
    const bundle = await new MessageSignatureBundleBuilder({
      signer: new FulcioSigner({
        fulcioBaseURL: instance.url,
        identityProvider: { getToken: () => Promise.resolve(identityToken(SIGNER, ISSUER)) },
      }),
      witnesses: [new RekorWitness({ rekorBaseURL: instance.url })],
    }).create({ data: payload });
    const { verificationMaterial, messageSignature } = loggedSchema.parse(bundleToJSON(bundle));
    const [entry] = verificationMaterial.tlogEntries;
    return {
      'dev.cosignproject.cosign/signature': messageSignature.signature,
      'dev.sigstore.cosign/certificate': new X509Certificate(
        Buffer.from(verificationMaterial.x509CertificateChain.certificates[0].rawBytes, 'base64'),
      ).toString(),
      'dev.sigstore.cosign/bundle': JSON.stringify({
        SignedEntryTimestamp: entry.inclusionPromise.signedEntryTimestamp,
        Payload: {
          body: entry.canonicalizedBody,
          integratedTime: Number(entry.integratedTime),
          logIndex: Number(entry.logIndex),
          logID: Buffer.from(entry.logId.keyId, 'base64').toString('hex'),
        },
      }),
    };
  }

  it('is verified offline by identity and issuer, whole, and by the log’s entry for this very payload', async () => {
    const instance = await LocalSigstore.start(await temporaryDirectory(), 1);
    try {
      const store = new ImageStore();
      const image = store.image('hello', 'v1');
      const payload = store.payload(image.digest);
      const annotations = await annotationsOf(instance, payload);
      store.cosign(image, payload, annotations);
      const trustOf = (identity: string): Policy['trust'] => ({
        ...TRUST,
        identities: [{ identity, issuer: ISSUER }],
        trustedRoot: JSON.stringify(instance.trustedRoot()),
      });
      expect(await checkLayout(store, 'v1', trustOf(SIGNER))).toMatchObject({
        verified: true,
        signatures: [{ signer: `${SIGNER} (${ISSUER})` }],
      });
      expect(await checkLayout(store, 'v1', trustOf(SIGNER.slice(0, -1)))).toMatchObject({
        verified: false,
        signatures: [{ code: 'SIGNER_UNTRUSTED' }],
      });

      // A certificate and a log entry of one signature, and the signature of another key.
      const forged = new ImageStore();
      const evil = forged.image('evil', 'v1');
      const its = forged.payload(evil.digest);
      const signature = sign('sha256', its, STRANGER.privateKey).toString('base64');
      forged.cosign(evil, its, { ...annotations, 'dev.cosignproject.cosign/signature': signature });
      forged.cosign(evil, its, annotations);
      const check = await checkLayout(forged, 'v1', trustOf(SIGNER));
      expect(check.signatures.map(({ code }) => code)).toEqual(['SIGNATURE_INVALID', 'SIGNATURE_INVALID']);
    } finally {
      await instance.stop();
    }
  });
});

describe('a container image in a registry', () => {
  let registry: LocalRegistry | undefined;
  afterEach(async () => registry?.stop());

  async function check(store: ImageStore, options: RegistryOptions, reference: string): Promise<ImageCheck> {
    registry = await store.serve('team/image', options);
    const source = registrySource(
      parseRegistryReference(`${registry.host}/team/image${reference}`),
      options.credentials,
      signal,
    );
    return checkImage({ source, trust: TRUST, clock: systemClock, signal });
  }

  it.each([true, false])(
    'is verified by its tag’s signature and by referrers, with a referrers API: %s',
    async (referrersApi) => {
      const store = new ImageStore();
      const image = store.image('hello', 'v1');
      store.cosignWithKey(image, PUBLISHER.privateKey);
      store.referrer(image, PUBLISHER.privateKey);
      expect(await check(store, { referrersApi }, ':v1')).toMatchObject({
        verified: true,
        digest: image.digest,
        contentBytes: null,
        signatures: [{ form: 'simple-signing' }, { form: 'bundle' }],
      });
    },
  );

  it('is asked for with a token where the registry wants one, and the password goes to nobody else', async () => {
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    store.cosignWithKey(image, PUBLISHER.privateKey);
    expect(await check(store, { credentials: 'reader:secret' }, `@${image.digest}`)).toMatchObject({ verified: true });
    await expect(
      checkImage({
        source: registrySource(parseRegistryReference(`${registry?.host}/team/image:v1`), 'reader:wrong', signal),
        trust: TRUST,
        clock: systemClock,
        signal,
      }),
    ).rejects.toMatchObject({ code: 'REGISTRY_FAILED' });
  });

  it('is not what the registry says under a digest that it does not have', async () => {
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    const other = store.image('evil', 'v2');
    store.cosignWithKey(image, PUBLISHER.privateKey);
    const swapped = store.blobs.get(other.digest) ?? Buffer.alloc(0);
    const tamper = (path: string, bytes: Buffer): Buffer =>
      path.endsWith(`/manifests/${image.digest}`) ? swapped : bytes;
    await expect(check(store, { tamper }, `@${image.digest}`)).rejects.toMatchObject({ code: 'REGISTRY_FAILED' });
  });

  it('ends when the registry answers without end', async () => {
    const store = new ImageStore();
    store.image('hello', 'v1');
    const tamper = (): Buffer => Buffer.alloc((4 << 20) + 1, 0x20);
    await expect(check(store, { tamper }, ':v1')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it.each(['image', 'host/', 'host/Name', 'host/a:b:c', 'host/a@sha256:12', 'ho st/a', 'host/../a', 'host/a?x=1'])(
    'has no such reference as %s',
    (text) => {
      expect(() => parseRegistryReference(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    },
  );
});

describe('modelgate verify of an image', () => {
  it('exits by what it finds, and asks no registry unless told', async () => {
    const directory = await temporaryDirectory();
    const store = new ImageStore();
    const image = store.image('hello', 'v1');
    store.image('other', 'v2');
    store.cosignWithKey(image, PUBLISHER.privateKey);
    const layout = await store.writeLayout(join(directory, 'layout'));
    await writeFile(join(directory, 'key.pem'), `${pemOf(PUBLISHER)}\n`);
    await mkdir(join(directory, 'tmp'));
    const run = (rest: string) => shell(`bin/modelgate verify ${rest}`, directory);
    const [good, bad, refused] = await Promise.all([
      run(`oci:${layout}@${image.digest} --key ${directory}/key.pem --format json`),
      run(`oci:${layout}:v2 --key ${directory}/key.pem`),
      run(`docker://registry.invalid/team/image:v1 --key ${directory}/key.pem`),
    ]);
    expect(good.code).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ version: 1, verified: true, digest: image.digest });
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining('nobody has signed it') as string });
    expect(refused.code).toBe(2);
  });
});
